"""Things with their outlines: object detection that gives a mask, too."""

"""Help with labeling: outlines from a click, boxes that follow a thing through a film, proposals of a model."""

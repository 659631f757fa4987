"""What a program shows: images, video, plots, tables, questions; on the page or on this computer."""

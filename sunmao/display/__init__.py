"""Output of a program: images, video, plots, tables, questions; on the page or on this computer."""

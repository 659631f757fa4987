"""Parts that the readers of all formats share: texts, names of pictures, things in them, what is wrong."""

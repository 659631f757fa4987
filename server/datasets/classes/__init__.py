"""Data sets whose labels are the names of folders: pictures are added to their classes, and classes change."""

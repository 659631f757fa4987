"""Formats in which a picture has a label, or several."""

"""Formats in which pictures say what each pixel belongs to."""

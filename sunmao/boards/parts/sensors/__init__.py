"""Sensors: what a board feels and measures."""

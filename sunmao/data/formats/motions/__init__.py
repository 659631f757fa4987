"""Data sets of motion."""

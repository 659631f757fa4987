"""Targets that have points, a file each."""

"""Checks of a data set: damaged images, near duplicates, uneven classes."""

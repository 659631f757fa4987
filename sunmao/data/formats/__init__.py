"""The formats of data sets: one file each, which says how it is recognized, read and written."""

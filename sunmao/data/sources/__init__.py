"""Sources of data sets: folders, zip archives, single files."""

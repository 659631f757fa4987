"""Where a data set is read from: folders, zip archives, single files."""

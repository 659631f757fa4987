"""The sample data sets that come with the library."""

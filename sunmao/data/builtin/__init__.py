"""The data sets that come along."""

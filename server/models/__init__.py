"""Model files of projects, and the library that projects share."""

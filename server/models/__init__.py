"""Model files of projects, and the model library that all projects share."""

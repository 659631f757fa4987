"""Changes that a page that teaches by movement makes to a data set of motion."""

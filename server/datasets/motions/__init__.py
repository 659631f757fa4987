"""What a page that teaches by movement changes in a data set of motion."""

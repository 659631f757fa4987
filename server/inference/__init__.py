"""Trying a model on the page: `host` keeps a child process for each model file, `child` is that process."""

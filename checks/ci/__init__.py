"""Plugins and tools for continuous integration: which long tests to run, a second run, the record of a whole run."""

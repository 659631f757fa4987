"""Rows and named columns: what a table is, what its columns hold, and charts of it."""

"""Estimating a number from a table's rows."""

"""Formats of data sets whose samples are sounds."""

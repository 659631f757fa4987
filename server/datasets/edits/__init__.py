"""Editing a data set by pages: its log and its index together."""

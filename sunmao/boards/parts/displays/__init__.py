"""Displays: lines of letters, dots, digits."""

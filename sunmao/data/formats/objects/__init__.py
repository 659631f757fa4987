"""Formats that say where things are in a picture."""

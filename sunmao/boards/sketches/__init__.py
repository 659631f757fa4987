"""Sketches that are shipped, to be written into boards by a loader: their sources, and what is compiled from them."""

"""Data sets that come in: what was received, and what waits to be taken."""

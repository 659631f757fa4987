"""The checks of the sources: what `start.py check` runs, in CI and before a commit."""

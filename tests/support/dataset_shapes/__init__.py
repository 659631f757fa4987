"""Data sets as other tools and public collections lay them out, and what is right to read from each."""

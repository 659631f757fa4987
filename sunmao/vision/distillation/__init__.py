"""The verb `distill` and what it reports."""

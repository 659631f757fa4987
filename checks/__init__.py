"""The gate: what `python3 start.py check` looks at before any test runs."""

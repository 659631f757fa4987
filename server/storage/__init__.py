"""Files and names that are safe on every system."""

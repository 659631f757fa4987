"""Model files of other programs: those that are opened, and what is said of the others."""

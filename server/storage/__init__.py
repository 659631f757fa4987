"""Files and file names that are safe on every system, and the lock of the projects folder."""

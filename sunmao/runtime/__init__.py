"""A program while it runs: its process, the debugger, standard streams, signals, events."""

"""Processes: start, interrupt, end a process tree, limits, warm interpreters."""

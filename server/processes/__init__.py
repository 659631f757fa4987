"""Child processes: start, interrupt, kill a process tree, limits, warm interpreters."""

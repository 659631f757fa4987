"""Jobs: what takes long on a project's files, each in a process of its own."""

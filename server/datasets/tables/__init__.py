"""Tables of a project, files in `data/`: indexed in a job's process, read by the page, learned from in a worker."""

"""A data set as a map: drawn in a job's process, read by the page."""

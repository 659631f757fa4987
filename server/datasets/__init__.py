"""The data sets of projects.

`dataset_store` lists, opens, renames and deletes them. What takes long is a job: `jobs` starts a process for each,
`job_process` is that process, `job_functions` is what it can do. `build_index` writes what the page shows into a file
of SQLite beside each data set (`index_db`), and `browser` reads it.
"""

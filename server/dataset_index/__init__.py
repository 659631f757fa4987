"""Index of a data set for the page, in a file of SQLite beside it (`index_db`): `build_index` writes it, `browser` and
`picker_options` read it, `change_detection` says whether it is up to date.
"""

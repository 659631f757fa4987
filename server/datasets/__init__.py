"""The data sets of projects: `dataset_store` lists, opens, renames and deletes them."""

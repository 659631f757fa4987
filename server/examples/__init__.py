"""The example projects: a folder each, and the catalog that reads them."""

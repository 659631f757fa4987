"""Two models on the same pictures: which mistakes went, which came, and whether it could be chance."""

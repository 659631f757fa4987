"""`config.yaml`: a training as a file, written beside its weights and repeated by `sunmao train`."""

"""A trained network as a model file of a kind: ONNX, ONNX in fewer bits, or of another backend, compared with PyTorch."""

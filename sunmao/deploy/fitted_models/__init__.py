"""ONNX files of models that were fitted at once, to other samples than pictures."""

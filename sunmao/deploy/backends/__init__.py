"""Other libraries than onnxruntime that run a trained model: one declaration each, see `backend.Backend`."""

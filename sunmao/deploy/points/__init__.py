"""Posture models as ONNX files: from points, or from a picture, to the answer."""

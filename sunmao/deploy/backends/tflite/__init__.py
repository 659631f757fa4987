"""An ONNX graph as a TFLite file, for LiteRT: what networks of pictures are made of, in float."""

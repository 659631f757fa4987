"""An ONNX file as a TFLite file."""

import tempfile
from pathlib import Path

# The rules are found by their names once they are loaded.
from sunmao.deploy.backends.tflite import elementwise, layers, shapes  # noqa: F401
from sunmao.deploy.backends.tflite.graph_converter import UnsupportedNode, convert_graph
from sunmao.deploy.quantization.quantize_graph import prepare_graph

__all__ = ["UnsupportedNode", "convert_file"]


def convert_file(source: Path) -> bytes:
    """The TFLite file of an ONNX file: constants folded, norms a part of their convolutions. Raises UnsupportedNode."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder, "prepared.onnx")
        prepare_graph(source, prepared)
        return convert_graph(prepared)

"""LiteRT: Google's runtime for phones, boards and browsers, known as TensorFlow Lite. Files: .tflite, made by
`backends.tflite`.

Of the converters there are, looked at in November 2026, none installs beside Sunmao on every system. litert-torch
(ai-edge-torch is its old name) needs litert-converter, which Windows has none of, jax and transformers, and a torch
before 2.15. onnx2tf for Python 3.11 needs TensorFlow and numpy 1.26; newer ones need Python 3.12 and other versions
of onnx and onnxruntime.
"""

from pathlib import Path
from typing import Any

from sunmao.deploy.backends.backend import Backend, ConversionFailed, Infer


def convert(source: Path, target: Path) -> None:
    """See `Backend.convert`."""
    from sunmao.deploy.backends.tflite.convert_file import UnsupportedNode, convert_file

    try:
        target.write_bytes(convert_file(source))
    except UnsupportedNode as error:
        raise ConversionFailed(str(error)) from error


def load(path: Path, threads: int | None) -> Infer:
    """See `Backend.load`."""
    import numpy as np
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(model_content=path.read_bytes(), num_threads=threads)
    interpreter.allocate_tensors()
    [given] = interpreter.get_input_details()
    outputs = [each["index"] for each in interpreter.get_output_details()]

    def infer(pictures: np.ndarray) -> list[np.ndarray]:
        interpreter.set_tensor(given["index"], np.ascontiguousarray(pictures.transpose(0, 2, 3, 1)))
        interpreter.invoke()
        return [_to_channels_first(interpreter.get_tensor(index)) for index in outputs]

    return infer


def _to_channels_first(values: Any) -> Any:
    return values.transpose(0, 3, 1, 2) if values.ndim == 4 else values


BACKEND = Backend(
    name="TFLite",
    extra="litert",
    packages=("ai-edge-litert>=2.1",),
    modules=("ai_edge_litert",),
    makers=("onnx",),
    ending=".tflite",
    beside=(),
    convert=convert,
    load=load,
)

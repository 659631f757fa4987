"""The models for reading, opened when they are first asked."""

from functools import cache
from typing import Any

import numpy as np

from sunmao.core.onnx_options import make_float_options
from sunmao.ready.ocr.packages import find_ocr_model


@cache
def open_ocr_model(file: str) -> Any:
    """An onnxruntime session. file: the model's name with the ending. Raises BackendMissing."""
    import onnxruntime

    data = find_ocr_model(file).read_bytes()
    return onnxruntime.InferenceSession(data, make_float_options(), providers=["CPUExecutionProvider"])


def scale_pixels(image: np.ndarray) -> np.ndarray:
    """As the networks take a picture: (3, H, W) float32, -1 to 1. image: (H, W, 3) uint8."""
    return image.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1

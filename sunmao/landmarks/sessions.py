"""The packaged models, opened when they are first asked."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sunmao.core.onnx_options import make_float_options

if TYPE_CHECKING:
    import numpy as np


# Sharing out one picture costs more than it saves on a computer that shows the camera besides: 26 ms of processor time
# for the points of a hand on two threads, 17 on one, and on two busy cores 55 and 34 ms by the clock.
THREADS = 1


@cache
def open_landmark_model(file: str) -> Any:
    """An onnxruntime session of a packaged model. file: its name without the ending."""
    import onnxruntime

    data = files(__package__).joinpath("models", f"{file}.onnx").read_bytes()
    return onnxruntime.InferenceSession(data, make_float_options(threads=THREADS), providers=["CPUExecutionProvider"])


def run_landmark_model(file: str, pixels: "np.ndarray") -> list:
    """Outputs of a packaged model for one picture, float32: (side, side, 3), of person_segmentation (3, side, side)."""
    session = open_landmark_model(file)
    return session.run(None, {session.get_inputs()[0].name: pixels[None]})

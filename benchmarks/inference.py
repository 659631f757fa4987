"""Answers a second: `Workflow` against onnxruntime called by hand with the same preparation, alternating."""

import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.rows import Row
from benchmarks.small import converted, small_set
from sunmao.deploy import Workflow
from sunmao.models.preprocessing import GEOMETRIES, GREY

BACKBONES = ("LeNet", "MobileNet", "EfficientNet-Lite0")
LEAST, WARM, SECONDS = (
    60,
    10,
    20,
)  # calls of each side; how many before it counts; for how long at most a backbone is measured
FRAME = (480, 640, 3)  # what a camera gives


def measure() -> list[Row]:
    """One row a backbone: pictures a second, batch 1, the picture given as an array, until label and confidence are
    known.
    """
    with tempfile.TemporaryDirectory() as folder:
        data = small_set(Path(folder, "data"))
        return [row(name, converted(name, data, Path(folder, "models"))) for name in BACKBONES]


def row(name: str, file: Path) -> Row:
    """The backbone's row."""
    frame = np.random.default_rng(0).integers(0, 256, FRAME, np.uint8)
    model, by_hand = Workflow(file), peer(file)
    assert ours(model, frame)[0] == by_hand(frame)[0]
    rates = alternating(lambda: ours(model, frame), lambda: by_hand(frame), LEAST, 100 * LEAST, WARM, SECONDS)
    return Row(f"inference, {name}", rates[0], "/s", ">= 0.95", rates[1], "bare onnxruntime")


def alternating(one, other, least: int, most: int, warm: int, longest: float) -> list[float]:
    """Times a second of two kinds of work, `least` to `most` times in turns for at most `longest` seconds; the first
    `warm` do not count.
    """
    pairs, end = [], time.perf_counter() + longest
    while len(pairs) < least or (time.perf_counter() < end and len(pairs) < most):
        turn = 1 if len(pairs) % 2 else -1  # who comes first finds the caches as the other left them
        pairs.append([seconds(work) for work in (one, other)[::turn]][::turn])
    return [1 / statistics.median(column) for column in zip(*pairs[warm:], strict=True)]


def ours(model: Workflow, frame: np.ndarray) -> tuple[str, float]:
    """Label and confidence."""
    result = model.inference(frame)
    return result.label, result.confidence


def peer(file: Path):
    """The same by hand: resize, crop, normalise, run, find the largest."""
    import cv2
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(file.read_bytes(), options, providers=["CPUExecutionProvider"])
    given, classes = session.get_inputs()[0].name, Workflow(file).classes
    geometry = GEOMETRIES[Workflow(file)._model_info["modelname"]]
    edge, side = (geometry.resize - geometry.crop) // 2, geometry.crop
    shape = (-1, 1, 1)
    mean, std = np.float32(geometry.mean).reshape(shape), np.float32(geometry.std).reshape(shape)

    def answer(frame: np.ndarray) -> tuple[str, float]:
        if geometry.grey:
            frame = cv2.transform(frame, GREY)
        small = cv2.resize(frame, (geometry.resize, geometry.resize), interpolation=cv2.INTER_LINEAR)
        small = small[edge : edge + side, edge : edge + side]
        planes = small[None] if geometry.grey else small.transpose(2, 0, 1)
        numbers = np.empty((1, *planes.shape), np.float32)
        np.subtract(planes, mean, out=numbers[0])
        numbers /= std
        scores = session.run(None, {given: numbers})[0][0]
        best = int(scores.argmax())
        return classes[best], round(float(scores[best]), 4)

    return answer


def seconds(work) -> float:
    """Of one call."""
    since = time.perf_counter()
    work()
    return time.perf_counter() - since

"""Answers a second: `Workflow` against onnxruntime called by hand with the same preparation, alternating."""

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.costs import THREADS, Cost, alternate, divide_processor, make_onnx_options, measure_cost, median_wall
from benchmarks.rows import MissingRow, Row, Size, attempt
from benchmarks.small import small_set, train_and_convert
from sunmao.deploy import Workflow
from sunmao.models.preprocessing import GEOMETRIES, GRAY

BACKBONES = ("LeNet", "MobileNet", "EfficientNet-Lite0")
MIN_CALLS, WARM, SECONDS = 60, 10, 20  # calls of each side; how many before it counts; seconds of a backbone at most
FRAME = (480, 640, 3)  # what a camera gives


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """One row a backbone: pictures a second, batch 1, the picture given as an array, until label and confidence are
    known.
    """
    with tempfile.TemporaryDirectory() as folder:
        data = small_set(Path(folder, "data"))
        for name in size.pick(BACKBONES, BACKBONES[:1]):
            yield from attempt(f"inference, {name}", compare, name, data, Path(folder, "models"), size)


def compare(name: str, data: Path, folder: Path, size: Size) -> Row:
    """The backbone's row."""
    file = train_and_convert(name, data, folder)
    frame = np.random.default_rng(0).integers(0, 256, FRAME, np.uint8)
    model, by_hand = Workflow(file, threads=THREADS), peer(file)
    assert ours(model, frame)[0] == by_hand(frame)[0]
    mine, theirs = call_by_turns(
        lambda: ours(model, frame), lambda: by_hand(frame), *size.pick((MIN_CALLS, WARM, SECONDS), (3, 1, 0))
    )
    rates, share = [1 / median_wall(costs) for costs in (mine, theirs)], divide_processor(mine, theirs)
    return Row(
        f"inference, {name}", rates[0], "/s", ">= 0.95", rates[1], "bare onnxruntime", f"{THREADS} threads", share
    )


def call_by_turns(one: Callable, other: Callable, least: int, warm: int, seconds: float) -> tuple[list, list]:
    """The costs of two kinds of short work: `least` turns, and then more until so many seconds are over; the first
    `warm` do not count.
    """
    end = time.perf_counter() + seconds
    turns = alternate(lambda: cost_of(one), lambda: cost_of(other), least, warm)
    while time.perf_counter() < end:
        for costs, more in zip(turns, alternate(lambda: cost_of(one), lambda: cost_of(other), 2), strict=True):
            costs += more
    return turns


def cost_of(work: Callable[[], object]) -> Cost:
    """Return the cost of one call in this process."""
    with measure_cost(time.process_time) as cost:
        work()
    return cost


def ours(model: Workflow, frame: np.ndarray) -> tuple[str, float]:
    """Label and confidence."""
    result = model.inference(frame)
    return result.label, result.confidence


def peer(file: Path):
    """The same by hand: resize, crop, normalize, run, find the largest."""
    import cv2
    import onnxruntime

    session = onnxruntime.InferenceSession(file.read_bytes(), make_onnx_options(), providers=["CPUExecutionProvider"])
    given, classes = session.get_inputs()[0].name, Workflow(file).classes
    geometry = GEOMETRIES[Workflow(file)._model_info["modelname"]]
    edge, side = (geometry.resize - geometry.crop) // 2, geometry.crop
    shape = (-1, 1, 1)
    mean, std = np.float32(geometry.mean).reshape(shape), np.float32(geometry.std).reshape(shape)

    def answer(frame: np.ndarray) -> tuple[str, float]:
        if geometry.gray:
            frame = cv2.transform(frame, GRAY)
        small = cv2.resize(frame, (geometry.resize, geometry.resize), interpolation=cv2.INTER_LINEAR)
        small = small[edge : edge + side, edge : edge + side]
        planes = small[None] if geometry.gray else small.transpose(2, 0, 1)
        numbers = np.empty((1, *planes.shape), np.float32)
        np.subtract(planes, mean, out=numbers[0])
        numbers /= std
        scores = session.run(None, {given: numbers})[0][0]
        best = int(scores.argmax())
        return classes[best], round(float(scores[best]), 4)

    return answer

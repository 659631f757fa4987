"""Points of hands, bodies and faces: the packaged models against MediaPipe's own files in LiteRT, and how long one answer
takes.

`SUNMAO_BENCHMARK_MEDIAPIPE`: a folder with MediaPipe's npm packages, unpacked (`benchmarks/landmark_originals.py`);
`SUNMAO_BENCHMARK_PEOPLE`: a folder of photographs of people, for bodies and faces.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest import mock

import numpy as np

from benchmarks.landmark_originals import extract_originals
from benchmarks.rows import MissingRow, Row, Size, attempt
from benchmarks.small import SIGNS
from sunmao.images.image_files import read_image_file
from sunmao.landmarks.find_landmarks import find_landmarks
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.landmarks.targets.target import Target

PICTURES = 500
NEAR = 0.5  # pixels


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Rows for hands, bodies and faces."""
    for target in TARGETS.values():
        yield from attempt(target.name, measure_target, target, size)


def measure_target(target: Target, size: Size) -> Iterator[Row | MissingRow]:
    """Yield the rows of a target: the time of an answer, and the distance of its points from those of the original
    files.
    """
    images = list(load_images(target, size.pick(PICTURES, 2)))
    if not images:
        yield MissingRow(target.name, "no pictures: set SUNMAO_BENCHMARK_PEOPLE", failed=False)
        return
    since = time.process_time()
    ours = [find_landmarks(image, target) for image in images]
    spent = 1000 * (time.process_time() - since) / len(images)
    yield Row(f"{target.name}: processor time of a picture", spent, "ms", "<= 120", note=f"{len(images)} pictures")
    if target.name == "hand" and SIGNS.is_dir():
        yield Row("hands that are found", 100 * sum(map(bool, ours)) / len(ours), "%", ">= 98")
    packages = os.environ.get("SUNMAO_BENCHMARK_MEDIAPIPE")
    if not packages:
        yield MissingRow(f"{target.name}: as MediaPipe's files", "set SUNMAO_BENCHMARK_MEDIAPIPE", failed=False)
        return
    with tempfile.TemporaryDirectory() as folder:
        theirs = find_by_originals(images, target, extract_originals(Path(packages), Path(folder)))
    near = [are_near(mine, other) for mine, other in zip(ours, theirs, strict=True)]
    yield Row(f"{target.name}: as MediaPipe's files", 100 * float(np.mean(near)), "%", ">= 99.5", note=f"{NEAR} px")


def load_images(target: Target, count: int) -> Iterator[np.ndarray]:
    """Pictures, (H, W, 3) uint8 RGB: hand signs, or photographs of people; noise where there are none of hands."""
    folder = SIGNS if target.name == "hand" else Path(os.environ.get("SUNMAO_BENCHMARK_PEOPLE", "absent"))
    files = sorted(each for each in folder.rglob("*") if each.suffix.lower() in (".jpg", ".jpeg", ".png"))
    if not files and target.name == "hand":
        yield np.random.default_rng(0).integers(0, 255, (240, 320, 3), np.uint8)
    for place in np.linspace(0, len(files) - 1, min(count, len(files))).astype(int):
        yield read_image_file(files[place])


def find_by_originals(images: list[np.ndarray], target: Target, files: dict[str, Path]) -> list:
    """As `find_landmarks`, with the original files in LiteRT."""

    @cache
    def open_original(file: str):
        from ai_edge_litert.interpreter import Interpreter

        interpreter = Interpreter(model_path=str(files[file]))
        interpreter.allocate_tensors()
        return interpreter

    def run(file: str, pixels) -> list:
        interpreter = open_original(file)
        interpreter.set_tensor(interpreter.get_input_details()[0]["index"], pixels[None])
        interpreter.invoke()
        return [interpreter.get_tensor(each["index"]) for each in interpreter.get_output_details()]

    with (
        mock.patch("sunmao.landmarks.find_landmarks.run_landmark_model", run),
        mock.patch("sunmao.landmarks.region_detector.run_landmark_model", run),
    ):
        return [find_landmarks(image, target) for image in images]


def are_near(ours: list, theirs: list) -> bool:
    """Whether as many were found, with all points at the same places."""
    return len(ours) == len(theirs) and all(
        np.abs(mine.points[:, :2] - other.points[:, :2]).max() <= NEAR for mine, other in zip(ours, theirs, strict=True)
    )

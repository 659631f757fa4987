"""Five gestures, ten takes each, and whether takes of another speed and strength are recognized; and how quickly.

A hand's path through the air becomes what an accelerometer in it feels: the acceleration along the path and the earth's
pull, turned as the hand turns and holds it, with a hand's trembling and a sensor's noise. All ten takes are made at an
ordinary speed and strength; what is asked is a third slower or quicker, half or twice as strong. What is learned from
was chosen on five other gestures (a circle, an eight, a chop, a wave, pouring), of which 99 in 100 were right with
copies as other hands make them, and 98 without.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from benchmarks.rows import Row, Size, attempt
from benchmarks.small import change_folder, use_all
from sunmao.gestures.motion_augmentation import make_rotation
from sunmao.motion.motion_clip import RATE, MotionClip
from sunmao.motion.motion_files import write_motion

FINE = 500  # places a second at which a path is drawn
GRAVITY = 9.81
USUAL = (0.85, 1.0, 1.15), (0.8, 1.0, 1.25)  # speeds, strengths
UNUSUAL = (0.6, 0.7, 1.35, 1.5), (0.5, 0.6, 1.6, 2.0)
TAKES, ASKED, DRAWS = 10, 20, 3
SECONDS, LONG = 2.5, 1.1  # of a take, and of a gesture at the speed 1
SIZE = 0.12  # meters, of a gesture of the strength 1
TILT = 0.25  # radians by which a hand holds the sensor otherwise
TREMBLING, QUIVER, NOISE = 0.15, 0.03, 0.01  # g: slow, of 8 to 11 Hz, and of the sensor


def _draw_corners(time: np.ndarray, across: list[float], up: list[float], plane: tuple[int, int]) -> np.ndarray:
    path, moments = np.zeros((len(time), 3)), np.linspace(0, 1, len(across))
    for axis, corners in zip(plane, (across, up), strict=True):
        path[:, axis] = np.interp(time, moments, corners)
    return path


def _draw_along(time: np.ndarray, axis: int, values: np.ndarray) -> np.ndarray:
    path = np.zeros((len(time), 3))
    path[:, axis] = values
    return path


# Name → the path of a hand, (n, 3), and by how many radians it turns about y, (n,), of times from 0 to 1, (n,).
GESTURES: dict[str, tuple[Callable[[np.ndarray], np.ndarray], Callable[[np.ndarray], np.ndarray]]] = {
    "triangle": (lambda t: _draw_corners(t, [0, 0.8, -0.8, 0], [1, -0.6, -0.6, 1], (0, 1)), np.zeros_like),
    "thrust": (lambda t: _draw_along(t, 1, np.exp(-(((t - 0.5) / 0.15) ** 2))), np.zeros_like),
    "knock": (lambda t: _draw_along(t, 2, -0.3 * np.abs(np.sin(3 * np.pi * t))), np.zeros_like),
    "twist": (lambda t: _draw_along(t, 0, 0.05 * np.sin(2 * np.pi * t)), lambda t: np.sin(4 * np.pi * t)),
    "zigzag": (lambda t: _draw_corners(t, [-0.8, 0.8, -0.8, 0.8], [0.7, 0.7, -0.7, -0.7], (0, 2)), np.zeros_like),
}


def make_take(gesture: str, random: np.random.Generator, speeds, strengths) -> np.ndarray:
    """(125, 3) float32 in g at 50 Hz."""
    speed, strength = (random.choice(each) * random.uniform(0.95, 1.05) for each in (speeds, strengths))
    count, length = round(SECONDS * FINE), min(round(SECONDS * FINE), round(LONG / speed * FINE))
    start = int(random.uniform(0, count - length + 1))
    moments = np.clip((np.arange(count) - start) / length, 0, 1)
    uneven = 0.04 * random.normal() * np.sin(2 * np.pi * moments) + 0.02 * random.normal() * np.sin(4 * np.pi * moments)
    draw, turn = GESTURES[gesture]
    moments = np.clip(moments + uneven, 0, 1)
    path = SIZE * strength * (1 + 0.1 * random.standard_normal(3)) * draw(moments)
    for _ in range(2):
        path = _smooth(path, round(0.09 * FINE / np.sqrt(speed)))
    moved = np.gradient(np.gradient(path, 1 / FINE, axis=0), 1 / FINE, axis=0) / GRAVITY
    angle = _smooth(turn(moments)[:, None] * (0.6 + 0.4 * strength), 60)[:, 0]
    moved += np.stack([np.sin(angle), np.zeros(count), np.cos(angle)], 1)
    trembling = TREMBLING * _smooth(random.standard_normal((count, 3)), 40)
    quiver = np.sin(2 * np.pi * random.uniform(8, 11) * np.arange(count) / FINE)[:, None] * random.standard_normal(3)
    felt = moved @ make_rotation(random, TILT).T + trembling + QUIVER * quiver
    return (felt[:: FINE // RATE] + NOISE * random.standard_normal((count * RATE // FINE, 3))).astype(np.float32)


def _smooth(values: np.ndarray, width: int) -> np.ndarray:
    kernel = np.hanning(width + 2)[1:-1]
    kernel, border = kernel / kernel.sum(), ((width // 2, width - 1 - width // 2), (0, 0))
    padded = np.pad(values, border, mode="edge")
    return np.stack([np.convolve(padded[:, axis], kernel, "valid") for axis in range(values.shape[1])], 1)


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: other speeds and strengths, time."""
    yield from attempt("motions", measure_gestures, size)


def measure_gestures(size: Size) -> Iterator[Row]:
    """Several trainings, each on takes of its own."""
    from sunmao.motion import MotionClassification

    right, taken, processor, waits = [], [], [], []
    for seed in range(1, size.pick(DRAWS, 1) + 1):
        random = np.random.default_rng(seed)
        with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
            for gesture in GESTURES:
                for number in range(size.pick(TAKES, 3)):
                    take = MotionClip(make_take(gesture, random, *USUAL))
                    write_motion(f"data/wand/{gesture}/{number}.csv", take)
            model = MotionClassification()
            model.load_dataset("data/wand", check=False)
            use_all(model)
            since, spent = time.perf_counter(), time.process_time()
            model.train(validate=False, random_seed=seed)
            taken.append(time.perf_counter() - since)
            processor.append(time.process_time() - spent)
            for gesture in GESTURES:
                for _ in range(size.pick(ASKED, 2)):
                    take, since = MotionClip(make_take(gesture, random, *UNUSUAL)), time.perf_counter()
                    right.append(100 * (model.inference(motion=take).label == gesture))
                    waits.append(time.perf_counter() - since)
    yield Row("motions: five gestures, other speed and strength", statistics.mean(right), "%", ">= 95")
    note = f"processor {statistics.median(processor):.1f}, the first with torch's import {taken[0]:.1f}"
    yield Row("motions: training", statistics.median(taken), "s", "<= 5", note=note)
    yield Row("motions: an answer", 1000 * statistics.median(waits), "ms", "<= 20")

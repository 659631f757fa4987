"""Movements of a magic wand, drawn for Sunmao: a table for each take, in a folder for each class and part."""

from pathlib import Path

import numpy as np

from sunmao.data.dataset_metadata import write_metadata
from sunmao.motion.motion_clip import RATE, MotionClip
from sunmao.motion.motion_files import write_motion
from sunmao.motion.windows import WINDOW

CLASSES = ("still", "circle", "swing", "shake")
LEARNED, TESTED = 16, 4  # takes of each class
FASTEST, SLOWEST = 0.8, 1.7  # seconds that a movement takes
TILT = 0.25  # of the earth's pull, in g, to each side
TREMBLE = 0.015  # g


def make_wand(folder: Path) -> None:
    """Write all takes, each of another speed, strength, tilt and direction; the same each time."""
    random = np.random.default_rng(20)
    write_metadata(folder, "motion_classification", CLASSES)
    for kind in CLASSES:
        for number in range(LEARNED + TESTED):
            part = "train" if number < LEARNED else "test"
            clip = MotionClip(draw_movement(kind, random))
            write_motion(folder / part / kind / f"{number % LEARNED + 1}.csv", clip)


def draw_movement(kind: str, random: np.random.Generator) -> np.ndarray:
    """Two seconds of a movement as a wand that lies in a hand feels it, (100, 3) float32 in g. kind: of `CLASSES`."""
    length = round(random.uniform(FASTEST, SLOWEST) * RATE)
    time = np.linspace(0, 1, length)
    wave = 2 * np.pi * time
    turned = random.choice([-1, 1])
    match kind:
        case "circle":
            piece = np.stack([np.cos(wave), turned * np.sin(wave), 0 * wave], 1)
        case "swing":
            piece = np.stack([turned * np.sin(2 * wave), 0 * wave, 0.2 * np.sin(4 * wave)], 1)
        case "shake":
            piece = np.stack([0 * wave, 0.2 * np.sin(6 * wave), np.sin(6 * wave)], 1)
        case _:
            piece = np.zeros((length, 3))
    moved = np.zeros((WINDOW, 3))
    start = int(random.integers(0, WINDOW - length + 1))
    moved[start : start + length] = random.uniform(0.7, 1.4) * piece * np.sqrt(np.sin(np.pi * time))[:, None]
    lying = np.array([*random.normal(0, TILT, 2), 1.0])
    return (moved + lying / np.linalg.norm(lying) + TREMBLE * random.standard_normal(moved.shape)).astype(np.float32)

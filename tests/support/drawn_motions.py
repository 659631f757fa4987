"""Gestures that tests make, each as a hand makes it: with another speed, strength, tilt and trembling each time."""

from pathlib import Path

import numpy as np

from sunmao.gestures.motion_augmentation import make_rotation
from sunmao.motion.motion_clip import RATE, MotionClip
from sunmao.motion.motion_files import write_motion

KINDS = ("circle", "shake", "still", "swing")


def make_motion(
    kind: str,
    random: np.random.Generator,
    speed: float = 1.0,
    strength: float = 1.0,
    seconds: float = 2.0,
    held: np.ndarray | None = None,
) -> np.ndarray:
    """(n, 3) float32 in g at 50 Hz. speed, strength: 1 as people usually move; held: the rotation of the device,
    another one each time unless given.
    """
    count = round(seconds * RATE)
    length = min(count, round(1.2 * RATE / speed))
    time = np.linspace(0, 1, length)
    bell = np.sin(np.pi * time) ** 0.5
    moved = np.zeros((count, 3))
    start = int(random.uniform(0, max(1, count - length)))
    if kind == "circle":
        piece = np.stack([np.cos(2 * np.pi * time), np.sin(2 * np.pi * time), 0 * time], 1)
    elif kind == "swing":
        piece = np.stack([np.sin(4 * np.pi * time), 0 * time, 0.2 * np.sin(8 * np.pi * time)], 1)
    elif kind == "shake":
        piece = np.stack([0 * time, 0.2 * np.sin(12 * np.pi * time), np.sin(12 * np.pi * time)], 1)
    else:
        piece = np.zeros((length, 3))
    moved[start : start + length] = strength * random.uniform(0.8, 1.2) * piece * bell[:, None]
    moved += [0, 0, 1]
    held = make_rotation(random, 0.15) if held is None else held
    return (moved @ held.T + 0.01 * random.standard_normal(moved.shape)).astype(np.float32)


def write_motions(folder: Path, each: int = 10, seed: int = 0) -> Path:
    """A folder for each kind, with so many takes."""
    random = np.random.default_rng(seed)
    for kind in KINDS:
        for number in range(each):
            write_motion(folder / kind / f"{number}.csv", MotionClip(make_motion(kind, random)))
    return folder

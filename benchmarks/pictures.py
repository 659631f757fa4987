"""Data sets of any size, drawn by program: small photographs of soft colors, no two alike."""

from pathlib import Path

import numpy as np
from PIL import Image

SIDE = 64  # pixels
SPLITS = {"training_set": 0.8, "val_set": 0.1, "test_set": 0.1}


def draw_pictures(folder: Path, count: int, classes: int = 10, side: int = SIDE, seed: int = 0) -> int:
    """Write about `count` JPEGs in ImageNet format (`training_set/c3/17.jpg` …) into a new folder; returns how many."""
    chance, made = np.random.default_rng(seed), 0
    for split, share in SPLITS.items():
        for label in range(classes):
            target = folder / split / f"c{label}"
            target.mkdir(parents=True)
            for number in range(round(count * share / classes)):
                draw(chance, side).save(target / f"{number}.jpg", quality=80)
                made += 1
    return made


def draw(chance: np.random.Generator, side: int) -> Image.Image:
    """One picture: 6×6 random colors, made soft."""
    colors = Image.fromarray(chance.integers(0, 256, (6, 6, 3), np.uint8))
    return colors.resize((side, side), Image.Resampling.BICUBIC)

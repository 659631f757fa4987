"""Pictures of pointers on a dial, drawn by program: each has the angle to which its pointer points."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from sunmao.images.image_files import encode_png

SIDE = 96
PARTS = (("train", 132), ("valid", 24), ("test", 24))
LOWEST, HIGHEST = 0, 180  # degrees: to the right, to the left
STEP = 30  # degrees between the ticks of the dial
CLEAR = 90  # by how much the pointer is darker than the dial, of 255
FINE = 3  # bits behind the point of a pixel
SEED = 3


def make_pointers(folder: Path) -> None:
    """Write the pictures with a table of their angles for each part."""
    for part, _ in PARTS:
        (folder / "images" / part).mkdir(parents=True)
    tables = {part: io.StringIO(newline="") for part, _ in PARTS}
    rows = {part: csv.writer(table, lineterminator="\n") for part, table in tables.items()}
    for writer in rows.values():
        writer.writerow(["filename", "angle"])
    for part, name, image, angle in generate_images():
        (folder / "images" / part / name).write_bytes(encode_png(image))
        rows[part].writerow([name, angle])
    for part, table in tables.items():
        (folder / f"{part}.csv").write_text(table.getvalue(), encoding="utf-8", newline="\n")


def generate_images() -> Iterator[tuple[str, str, np.ndarray, float]]:
    """All pictures, the same every time: part, file name, (H, W, 3) uint8 RGB, degrees."""
    dice, number = np.random.default_rng(SEED), 0
    for part, count in PARTS:
        # Spread over the whole dial, so that no part lacks a region of it.
        angles = np.linspace(LOWEST, HIGHEST, count) + dice.uniform(-3, 3, count)
        for angle in dice.permutation(angles.clip(LOWEST, HIGHEST).round(1)).tolist():
            number += 1
            yield part, f"{number}.png", draw_pointer(angle, dice), angle


def draw_pointer(angle: float, dice: np.random.Generator) -> np.ndarray:
    """A pointer on a half dial of any colors, somewhat off its middle: (96, 96, 3) uint8 RGB. angle: degrees, 0 to the
    right, 90 up.
    """
    image, dial = _make_ground(dice), dice.integers(200, 256, 3)
    pivot = np.array([SIDE / 2, 0.72 * SIDE]) + dice.uniform(-4, 4, 2)
    radius = dice.uniform(0.4, 0.46) * SIDE
    rim = [pivot + radius * _point(turn) for turn in range(LOWEST, HIGHEST + 1, 5)]
    _fill(image, np.array(rim), dial)
    for turn in range(LOWEST, HIGHEST + 1, STEP):
        _fill(image, _make_needle(pivot + radius * _point(turn), turn, -0.14 * radius, 1.2), dial // 2)
    color = _pick_color(dice, dial)
    _fill(image, _make_needle(pivot, angle, dice.uniform(0.8, 0.95) * radius, dice.uniform(3, 5)), color)
    _fill(image, np.array([pivot + 5 * _point(turn) for turn in range(0, 360, 15)]), color)
    noise = dice.standard_normal((SIDE, SIDE, 1), np.float32) * np.float32(dice.uniform(0, 6))
    return (image + noise).clip(0, 255).round().astype(np.uint8)


def _point(angle: float) -> np.ndarray:
    """The direction of an angle in a picture, whose y points down: (2,) float."""
    turn = np.deg2rad(angle)
    return np.array([np.cos(turn), -np.sin(turn)])


def _make_needle(pivot: np.ndarray, angle: float, length: float, width: float) -> np.ndarray:
    """The corners of a needle from its pivot: (3, 2) float, pixels. width: from its axis to its side."""
    across = width * _point(angle + 90)
    return np.array([pivot + across, pivot - across, pivot + length * _point(angle)])


def _make_ground(dice: np.random.Generator) -> np.ndarray:
    """From one color in a corner to another in the opposite one: (96, 96, 3) uint8."""
    one, other = dice.integers(60, 226, (2, 3))
    along = np.add.outer(np.linspace(0, 0.5, SIDE), np.linspace(0, 0.5, SIDE))[..., None]
    ground = (one + (other - one) * along).astype(np.uint8)
    return np.ascontiguousarray(np.rot90(ground, int(dice.integers(4))))


def _pick_color(dice: np.random.Generator, dial: np.ndarray) -> np.ndarray:
    """A color that is told from the dial's, also by a network that sees no colors."""
    while True:
        color = dice.integers(0, 200, 3)
        if np.mean(dial - color) >= CLEAR:
            return color


def _fill(image: np.ndarray, outline: np.ndarray, color: np.ndarray) -> None:
    points = (outline * 2**FINE).round().astype(np.int32)
    cv2.fillPoly(image, [points], color.tolist(), lineType=cv2.LINE_AA, shift=FINE)

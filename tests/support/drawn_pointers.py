"""Pointers on a dial, drawn: what is learned of each picture is its angle."""

from pathlib import Path

import cv2
import numpy as np

SIDE = 48


def draw_pointer(angle: float, random: np.random.Generator) -> np.ndarray:
    """A pointer at this angle, 0° to the left and 180° to the right, on a dial that is never quite in the middle:
    (48, 48, 3) uint8.
    """
    image = np.full((SIDE, SIDE, 3), int(random.integers(180, 255)), np.uint8)
    middle, length = SIDE / 2 + random.uniform(-1, 1, 2), 0.42 * SIDE
    tip = middle - length * np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
    ends = [tuple(int(round(16 * value)) for value in end) for end in (middle, tip)]  # in sixteenths of a pixel
    cv2.line(image, *ends, (20, 20, int(random.integers(20, 120))), 3, cv2.LINE_AA, 4)
    return image


def draw_pointer_folders(folder: Path, step: int = 10, each: int = 24) -> str:
    """Write a folder for each angle from 0 to 180, called so, the same pictures each time."""
    random = np.random.default_rng(0)
    for angle in range(0, 181, step):
        place = folder / str(angle)
        place.mkdir(parents=True)
        for number in range(each):
            cv2.imwrite(str(place / f"{number}.png"), draw_pointer(angle, random))
    return folder.as_posix()


def draw_pointer_table(folder: Path, count: int = 60, head: str = "filename,angle") -> str:
    """Write pictures in one folder and a table with the angle of each, with two decimals."""
    random = np.random.default_rng(1)
    (folder / "images").mkdir(parents=True)
    rows = [head]
    for number, angle in enumerate(random.uniform(0, 180, count).round(2)):
        cv2.imwrite(str(folder / "images" / f"{number}.png"), draw_pointer(angle, random))
        rows.append(f"{number}.png,{angle}")
    (folder / "labels.csv").write_text("\n".join(rows) + "\n")
    return folder.as_posix()

"""Pictures with painted masks, drawn: a green disc is a leaf, a red bar a stone, all else is ground."""

from pathlib import Path

import cv2
import numpy as np

CLASSES = ("leaf", "stone")
PARTS = {"train": 24, "valid": 8, "test": 8}
SIDE = 64
COLORS = ((60, 200, 60), (60, 60, 220))  # BGR


def draw_painted(folder: Path, parts: dict[str, int] | None = None) -> str:
    """Write such a data set with a mask beside each picture, the same each time; some show one class or none."""
    random = np.random.default_rng(0)
    for part, count in (parts or PARTS).items():
        for kind in ("images", "masks"):
            (folder / kind / part).mkdir(parents=True)
        for number in range(count):
            image, mask = draw([number % 4 != 3, number % 4 != 2], random)
            cv2.imwrite(str(folder / "images" / part / f"{part}_{number}.png"), image)
            cv2.imwrite(str(folder / "masks" / part / f"{part}_{number}.png"), mask)
    (folder / "classes.txt").write_text("\n".join(("background", *CLASSES)) + "\n")
    return folder.as_posix()


def draw(shown: list[bool], random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """One picture, (64, 64, 3) uint8, and its mask, (64, 64) uint8."""
    image = random.integers(0, 60, (SIDE, SIDE, 3)).astype(np.uint8)
    mask = np.zeros((SIDE, SIDE), np.uint8)
    if shown[0]:
        middle = (int(random.integers(14, 26)), int(random.integers(14, 50)))
        for target, color in ((image, COLORS[0]), (mask, 1)):
            cv2.circle(target, middle, 10, color, -1)
    if shown[1]:
        left, top = int(random.integers(40, 48)), int(random.integers(6, 40))
        for target, color in ((image, COLORS[1]), (mask, 2)):
            cv2.rectangle(target, (left, top), (left + 12, top + 18), color, -1)
    return image, mask

"""A film of a thing that moves, grows and may vanish."""

from pathlib import Path

import cv2
import numpy as np

Box = tuple[int, int, int, int]


def draw_film(count: int, grow: float = 1.0, vanish: int | None = None) -> tuple[list[np.ndarray], list[Box]]:
    """A textured thing that moves over a textured ground, (180, 240, 3) uint8 each, and its boxes (x1, y1, x2, y2).

    grow: how much larger it is in each picture. vanish: number of the picture from which it is gone.
    """
    rng = np.random.default_rng(0)
    ground = cv2.GaussianBlur(rng.integers(0, 255, (180, 240, 3), dtype=np.uint8), (0, 0), 3)
    thing = cv2.GaussianBlur(rng.integers(0, 255, (40, 50, 3), dtype=np.uint8), (0, 0), 1.2)
    images, boxes = [], []
    for n in range(count):
        size = round(50 * grow**n), round(40 * grow**n)
        x, y = 30 + 4 * n, 40 + 2 * n
        image = ground.copy()
        if vanish is None or n < vanish:
            image[y : y + size[1], x : x + size[0]] = cv2.resize(thing, size)
        images.append(image)
        boxes.append((x, y, x + size[0], y + size[1]))
    return images, boxes


def write_film(path: Path, images: list[np.ndarray], per_second: int) -> Path:
    """Write pictures, (h, w, 3) uint8 BGR, as a film (MPEG-4); returns its path."""
    height, width = images[0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter_fourcc(*"mp4v"), per_second, (width, height))
    for image in images:
        writer.write(image)
    writer.release()
    return path

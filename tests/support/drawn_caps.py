"""Bottle caps drawn on photographs: things to be found, and where they are."""

import random
from pathlib import Path

import cv2
import numpy as np

from tests.support.photographs import photographs

WIDTH, HEIGHT = 320, 240
PIECE = 200  # pixels of a photograph behind the caps
CAP = (40, 45, 205)  # BGR
COLORED = 130  # saturation: the photographs are gray, and no camera's film makes colors of that


def draw_caps(draw: random.Random, most: int = 3) -> tuple[np.ndarray, list[tuple[float, float, float, float]]]:
    """One to `most` caps, (240, 320, 3) uint8 BGR, none over another one, and their boxes, x1, y1, x2, y2."""
    image = cv2.resize(draw.choice(photographs(PIECE))[:, :, ::-1], (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    # Photographs of flowers have colors as caps do.
    image, boxes = cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), []
    for _ in range(draw.randint(1, most)):
        size = draw.randint(20, 32)
        x, y = draw.randint(size + 2, WIDTH - size - 2), draw.randint(size + 2, HEIGHT - size - 2)
        if any((x - (a + c) / 2) ** 2 + (y - (b + d) / 2) ** 2 < (2.5 * size) ** 2 for a, b, c, d in boxes):
            continue
        teeth = np.arange(40) * np.pi / 20
        reach = np.where(np.arange(40) % 2, 1.0, 0.9) * size
        corners = np.stack([x + reach * np.cos(teeth), y + reach * np.sin(teeth)], 1).astype(np.int32)
        cv2.fillPoly(image, [corners], tuple(int(0.8 * part) for part in CAP))
        cv2.circle(image, (x, y), int(0.8 * size), CAP, -1)
        cv2.ellipse(image, (x, y), (size // 2, size // 2), 0, 190, 250, (225, 225, 255), 2)
        boxes.append((x - size, y - size, x + size, y + size))
    return image, boxes


def write_film(path: Path, scenes: int = 20, each: int = 45) -> None:
    """A film (MJPEG) of so many scenes, `each` frames of each."""
    draw = random.Random(3)
    path.write_bytes(b"".join(cv2.imencode(".jpg", draw_caps(draw)[0])[1].tobytes() * each for _ in range(scenes)))


def find_caps(image: np.ndarray) -> list[tuple[int, int, int, int]]:
    """The boxes of the caps in a picture of them, (H, W, 3) uint8 BGR, by their color."""
    inside = (cv2.cvtColor(image, cv2.COLOR_BGR2HSV)[:, :, 1] > COLORED).astype(np.uint8)
    inside = cv2.morphologyEx(inside, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(inside)
    return [(x, y, x + w, y + h) for x, y, w, h, area in found[1:].tolist() if area > 400]

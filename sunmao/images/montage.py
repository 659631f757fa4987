"""A data set at a glance: a few samples of every class in one picture."""

import base64
from typing import Any

import cv2
import numpy as np

from sunmao.errors import NotAPicture
from sunmao.images.image_files import encode_png
from sunmao.protocol.messages import Image

COLUMNS, ROWS, TILE = 8, 10, 72


def make_montage(dataset: Any) -> Image:
    """One picture: a row a class (the first ten), up to eight samples each."""
    rows = [_make_row(dataset, label) for label in dataset.classes[:ROWS]]
    image = np.concatenate(rows) if rows else np.full((TILE, TILE, 3), 255, np.uint8)
    names = ", ".join(dataset.classes[:ROWS]) + (" …" if len(dataset.classes) > ROWS else "")
    data = base64.b64encode(encode_png(image)).decode()
    return Image(data=data, title=dataset.path, caption=names, width=image.shape[1], height=image.shape[0])


def _make_row(dataset: Any, label: str) -> np.ndarray:
    row = np.full((TILE, COLUMNS * TILE, 3), 255, np.uint8)
    items = [item for item in dataset.items() if label in item.labels][:COLUMNS]
    for number, item in enumerate(items):
        try:
            row[:, number * TILE : (number + 1) * TILE] = dataset.sample_kind.draw_tile(item, TILE)
        except NotAPicture:
            continue  # a gap in the row shows it as well as a message would
    return row


def fit_square(image: np.ndarray, side: int) -> np.ndarray:
    """A picture scaled into a square of `side` pixels, whole, on white."""
    scale = side / max(image.shape[:2])
    height, width = (max(1, round(length * scale)) for length in image.shape[:2])
    square = np.full((side, side, 3), 255, np.uint8)
    top, left = (side - height) // 2, (side - width) // 2
    square[top : top + height, left : left + width] = cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)
    return square

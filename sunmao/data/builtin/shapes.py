"""Pictures of shapes, drawn by program: circles, triangles, squares and stars on all kinds of ground, to find, to
outline, to paint.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from sunmao.images.image_files import encode_png

CLASSES = ("circle", "triangle", "square", "star")
WIDTH, HEIGHT = 240, 240
PARTS = (("train", 240), ("valid", 30), ("test", 30))
SMALLEST, LARGEST = 18, 46  # pixels from a shape's middle to its corners
MAX_SHAPES = 4  # shapes in a picture
APART = 4  # pixels between the boxes of two
CLEAR = 90  # least distance of a shape's color from the ground's, of 441
FINE = 3  # bits behind the point of a pixel, so that edges are where the labels say
SEED = 20261120


@dataclass(frozen=True)
class DrawnShape:
    """A shape in a picture. number: of its class, from 1 on; outline: (N, 2) float, pixels; color: RGB."""

    number: int
    outline: np.ndarray
    color: tuple[int, int, int]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """x1, y1, x2, y2."""
        return (*self.outline.min(0).tolist(), *self.outline.max(0).tolist())


def make_boxes(folder: Path) -> None:
    """Write the pictures in COCO format with a box around each shape."""
    _make_coco(folder, outlines=False)


def make_outlines(folder: Path) -> None:
    """Write the pictures in COCO format with the outline of each shape."""
    _make_coco(folder, outlines=True)


def make_areas(folder: Path) -> None:
    """Write the pictures with masks beside them: for each pixel the number of its class, 0 for the ground."""
    for part, name, image, shapes in generate_images():
        _write(folder / "images" / part / name, image)
        mask = np.zeros(image.shape[:2], np.uint8)
        for shape in shapes:
            _fill(mask, shape.outline, shape.number, cv2.LINE_8)
        _write(folder / "masks" / part / name.replace(".jpg", ".png"), mask)
    (folder / "classes.txt").write_text("".join(f"{name}\n" for name in ("background", *CLASSES)), encoding="utf-8")


def generate_images() -> Iterator[tuple[str, str, np.ndarray, list[DrawnShape]]]:
    """All pictures, the same every time: part, file name, (H, W, 3) uint8 RGB, what is on it."""
    dice, number = np.random.default_rng(SEED), 0
    for part, count in PARTS:
        for _ in range(count):
            number += 1
            image = _make_background(dice)
            shapes = _draw_shapes(dice, image)
            for shape in shapes:
                _fill(image, shape.outline, shape.color, cv2.LINE_AA)
            yield part, f"{number}.jpg", image, shapes


def _make_coco(folder: Path, outlines: bool) -> None:
    categories = [{"id": number, "name": name, "supercategory": "none"} for number, name in enumerate(CLASSES, 1)]
    said = {part: {"images": [], "annotations": [], "categories": categories} for part, _ in PARTS}
    for part, name, image, shapes in generate_images():
        _write(folder / "images" / part / name, image)
        images, annotations = said[part]["images"], said[part]["annotations"]
        images.append({"id": len(images) + 1, "file_name": name, "width": WIDTH, "height": HEIGHT})
        annotations += [
            {"id": len(annotations) + n, "image_id": len(images), **_annotation(shape, outlines)}
            for n, shape in enumerate(shapes, 1)
        ]
    (folder / "annotations").mkdir()
    for part, data in said.items():
        (folder / "annotations" / f"{part}.json").write_text(json.dumps(data), encoding="utf-8")


def _annotation(shape: DrawnShape, outlines: bool) -> dict:
    x1, y1, x2, y2 = (round(side, 2) for side in shape.box)
    points = shape.outline.round(2)
    area = float(cv2.contourArea(points.astype(np.float32))) if outlines else (x2 - x1) * (y2 - y1)
    box = [x1, y1, round(x2 - x1, 2), round(y2 - y1, 2)]
    return {
        "category_id": shape.number,
        "bbox": box,
        "area": round(area, 1),
        "iscrowd": 0,
        "segmentation": [points.ravel().tolist()] if outlines else [],
    }


def _draw_shapes(dice: np.random.Generator, ground: np.ndarray) -> list[DrawnShape]:
    found = []
    for _ in range(int(dice.integers(1, MAX_SHAPES + 1))):
        for _ in range(20):  # tries to find a free place
            number = int(dice.integers(1, len(CLASSES) + 1))
            outline = _make_outline(CLASSES[number - 1], dice)
            x1, y1, x2, y2 = DrawnShape(number, outline, (0, 0, 0)).box
            move = dice.uniform((1 - x1, 1 - y1), (WIDTH - 1 - x2, HEIGHT - 1 - y2))
            shape = DrawnShape(number, outline + move, _pick_color(dice, ground, (x1, y1, x2, y2) + np.tile(move, 2)))
            if not any(_overlap(shape.box, other.box) for other in found):
                found.append(shape)
                break
    return found


def _make_outline(kind: str, dice: np.random.Generator) -> np.ndarray:
    """The corners of a shape around (0, 0), of any size, turned and a little stretched: (N, 2) float."""
    radius, turn, stretch = dice.uniform(SMALLEST, LARGEST), dice.uniform(0, 2 * np.pi), dice.uniform(0.85, 1)
    corners = {"circle": 48, "triangle": 3, "square": 4, "star": 10}[kind]
    angle = np.arange(corners) * 2 * np.pi / corners
    distance = np.where((kind == "star") & (np.arange(corners) % 2 == 1), 0.42, 1.0) * radius
    points = np.stack([np.cos(angle) * distance, np.sin(angle) * distance * stretch], axis=1)
    return points @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])


def _pick_color(dice: np.random.Generator, ground: np.ndarray, box: np.ndarray) -> tuple[int, int, int]:
    """Any color that is easily told from what lies behind it."""
    x1, y1, x2, y2 = box.astype(int)
    behind = ground[max(0, y1) : y2 + 1, max(0, x1) : x2 + 1].reshape(-1, 3).mean(0)
    while True:
        color = dice.integers(0, 256, 3)
        if np.linalg.norm(color - behind) >= CLEAR:
            return tuple(color.tolist())


def _make_background(dice: np.random.Generator) -> np.ndarray:
    """A ground: from one color to another, with stripes or spots or nothing on it, and some noise: (H, W, 3) uint8."""
    one, other = dice.integers(30, 226, (2, 3)).astype(np.float32)
    turn = dice.uniform(0, 2 * np.pi)
    x, y = np.arange(WIDTH, dtype=np.float32), np.arange(HEIGHT, dtype=np.float32)[:, None]
    along: np.ndarray = (x * np.float32(np.cos(turn)) + y * np.float32(np.sin(turn))) / (WIDTH + HEIGHT) + 0.5
    kind = dice.integers(3)
    if kind == 1:
        along = (np.sin(along * np.float32(dice.uniform(20, 60))) + 1) / 2
    elif kind == 2:
        spots = cv2.GaussianBlur(
            dice.standard_normal((HEIGHT // 4, WIDTH // 4), np.float32), (0, 0), dice.uniform(1, 3)
        )
        along = cv2.resize(
            cv2.normalize(spots, np.empty_like(spots), 0, 1, cv2.NORM_MINMAX),
            (WIDTH, HEIGHT),
            interpolation=cv2.INTER_CUBIC,
        )
    noise = dice.standard_normal((HEIGHT, WIDTH, 1), np.float32) * np.float32(dice.uniform(0, 6))
    # The second color is no more than a third of the way, so that shapes stand out everywhere.
    return (one + (other - one) * 0.35 * along[..., None] + noise).clip(0, 255).round().astype(np.uint8)


def _overlap(one: tuple, other: tuple) -> bool:
    return (
        one[0] - APART < other[2]
        and other[0] - APART < one[2]
        and one[1] - APART < other[3]
        and other[1] - APART < one[3]
    )


def _fill(image: np.ndarray, outline: np.ndarray, color: Any, line: int) -> None:
    # A label's (0, 0) is the corner of the first pixel, OpenCV's its middle.
    points = ((outline - 0.5) * 2**FINE).round().astype(np.int32)
    cv2.fillPoly(image, [points], color, lineType=line, shift=FINE)


def _write(path: Path, image: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".png":
        path.write_bytes(encode_png(image))
    else:
        path.write_bytes(
            cv2.imencode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 92])[1].tobytes()
        )

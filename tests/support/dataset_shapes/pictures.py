"""Pictures for shapes of data sets: each different, with one thing or two at known places."""

import colorsys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 160, 120
LABELS = ("apple", "pear")
# Where the first and the second thing of each picture lie, in pixels.
BOXES = ((20.0, 15.0, 70.0, 65.0), (80.0, 30.0, 140.0, 100.0))
COLORS = ((200, 30, 30), (30, 160, 30))


def draw(number: int, label: str | None = None, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    """A picture that no other number gives: both things, or that of one label, on a ground with grain."""
    grain = np.random.default_rng(number).integers(0, 60, (size[1], size[0], 3), dtype=np.uint8)
    ground = np.array(colorsys.hsv_to_rgb(number * 0.37 % 1, 0.3, 0.7)) * 190
    image = Image.fromarray((grain + ground.astype(np.uint8)).astype(np.uint8))
    for name, box, color in zip(LABELS, BOXES, COLORS, strict=True):
        if label in (None, name):
            ImageDraw.Draw(image).ellipse(box, fill=color)
    return image


def put(path: Path, number: int, label: str | None = None) -> Path:
    """Write `draw(number, label)` where a shape wants it, in the format that the ending names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draw(number, label).save(path)
    return path


def put_classes(folder: Path, each: int = 12, labels: tuple[str, ...] = LABELS, ending: str = "jpg") -> None:
    """`<label>/<label><n>.jpg`: as many pictures of each label."""
    for place, label in enumerate(labels):
        for number in range(each):
            put(
                folder / label / f"{label}{number}.{ending}",
                1000 * (hash_name(folder.name) % 97) + 100 * place + number,
                LABELS[place % 2],
            )


def hash_name(name: str) -> int:
    """A number of a name, the same on every computer."""
    return sum(place * ord(letter) for place, letter in enumerate(name, 1))


def mask(numbers: tuple[int, int] = (1, 2), size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    """The mask of `draw(n)`: 8 bits, 0 is background, then the number of each thing."""
    image = Image.new("L", size)
    for number, box in zip(numbers, BOXES, strict=True):
        ImageDraw.Draw(image).ellipse(box, fill=number)
    return image


def put_mask(path: Path, numbers: tuple[int, int] = (1, 2)) -> None:
    """Write `mask(numbers)`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    mask(numbers).save(path)


def write(path: Path, text: str | bytes) -> None:
    """Write a text (UTF-8) or bytes, with the folders around it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)

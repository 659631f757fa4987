"""Handwritten digits as a folder of pictures that a child can look at.

`digits.png` holds those that scikit-learn has, too (`load_digits`): E. Alpaydin, C. Kaynak, Optical Recognition of
Handwritten Digits, UCI Machine Learning Repository, 1998, CC BY 4.0.
"""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np

from sunmao.images.image_files import encode_png

SMALL, LEVEL = 8, 15  # of `digits.png`: pixels of a digit's side, and what a step of its 16 levels of ink is
SIDE = 96  # pixels of a picture's side: the 8×8 original, enlarged
SEED = 0
SPLITS = (("training_set", 0.7), ("val_set", 0.1), ("test_set", 0.2))


def enlarge_digit(small: np.ndarray) -> np.ndarray:
    """A smooth picture of SIDE × SIDE pixels from one of 8×8.

    Args:
        small: (8, 8), 0–16, ink high.

    Returns: (SIDE, SIDE) uint8, white ink on black.
    """
    large = cv2.resize(small.astype(np.float32), (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    return (large * (255 / 16)).round().clip(0, 255).astype(np.uint8)


def make_digits(folder: Path) -> None:
    """Write the 1,797 digits in ImageNet format, split at random within each class (70 : 10 : 20)."""
    lists = {split: [] for split, _ in SPLITS}
    for label, drawn in enumerate(load_digits()):
        for split, pictures in _split_digits(drawn):
            inside = folder / split / str(label)
            inside.mkdir(parents=True)
            for number, picture in enumerate(pictures, 1):
                (inside / f"{number}.png").write_bytes(encode_png(enlarge_digit(picture)))
                lists[split].append(f"{label}/{number}.png {label}\n")
    (folder / "classes.txt").write_text("".join(f"{label}\n" for label in range(10)), encoding="utf-8")
    for split in ("val_set", "test_set"):
        (folder / f"{split[:-4]}.txt").write_text("".join(lists[split]), encoding="utf-8")


def pick_handwriting(count: int) -> list[np.ndarray]:
    """For each digit some clear handwritings that no training sees, the clearest first: ten arrays (count, 8, 8), 0–16,
    ink high.
    """
    chosen = []
    for ours in load_digits():
        *_, (_, unseen) = _split_digits(ours)
        # Clear is what is near to how people write this digit on the average.
        order = np.abs(unseen - ours.mean(axis=0)).sum(axis=(1, 2)).argsort(kind="stable")
        chosen.append(unseen[order[:count]])
    return chosen


def load_digits() -> list[np.ndarray]:
    """The pictures of each digit, (N, 8, 8) 0–16, ink high."""
    file = files(__package__).joinpath("digits.png").read_bytes()
    sheet = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert sheet is not None  # the file is ours
    # A row of the sheet for each digit, filled from the left.
    tiles = (sheet / LEVEL).reshape(10, SMALL, -1, SMALL).swapaxes(1, 2)
    return [row[row.any((1, 2))] for row in tiles]


def _split_digits(pictures: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    # At random: in the file's order the same writers stand together, and the test would ask for strangers' hands.
    order = np.random.default_rng(SEED).permutation(len(pictures))
    start = 0
    for split, share in SPLITS:
        end = len(pictures) if split == SPLITS[-1][0] else start + round(share * len(pictures))
        yield split, pictures[order[start:end]]
        start = end

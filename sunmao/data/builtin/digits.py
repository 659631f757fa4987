"""The handwritten digits of scikit-learn as a folder of pictures that a child can look at."""

from importlib.util import find_spec
from pathlib import Path

import cv2
import numpy as np

from sunmao.data.images.image_files import encode_png

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
    images, labels = _load_digits()
    lists = {split: [] for split, _ in SPLITS}
    for label in range(10):
        for split, pictures in _split_digits(images[labels == label]):
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
    images, labels = _load_digits()
    chosen = []
    for label in range(10):
        ours = images[labels == label]
        *_, (_, unseen) = _split_digits(ours)
        # Clear is what is near to how people write this digit on the average.
        order = np.abs(unseen - ours.mean(axis=0)).sum(axis=(1, 2)).argsort(kind="stable")
        chosen.append(unseen[order[:count]])
    return chosen


def _load_digits() -> tuple[np.ndarray, np.ndarray]:
    """The 8×8 pictures, (1797, 8, 8) 0–16, and their labels, (1797,)."""
    # Its file is read as it lies: importing scikit-learn for it would take two seconds.
    file = Path(find_spec("sklearn").origin).parent / "datasets" / "data" / "digits.csv.gz"
    if file.is_file():
        rows = np.loadtxt(file, delimiter=",")
        return rows[:, :-1].reshape(-1, 8, 8), rows[:, -1].astype(int)
    from sklearn.datasets import load_digits

    data = load_digits()
    return data.images, data.target


def _split_digits(pictures: np.ndarray):
    # At random: in the file's order the same writers stand together, and the test would ask for strangers' hands.
    order = np.random.default_rng(SEED).permutation(len(pictures))
    start = 0
    for split, share in SPLITS:
        end = len(pictures) if split == SPLITS[-1][0] else start + round(share * len(pictures))
        yield split, pictures[order[start:end]]
        start = end

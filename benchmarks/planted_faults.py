"""A data set of pictures with every fault that the check of a data set knows, and the same one without them."""

import math
import random
import shutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from benchmarks.alike import copies

PARTS = {"training_set": 0.6, "val_set": 0.15, "test_set": 0.25}
LABEL = "sign {}"  # of a class; one whose name begins with a capital is the same class, misspelled
RARE = "other"
BLUR = (0.02, 0.04)  # of the longer side: of a Gaussian, of a disc's half radius, of a third of a movement
NEAR = ("encoded anew", "mirrored", "cropped 5 %", "cropped 10 %", "brighter", "darker", "turned 3°")
# Kind → the key of its finding, and of 1000 pictures, how many are planted.
KINDS = {
    "exact duplicates": ("copied_pictures", 12),
    "smaller duplicates": ("resized_copies", 12),
    "exact leaks": ("leaked_pictures", 12),
    "near leaks": ("alike_leaks", 30),
    "blurred": ("blurred_pictures", 30),
    "dark": ("dark_pictures", 12),
    "bright": ("bright_pictures", 12),
    "odd sizes": ("odd_sizes", 9),
    "cut off": ("damaged_pictures", 6),
    "empty files": ("empty_pictures", 4),
    "no pictures": ("no_real_pictures", 4),
}
SWAPPED = 0.05  # of all labels


@dataclass
class PlantedSet:
    """A data set with planted faults. clean: path of each good picture below the folder → its class. faults: kind → the
    paths that are a fault. origins: path of a copy → the path of what it was copied from. swapped: path → its true
    class.
    """

    folder: Path
    clean: dict[str, str] = field(default_factory=dict)
    faults: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    origins: dict[str, str] = field(default_factory=dict)
    swapped: dict[str, str] = field(default_factory=dict)


def plant_faults(folder: Path, pictures: dict[str, list[Path]], count: int, dice: random.Random) -> PlantedSet:
    """Lay out a data set of some of the pictures, divided, with faults; each picture has one fault at most. Copies and
    leaks are added; of what is damaged in another way nothing is left.

    Args:
        folder: a new one.
        pictures: class → files that are no copies of each other.
        count: of good pictures of each class.
    """
    made = PlantedSet(folder)
    for label, paths in sorted(pictures.items()):
        drawn = dice.sample(paths, min(count, len(paths)))
        ends = [round(len(drawn) * share) for share in np.cumsum([0, *PARTS.values()])]
        for part, first, last in zip(PARTS, ends[:-1], ends[1:], strict=True):
            (folder / part / LABEL.format(label)).mkdir(parents=True)
            for path in drawn[first:last]:
                place = f"{part}/{LABEL.format(label)}/{path.name}"
                shutil.copy(path, folder / place)
                made.clean[place] = LABEL.format(label)
    free = dice.sample(sorted(made.clean), len(made.clean))
    many = len(free) / 1000
    for kind, (_, of_thousand) in KINDS.items():
        for _ in range(max(1, round(of_thousand * many))):
            _plant(made, kind, free, dice)
    _swap_labels(made, free, round(SWAPPED * len(made.clean)), dice)
    _misspell(made, free)
    (folder / "training_set" / RARE).mkdir()
    for number in range(2):
        noise = np.random.default_rng(number).integers(0, 256, (100, 100, 3)).astype(np.uint8)
        cv2.imwrite(str(folder / "training_set" / RARE / f"{number}.png"), noise)
    return made


def _plant(made: PlantedSet, kind: str, free: list[str], dice: random.Random) -> None:
    """One more picture with a fault."""
    leak = "leak" in kind
    origin = next(path for path in free if not leak or path.startswith("training_set"))
    free.remove(origin)
    part, label, name = origin.split("/")
    target = made.folder / ("test_set" if leak else part) / label / f"{kind} {name}"
    source = made.folder / origin
    if kind.startswith("exact"):
        shutil.copy(source, target)
    elif kind in BROKEN:
        target.write_bytes(BROKEN[kind](source.read_bytes()))
    else:
        with Image.open(source) as image:
            picture = image.convert("RGB")
        target = target.with_suffix(".jpg")
        _alter(picture, kind, dice).save(target, quality=90)
    place = target.relative_to(made.folder).as_posix()
    made.faults[kind].add(place)
    if "duplicates" in kind or leak:
        made.origins[place] = origin
    else:
        source.unlink()
        del made.clean[origin]


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda data: data[: len(data) * 2 // 3],
    "empty files": lambda _: b"",
    "no pictures": lambda _: b"this is a letter and no picture\n" * 9,
}


def _alter(image: Image.Image, kind: str, dice: random.Random) -> Image.Image:
    if kind == "smaller duplicates":
        return image.resize([round(side * dice.choice((0.5, 0.75))) for side in image.size], Image.Resampling.LANCZOS)
    if kind == "near leaks":
        return dict(copies(image, dice))[dice.choice(NEAR)]
    if kind == "blurred":
        return Image.fromarray(blur(np.asarray(image), dice))
    if kind == "dark":
        return image.point([round(level * 0.15) for level in range(256)] * 3)
    if kind == "bright":
        return image.point([round(255 - (255 - level) * 0.1) for level in range(256)] * 3)
    width, height = image.size
    return image.resize(dice.choice([(14, 14), (width * 4, height), (width, height * 5)]))


def blur(image: np.ndarray, dice: random.Random) -> np.ndarray:
    """A picture, (H, W, 3) uint8, out of focus (by a Gaussian or a disc) or moved while it was taken."""
    kind, sigma = dice.randrange(3), dice.uniform(*BLUR) * max(image.shape[:2])
    if kind == 0:
        return cv2.GaussianBlur(image, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)
    size = 2 * math.ceil(2 * sigma) + 1
    across, down = np.meshgrid(*[np.arange(size) - size // 2] * 2)
    if kind == 1:
        kernel = np.clip(1.5 * sigma + 0.5 - np.hypot(across, down), 0, 1)
    else:
        angle = dice.uniform(0, math.pi)
        along, beside = (
            across * math.cos(angle) + down * math.sin(angle),
            down * math.cos(angle) - across * math.sin(angle),
        )
        kernel = np.clip(1.5 * sigma + 0.5 - np.abs(along), 0, 1) * np.clip(1 - np.abs(beside), 0, 1)
    return cv2.filter2D(image, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REFLECT)


def _swap_labels(made: PlantedSet, free: list[str], count: int, dice: random.Random) -> None:
    """Put some pictures into the folder of another class."""
    labels = sorted(set(made.clean.values()))
    for _ in range(count):
        path = free.pop()
        part, label, name = path.split("/")
        wrong = dice.choice([each for each in labels if each != label])
        place = f"{part}/{wrong}/swapped {label} {name}"
        (made.folder / path).rename(made.folder / place)
        made.clean[place] = made.swapped[place] = made.clean.pop(path)


def _misspell(made: PlantedSet, free: list[str]) -> None:
    """Some pictures of a class are in a folder whose name begins with a capital."""
    first = next(path for path in free if path.startswith("training_set"))
    label = made.clean[first]
    folder = made.folder / "training_set" / label.capitalize()
    folder.mkdir()
    for path in [each for each in free if each.startswith(f"training_set/{label}/")][:4]:
        free.remove(path)
        place = f"training_set/{label.capitalize()}/{Path(path).name}"
        (made.folder / path).rename(made.folder / place)
        made.clean[place] = made.clean.pop(path)
        made.faults["misspelled classes"].add(place)

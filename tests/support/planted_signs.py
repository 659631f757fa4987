"""Photographs of hand signs with planted faults: wrong labels, copies, a leak, dark and blurred pictures."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from sunmao.images.image_files import encode_png, read_image_file

COUNTS = {"training_set": 30, "val_set": 4, "test_set": 20}  # pictures of each class
SWAPPED = {str(label): str((label + 3) % 10) for label in range(10)}  # which wrong label training pictures have
OF_EACH = 3  # wrong labels of a class
COPIES, LEAKS, DARK, BLURRED = 4, 4, 4, 4
TEST_MISLABELED = ("0", "5")  # the label a test picture should have, and the one it has


@dataclass
class PlantedSigns:
    """A data set in class folders, and what was planted in it.

    folder: the data set. truths: the right label of each wrongly labeled picture, by its path in the data set.
    """

    folder: Path
    truths: dict[str, str] = field(default_factory=dict)


def plant_signs(source: Path, folder: Path) -> PlantedSigns:
    """Copy some pictures of the data set `sign-digits` in `source` to `folder`, and plant faults among them."""
    planted = PlantedSigns(folder)
    for part, count in COUNTS.items():
        for label in sorted(path.name for path in (source / part).iterdir()):
            (folder / part / label).mkdir(parents=True)
            for picture in _list_pictures(source / part / label)[:count]:
                shutil.copy(picture, folder / part / label)
    _swap_labels(planted)
    for number in range(COPIES):
        picture = _list_pictures(folder / "training_set" / "2")[number]
        shutil.copy(picture, picture.with_name(f"copy-{number}.jpg"))
    for number in range(LEAKS):
        picture = _list_pictures(folder / "test_set" / "3")[number]
        shutil.copy(picture, folder / "training_set" / "3" / f"leak-{number}.jpg")
    for number in range(DARK):
        _spoil(_list_pictures(folder / "training_set" / "4")[number], _darken)
    for number in range(BLURRED):
        _spoil(_list_pictures(folder / "training_set" / "8")[number], _blur)
    return planted


def _swap_labels(planted: PlantedSigns) -> None:
    training = planted.folder / "training_set"
    for label, other in SWAPPED.items():
        for number, picture in enumerate(_list_pictures(training / label)[:OF_EACH]):
            goal = training / other / f"swapped-{label}-{number}.jpg"
            picture.rename(goal)
            planted.truths[goal.relative_to(planted.folder).as_posix()] = label
    label, other = TEST_MISLABELED
    goal = planted.folder / "test_set" / other / f"swapped-{label}.jpg"
    _list_pictures(planted.folder / "test_set" / label)[0].rename(goal)
    planted.truths[goal.relative_to(planted.folder).as_posix()] = label


def _list_pictures(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith("IMG"))


def _spoil(picture: Path, change) -> None:
    picture.with_suffix(".png").write_bytes(encode_png(change(read_image_file(picture))))
    picture.unlink()


def _darken(image: np.ndarray) -> np.ndarray:
    return (image * 0.06).astype(np.uint8)


def _blur(image: np.ndarray) -> np.ndarray:
    from cv2 import GaussianBlur

    return GaussianBlur(image, (0, 0), 5)

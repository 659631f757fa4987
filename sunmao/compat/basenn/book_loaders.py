"""Data of BaseNN's networks: tables, folders of pictures, arrays, as torch's loaders."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import ArrayLike
from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split

from sunmao.compat.argument_types import FilePath
from sunmao.compat.baseml.reading import read_number_rows, require_numbers
from sunmao.core.atomic_files import require_path
from sunmao.core.strict import suggest_nearest
from sunmao.core.validation import require_range, require_whole
from sunmao.errors import BadData, BadValue, DataNotFound
from sunmao.images.image_files import ENDINGS, read_image_file

SCALE = 255.0
BY_CHANCE = ("Random", "ColorJitter", "GaussianBlur", "AutoAugment", "TrivialAugment", "RandAugment")


def load_rows(path: FilePath, numbers: bool, y_type: str) -> TensorDataset:
    """A table with one line of names whose last column is what is learned. numbers: whether that is no class.

    Raises: BadData, FileMissing.
    """
    rows = require_numbers(read_number_rows(require_path("path", path)), path)
    if rows.shape[1] < 2:
        raise BadValue("ml_one_column", path=Path(path).as_posix())
    x, y = torch.from_numpy(rows[:, :-1].astype(np.float32)), rows[:, -1]
    return TensorDataset(x, _as_numbers(y) if numbers else _as_classes(y, y_type))


def load_arrays(x: ArrayLike, y: ArrayLike, numbers: bool) -> TensorDataset:
    """Arrays, (N, …) and (N,). Raises BadData."""
    x, y = require_numbers(np.asarray(x)), require_numbers(np.asarray(y))
    if len(x) != len(y):
        raise BadValue("ml_uneven", rows=len(x), labels=len(y))
    kind = np.int64 if x.dtype.kind in "iu" and x.ndim == 2 and not numbers else np.float32
    inputs = torch.from_numpy(x.astype(np.float32 if kind is np.float32 else np.int64)).float()
    return TensorDataset(inputs, _as_numbers(y) if numbers else _as_classes(y, "long"))


def _as_numbers(y: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(y.astype(np.float32).reshape(len(y), -1))


def _as_classes(y: np.ndarray, y_type: str) -> torch.Tensor:
    y = y.reshape(len(y), -1)[:, 0] if y.ndim == 2 and y.shape[1] == 1 else y
    if y_type != "long":
        return _as_numbers(y)
    if y.size and (y.min() < 0 or not np.array_equal(y, np.round(y))):
        raise BadData("nn_classes", value=f"{y.ravel()[np.flatnonzero((y.ravel() < 0) | (y.ravel() % 1 != 0))[0]]:g}")
    return torch.from_numpy(y.astype(np.int64))


class BookPictures(Dataset):
    """Pictures in folders of their classes. classes: the folders' names in their order, or a file with a name a line."""

    def __init__(
        self, folder: Path, color: str, transform: dict, classes: FilePath | Sequence[str] | None = None
    ) -> None:
        if not folder.is_dir():
            raise DataNotFound("nn_no_folder", path=folder.as_posix())
        folders = sorted(each for each in folder.iterdir() if each.is_dir())
        if isinstance(classes, (str, Path)):
            classes = Path(classes).read_text("utf-8").split()
        self.classes = [str(each) for each in classes] if classes else [each.name for each in folders]
        numbers = {name: number for number, name in enumerate(self.classes)}
        self.files = [
            (file, numbers[each.name])
            for each in folders
            if each.name in numbers
            for file in sorted(each.iterdir())
            if file.suffix.lower() in ENDINGS
        ]
        if not self.files:
            raise BadData("nn_no_pictures", path=folder.as_posix())
        self._color, self._transform, self._kept = color, transform, {}

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        file, label = self.files[index]
        if index not in self._kept:
            self._kept[index] = read_picture(read_image_file(file), self._color, _list_steps(self._transform, False))
        picture = self._kept[index]
        for step in _list_steps(self._transform, True):
            picture = step(picture)
        return picture, label


def read_picture(image: np.ndarray, color: str, steps: list) -> torch.Tensor:
    """A picture, (H, W, 3) uint8 RGB, as BaseNN's networks take it: (3, H, W) with blue first, or (1, H, W) of
    'grayscale', 0 … 1.
    """
    gray = str(color).lower() in ("grayscale", "gray", "grey")
    turned = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)[None] if gray else image[..., ::-1].transpose(2, 0, 1)
    picture = torch.from_numpy(np.ascontiguousarray(turned)).float() / SCALE
    for step in steps:
        picture = step(picture)
    return picture


def make_steps(transform: dict | None) -> list:
    """The changes of 'transform' that are no chance, for a picture that is to be answered."""
    return _list_steps(transform or {}, False)


def _list_steps(transform: dict, by_chance: bool) -> list:
    from torchvision import transforms

    made = []
    for name, value in transform.items():
        kind = getattr(transforms, str(name), None)
        if kind is None:
            names = [each for each in dir(transforms) if each[0].isupper()]
            raise BadValue("nn_no_transform", value=repr(name)[:60], guess=suggest_nearest(str(name), names))
        if str(name).startswith(BY_CHANCE) == by_chance:
            try:
                made.append(kind(tuple(value) if isinstance(value, list) else value))
            except (TypeError, ValueError) as error:
                raise BadValue("nn_bad_layer", layer=str(name), reason=str(error)[:200]) from None
    return made


def make_loaders(data: BookPictures | TensorDataset, batch_size: int, shuffle: bool, train_val_ratio: float) -> Any:
    """A loader, or of a ratio below 1 the pair of those for training and for validation."""
    size = require_whole("batch_size", batch_size, 1)
    ratio = require_range("train_val_ratio", train_val_ratio, 0.01, 1)
    if ratio == 1:
        return DataLoader(data, size, shuffle)
    count = max(1, int(len(data) * ratio))
    train, val = random_split(data, [count, len(data) - count])
    return DataLoader(train, size, shuffle), DataLoader(val, size)

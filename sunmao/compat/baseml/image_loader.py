"""`IMGLoader` of BaseML: folders of pictures as rows of numbers."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from sunmao.compat.argument_types import FilePath
from sunmao.compat.baseml.picture_features import compute_hog, compute_lbp
from sunmao.core.validation import require_choice, require_whole
from sunmao.errors import BadData
from sunmao.images.image_files import ENDINGS, read_image_file

__all__ = ["ImageLoader"]
METHODS = ("hog", "lbp", "flatten")


class ImageLoader:
    """Pictures in folders, one for each class.

    Args:
        training_set_path, testing_set_path: the folders that hold the classes' folders.
        label2id: the number of each class by its name; empty: in the order of their names.
        size: pixels of a side to which pictures are resized.
    """

    def __init__(
        self,
        training_set_path: FilePath,
        testing_set_path: FilePath,
        label2id: Mapping[str, int] | None = None,
        size: int = 128,
    ) -> None:
        self.training_set_path, self.testing_set_path = training_set_path, testing_set_path
        self.label2id: dict[str, int] = dict(label2id or {})
        self.size = require_whole("size", size, 8, 4096)
        self.X_train = self.y_train = self.X_test = self.y_test = np.zeros(0)

    def pre_process(self, img_path: FilePath) -> np.ndarray:
        """A picture's file in gray, (size, size) uint8. Raises FileMissing, NotAPicture."""
        import cv2

        gray = cv2.cvtColor(read_image_file(img_path), cv2.COLOR_RGB2GRAY)
        return cv2.resize(gray, (self.size, self.size))

    def get_feature(self, img: np.ndarray, method: str = "hog") -> np.ndarray:
        """The numbers of a gray picture, (H, W) uint8: 'hog' (1, 441), 'lbp' (256,), 'flatten' (1, H·W)."""
        if require_choice("method", method, METHODS) == "hog":
            return compute_hog(np.asarray(img))[None]
        if method == "lbp":
            return compute_lbp(np.asarray(img))
        return np.asarray(img).reshape(1, -1)

    def get_label2id(self) -> dict[str, int]:
        """The number of each class by its name."""
        for folder in (self.training_set_path, self.testing_set_path):
            for name in _list_classes(folder):
                self.label2id.setdefault(name, len(self.label2id))
        return self.label2id

    def get_label_by_id(self, value: int) -> list[str]:
        """The names of the classes with a number."""
        return [name for name, number in self.label2id.items() if number == value]

    def get_data(self, method: str = "hog") -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """(X_train, y_train, X_test, y_test): rows of numbers, (N, F), and the numbers of their classes, (N,)."""
        self.get_label2id()
        self.X_train, self.y_train = self._read_folder(self.training_set_path, method)
        self.X_test, self.y_test = self._read_folder(self.testing_set_path, method)
        return self.X_train, self.y_train, self.X_test, self.y_test

    def _read_folder(self, folder: FilePath, method: str) -> tuple[np.ndarray, np.ndarray]:
        files = [
            (file, self.label2id[name])
            for name in _list_classes(folder)
            for file in sorted((Path(folder) / name).iterdir())
            if file.suffix.lower() in ENDINGS
        ]
        if not files:
            raise BadData("ml_no_pictures", path=Path(folder).as_posix())
        rows = [self.get_feature(self.pre_process(file), method).ravel() for file, _ in files]
        return np.stack(rows), np.array([label for _, label in files])


def _list_classes(folder: FilePath) -> list[str]:
    """The names of the folders in a folder. Raises BadData, where there are none."""
    place = Path(folder)
    names = sorted(each.name for each in place.iterdir() if each.is_dir()) if place.is_dir() else []
    if not names:
        raise BadData("ml_no_pictures", path=place.as_posix())
    return names

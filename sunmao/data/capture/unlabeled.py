"""Pictures of a data set of which somebody has yet to say what they are: a model was unsure of them.

They wait in a hidden folder of the data set, which no reader looks into, and copies and exports leave out: what a
camera saw stays on this computer. (Uncertainty sampling: Lewis and Gale 1994, "A Sequential Algorithm for Training Text
Classifiers".)
"""

import os
import time
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.validation import require_share, require_whole
from sunmao.data.capture.image_capture import (
    COLLECTED,
    encode_captured,
    find_class_root,
    get_class_folder,
    save_image_bytes,
    save_unlabeled_image,
    takes_unlabeled,
    write_image_bytes,
)
from sunmao.errors import BadValue
from sunmao.images.image_files import ENDINGS
from sunmao.runtime.notices import show_notice

FOLDER = ".unlabeled"
MAX_WAITING = 100  # pictures that wait at once, unless something else is asked for
INTERVAL = 1.0  # seconds between two that a program keeps, at least


class UnlabeledPictures:
    """The pictures that wait in a data set. root: as `find_class_root` gives it; folder: where they wait in it."""

    def __init__(self, root: Path, folder: str = FOLDER) -> None:
        self._root, self.folder = root, root / folder
        self._fingerprints: dict[str, np.ndarray | None] = {}

    def list_names(self) -> list[str]:
        """The names of their files, the newest first."""
        try:
            with os.scandir(self.folder) as found:
                names = [each.name for each in found if each.is_file(follow_symlinks=False)]
        except FileNotFoundError:
            return []
        pictures = [name for name in names if Path(name).suffix in ENDINGS and Path(name).stem.isdecimal()]
        return sorted(pictures, key=lambda name: -int(Path(name).stem))

    def add(self, image: np.ndarray, most: int = MAX_WAITING) -> Path | None:
        """Keep a picture, unless `most` are waiting or one of them is nearly the same.

        Args:
            image: (H, W, 3) uint8 RGB.

        Returns: its path; None where it was not kept. Raises OSError.
        """
        if len(self.list_names()) >= most or self.has_like(image):
            return None
        return write_image_bytes(self.folder, encode_captured(image), self._root)

    def has_like(self, image: np.ndarray) -> bool:
        """Whether one that waits is nearly the same as a picture, (H, W, 3) uint8 RGB."""
        from sunmao.data.checks import near_duplicates

        names = self.list_names()
        for name in names:
            if name not in self._fingerprints:
                self._fingerprints[name] = near_duplicates.compute_file_fingerprint(self.folder / name)
        known = [made for name in names if (made := self._fingerprints[name]) is not None]
        prints = np.stack([*known, near_duplicates.compute_fingerprint(image)])
        return any(len(known) in group for group in near_duplicates.find_near_duplicates(prints))

    def label(self, name: str, label: str) -> Path | None:
        """Make one a picture of a class, to learn from; returns its new path, None where it is gone meanwhile. Raises
        BadValue for a label that cannot name a folder, and OSError.
        """
        get_class_folder(self._root, label)
        if name not in self.list_names():
            return None
        path = save_image_bytes(self._root, label, (self.folder / name).read_bytes(), Path(name).suffix)
        (self.folder / name).unlink()
        return path

    def discard(self, name: str) -> bool:
        """Delete one; returns whether it was there."""
        if name not in self.list_names():
            return False
        (self.folder / name).unlink()
        return True


class UnsureCollector:
    """Keeps pictures of which a model is unsure, while a program runs. folder: of the data set.

    Raises BadValue where the data set keeps no folder for each class and did not begin without labels either.
    """

    def __init__(self, folder: Path) -> None:
        self._bare = takes_unlabeled(folder)
        self._waiting = (
            UnlabeledPictures(folder, COLLECTED) if self._bare else UnlabeledPictures(find_class_root(folder))
        )
        self._folder, self._kept, self._due = folder, 0, 0.0

    def collect(self, result: Any, most: int, below: float) -> bool:
        """See `Dataset.keep_unsure`."""
        most, below = require_whole("at_most", most, 1), require_share("below", below)
        if not hasattr(result, "is_unsure") or not hasattr(result, "image"):
            raise BadValue("unsure_no_picture", value=repr(result))
        now = time.monotonic()
        if now < self._due or not result.is_unsure(below) or not self._keep(result.image, most):
            return False
        self._due, self._kept = now + INTERVAL, self._kept + 1
        if self._kept == 1:
            show_notice("unsure_kept", path=self._waiting.folder.as_posix(), most=most)
        return True

    def _keep(self, image: np.ndarray, most: int) -> bool:
        if not self._bare:
            return self._waiting.add(image, most) is not None
        if self._kept >= most or self._waiting.has_like(image):
            return False
        save_unlabeled_image(self._folder, encode_captured(image))
        return True

"""The things in training pictures that are nearest to a thing, searched in steps as whole pictures are."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from sunmao.data.listing import Sample
from sunmao.errors import FileMissing, NotAPicture
from sunmao.images.image_files import decode_image, map_in_threads, read_image_file
from sunmao.server.explanation import nearest_search
from sunmao.server.explanation.nearest_search import NearestSearch, read_changed
from sunmao.server.explanation.picture_explanation import encode_small

AROUND = 0.15  # share of the longer side of a thing that is seen around it
MIN_SIDE = 4  # pixels of a side
SIDE = 160  # pixels of a drawn thing
DRAWN = 64  # things that are kept as drawn


class NearestObjectSearch(NearestSearch):
    """As `NearestSearch`, but of the things in the training pictures: each is cut out, as a square."""

    def advance_object(
        self, picture: bytes, box: list[float], folder: str, stamp: str, skip: str, label: str
    ) -> dict[str, Any]:
        """Go on searching for a while for things like the one in a box of a picture.

        Args:
            box: x1, y1, x2, y2 in pixels of the picture. For the rest see `NearestSearch.advance`.

        Returns: as of `NearestSearch.advance`; each of the nearest has 'box' and 'image', a data URL, too.

        Raises: NotAPicture, BadData.
        """
        end = time.monotonic() + nearest_search.STEP
        self._list_samples(folder, stamp)
        return self._advance_search(crop_square(decode_image(picture), box), folder, skip, label, end)

    def _make_keys(self, samples: list[Sample]) -> list[tuple[tuple, Sample]]:
        return [
            ((sample.path.as_posix(), read_changed(sample.path), thing.box), replace(sample, things=(thing,)))
            for sample in samples
            for thing in sample.things
        ]

    def _embed(self, samples: list[Sample]) -> list[np.ndarray | None]:
        prepared = [*map_in_threads(self._prepare, samples)]
        good = [image for image in prepared if image is not None]
        rows = iter(self._embedder.rows(np.stack(good)) if good else ())
        return [None if image is None else next(rows) for image in prepared]

    def _prepare(self, sample: Sample) -> np.ndarray | None:
        try:
            return self._embedder.geometry.prepare(self._read(sample))
        except (FileMissing, NotAPicture):
            return None

    def _read(self, sample: Sample) -> np.ndarray:
        return crop_square(read_image_file(sample.path), sample.things[0].box)

    def _describe(self, sample: Sample) -> dict[str, Any]:
        [thing] = sample.things
        return {"box": list(thing.box), "image": draw_object(sample.path, read_changed(sample.path), thing.box)}


@lru_cache(maxsize=DRAWN)
def draw_object(path: Path, changed: int, box: tuple[float, ...]) -> str | None:
    """A thing as the address of a small JPEG; None where its picture cannot be read any more."""
    try:
        return encode_small(crop_square(read_image_file(path), box), SIDE)
    except (FileMissing, NotAPicture):
        return None


def crop_square(image: np.ndarray, box: Sequence[float]) -> np.ndarray:
    """The square around a box of a picture, (H, W, 3) uint8: (S, S, 3) uint8; beyond the edge the edge goes on.

    box: x1, y1, x2, y2 in pixels.
    """
    height, width = image.shape[:2]
    left, top, right, bottom = (float(each) for each in box)
    side = max(MIN_SIDE, round(max(right - left, bottom - top) * (1 + 2 * AROUND)))
    side = min(side, 2 * max(height, width))
    x = min(max(round((left + right - side) / 2), -side + 1), width - 1)
    y = min(max(round((top + bottom - side) / 2), -side + 1), height - 1)
    seen = image[max(0, y) : y + side, max(0, x) : x + side]
    above, before = max(0, -y), max(0, -x)
    after = side - before - seen.shape[1]
    return cv2.copyMakeBorder(seen, above, side - above - seen.shape[0], before, after, cv2.BORDER_REPLICATE)

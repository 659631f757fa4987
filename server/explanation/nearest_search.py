"""The training pictures that are nearest to a picture, searched in steps that keep no other question waiting long.

A large data set takes a network minutes the first time. Each step says how far the search is; what was seen is kept.
"""

import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from sunmao.data.checks.image_quality import ImageQuality, find_quality_outliers, measure_quality
from sunmao.data.dataset import open_dataset
from sunmao.data.listing import Sample
from sunmao.errors import FileMissing, NotAPicture
from sunmao.images.image_files import decode_image, read_image_file
from sunmao.inference.predictor import Predictor
from sunmao.vision.embedding.nearest_images import make_embedder

COUNT = 8
STEP = 1.5  # seconds after which a step ends
TOGETHER = 16  # pictures between two looks at the clock
COMPARED = 40  # training pictures that say what is usual, of its class where there are enough
SMALL = 128  # pixels of the longer side at which quality is measured


class NearestSearch:
    """The training pictures of one data set at a time, as one model sees them. Raises NotTrained, EngineMissing."""

    def __init__(self, model: Predictor) -> None:
        self._embedder = make_embedder(model)
        self._rows: dict[tuple, np.ndarray | None] = {}
        self._quality: dict[tuple, ImageQuality | None] = {}
        self._folder, self._stamp = "", ""
        self._samples: list[tuple[tuple, Sample]] = []

    def advance(self, picture: bytes, folder: str, stamp: str, skip: str, label: str) -> dict[str, Any]:
        """Go on searching for a while.

        Args:
            picture: a JPEG, PNG, …
            folder, stamp: of the data set; it is listed anew when the stamp is another one.
            skip: the path of the picture itself in that folder, or ''.
            label: the class that its label says.

        Returns: {'done', 'total', 'nearest': [{'path', 'label', 'similarity'}], 'blurred', 'dark'}; path: in the
            folder, with '/'; the nearest of those that were seen up to now, at most `COUNT`. blurred, dark: compared
            with training pictures; false before the search is over.

        Raises: NotAPicture, BadData.
        """
        end = time.monotonic() + STEP
        self._list_samples(folder, stamp)
        return self._advance_search(decode_image(picture), folder, skip, label, end)

    def _advance_search(self, image: np.ndarray, folder: str, skip: str, label: str, end: float) -> dict[str, Any]:
        """image: (H, W, 3) uint8 RGB; end: when this step ends; for the rest see `advance`."""
        row = self._embedder.rows(self._embedder.geometry.prepare(image)[None])[0]
        compared = self._choose_compared(label)
        self._compute_rows(end)
        self._measure_samples(compared, end)
        seen = sum(key in self._rows for key, _ in self._samples) + sum(key in self._quality for key, _ in compared)
        total = len(self._samples) + len(compared)
        found = self._find_outliers(image, label, compared) if seen == total else {}
        return {
            "done": seen,
            "total": total,
            "nearest": self._list_nearest(row, Path(folder), skip),
            "blurred": "blurred_pictures" in found,
            "dark": "dark_pictures" in found,
        }

    def _list_samples(self, folder: str, stamp: str) -> None:
        if (folder, stamp) == (self._folder, self._stamp):
            return
        self._samples = self._make_keys(open_dataset(folder).items("train"))
        if folder != self._folder:
            self._rows, self._quality = {}, {}
        self._folder, self._stamp = folder, stamp

    def _make_keys(self, samples: list[Sample]) -> list[tuple[tuple, Sample]]:
        """List the samples that are searched, each with a key that changes when the sample does."""
        return [((sample.path.as_posix(), read_changed(sample.path)), sample) for sample in samples]

    def _embed(self, samples: list[Sample]) -> list[np.ndarray | None]:
        """The row of each; None for one that cannot be read."""
        good, rows = self._embedder.of_items(samples)
        known = {sample.path: row for sample, row in zip(good, rows, strict=True)}
        return [known.get(sample.path) for sample in samples]

    def _read(self, sample: Sample) -> np.ndarray:
        """(H, W, 3) uint8 RGB. Raises FileMissing, NotAPicture."""
        return read_image_file(sample.path)

    def _describe(self, sample: Sample) -> dict[str, Any]:
        """Describe one of the nearest samples for the page, besides its path and label."""
        return {}

    def _compute_rows(self, end: float) -> None:
        new = [(key, sample) for key, sample in self._samples if key not in self._rows]
        while new and time.monotonic() < end:
            part, new = new[:TOGETHER], new[TOGETHER:]
            rows = self._embed([sample for _, sample in part])
            self._rows.update((key, row) for (key, _), row in zip(part, rows, strict=True))

    def _choose_compared(self, label: str) -> list[tuple[tuple, Sample]]:
        """Training pictures that say what is usual: of this class first, spread over all of them."""
        own = [pair for pair in self._samples if label in pair[1].labels]
        others = [pair for pair in self._samples if label not in pair[1].labels]
        own = own[:: max(1, len(own) // COMPARED)][:COMPARED]
        rest = COMPARED - len(own)
        return own + (others[:: max(1, len(others) // rest)][:rest] if rest else [])

    def _measure_samples(self, compared: list[tuple[tuple, Sample]], end: float) -> None:
        for key, sample in compared:
            if time.monotonic() >= end:
                return
            if key not in self._quality:
                try:
                    self._quality[key] = _measure_small(self._read(sample))
                except (FileMissing, NotAPicture):
                    self._quality[key] = None

    def _find_outliers(self, image: np.ndarray, label: str, compared: list[tuple[tuple, Sample]]) -> set[str]:
        pairs = [
            (quality, ", ".join(sample.labels))
            for key, sample in compared
            if (quality := self._quality[key]) is not None
        ]
        measured = [*(quality for quality, _ in pairs), _measure_small(image)]
        found = find_quality_outliers(measured, [*(name for _, name in pairs), label])
        return {key for key, places in found.items() if len(pairs) in places}

    def _list_nearest(self, row: np.ndarray, folder: Path, skip: str) -> list[dict[str, Any]]:
        seen = [
            (path, sample, known)
            for key, sample in self._samples
            if (known := self._rows.get(key)) is not None and (path := _make_relative(sample.path, folder)) != skip
        ]
        if not seen:
            return []
        rows = np.stack([known for _, _, known in seen])
        lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(row)
        similarities = (rows @ row / np.where(lengths > 0, lengths, 1)).clip(-1, 1)
        order = np.argsort(-similarities, kind="stable")[:COUNT]
        return [
            {
                "path": seen[place][0],
                "label": _format_label(seen[place][1]),
                "similarity": round(float(similarities[place]), 4),
                **self._describe(seen[place][1]),
            }
            for place in order
        ]


def _format_label(sample: Sample) -> str:
    return ", ".join(sample.labels) if sample.number is None else f"{sample.number:g}"


def _measure_small(image: np.ndarray) -> ImageQuality:
    height, width = image.shape[:2]
    scale = min(1.0, SMALL / max(height, width))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return measure_quality(cv2.resize(image, size, interpolation=cv2.INTER_AREA))


def read_changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _make_relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()

"""Movements: a file each, of one person."""

import io

import numpy as np

from sunmao.data.files.file_tree import TEXT_BYTES, read_first_bytes
from sunmao.data.samples.sample_kind import SampleKind, hash_bytes
from sunmao.errors import BadData

CURVES = 3


class SeriesSamples(SampleKind):
    """(T, 3) float32 each: what a sensor measured, left–right, up–down, to–fro."""

    name = "series"
    sources = ("sensor", "file")
    keeps = "features"
    unit = "person"

    def read(self, sample) -> np.ndarray:
        """(T, 3) float32. Raises BadData."""
        try:
            rows = np.loadtxt(io.BytesIO(read_first_bytes(sample.path, TEXT_BYTES)), np.float32, delimiter=",", ndmin=2)
        except (OSError, ValueError):
            raise BadData("all_damaged", path=sample.path.as_posix()) from None
        if rows.ndim != 2 or rows.shape[1] != CURVES or not np.isfinite(rows).all():
            raise BadData("all_damaged", path=sample.path.as_posix())
        return rows

    def hash_sample(self, sample) -> list[bytes]:
        """Of its file."""
        return [hash_bytes(read_first_bytes(sample.path, TEXT_BYTES))]

    def check(self, tree, found, alike: bool):
        """Read each file."""
        bad = set()
        for item in found.items:
            try:
                self.read(item)
            except BadData:
                bad.add(item.path)
        return list(found.findings), bad

    def draw_tile(self, sample, side: int) -> np.ndarray:
        """Three curves."""
        rows, tile = self.read(sample), np.full((side, side, 3), 255, np.uint8)
        low, high = rows.min(), rows.max()
        heights = ((rows - low) / max(1e-6, high - low) * (side - 1)).astype(int)
        for column in range(side):
            tile[side - 1 - heights[column * len(rows) // side], column] = 0
        return tile

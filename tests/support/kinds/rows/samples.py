"""Rows of a table: many in one file."""

import numpy as np

from sunmao.data.samples.sample_kind import SampleKind


class RowSamples(SampleKind):
    """(F,) float64 each."""

    name = "row"
    sources = ("keys", "sensor", "file")

    def draw_tile(self, sample, side: int) -> np.ndarray:
        """A bar a number."""
        tile = np.full((side, side, 3), 255, np.uint8)
        for place, number in enumerate(np.tanh(sample.content)):
            tile[: int(abs(number) * side), place * side // len(sample.content)] = 0
        return tile

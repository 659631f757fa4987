"""Sentences: many in one file, typed or from a table."""

import numpy as np

from sunmao.data.samples.sample_kind import SampleKind


class SentenceSamples(SampleKind):
    """A text each."""

    name = "sentence"
    sources = ("keys", "file")

    def draw_tile(self, sample, side: int) -> np.ndarray:
        """Its letters as columns of a height each, for want of a font."""
        tile = np.full((side, side, 3), 255, np.uint8)
        for column, letter in enumerate(sample.content[:side]):
            tile[side - 1 - ord(letter) % side :, column] = 0
        return tile

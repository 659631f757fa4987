"""Rows of a table: a cell for each column that is learned from, read with the listing."""

import numpy as np

from sunmao.data.listing import Sample
from sunmao.data.samples.sample_kind import SampleKind


class RowSamples(SampleKind):
    """A tuple of numbers and words each, as the table has them."""

    name = "row"
    sources = ("sensor", "file")
    keeps = "features"

    def count_numbers(self, content: tuple) -> int:
        """One a cell."""
        return len(content)

    def draw_tile(self, sample: Sample, side: int) -> np.ndarray:
        """Its first cells, one below the other."""
        from sunmao.images.annotation_drawing import draw_line_of_text, make_drawable

        tile, size = np.full((side, side, 3), 255, np.uint8), max(6, side // 6)
        words = [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in sample.content[:5]]
        for number, line in enumerate(make_drawable([word[:side] for word in words])):
            draw_line_of_text(tile, line, (2, (number + 1) * (size + 2)), size)
        return tile

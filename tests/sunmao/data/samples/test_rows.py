"""Rows of a table as samples: a number a cell, and a tile that shows the first of them."""

from pathlib import Path

import numpy as np
import pytest

from sunmao.data.listing import Sample
from sunmao.data.samples.rows import RowSamples


@pytest.mark.parametrize("content", [(1.5,), (1.5, "red", 3.0), ()])
def test_each_cell_is_a_number(content):
    assert RowSamples().count_numbers(content) == len(content)


def test_a_tile_has_a_line_for_each_of_the_first_cells():
    def draw(*content) -> np.ndarray:
        return RowSamples().draw_tile(Sample(Path("rows.csv/1"), None, "train", content=content), 96)

    inked = [int((draw(*[1.5] * count) < 128).any((1, 2)).sum()) for count in range(7)]
    assert inked[0] == 0 < inked[1] and inked[6] == inked[5]
    assert inked[:6] == [count * inked[1] for count in range(6)]
    assert draw(1.5).shape == (96, 96, 3) and (draw(1.5) != draw("red")).any()

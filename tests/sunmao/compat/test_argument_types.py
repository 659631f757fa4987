"""Arguments of lessons are known by what they can do: neither pandas nor Pillow is loaded for that."""

import numpy as np
from PIL import Image

from sunmao.compat.argument_types import FrameLike, PillowPicture
from sunmao.tabular.table import Table


class Column:
    """The attributes of a column of pandas."""

    iloc = values = np.arange(3)

    def __len__(self) -> int:
        return 3


def test_a_table_of_pandas_is_told_from_ours_and_from_arrays():
    assert isinstance(Column(), FrameLike)
    assert not any(isinstance(each, FrameLike) for each in ([1, 2], {"a": 1}, np.zeros(2), Table(["a"], [[1]])))


def test_a_picture_of_pillow_is_told_from_arrays_and_files():
    assert isinstance(Image.new("L", (2, 2)), PillowPicture)
    assert not any(isinstance(each, PillowPicture) for each in (np.zeros((2, 2), np.uint8), "a.png"))

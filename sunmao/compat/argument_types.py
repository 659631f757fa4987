"""Types of what lessons hand over, as the textbooks print them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias, runtime_checkable

import numpy as np

from sunmao.tabular.table import Table


@runtime_checkable
class FrameLike(Protocol):
    """A table of pandas, or a column of one."""

    @property
    def iloc(self) -> Any:
        """Its cells by their places."""

    @property
    def values(self) -> Any:
        """Its cells as an array."""

    def __len__(self) -> int:
        """Number of its rows."""


@runtime_checkable
class PillowPicture(Protocol):
    """A picture of Pillow, which says itself what its channels are."""

    def getbands(self) -> tuple[str, ...]:
        """Names of its channels."""


FilePath: TypeAlias = str | Path
Picture: TypeAlias = str | Path | np.ndarray | PillowPicture  # arrays: (H, W, 3) or (H, W) uint8
Rows: TypeAlias = Sequence[Any] | np.ndarray | Table | FrameLike
Columns: TypeAlias = int | list[int] | tuple[int, ...] | range | np.ndarray  # numbers from 0
Size: TypeAlias = int | tuple[int, int] | list[int]  # of a side, or width and height, in pixels

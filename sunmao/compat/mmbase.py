"""`MMBase` of old lessons, also printed as `BaseNet`: a network for rows, which is BaseNN's under another name."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from sunmao import __version__
from sunmao.compat.argument_types import FilePath
from sunmao.core.atomic_files import require_path
from sunmao.core.training_engine import require_torch
from sunmao.runtime.notices import print_safely

if TYPE_CHECKING:
    from torch import nn

    from sunmao.compat.basenn.book_network import Inputs


__all__ = ["BaseNet", "MMBase", "__version__"]
FILE = "checkpoints/mmbase_net.pkl"


class MMBase:
    """A network that is put together layer by layer. Files are Sunmao's own; foreign pickles are refused."""

    def __init__(self, task: str = "cls") -> None:
        require_torch()
        from sunmao.compat.basenn.book_network import BookNetwork

        self._network: Any = BookNetwork(task)

    def add(
        self,
        layer: "str | nn.Module | None" = None,
        activation: str | None = None,
        optimizer: str | None = None,
        **named: Any,
    ) -> None:
        """As of BaseNN."""
        self._network.add(layer, activation, optimizer, **named)

    def load_dataset(self, x: ArrayLike, y: ArrayLike, **named: Any) -> None:
        """Learn from rows, (N, F), and their classes, (N,)."""
        self._network.load_dataset(x, y, **named)

    load_data = load_dataset

    def train(self, lr: float = 0.1, epochs: int = 30, **named: Any) -> list[dict] | None:
        """Learn, and keep the weights in `checkpoints`. Returns: a dict a batch."""
        return self._network.train(lr, epochs, **{"filename": Path(FILE).name, **named})

    def save(self, path: FilePath = FILE) -> None:
        """Write the weights."""
        self._network.save(require_path("path", path))

    def load(self, path: FilePath = FILE) -> None:
        """Open weights, whatever their file's ending. Raises FileMissing, BadModelFile."""
        self._network.load(path)

    def inference(self, data: "Inputs | None" = None, **named: Any) -> np.ndarray:
        """The scores of the classes, (N, C) float32."""
        return self._network.inference(data, **named)

    def print_result(self, result: ArrayLike | None = None) -> list[dict]:
        """Print and return `[{'预测值': 0}]`, a dict a row."""
        told = [{"预测值": row["预测值"]} for row in self._network.describe_result(result).values()]
        print_safely(told)
        return told


BaseNet = MMBase

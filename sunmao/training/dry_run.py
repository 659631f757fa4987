"""One batch before the first epoch, so that what would break a training is found in seconds."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.errors import BadData, DiskFull

if TYPE_CHECKING:
    from torch import nn


COPIES = 5  # of the weights: best and latest, two numbers a weight of the optimizer, and a file that is being written


class DryRun:
    """Observer that tries everything once: a batch of pictures, memory, a test, room on the disk. The network stays as
    it is.

    Args:
        folder: where the weights will go.
        test: tests the network on a few pictures, or None.
    """

    def __init__(self, folder: Path, test: Callable | None) -> None:
        self._folder, self._test = folder, test

    def before_train(self, training: Any) -> None:
        network = training.network
        self._require_memory(network)
        buffers = {name: buffer.clone() for name, buffer in network.named_buffers()}
        network.train()
        batches = training.batches(training.resumed + 1)
        first = next(batches, None)
        batches.close()
        if first is None:
            raise BadData("nothing_to_learn")
        training.gradient(*first)
        network.zero_grad()
        for name, buffer in network.named_buffers():
            buffer.copy_(buffers[name])
        if self._test:
            self._test(network)

    def _require_memory(self, network: "nn.Module") -> None:
        needed = COPIES * sum(value.numel() * value.element_size() for value in network.state_dict().values())
        free = shutil.disk_usage(self._folder).free
        if free < needed:
            raise DiskFull(
                "too_little_room", folder=self._folder.as_posix(), needed=-(-needed // 2**20), free=free // 2**20
            )

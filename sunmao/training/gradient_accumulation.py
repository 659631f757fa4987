"""Gradient accumulation where memory is short: a batch is learned in micro-batches, one after the other, with the same
result.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import torch

from sunmao.core.memory_errors import is_memory_short, is_out_of_memory
from sunmao.errors import OutOfMemory
from sunmao.models.model_spec import DetectorModel, ModelSpec
from sunmao.runtime.notices import show_notice
from sunmao.training.devices.heap import release_freed_memory

MIN_BATCH = 2  # pictures at once: a single one has no spread, which batch normalization needs
MIN_SIDE = 128  # pixels: of things in smaller pictures too little is to be seen


class MicroBatches:
    """Number of pictures that go through a network at once; fewer when memory is short, with a notice.

    Args:
        size: how many at first.
    """

    def __init__(self, size: int) -> None:
        self.size = size

    def work(self, do: Callable, count: int, begin: Callable = lambda: None) -> list:
        """The answers of `do(part)` for slices that together are 0 … count; all begins anew when memory does not
        suffice.

        Raises: OutOfMemory when even the smallest micro-batch is too much.
        """
        before = self.size
        while (answers := self._try_gradient(do, count, begin)) is None:
            if min(self.size, count) <= MIN_BATCH:
                raise OutOfMemory("too_little_memory")
            self.size = max(MIN_BATCH, min(self.size, count) // 2)
            release_freed_memory()
            if torch.cuda.is_available():
                torch.cuda.empty_cache()
        if self.size < before:
            show_notice("memory_short", level="warn", size=self.size)
        return answers

    def _try_gradient(self, do: Callable, count: int, begin: Callable) -> list | None:
        """The answers, or None when memory is short; the tensors of the attempt are let go on return."""
        begin()
        try:
            return [do(part) for part in split_range(count, self.size)]
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
        return None


def split_range(count: int, size: int) -> list[slice]:
    """0 … count in slices of `size`; a single one left over goes with those before it."""
    ends = [*range(size, count - (size > 1), size), count]
    return [slice(start, end) for start, end in zip([0, *ends], ends, strict=False)]


def fit_batch_to_memory(size: int, entry: ModelSpec | DetectorModel, side: int) -> int:
    """Number of `size` pictures that fit at once into the memory that is free now, by what the model is known to take.

    Args:
        side: of the network's input in pixels.
    """
    if not entry.memory:
        return size
    fitting = size
    while fitting > MIN_BATCH and not _fits_in_memory(entry, fitting, side):
        fitting = max(MIN_BATCH, fitting // 2)
    if not _fits_in_memory(entry, fitting, side):
        show_notice("memory_may_end", level="warn", size=side)
    elif fitting < size:
        show_notice("memory_short", level="warn", size=fitting)
    return fitting


def fit_side_to_memory(entry: DetectorModel) -> int:
    """The side of pictures of which the smallest micro-batch fits into the memory that is free now: the model's own, or
    a smaller one.
    """
    side = own = entry.image_size
    while side > MIN_SIDE and not _fits_in_memory(entry, MIN_BATCH, side):
        side -= entry.divisor
    if side < own:
        show_notice("memory_smaller_pictures", level="warn", size=side)
    return side


def _fits_in_memory(entry: ModelSpec | DetectorModel, count: int, side: int) -> bool:
    """Whether learning from so many pictures of this side at once takes no more than the memory that is free now."""
    base = 16 * entry.parameters / 2**20  # a weight, its gradient and two numbers of the optimizer, 4 bytes each
    each = (
        max(0.0, entry.memory - base) / entry.recipe.batch_size * (side / entry.image_size) ** 2
    )  # it goes with their area
    return base + each * count <= psutil.virtual_memory().available / 2**20


@contextmanager
def catch_out_of_memory() -> Iterator[None]:
    """Work in which memory may also end between the micro-batches: while pictures are read, while weights are written.

    Raises: OutOfMemory in place of whatever a library raises then, and when memory is short from the beginning: a
    thread that finds none while it starts is waited for without end.
    """
    if is_memory_short():
        raise OutOfMemory("too_little_memory")
    try:
        yield
    except OutOfMemory:
        raise
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        raise OutOfMemory("too_little_memory") from error

"""The growth of a reader's processor time when its input doubles."""

import functools
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROUNDS = 40  # the smallest growth of so many counts: others use this computer, too
STEADY = 1.1  # how much the times of one input may differ in a round: a shared processor halves its speed for seconds
ROUNDS_OF_SQUARES = 5  # enough for what grows with the square: no disturbance lasts as long
MAX_GROWTH = 2.4  # times the processor time for twice the input: others use the same memory and caches, too
SQUARE = 3.5  # times the processor time, of what is plainly the square
_folders: list[tempfile.TemporaryDirectory] = []


@dataclass(frozen=True)
class Growing:
    """An input that grows. format: what it belongs to: a format of the registry, or another kind of file. name: what of
    it there is more and more of. make: an input of a size; read: what the studio does with it; size: of the smaller of
    two inputs, so that a cost that grows with the square is plain to see.
    """

    format: str
    name: str
    make: Callable[[int], Any]
    read: Callable[[Any], Any]
    size: int

    def __str__(self) -> str:
        return f"{self.format}: {self.name}"


def make_folder() -> Path:
    """An empty folder, which goes with this process."""
    if not _folders:
        _folders.append(tempfile.TemporaryDirectory(prefix="growing-"))
    return Path(tempfile.mkdtemp(dir=_folders[0].name))


def measure_growth(case: Growing) -> float:
    """Return the factor of processor time that twice the input takes. Measured until it is plain that it is little, and
    else at twice the size as well: a cost that steps up once, where the processor's caches are full, is not the square.
    """
    growth = _measure(case, case.size)
    return growth if growth <= MAX_GROWTH else min(growth, _measure(case, 2 * case.size))


def _measure(case: Growing, size: int) -> float:
    """The mean of two doublings: what others do to this computer weighs half as much as on one. The larger input comes
    first: what is loaded or compiled once must not make the smaller one look slow.
    """
    large, small = case.make(2 * size), case.make(size // 2)
    case.read(large)
    caches = _list_bounded_caches()
    gc.collect()
    gc.freeze()  # for good: what other tests have left behind is not looked through again and again
    most, least, steady = _time(case.read, large, caches), _time(case.read, small, caches), float("inf")
    if most / least <= MAX_GROWTH**2:  # plain already: the square is three times as much
        return (most / least) ** 0.5
    for round in range(1, ROUNDS + 1):
        times = [_time(case.read, given, caches) for given in (large, small, large, small)]
        larges, smalls = times[::2], times[1::2]
        most, least = min(most, *larges), min(least, *smalls)
        if all(max(same) <= STEADY * min(same) for same in (larges, smalls)):
            steady = min(steady, sum(larges) / sum(smalls))
        ratio = min(steady, most / least)
        if ratio <= MAX_GROWTH**2 or round >= ROUNDS_OF_SQUARES and ratio > SQUARE**2:
            break
    return ratio**0.5


def _time(read: Callable[[Any], Any], given: Any, caches: "list[functools._lru_cache_wrapper[Any]]") -> float:
    for cached in caches:  # or the small input would come from them in every round, the large one in none
        cached.cache_clear()
    gc.collect()
    gc.disable()
    try:
        begun = time.process_time()
        read(given)
        return time.process_time() - begun
    finally:
        gc.enable()


def _list_bounded_caches() -> "list[functools._lru_cache_wrapper[Any]]":
    modules = [module for name, module in sys.modules.items() if name.startswith("sunmao.")]
    functions = {id(each): each for module in modules for each in vars(module).values()}.values()
    caches = [each for each in functions if isinstance(each, functools._lru_cache_wrapper)]
    return [each for each in caches if each.cache_parameters()["maxsize"]]

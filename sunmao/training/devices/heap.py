"""Memory that one step of a training frees is there for the next one."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

# <malloc.h>: what `mallopt` sets, and what glibc arrives at by itself after large pieces were freed.
TRIM_THRESHOLD, MMAP_THRESHOLD, MMAP_MAX = -1, -3, -4
MAX_THRESHOLD, PIECES, LARGE = 2**31 - 1, 65536, 32 * 2**20
KEPT = 2 * LARGE  # bytes at most at the end of the heap


@contextmanager
def keep_freed_memory() -> Iterator[None]:
    """Glibc gives large pieces back to the system at once, and every step of a training asks for them again: filling
    them with zeros took a fifth to a third of a photograph network's time. Inside, freed memory stays with the program;
    at the end the system has it back but for `KEPT` bytes, by `release_freed_memory` all of it. Other systems' memory
    stays as it is.
    """
    if libc := _load_glibc():
        libc.mallopt(MMAP_MAX, 0)
        libc.mallopt(TRIM_THRESHOLD, MAX_THRESHOLD)
    try:
        yield
    finally:
        release_freed_memory(keep=KEPT)  # a test of what was learned, or the next training, begins with it


def release_freed_memory(keep: int = 0) -> None:
    """Give back what is free but so many bytes, and from now on at once: where memory is short, holes of the wrong size
    are a waste.
    """
    if libc := _load_glibc():
        libc.mallopt(MMAP_MAX, PIECES)
        libc.mallopt(MMAP_THRESHOLD, LARGE)
        libc.mallopt(TRIM_THRESHOLD, KEPT)
        libc.malloc_trim(keep)


@cache
def _load_glibc() -> ctypes.CDLL | None:
    """The C library of this program where it is glibc, else None."""
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None
    return libc if hasattr(libc, "gnu_get_libc_version") and hasattr(libc, "mallopt") else None

"""Garbage collection around work that makes millions of objects, none of which leads back to another."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Let the collector rest meanwhile: it would look at all cells of a table again and again, for half of the time.
    Whatever nothing points to any more goes all the same. To be used with `with`, or above a function.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()

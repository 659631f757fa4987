"""The next batch is made while the one before it is learned, so that both cores of a school computer work."""

from collections.abc import Generator, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sunmao.images.image_files import READERS

Batch = TypeVar("Batch")


def prefetch(batches: Iterator[Batch]) -> Generator[Batch, None, None]:
    """Yield what `batches` gives, in order; one more is made in a thread meanwhile, never two.

    A thread is enough: OpenCV, NumPy and torch let go of the interpreter while they compute. Only this thread draws
    the random numbers of `batches`, so that they do not depend on who is quicker. What it raises is raised here.
    """
    worker = ThreadPoolExecutor(1, "prefetch")
    try:
        try:
            upcoming = worker.submit(next, batches, None)
        except RuntimeError:  # no memory for another thread's stack: one thing after the other
            yield from batches
            return
        while (batch := upcoming.result()) is not None:
            upcoming = worker.submit(next, batches, None)
            yield batch
            del batch  # else it would stay in memory beside the next two
    finally:
        # A stop does not wait for the batch that nobody will learn from: `open_readers` ends it.
        worker.shutdown(wait=False, cancel_futures=True)


@contextmanager
def open_readers() -> Iterator[Executor]:
    """A pool of threads that read pictures; those that are still to be read at the end are left unread."""
    pool = ThreadPoolExecutor(READERS, "reader")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)

"""Waiting for something that may take long, for as long as it moves."""

from collections.abc import Callable

LOOKS_EVERY = 0.1  # seconds


def wait_while_moving(wait: Callable[[float], bool], count: Callable[[], int], patience: float) -> bool:
    """Wait until something is over, and give up only when nothing of it has moved for `patience` seconds.

    The seconds are those in which this process could look: a computer that slept, or a process that was held, has used
    up none of them.

    Args:
        wait: waits so many seconds at most; whether it is over.
        count: a number that changes whenever something moves.

    Returns:
        Whether it is over.
    """
    left, before = patience, count()
    while not wait(LOOKS_EVERY):
        now = count()
        left, before = (patience if now != before else left - LOOKS_EVERY), now
        if left <= 0:
            return False
    return True

"""Limits on what the processes of a program may use together, watched while it runs."""

from collections.abc import Callable

from sunmao.server.processes.process import ProgramProcess

LOOKS_EVERY, LOOKS_QUICKLY = 0.5, 0.05  # seconds between two looks, and when its memory grows fast
CROWD = 200  # processes


def watch_limits(process: ProgramProcess, memory: int, *, too_much: Callable, looked: Callable[[], None]) -> None:
    """Look until it has ended. memory: bytes that it may use.

    too_much: called as `too_much("memory", gb="1.5")` or `too_much("crowd")`, keys of `outcome.TEXTS`, and ends it;
    looked: called after each look.
    """
    pause, before = LOOKS_EVERY, 0
    while not process.rests(pause):
        count, used = process.weigh()
        if used > memory and (used := process.weigh_exactly()) > memory:
            too_much("memory", gb=f"{used / 2**30:.1f}")
        elif count > CROWD:
            too_much("crowd")
        process.resume()
        # At this rate it may have too much before the next look.
        soon = used + (used - before) / pause * LOOKS_EVERY
        pause, before = LOOKS_QUICKLY if soon > memory else LOOKS_EVERY, used
        looked()

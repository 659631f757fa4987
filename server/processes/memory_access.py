"""Protection of the memory of the studio's own process."""

import ctypes
import sys

SET_DUMPABLE = 4  # PR_SET_DUMPABLE of prctl(2)


def deny_memory_access() -> None:
    """On Linux: no other process of the same account reads this one's memory, environment or open files (proc(5)), or
    stops it with a debugger; no core file is written of it. Processes that it starts are not concerned.

    So a pupil's program does not find the page's cookie there. root, and an account that may trace any process, can.
    Elsewhere: nothing.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_DUMPABLE, 0, 0, 0, 0)

"""Whether a process that a test has started still runs."""

import psutil

from sunmao.server.processes.process_tree import is_alive


def is_running(pid: int) -> bool:
    """Whether there is a process of this number; one that nobody has reaped yet does not run. It may end at any
    moment, also between two looks.
    """
    try:
        return is_alive(psutil.Process(pid))
    except psutil.NoSuchProcess:
        return False

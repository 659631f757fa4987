"""The processes of this computer: which of them belong to a program, what they weigh, and their end."""

import contextlib
import os
import signal
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import psutil

MARK = "SUNMAO_RUN"


def kill_all(members: Any, group: int | None = None) -> int:
    """Freeze, look again, and only then kill, so that no new process outruns it. Returns how many were killed.

    group: a process group that is frozen first, all of it in one moment: programs that start programs in a loop need
    that.
    """
    if group is not None and sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.killpg(group, signal.SIGSTOP)
    frozen: dict[int, psutil.Process] = {}
    for _ in range(20):
        fresh = [process for process in members(thorough=True) if process.pid not in frozen]
        if not fresh:
            break
        for process in fresh:
            frozen[process.pid] = process
            with contextlib.suppress(psutil.Error):
                process.suspend()
    for process in frozen.values():
        with contextlib.suppress(psutil.Error):
            process.kill()
    end = time.monotonic() + 1
    while any(map(is_alive, frozen.values())) and time.monotonic() < end:
        time.sleep(0.005)
    return len(frozen)


def kill_orphaned_run(pid: int, started: float, mark: str) -> int:
    """End what a killed studio left of a run: the process `pid`, if it is still the one that began at `started`, and
    all marked.

    A stranger that got the same number is left alone. Returns how many were killed.
    """

    def members(thorough: bool = False) -> list[psutil.Process]:
        # Its reaper is marked, and the parent of what it has left behind.
        roots = find_marked(mark)
        with contextlib.suppress(psutil.Error):  # it may end between two looks
            if is_same_process(pid, started):
                roots.append(psutil.Process(pid))
        found = {process.pid: process for process in [*roots, *find_descendants(roots)]}
        return [process for process in found.values() if is_alive(process)]

    group = None
    with contextlib.suppress(OSError):
        if sys.platform != "win32" and is_same_process(pid, started) and os.getpgid(pid) == pid:
            group = pid
    return kill_all(members, group)


def is_same_process(pid: int, started: float) -> bool:
    """Whether `pid` is still the process that began at `started` (epoch seconds)."""
    begun = get_start_time(pid)
    return begun is not None and abs(begun - started) < 1


def get_start_time(pid: int) -> float | None:
    """When a process began, or None when it is gone."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def find_marked(mark: str) -> list[psutil.Process]:
    """Every process that carries the mark in its environment."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if mark and process.pid != os.getpid() and process.environ().get(MARK) == mark:
                found.append(process)
    return found


def get_memory(process: psutil.Process, kind: str, part: str) -> int:
    """Bytes of one process, as psutil's `kind` counts its `part`; 0 when it is gone."""
    try:
        return getattr(getattr(process, kind)(), part)
    except psutil.Error:
        return 0


def count_tasks() -> int:
    """Count the processes and threads of this computer; 0 where that is not known at once (processes start slower
    there).
    """
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/loadavg").read_text().split()[3].split("/")[1])
    return 0


def find_descendants(roots: list[psutil.Process]) -> list[psutil.Process]:
    """Find the processes that these have started, and so on: for many in one pass, as a thousand of them would else
    cost a million looks.
    """
    if len(roots) == 1:
        with contextlib.suppress(psutil.Error):
            return roots[0].children(recursive=True)
        return []
    started, found, waiting = defaultdict(list), [], [process.pid for process in roots]
    for process in psutil.process_iter() if roots else ():
        with contextlib.suppress(psutil.Error):
            started[process.ppid()].append(process)
    while waiting:
        children = started.pop(waiting.pop(), ())
        found += children
        waiting += [process.pid for process in children]
    return found


def is_alive(process: psutil.Process) -> bool:
    """Whether a process runs; one that nobody has reaped yet is as good as gone."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False

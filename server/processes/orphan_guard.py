"""Outlives a killed studio: a small process beside it that then ends the programs which cannot end themselves.

A program hears by itself that its studio is gone, but not in the middle of a long calculation in C, stopped, or past
its own end. The guard waits at a pipe: it ends with the studio, however that ends, and not while the studio is only
suspended. On Windows the job object does all this.
"""

import contextlib
import os
import subprocess
import sys
import time

from sunmao.locks.lock_order import make_lock

GRACE = 1.5  # seconds: longer than a program takes that ends itself


class OrphanGuard:
    """The studio's side: tells the guard of every program. Starts it at the first. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = make_lock()
        self._programs: dict[int, str] = {}
        self._process: subprocess.Popen | None = None

    def watch(self, pid: int, started: float, mark: str) -> None:
        """From now on end this program when the studio is gone (its arguments: see `process_tree.kill_orphaned_run`)."""
        with self._lock:
            self._programs[pid] = f"{pid} {started!r} {mark}\n"
            self._tell(self._programs[pid])

    def forget(self, pid: int) -> None:
        """This program has ended, with everything that it started."""
        with self._lock:
            if self._programs.pop(pid, None):
                self._tell(f"{pid}\n")

    def _tell(self, line: str) -> None:
        if os.name == "nt":
            return
        if self._process is not None:
            try:
                return _write(self._process, line)
            except OSError:  # somebody ended the guard
                self._process.wait()
        # Without a guard programs still run; the next studio ends what is left.
        with contextlib.suppress(OSError):
            self._process = _start_guard()
            _write(self._process, "".join(self._programs.values()))


def _write(guard: subprocess.Popen, text: str) -> None:
    assert guard.stdin is not None  # a pipe, see `_start_guard`
    guard.stdin.write(text.encode())


def _start_guard() -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", __name__],
        cwd=sys.prefix,
        start_new_session=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    )


def main() -> None:
    """The guard's side: remember the programs until the studio is gone, then end them."""
    programs = {}
    for line in sys.stdin:
        pid, *rest = line.split()
        programs.pop(pid, None)
        if rest:
            programs[pid] = rest
    if not programs:
        return
    time.sleep(GRACE)
    from sunmao.server.processes.process_tree import kill_orphaned_run

    for pid, (started, mark) in programs.items():
        kill_orphaned_run(int(pid), float(started), mark)


if __name__ == "__main__":
    main()

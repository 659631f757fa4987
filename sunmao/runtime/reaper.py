"""On Linux, the parent of a program: ends what the program leaves behind, however well that hides.

`python -P -m sunmao.runtime.reaper MODULE DESCRIPTOR` forks; the copy runs MODULE. What the program's children leave
behind (own session, double fork, empty environment) becomes a child of the reaper when nobody else is left to adopt it.
The reaper writes two lines to DESCRIPTOR: the program's number, and at its end how it ended and how many processes it
had left.
"""

import ctypes
import os
import signal
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path

SET_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
ENDS_WITHIN = 2  # seconds for what is left
PAUSE = 0.002  # seconds
DEAF_TO = ("SIGINT", "SIGTERM", "SIGHUP")  # which a program may send to its parent


def become_subreaper() -> None:
    """On Linux: what the children of this process leave behind becomes its own child."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_SUBREAPER, 1, 0, 0, 0)


def _list_children() -> list[int]:
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError, ValueError, IndexError):
            # After the name, which may hold anything: state, then the parent's number.
            if int((folder / "stat").read_bytes().rpartition(b")")[2].split()[1]) == os.getpid():
                found.append(int(folder.name))
    return found


if sys.platform != "win32":

    def main(module: str, descriptor: int) -> int:
        """Run a module in a copy of this process, and end what it leaves. Returns the exit status."""
        become_subreaper()
        program = os.fork()
        if not program:
            os.close(descriptor)
            os.setpgid(0, 0)
            del sys.argv[1:]
            return import_module(module).main()
        for name in DEAF_TO:
            signal.signal(getattr(signal, name), signal.SIG_IGN)
        for standard in range(3):  # the studio waits for the end of the program's
            os.close(standard)
        with suppress(OSError):  # it may have done so itself, or be gone
            os.setpgid(program, program)
        os.write(descriptor, f"{program}\n".encode())
        code = _wait_for(program)
        os.write(descriptor, f"{code} {end_children()}\n".encode())
        return 0

    def end_children() -> int:
        """End every process that is a child of this one, or becomes one meanwhile. Returns how many ran."""
        ended: set[int] = set()
        end = time.monotonic() + ENDS_WITHIN
        while _reap() and time.monotonic() < end:
            for pid in _list_children():
                with suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
                    ended.add(pid)
            time.sleep(PAUSE)
        return len(ended)

    def _wait_for(program: int) -> int:
        while True:
            pid, status = os.wait()
            if pid == program:
                return os.waitstatus_to_exitcode(status)

    def _reap() -> bool:
        """Let go of the children that have ended; whether there are others."""
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                continue
            return True
        return False


if __name__ == "__main__":
    # As `sunmao.runtime.reaper`, so that nothing of this file is kept in the program's `__main__`.
    sys.exit(import_module("sunmao.runtime.reaper").main(sys.argv[1], int(sys.argv[2])))

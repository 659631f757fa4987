"""Tools of the system and short Python processes whose answer the studio waits for: when the studio ends, so do they,
and nobody waits for them any more.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

from sunmao.locks.lock_order import make_lock

_lock = make_lock()
_running: set[subprocess.Popen] = set()
_closed = threading.Event()


def run_tool(command: Sequence[str], timeout: float) -> subprocess.CompletedProcess[bytes]:
    """Run a command without input and catch what it writes. timeout: seconds, after which it is ended.

    Raises OSError (also once `close_tools` was called) or subprocess.TimeoutExpired.
    """
    with _lock:
        if _closed.is_set():
            raise OSError("closed")
        tool = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=os.name == "posix",  # so that what it starts itself can be ended with it
        )
        _running.add(tool)
    try:
        with tool:
            try:
                out, err = tool.communicate(timeout=timeout)
            finally:
                _end(tool)
        return subprocess.CompletedProcess(command, tool.returncode, out, err)
    finally:
        _running.discard(tool)


def close_tools() -> None:
    """End every tool, and start none any more: this process ends."""
    with _lock:
        _closed.set()
    for tool in list(_running):
        _end(tool)


def _end(tool: subprocess.Popen) -> None:
    if tool.poll() is None:
        with contextlib.suppress(OSError):
            if sys.platform != "win32":
                os.killpg(tool.pid, signal.SIGKILL)
            else:
                tool.kill()

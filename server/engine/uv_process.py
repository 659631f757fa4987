"""uv as a process of its own: what it says is read as it comes, and it ends with the studio."""

import contextlib
import os
import secrets
import shutil
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil

from sunmao.server.processes.process import GUARD, get_detached_options
from sunmao.server.processes.process_tree import MARK, get_start_time
from sunmao.server.processes.worker_startup import NICER

ROWS, COLUMNS = 100, 200  # of the terminal that uv draws its bars for
READ = 64 * 1024
ENDS_WITHIN = 5  # seconds
# Few at a time: what is cut off in the middle of a package begins that package anew.
SETTINGS = {"UV_CONCURRENT_DOWNLOADS": "4", "UV_PYTHON_DOWNLOADS": "never"}
PLAIN = {"NO_COLOR": "1", "TERM": "xterm", "PYTHONUTF8": "1"}
HIDDEN = ("VIRTUAL_ENV", "CONDA_PREFIX", "FORCE_COLOR", "CLICOLOR_FORCE")


def find_uv() -> str | None:
    """The path of uv: the package's, else the one of this computer."""
    try:
        from uv import find_uv_bin

        return find_uv_bin()
    except (ImportError, FileNotFoundError):
        return shutil.which("uv")


class UvProcess:
    """A command of uv. Raises OSError when it cannot be started."""

    def __init__(self, command: Sequence[str], folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self._mark = secrets.token_hex(8)
        kept = {name: value for name, value in os.environ.items() if name not in HIDDEN}
        environment = {**SETTINGS, **kept, **PLAIN, **(settings or {}), MARK: self._mark}
        self._terminal: int | None = None
        output: int = subprocess.PIPE
        if sys.platform != "win32":  # elsewhere, and where there are no terminals: lines instead of bars
            with contextlib.suppress(OSError):
                self._terminal, output = _open_terminal()
        try:
            self._process = subprocess.Popen(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                bufsize=0,
                **get_detached_options(),
            )
        except BaseException:
            if self._terminal is not None:
                os.close(self._terminal)
            raise
        finally:
            if self._terminal is not None:
                os.close(output)
        self._watch()

    def read(self, say: Callable[[str], None]) -> int:
        """Hand on what it says until it ends. Returns its exit status."""
        try:
            while data := self._read_some():
                say(data.decode("utf-8", "replace"))
        finally:
            code = self._process.wait()
            GUARD.forget(self._process.pid)
            if self._terminal is not None:
                os.close(self._terminal)
            elif self._process.stdout is not None:
                self._process.stdout.close()
        return code

    def end(self) -> None:
        """End it with everything that it has started. What it has fetched stays in its cache."""
        if self._process.poll() is not None:
            return
        with contextlib.suppress(OSError, psutil.Error):
            if sys.platform != "win32":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                for child in psutil.Process(self._process.pid).children(recursive=True):
                    child.kill()
                self._process.kill()

    def _read_some(self) -> bytes:
        if self._terminal is None:
            assert self._process.stdout is not None
            return self._process.stdout.readline()
        try:
            return os.read(self._terminal, READ)
        except OSError:  # the other side is closed
            return b""

    def _watch(self) -> None:
        pid = self._process.pid
        GUARD.watch(pid, get_start_time(pid) or 0.0, self._mark)
        with contextlib.suppress(psutil.Error, OSError):  # the page comes first
            psutil.Process(pid).nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if os.name == "nt" else NICER)


def run_uv(command: Sequence[str], folder: Path, within: float, settings: Mapping[str, str]) -> tuple[int, str]:
    """Run a short command of uv: its exit status and what it said. It is ended after so many seconds."""
    said: list[str] = []
    process = UvProcess(command, folder, settings)
    timer = threading.Timer(within, process.end)
    timer.start()
    try:
        return process.read(said.append), "".join(said)
    finally:
        timer.cancel()


if sys.platform != "win32":

    def _open_terminal() -> tuple[int, int]:
        import fcntl
        import pty
        import termios

        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        return ours, theirs

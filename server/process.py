"""Processes of programs, on all systems: start one, interrupt it, end it with everything that it started, weigh it.

A program may hide what it starts (own session, double fork): what it starts is therefore remembered while it runs, found by a
mark in its environment, and on Windows held by a job.
"""

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil

from .guard import Guard

if os.name == "nt":
    from .job import Job

MARK = "SUNMAO_RUN"
GUARD = Guard()
# What a program needs to know of this computer; everything else of the server's environment is its own business.
HANDED_ON = {
    "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY",
    "DBUS_SESSION_BUS_ADDRESS", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA",
    "PROGRAMFILES", "USERPROFILE", "USERNAME", "HOMEDRIVE", "HOMEPATH", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE", "PULSE_SERVER",
    "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "VIRTUAL_ENV", "SSL_CERT_FILE", "SUNMAO_LANG",
}
HANDED_ON_BEGINNINGS = ("LC_", "XDG_", "CUDA_", "NVIDIA_", "OMP_", "MKL_")


class Process:
    """One interpreter and all it starts. A thread waits for its end: `ended` is set then and `code` known. module: what it runs."""

    def __init__(self, environment: dict, module: str = "sunmao.child"):
        self.mark = secrets.token_hex(8)
        self._known: dict[int, psutil.Process] = {}
        self._finding = threading.Lock()
        self.ended, self.code = threading.Event(), None
        self._popen = subprocess.Popen(
            [interpreter(), "-P", "-m", module],
            # Not in the project: Windows could not delete its folder then.
            env=made_environment({**environment, MARK: self.mark}), cwd=sys.prefix,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, **_apart(),
        )
        self._job = Job(self._popen) if os.name == "nt" else None
        self.pid, self.stdout, self.stderr = self._popen.pid, self._popen.stdout, self._popen.stderr
        self.started = start_time(self.pid) or time.time()
        GUARD.watch(self.pid, self.started, self.mark)
        threading.Thread(target=self._wait, name=f"process {self.pid}", daemon=True).start()

    def interrupt(self) -> None:
        """What Ctrl+C does, to the program and its group. (On Windows the program's own watchman does it.)"""
        self.remember()
        if os.name != "nt" and not self.ended.is_set():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGINT)

    def remember(self) -> None:
        """Look at what it has started, so that this can be found when the program itself has ended."""
        self._members()

    def kill(self) -> int:
        """End everything at once. Returns how many processes that were."""
        if self._job is not None:
            self._job.end()
        ended = end_all(self._members)
        GUARD.forget(self.pid)
        return ended

    def close(self) -> None:
        """Let go of its pipes."""
        self.stdout.close()
        self.stderr.close()

    def weigh(self) -> tuple[int, int]:
        """How many processes the program consists of now, and their memory together in bytes."""
        memory, count = 0, 0
        for process in self._members():
            with contextlib.suppress(psutil.Error):
                memory += process.memory_info().rss
                count += 1
        return count, memory

    def _wait(self) -> None:
        self.code = self._popen.wait()
        self.ended.set()

    def _members(self, thorough: bool = False) -> list[psutil.Process]:
        with self._finding:
            roots = [process for process in self._known.values() if process.is_running()]
            if not self.ended.is_set():
                with contextlib.suppress(psutil.Error):
                    roots.append(psutil.Process(self.pid))
            found = {process.pid: process for process in [*roots, *_below(roots), *(marked(self.mark) if thorough else ())]}
            self._known = {pid: process for pid, process in found.items() if _alive(process)}
            return list(self._known.values())


def end_all(members) -> int:
    """Freeze, look again, and only then kill, so that no new process outruns it. Returns how many were killed."""
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
    # A killed one that nobody has reaped yet is as good as gone.
    while any(map(_alive, frozen.values())) and time.monotonic() < end:
        time.sleep(0.005)
    return len(frozen)


def end_left(pid: int, started: float, mark: str) -> int:
    """End what a killed studio left of a run: the process `pid`, if it is still the one that began at `started`, and all marked.

    A stranger that got the same number is left alone. Returns how many were killed.
    """
    def members(thorough: bool = False) -> list[psutil.Process]:
        roots = [psutil.Process(pid)] if same_process(pid, started) else []
        found = {process.pid: process for process in [*roots, *_below(roots), *marked(mark)]}
        return [process for process in found.values() if _alive(process)]

    return end_all(members)


def same_process(pid: int, started: float) -> bool:
    """Whether `pid` is still the process that began at `started` (epoch seconds)."""
    begun = start_time(pid)
    return begun is not None and abs(begun - started) < 1


def start_time(pid: int) -> float | None:
    """When a process began, or None when it is gone."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def marked(mark: str) -> list[psutil.Process]:
    """Every process that carries the mark in its environment."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if mark and process.pid != os.getpid() and process.environ().get(MARK) == mark:
                found.append(process)
    return found


def made_environment(more: dict) -> dict:
    """The environment of a program: what it needs of this computer, UTF-8, and `more`; no PYTHON… setting of ours."""
    kept = {
        name: value for name, value in os.environ.items()
        if name.upper() in HANDED_ON or name.upper().startswith(HANDED_ON_BEGINNINGS)
    }
    launcher = {} if interpreter() == sys.executable else {"__PYVENV_LAUNCHER__": sys.executable}
    # Threads of torch that wait for work sleep: where they spin, a busy computer of two cores trains several times slower.
    return {"OMP_WAIT_POLICY": "PASSIVE", **kept, **launcher, "PYTHONUTF8": "1", **more}


def interpreter() -> str:
    """The Python that runs programs: on Windows not a virtual environment's launcher, which would start another process itself."""
    return getattr(sys, "_base_executable", sys.executable) if os.name == "nt" else sys.executable


def memory_limit() -> int:
    """How many bytes a program may use: three quarters of this computer's (or container's) memory."""
    total = psutil.virtual_memory().total
    with contextlib.suppress(OSError, ValueError):
        total = min(total, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return total * 3 // 4


def _below(roots: list[psutil.Process]) -> list[psutil.Process]:
    found = []
    for process in roots:
        with contextlib.suppress(psutil.Error):
            found += process.children(recursive=True)
    return found


def _alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def _apart() -> dict:
    if os.name == "nt":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}

"""Processes of programs, on all systems: start one, interrupt it, end it with everything that it started, weigh it.

A program may hide what it starts (own session, double fork): what it starts is therefore remembered while it runs,
found by a mark in its environment, and on Windows held by a job.
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

from sunmao.locks.lock_order import WATCH, make_lock
from sunmao.server.processes import reaper_reports
from sunmao.server.processes.orphan_guard import OrphanGuard
from sunmao.server.processes.process_tree import (
    MARK,
    count_tasks,
    find_descendants,
    find_marked,
    get_memory,
    get_start_time,
    is_alive,
    is_same_process,
    kill_all,
)
from sunmao.server.processes.reaper_reports import ReaperReports

if os.name == "nt":
    from sunmao.server.processes.windows_job import WindowsJob

# As subprocess has them on Windows alone.
WINDOWS_FLAGS = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
GUARD = OrphanGuard()
PROGRAM = "sunmao.compat.program"
REAPS_WITHIN = 3  # seconds: longer than a reaper takes for what it finds
# OpenBLAS counts in powers of two of the processor's cycles, 26 by itself.
SLEEPING_THREADS = {"OMP_WAIT_POLICY": "PASSIVE", "OPENBLAS_THREAD_TIMEOUT": "16"}
# What a program needs to know of this computer; everything else of the server's environment is its own business.
HANDED_ON = {
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "LANG",
    "LANGUAGE",
    "TZ",
    "TMPDIR",
    "TEMP",
    "TMP",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "DBUS_SESSION_BUS_ADDRESS",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "WINDIR",
    "COMSPEC",
    "PATHEXT",
    "APPDATA",
    "LOCALAPPDATA",
    "PROGRAMDATA",
    "PROGRAMFILES",
    "USERPROFILE",
    "USERNAME",
    "HOMEDRIVE",
    "HOMEPATH",
    "NUMBER_OF_PROCESSORS",
    "PROCESSOR_ARCHITECTURE",
    "PULSE_SERVER",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "VIRTUAL_ENV",
    "SSL_CERT_FILE",
    "SUNMAO_LANG",
    WATCH,
}
LOOKS_EVERY = 0.2  # seconds
GLANCES_EVERY = 0.05  # seconds, at the number of all processes
SWARM = 30  # processes, or as many processes and threads more than a moment ago
EXACTLY = ("memory_full_info", "pss") if sys.platform == "linux" else ("memory_info", "rss")
HANDED_ON_BEGINNINGS = ("LC_", "XDG_", "CUDA_", "NVIDIA_", "OMP_", "MKL_", "OPENBLAS_")


class ProgramProcess:
    """One interpreter and all it starts. A thread waits for its end: `ended` is set then and `code` known.

    module: what it runs; on Linux a program, which may hide what it starts, has a reaper; guarded: whether it is ended
    at once when the studio is gone. reaped: how many processes its reaper has ended. Raises OSError when it cannot be
    started.
    """

    def __init__(self, environment: dict, module: str = PROGRAM, *, guarded: bool = True) -> None:
        self.mark = secrets.token_hex(8)
        self._known: dict[int, psutil.Process] = {}
        self._guarded: set[int] = set()
        self._suspended = False
        self._finding = make_lock()
        self.ended = threading.Event()
        self.code: int | None = None
        self.reaped = 0
        self._reports = ReaperReports() if reaper_reports.NEEDED and module == PROGRAM else None
        try:
            self._popen = self._start(module, environment)
            self.pid = self._reports.read_pid() if self._reports else self._popen.pid
        except BaseException:
            if self._reports:
                self._reports.close()
            raise
        self._job = WindowsJob(self._popen) if os.name == "nt" and guarded else None
        assert self._popen.stdout is not None and self._popen.stderr is not None  # pipes
        self.stdout, self.stderr = self._popen.stdout, self._popen.stderr
        self.started = get_start_time(self.pid) or time.time()
        if guarded:
            GUARD.watch(self.pid, self.started, self.mark)
        threading.Thread(target=self._wait, name=f"process {self.pid}", daemon=True).start()

    def _start(self, module: str, environment: dict) -> subprocess.Popen:
        return subprocess.Popen(
            [get_interpreter(), "-P", *(self._reports.make_arguments(module) if self._reports else ("-m", module))],
            # Not in the project: Windows could not delete its folder then.
            env=make_environment({**environment, MARK: self.mark}),
            cwd=sys.prefix,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            pass_fds=(self._reports.descriptor,) if self._reports else (),
            **get_detached_options(),
        )

    def interrupt(self) -> None:
        """Interrupt the program and its group as Ctrl+C does. (On Windows the program's own watchman does it.)"""
        self.remember()
        if sys.platform != "win32" and not self.ended.is_set():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGINT)

    def outlasts(self, seconds: float) -> bool:
        """Whether it goes on for so long, in which it works or waits for something; False once it has ended.

        Time in which a busy computer lets others work does not count.
        """
        passed, worked = 0.0, self._measure_work()
        while not self.ended.wait(LOOKS_EVERY):
            before, worked = worked, self._measure_work()
            passed += LOOKS_EVERY if self._is_sleeping() else min(LOOKS_EVERY, worked - before)
            if passed >= seconds:
                return True
        return False

    def _measure_work(self) -> float:
        with contextlib.suppress(psutil.Error):
            return sum(psutil.Process(self.pid).cpu_times()[:2])
        return 0.0

    def _is_sleeping(self) -> bool:
        return os.name == "nt" or self._is(psutil.STATUS_SLEEPING)  # Windows does not tell

    def _is(self, status: str) -> bool:
        with contextlib.suppress(psutil.Error):
            return psutil.Process(self.pid).status() == status
        return False

    def remember(self) -> None:
        """Look at what it has started, so that this can be found when the program itself has ended."""
        self._members()

    def kill(self) -> int:
        """End everything at once. Returns how many processes that were."""
        if self._job is not None:
            self._job.end()
        ended = kill_all(self._members, self.pid if self._has_group() else None)
        self._end_reaper()
        for pid in {self.pid, *self._guarded}:
            GUARD.forget(pid)
        return ended

    def _end_reaper(self) -> None:
        # It ends by itself, unless the program has stopped it.
        if sys.platform != "win32" and self._reports and not self.ended.is_set():
            self._popen.send_signal(signal.SIGCONT)
            if not self.ended.wait(REAPS_WITHIN):
                self._popen.kill()

    def close(self) -> None:
        """Let go of its pipes."""
        self.stdout.close()
        self.stderr.close()

    def rests(self, seconds: float) -> bool:
        """Wait for its end, at most so long; whether it came. Less when this computer has suddenly many more processes.

        A program of many processes is then held until `resume`: one that starts itself in a loop would soon leave no
        time to count and end it.
        """
        end, before = time.monotonic() + seconds, count_tasks()
        many = len(self._known) > SWARM
        while (left := end - time.monotonic()) > 0:
            if self.ended.wait(min(left, GLANCES_EVERY)):
                return True
            if count_tasks() - before > SWARM:
                many = True
                break
        # One that has stopped itself stays so. (Windows has no such signal.)
        if sys.platform != "win32" and many and not self._is(psutil.STATUS_STOPPED):
            self._signal_group(signal.SIGSTOP)
        return self.ended.is_set()

    def resume(self) -> None:
        """Let it go on where `rests` has held it."""
        if sys.platform != "win32" and self._suspended:
            self._signal_group(signal.SIGCONT)

    def _signal_group(self, how: signal.Signals) -> None:
        if sys.platform == "win32":
            return
        with contextlib.suppress(OSError):
            if self._has_group():
                os.killpg(self.pid, how)
        self._suspended = how == signal.SIGSTOP

    def weigh(self) -> tuple[int, int]:
        """Count the processes that the program consists of now, and sum up their memory in bytes.

        What forked processes share counts for each of them: `weigh_exactly` knows better, and takes longer.
        """
        members = self._members()
        self._update_guard(members)
        return len(members), sum(get_memory(process, "memory_info", "rss") for process in members)

    def weigh_exactly(self) -> int:
        """Their memory together in bytes; what several of them share counts once (on Linux)."""
        return sum(get_memory(process, *EXACTLY) for process in self._members())

    def _update_guard(self, members: list[psutil.Process]) -> None:
        # What hides (own session, empty environment) could not be found any more when studio and program have gone.
        for pid in self._guarded - {process.pid for process in members}:
            self._guarded.remove(pid)
            GUARD.forget(pid)
        for process in members:
            if process.pid != self.pid and process.pid not in self._guarded:
                with contextlib.suppress(psutil.Error):
                    GUARD.watch(process.pid, process.create_time(), self.mark)
                    self._guarded.add(process.pid)

    def _has_group(self) -> bool:
        """Whether the group of its number is certainly its own: it lives, or something that it started is still in it."""
        if sys.platform == "win32":
            return False
        if not self.ended.is_set():
            return True
        with contextlib.suppress(OSError):
            return any(
                os.getpgid(pid) == self.pid for pid, process in list(self._known.items()) if process.is_running()
            )
        return False

    def _wait(self) -> None:
        told = self._reports.read_end() if self._reports else None
        code = self._popen.wait()
        self.code, self.reaped = told or (code, 0)
        self.ended.set()

    def _members(self, thorough: bool = False) -> list[psutil.Process]:
        with self._finding:
            found = {process.pid: process for process in self._list_reaped() or self._search(thorough)}
            self._known = {pid: process for pid, process in found.items() if is_alive(process)}
            return list(self._known.values())

    def _list_reaped(self) -> list[psutil.Process]:
        """Everything of the program, as long as its reaper lives: nothing escapes from that."""
        if self._reports and not self.ended.is_set():
            with contextlib.suppress(psutil.Error):
                return psutil.Process(self._popen.pid).children(recursive=True)
        return []

    def _search(self, thorough: bool) -> list[psutil.Process]:
        """Search for the program's processes by other means: those that it started when somebody looked; thorough: and
        those that carry its mark.
        """
        roots = [process for process in self._known.values() if process.is_running()]
        if is_same_process(self.pid, self.started):  # also when it has ended its reaper
            with contextlib.suppress(psutil.Error):
                roots.append(psutil.Process(self.pid))
        marked = find_marked(self.mark) if thorough else []
        found = [*roots, *find_descendants(roots), *marked]
        return [each for each in found if not self._reports or each.pid != self._popen.pid]  # the reaper has to go on


def make_environment(more: dict) -> dict:
    """The environment of a program: what it needs of this computer, UTF-8, and `more`; no PYTHON… setting of ours."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.upper() in HANDED_ON or name.upper().startswith(HANDED_ON_BEGINNINGS)
    }
    launcher = {} if get_interpreter() == sys.executable else {"__PYVENV_LAUNCHER__": sys.executable}
    # Threads of torch and numpy that wait for work sleep: where they spin, a busy computer of two cores trains several
    # times slower, and each process that loads numpy takes twice as much of the processor for it.
    return {**SLEEPING_THREADS, **kept, **launcher, "PYTHONUTF8": "1", **more}


def get_interpreter() -> str:
    """The Python that runs programs: on Windows not a virtual environment's launcher, which would start another process
    itself.
    """
    return getattr(sys, "_base_executable", sys.executable) if os.name == "nt" else sys.executable


def get_memory_limit() -> int:
    """Return the number of bytes a program may use: three quarters of this computer's (or container's) memory."""
    total = psutil.virtual_memory().total
    with contextlib.suppress(OSError, ValueError):
        total = min(total, int(Path("/sys/fs/cgroup/memory.max").read_text()))
    return total * 3 // 4


def get_detached_options() -> dict:
    """The options of a process of its own: Ctrl+C in the studio's terminal is not meant for it."""
    if os.name == "nt":
        return {"creationflags": WINDOWS_FLAGS}
    return {"start_new_session": True}

"""Brings the training engine to an environment that has none, while the studio is used: by uv, in a process of its own.

What uv has fetched stays in its cache, so that a studio that was ended goes on there. Until uv has said that all is
done, the engine counts as missing.
"""

import importlib
import logging
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sunmao.locks.lock_order import LockOrder, make_condition, make_lock
from sunmao.server.engine import download_plan, engine_spec, torch_build
from sunmao.server.engine.engine_spec import EngineSpec
from sunmao.server.engine.engine_state import (
    ABSENT,
    ACTIVE,
    FAILED,
    FETCHING,
    INSTALLING,
    PAUSED,
    PLANNING,
    READY,
    EngineStatus,
    InstallRecord,
    read_record,
    write_record,
)
from sunmao.server.engine.uv_output import UvOutput
from sunmao.server.engine.uv_process import UvProcess, find_uv, run_uv
from sunmao.server.texts import get_text

log = logging.getLogger(__name__)

REASONS = {"disk": "engine_disk", "network": "engine_network", "other": "engine_other"}
COMPILE = ("pip", "compile", "--quiet", "--python", sys.executable)
REACHED_WITHIN = 15  # seconds for the index of a build; then it is the ordinary one
PLANNED_WITHIN = 600  # seconds, with a slow network
IMPATIENT = {"UV_HTTP_TIMEOUT": "8", "UV_HTTP_RETRIES": "0"}
AGAIN_AFTER = 30  # seconds after a failure
TOLD_EVERY = 0.5  # seconds
MEASURED = 10.0  # seconds of which the speed is taken
SHORTEST = 2.0  # seconds of measuring before there is a speed
LOOKS_EVERY = 0.1  # seconds
ENDS_WITHIN = 5  # seconds, for what was paused a moment ago


class EngineInstaller:
    """The engine of one environment. Safe to use from several threads.

    spec: what is installed, and where.
    """

    def __init__(self, spec: EngineSpec | None = None) -> None:
        self._spec = spec or engine_spec.make_engine_spec()
        self._changed = make_condition(LockOrder.ENGINE)
        self._listeners: list[Callable[[], None]] = []
        self._work: threading.Thread | None = None
        self._uv: UvProcess | None = None
        self._paused, self._closed = threading.Event(), threading.Event()
        self._status = self._find_status()
        self._on_ready: list[Callable[[], None]] = []

    @property
    def status(self) -> EngineStatus:
        """The present status of the engine."""
        return self._status

    def is_ready(self) -> bool:
        """Whether programs can train."""
        return self._status.state == READY

    def is_coming(self) -> bool:
        """Whether it is being installed."""
        return self._status.state in ACTIVE

    def start(self) -> None:
        """Go on with what was wanted before; nothing where the engine is there, or nobody wants it."""
        if self._status.state == ABSENT and self._status.possible and read_record(self._spec.folder).wanted:
            self.resume()

    def resume(self) -> None:
        """Install it, or go on. Returns at once."""
        work = self._work
        if work is not None and work.is_alive() and self._paused.is_set():
            work.join(ENDS_WITHIN)
        with self._changed:
            if self._closed.is_set() or self.is_ready() or not self._status.possible:
                return
            if self._work is not None and self._work.is_alive():
                self._changed.notify_all()  # it waits after a failure
                return
            self._paused.clear()
            self._set(EngineStatus(PLANNING))
            self._work = threading.Thread(target=self._install, name="engine", daemon=True)
            self._work.start()

    def pause(self) -> None:
        """Not now: what is fetched stays."""
        with self._changed:
            if not self.is_coming():
                return
            self._paused.set()
            uv = self._uv
            self._record(wanted=False)
            self._set(replace(self._status, state=PAUSED, speed=0, seconds=None))
        if uv is not None:
            uv.end()

    def close(self) -> None:
        """End what runs; the next studio goes on."""
        self._closed.set()
        with self._changed:
            self._changed.notify_all()
            uv = self._uv
        if uv is not None:
            uv.end()

    def listen(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Call `wake` whenever the status changes. Returns what ends that."""
        with self._changed:
            self._listeners.append(wake)
        return lambda: self._listeners.remove(wake)

    def on_ready(self, act: Callable[[], None]) -> None:
        """Call `act` when it has arrived, before those who wait for it go on."""
        self._on_ready.append(act)

    def wait_ready(self, given_up: Callable[[], bool]) -> bool:
        """Wait for it. False: it was paused, or `given_up()`."""
        with self._changed:
            while self.is_coming() and not given_up() and not self._closed.is_set():
                self._changed.wait(LOOKS_EVERY)
            return self.is_ready()

    # The work, in its own thread.

    def _install(self) -> None:
        while not self._is_ended():
            try:
                done = self._try()
            except OSError as error:
                log.exception("the engine could not be installed")
                done = self._fail("disk" if error.errno in (28, 112) else "other")
            except Exception:
                log.exception("the engine could not be installed")
                done = self._fail("other")
            if done:
                return self._finish()
            with self._changed:
                if not self._is_ended():
                    self._changed.wait(AGAIN_AFTER)

    def _is_ended(self) -> bool:
        return self._paused.is_set() or self._closed.is_set()

    def _try(self) -> bool:
        """One attempt: whether the engine is there."""
        uv = find_uv()
        if uv is None:
            return self._fail("other")
        folder, kept = self._spec.folder, read_record(self._spec.folder)
        self._report(EngineStatus(PLANNING))
        cut_off = engine_spec.list_incomplete(self._spec.places) if kept.unfinished else []
        with self._changed:
            if self._is_ended():
                return False
            self._record(wanted=True, unfinished=True)
        words = self._write_requirements(folder)
        build = torch_build.choose_build_here(lambda backend: self._is_reachable(uv, backend))
        backend = torch_build.BACKENDS[build]
        log.info("installing the engine: build %s", build)
        words += ["--torch-backend", backend] if backend else []
        words += self._spec.options
        progress = InstallProgress(build, kept.fetched)
        if not self._is_ended():
            threading.Thread(
                target=self._plan, args=(uv, words, progress), name="sizes of the engine", daemon=True
            ).start()
        again = [word for name in cut_off for word in ("--reinstall-package", name)]
        command = [uv, "pip", "install", *self._spec.destination, *words, *again]
        code = self._run(command, folder, progress)
        self._record(fetched=progress.list_fetched())
        if self._is_ended():
            return False
        importlib.invalidate_caches()
        if code == 0 and self._spec.has_modules():
            return True
        log.warning("uv ended with %s: %s", code, progress.output.tail)
        return self._fail(progress.output.find_reason())

    def _run(self, command: list[str], folder: Path, progress: "InstallProgress") -> int:
        with self._changed:
            if self._is_ended():
                return -1
            self._uv = UvProcess(command, folder)
        told = 0.0

        def say(text: str) -> None:
            nonlocal told
            progress.feed(text)
            if time.monotonic() - told > TOLD_EVERY:
                told = time.monotonic()
                self._report(progress.make_status())

        return self._uv.read(say)

    def _is_reachable(self, uv: str, backend: str) -> bool:
        named = [each for each in self._spec.requirements if each.startswith("torch>") or each == "torch"]
        if not named or self._is_ended():
            return False
        place = self._spec.folder / "probe.txt"
        place.write_text("\n".join(named))
        command = [uv, *COMPILE, "--no-deps", "--torch-backend", backend, str(place)]
        return run_uv(command, self._spec.folder, REACHED_WITHIN, IMPATIENT)[0] == 0

    def _plan(self, uv: str, words: list[str], progress: "InstallProgress") -> None:
        """Learn how many bytes will come. The installation does without."""
        lock = self._spec.folder / "pylock.toml"
        command = [uv, *COMPILE, "--format", "pylock.toml", "--output-file", str(lock)]
        wanted = [word for word in words if word != "--requirements"]
        try:
            lock.unlink(missing_ok=True)
            if run_uv([*command, *wanted], self._spec.folder, PLANNED_WITHIN, {})[0] == 0:
                download_plan.ask_sizes(download_plan.read_plan(lock.read_bytes()), progress.learn)
        except (OSError, ValueError, KeyError):
            log.warning("the sizes of the engine are not known", exc_info=True)

    def _write_requirements(self, folder: Path) -> list[str]:
        """uv's words for what is to be installed, and beside what. Raises OSError."""
        files = {
            "requirements": self._spec.requirements,
            "constraints": engine_spec.list_base_versions(),
            "build-constraints": engine_spec.BUILD_CONSTRAINTS,
        }
        for name, lines in files.items():
            (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
        return [word for name in files for word in (f"--{name}", str(folder / f"{name}.txt"))]

    def _finish(self) -> None:
        try:
            write_record(self._spec.folder, InstallRecord(wanted=True))
        except OSError:
            log.exception("the engine's state could not be kept")
        for act in self._on_ready:
            self._status = EngineStatus(READY)
            act()
        self._set(EngineStatus(READY))

    def _fail(self, reason: str) -> bool:
        text = get_text(REASONS[reason])
        self._report(replace(self._status, state=FAILED, speed=0, seconds=None, reason=text))
        return False

    def _record(self, **changes: Any) -> None:
        with self._changed:  # or what one thread keeps is lost under what the other has read before
            try:
                write_record(self._spec.folder, replace(read_record(self._spec.folder), **changes))
            except OSError:
                log.warning("the engine's state could not be kept", exc_info=True)

    def _find_status(self) -> EngineStatus:
        record = read_record(self._spec.folder)
        if not record.unfinished and self._spec.has_modules():
            return EngineStatus(READY)
        possible = bool(self._spec.requirements) and can_write(self._spec.folder) and find_uv() is not None
        return EngineStatus(PAUSED if record.wanted is False else ABSENT, possible=possible)

    def _report(self, status: EngineStatus) -> None:
        with self._changed:
            if not self._is_ended():
                self._set(status)

    def _set(self, status: EngineStatus) -> None:
        with self._changed:
            self._status = status
            self._changed.notify_all()
            listeners = list(self._listeners)
        for wake in listeners:
            wake()


class InstallProgress:
    """Progress of a running installation."""

    def __init__(self, build: str, fetched: tuple[str, ...], clock: Callable[[], float] = time.monotonic) -> None:
        self.output = UvOutput()
        self._build, self._before, self._clock = build, fetched, clock
        self._sizes: dict[str, int] = {}
        self._lock = make_lock()
        self._seen: deque[tuple[float, int]] = deque()

    def learn(self, name: str, size: int) -> None:
        """A package has so many bytes."""
        with self._lock:
            self._sizes[name] = size

    def feed(self, text: str) -> None:
        """uv has said this."""
        with self._lock:
            self.output.feed(text)

    def list_fetched(self) -> tuple[str, ...]:
        """The packages that need not be fetched again."""
        with self._lock:
            sizes, fetched = self.output.sizes, self.output.fetched
            now = {name for name, size in sizes.items() if fetched[name] >= size}
            return tuple(sorted(now | (set(self._before) - set(sizes))))

    def make_status(self) -> EngineStatus:
        """As pages show it."""
        with self._lock:
            known = {**self._sizes, **self.output.sizes}
            # What an earlier try has fetched is not announced any more.
            earlier = {name: known.get(name, 0) for name in self._before}
            done, total = sum({**earlier, **self.output.fetched}.values()), sum(known.values())
            installed, packages = self.output.packages
            if self.output.installing:
                return EngineStatus(INSTALLING, self._build, total, total, 0, None, installed, packages)
            speed = self._measure(sum(self.output.fetched.values()))
            left = round((total - done) / speed) if speed and total > done else None
            state = FETCHING if known else PLANNING
            return EngineStatus(state, self._build, min(done, total), total, speed, left, installed, packages)

    def _measure(self, done: int) -> int:
        now = self._clock()
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[0][0] > MEASURED:
            self._seen.popleft()
        began, before = self._seen[0]
        return round(max(0, done - before) / (now - began)) if now - began >= SHORTEST else 0


def can_write(folder: Path) -> bool:
    """Whether the environment takes new packages."""
    return os.access(folder if folder.is_dir() else folder.parent, os.W_OK)

"""An interpreter that is kept ready, so that a program's first line runs at once.

It has imported what the open program needs, when that takes long and memory allows it, and goes back to a plain one
when idle.
"""

import logging
import re
import threading
import time
from collections.abc import Callable

import psutil

from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.server.processes.program_imports import (
    list_imports,
    needs_engine,
    trains_motion,
    trains_sentences,
    trains_sounds,
)
from sunmao.server.processes.worker import Worker

log = logging.getLogger(__name__)

TRAINING = (
    "numpy",
    "cv2",
    "torch",
    "onnxruntime",
    "sunmao.vision.classification",
    "sunmao.tasks.classification.train",
    "sunmao.vision.linear_probe.linear_probe",
)
# On top of these for what finds things; mmdet comes last: it takes the longest, and is needed when the training begins.
FINDING = (
    "torchvision",
    "pycocotools.mask",
    "sunmao.vision.detection",
    "sunmao.tasks.object_detection.train",
    "sunmao.models.openmmlab.preload",
)
SENTENCES = ("numpy", "torch", "sunmao.language.text_classification", "sunmao.training.logistic_regression")
SOUNDS = ("numpy", "torch", "soundfile", "sunmao.hearing.sound_classification", "sunmao.hearing.sound_training")
MOTION = ("numpy", "torch", "sunmao.gestures.motion_classification", "sunmao.training.logistic_regression")
USING = ("numpy", "cv2", "onnxruntime", "sunmao.deploy")
BOARDS = ("sunmao.boards", "sunmao.boards.links.studio_stream")
CAMERAS = ("numpy", "cv2", "sunmao.cameras.camera", "sunmao.cameras.sources.studio")
FINDERS = re.compile(r"^\s*from sunmao\.vision import .*\b(?:Detection|Segmentation)\b", re.M)
# MB that must be free to keep an interpreter ready which has loaded this; without any of it: PLAIN.
ROOM = {"sunmao.models.openmmlab.preload": 1600, "torch": 1500, "onnxruntime": 500, "cv2": 400}
PLAIN = 150
RETIRES_AFTER = 600  # seconds
LOOKS_EVERY = 60  # seconds, at the memory that is free


def list_preloads(python: str) -> tuple[str, ...]:
    """List the modules that an interpreter should have loaded before it runs this program."""
    names = list_imports(python)
    found: tuple[str, ...] = ()
    if needs_engine(names):
        found = (*TRAINING, *FINDING) if FINDERS.search(python) else TRAINING
    elif trains_sentences(python):
        found = SENTENCES
    elif trains_sounds(python):
        found = SOUNDS
    elif trains_motion(python):
        found = MOTION
    elif any(name.startswith("sunmao.deploy") or name in ("cv2", "onnxruntime") for name in names):
        found = USING
    for part, modules in (("sunmao.cameras", CAMERAS), ("sunmao.boards", BOARDS)):
        if any(name.startswith(part) for name in names):
            found += tuple(module for module in modules if module not in found)
    return found


class WarmInterpreter(Worker):
    """A process that waits for its program. Raises OSError when none can be started."""

    def __init__(self, modules: tuple[str, ...] = ()) -> None:
        self.modules = modules
        super().__init__("sunmao.compat.program", {"SUNMAO_PRELOAD": " ".join(modules)})

    def is_ready(self) -> bool:
        """Whether it has loaded everything and waits."""
        return self.connection is not None and not self.process.ended.is_set() and self.connection.has_news()

    def end(self) -> None:
        """Give it up."""
        self.kill()
        self.close()


class InterpreterPool:
    """Keeps one interpreter ready. has_engine: whether the training engine can be loaded now."""

    def __init__(self, has_engine: Callable[[], bool] = lambda: True) -> None:
        self._has_engine, self._program = has_engine, ""
        self._lock = make_lock(LockOrder.WARM_INTERPRETER)
        self._ready: WarmInterpreter | None = None
        self._wanted: tuple[str, ...] = ()
        self._asked = time.monotonic()
        self._timer: threading.Timer | None = None
        self._closed = False

    def take(self, python: str) -> WarmInterpreter:
        """An interpreter for this program: the one kept ready when it suits, else a new one. Raises OSError."""
        with self._lock:
            ready = self._ready
            # One that is still loading what this very program needs is quicker than a new one.
            if ready is not None and (
                ready.is_ready() or (ready.modules == self._choose(python) and not ready.process.ended.is_set())
            ):
                self._ready = None
                return ready
        return WarmInterpreter()

    def want(self, python: str, soon: float = 0) -> None:
        """Make an interpreter ready for this program; returns at once. soon: seconds in which another program may be
        wanted instead.
        """
        with self._lock:
            self._program, self._wanted, self._asked = python, self._choose(python), time.monotonic()
        self._schedule_refresh(soon)

    def renew(self) -> None:
        """The training engine has arrived: load it where it is wanted."""
        self.want(self._program)

    def close(self) -> None:
        """End it, and start none any more."""
        with self._lock:
            self._closed = True
            ready, self._ready = self._ready, None
            if self._timer is not None:
                self._timer.cancel()
        if ready is not None:
            ready.end()

    def _choose(self, python: str) -> tuple[str, ...]:
        modules = list_preloads(python)
        return modules if self._has_engine() or not needs_engine(modules) else ()

    def _schedule_refresh(self, delay: float) -> None:
        with self._lock:
            if self._closed:
                return
            if self._timer is not None:
                self._timer.cancel()
            self._timer = threading.Timer(delay, self._refresh)
            self._timer.daemon = True
            self._timer.start()

    def _refresh(self) -> None:
        """Replace the interpreter when it is not the one that is wanted now, or when memory became short."""
        with self._lock:
            old, wanted = self._ready, self._wanted if time.monotonic() - self._asked < RETIRES_AFTER else ()
            modules = fit_to_memory(wanted, old.modules if old is not None else None)
            keep = old is not None and old.modules == modules and not old.process.ended.is_set()
            if not self._closed and not keep:
                self._ready = None if modules is None else _start_interpreter(modules)
        if not self._closed and not keep and old is not None:
            old.end()
        if modules:
            self._schedule_refresh(LOOKS_EVERY)


def _start_interpreter(modules: tuple[str, ...]) -> WarmInterpreter | None:
    try:
        return WarmInterpreter(modules)
    except OSError:
        log.exception("no interpreter could be made ready")
        return None


def fit_to_memory(wanted: tuple[str, ...], held: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """Choose the modules that may be kept loaded with the memory that is free: fewer than wanted, or None for no
    interpreter at all.
    """
    free = psutil.virtual_memory().available // 2**20
    light = tuple(module for module in wanted if module in BOARDS)
    for modules in dict.fromkeys((wanted, light, ())):
        if free > estimate_memory(modules) / (3 if modules == held else 1):
            return modules
    return None


def estimate_memory(modules: tuple[str, ...]) -> int:
    """MB that must be free to keep an interpreter ready that has loaded these."""
    return max((megabytes for module, megabytes in ROOM.items() if module in modules), default=PLAIN)

"""The runs that a killed studio left unfinished: ended once, as 'lost', before anything is told of their project."""

import logging
import threading
from collections.abc import Iterable
from pathlib import Path

from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.server.runs import run_summaries

log = logging.getLogger(__name__)


class RunRecovery:
    """Projects that may have unfinished runs of an earlier studio. Safe to use from several threads.

    A project is recovered by whoever asks for it first, a page or the thread that goes through all of them; the others
    wait for that. Projects that come later, also by another name, have no such runs: a live one is never taken for one.
    """

    def __init__(self) -> None:
        self._lock = make_lock()
        self._left: dict[str, tuple[Path, threading.Lock]] = {}  # by project: the folder of its runs
        self._closing = threading.Event()

    def expect(self, projects: Iterable[tuple[str, Path]]) -> None:
        """Remember projects with the folders of their runs. Opens nothing."""
        with self._lock:
            self._left.update((project, (runs, make_lock(LockOrder.RUN_RECOVERY))) for project, runs in projects)

    def recover(self, project: str) -> None:
        """End the unfinished runs of a project, unless that was done. What goes wrong is logged: those runs count as
        lost all the same.
        """
        with self._lock:
            runs, turn = self._left.get(project, (None, None))
        if runs is None or turn is None:
            return
        with turn:
            if project in self._left and self._end_runs(project, runs):
                with self._lock:
                    del self._left[project]

    def close(self) -> None:
        """End no further run; what is left waits for the next start."""
        self._closing.set()

    def _end_runs(self, project: str, runs: Path) -> bool:
        """Whether all were looked at."""
        try:
            names = run_summaries.list_runs(runs)
        except OSError as error:
            log.warning("the runs of %r cannot be read: %s", project, error)
            return True
        for name in reversed(names):  # only the newest can be one that still has a process
            if self._closing.is_set():
                return False
            try:  # each by itself, whatever its record holds
                run_summaries.end_lost(runs / name)
            except Exception:
                log.warning("run %s of %r could not be marked as lost", name, project, exc_info=True)
        return True

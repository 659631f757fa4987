"""Recovery from a killed studio while the next one serves already: half-written files are removed, unfinished runs are
ended.
"""

import logging
import math
import os
import threading
from functools import partial
from pathlib import Path

from sunmao.server.projects.project_store import OWN
from sunmao.server.storage.files import read_disk_clock
from sunmao.server.studio import Studio

log = logging.getLogger(__name__)

CLOSES_WITHIN = 0.5  # seconds: a disk that does not answer is not waited for


class CrashRecovery:
    """Puts the projects folder of a studio in order, in a thread of its own. Make it before anything is served.

    Nothing here is needed to serve, and nothing is read of a project before its turn: a start takes the same time
    however many runs there are. Whoever uses a project before has its runs ended first (`RunManager.recover`). What
    goes wrong is logged.
    """

    def __init__(self, studio: Studio) -> None:
        self._studio, self._closing, self._before = studio, threading.Event(), -math.inf
        root = studio.config.projects
        try:
            studio.runs.expect_lost_runs((name, root / name) for name in os.listdir(root))
            self._before = read_disk_clock(root / OWN)  # what is at work from now on stays
        except OSError:  # nothing can be removed there either
            log.warning("not all will be tidied up", exc_info=True)
        self._thread = threading.Thread(target=self._work, name="recovery", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Begin nothing more. What is left waits for the next start."""
        self._closing.set()
        self._thread.join(CLOSES_WITHIN)

    def _work(self) -> None:
        projects = self._studio.projects
        works = [partial(clean, self._before) for clean in (projects.clean, self._studio.model_library.clean)]
        try:
            works += [partial(self._recover_project, folder) for folder in projects.folders()]
        except OSError:
            log.warning("the projects cannot be listed", exc_info=True)
        for work in works:
            if self._closing.is_set():
                return
            try:  # each by itself
                work()
            except Exception:
                log.exception("not all was put in order")
        log.info("the projects are in order")

    def _recover_project(self, folder: Path) -> None:
        self._studio.runs.recover(folder.name)
        self._studio.projects.clean_project(folder, self._before)

"""What a killed studio left behind is put in order while the next one serves already: half-written files go,
unfinished runs are ended.
"""

import logging
import math
import os
import threading

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

    def __init__(self, studio: Studio):
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
        studio = self._studio
        try:
            studio.projects.clean(self._before)
            studio.model_library.clean(self._before)
            for folder in studio.projects.folders():
                if self._closing.is_set():
                    return
                studio.runs.recover(folder.name)
                studio.projects.clean_project(folder, self._before)
            log.info("the projects are in order")
        except Exception:
            log.exception("the projects were not put in order")

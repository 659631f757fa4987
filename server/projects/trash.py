"""The bin: deleted projects, until they are brought back or deleted for good."""

import contextlib
import math
import os
from pathlib import Path

from sunmao.core.atomic_files import replace
from sunmao.locks.lock_order import make_lock
from sunmao.server.errors import HttpProblem
from sunmao.server.projects import project_metadata
from sunmao.server.storage import file_names, files, safe_files


class Trash:
    """Keeps deleted projects in the folder `root`, each under its id. Safe to use from several threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = make_lock()
        with contextlib.suppress(OSError):  # on a disk that is full or closed it is made when it is needed
            safe_files.make_folder_safely(root, parents=True)

    def rows(self) -> list[dict]:
        """A row for each project, the last deleted first: {'id', 'title', 'deleted' (seconds since 1970), 'bytes'}.

        Raises OSError where the bin cannot be read.
        """
        paths = [self._root / name for name in self._names()]
        rows = [self._row(path) for path in paths if project_metadata.is_project(path)]
        return sorted(filter(None, rows), key=lambda row: row["deleted"], reverse=True)

    def put(self, folder: Path) -> None:
        """Move a project here; one that lies here under the same name gets another. Raises OSError; then it is where it
        was.
        """
        with self._lock:
            safe_files.make_folder_safely(self._root, parents=True)
            target = self._root / folder.name
            if target.exists():
                replace(target, self._root / file_names.find_free_name(folder.name, os.listdir(self._root)))
            replace(folder, target)
            with contextlib.suppress(OSError):
                os.utime(target)  # the folder's own time says since when it lies here

    def take(self, identity: str, target: Path) -> None:
        """Move a project out to `target`. Raises HttpProblem 404."""
        with self._lock:
            replace(self._find(identity), target)

    def erase(self, identity: str, deleted: float | None = None) -> None:
        """Delete a project for good. deleted: as its row said; another one may lie under its id meanwhile.

        Raises HttpProblem 404, and 503 when something of it is held: that goes at the next start.
        """
        with self._lock:
            found, gone = self._find(identity), self._root / files.make_stray_name(identity)
            if deleted not in (None, found.stat().st_mtime):
                raise HttpProblem(404, "no_project")
            replace(found, gone)
        try:
            files.remove_tree(gone)
        except OSError:
            raise HttpProblem(503, "not_erased") from None

    def empty(self, until: float = math.inf) -> None:
        """Delete every project here for good that was deleted by then. Raises HttpProblem 503 when something is held;
        the others are gone then.
        """
        held = None
        for row in self.rows():
            try:
                if row["deleted"] <= until:
                    self.erase(row["id"], row["deleted"])
            except HttpProblem as problem:
                held = problem if problem.status != 404 else held  # 404: brought back or deleted meanwhile
        if held:
            raise held

    def clean(self, before: float = math.inf) -> None:
        """Delete what could not be deleted before. before: see `files.clean_strays`."""
        files.clean_strays(self._root, before)

    def _names(self) -> list[str]:
        try:
            return safe_files.list_folder_safely(self._root)
        except FileNotFoundError:  # nothing was deleted yet
            return []

    def _find(self, identity: str) -> Path:
        if not file_names.is_safe(identity) or not project_metadata.is_project(self._root / identity):
            raise HttpProblem(404, "no_project")
        return self._root / identity

    def _row(self, path: Path) -> dict | None:
        try:
            deleted, size = path.stat().st_mtime, measure_folder(path)
        except OSError:
            return None
        return {"id": path.name, "title": project_metadata.open_project(path).title, "deleted": deleted, "bytes": size}


def measure_folder(folder: Path) -> int:
    """Measure how many bytes the files below a folder take. Raises OSError."""
    size = 0
    for place, _, found in os.walk(folder):
        size += sum(os.lstat(os.path.join(place, name)).st_size for name in found)
    return size

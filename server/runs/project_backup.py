"""Brings the blocks of a project, and the record of its run, back when its own program has deleted its folder."""

import logging
from pathlib import Path

from sunmao.core.atomic_files import write_atomic
from sunmao.server.storage import safe_files

log = logging.getLogger(__name__)

FILES = ("project.json", "workspace.json")


class ProjectBackup:
    """Holds what the blocks of the project in `folder`, and the record of its run, are on the disk now. Raises nothing."""

    def __init__(self, folder: Path, record: Path) -> None:
        self._all_projects = folder.parent
        self._kept: dict[Path, bytes] = {}
        for path in [*(folder / name for name in FILES), record]:
            try:
                self._kept[path] = safe_files.read_file_safely(path, safe_files.WORKSPACE_LIMIT, follow_link=True)
            except OSError:
                continue

    def bring_back(self) -> bool:
        """Write again what is not there any more. Returns whether anything had to be, and could be."""
        if not self._all_projects.is_dir():  # their disk is gone
            return False
        lost = [path for path in self._kept if not path.exists()]
        try:
            for path in lost:
                path.parent.mkdir(parents=True, exist_ok=True)
                write_atomic(path, self._kept[path])
        except OSError:
            log.exception("the blocks of a project could not be brought back")
            return False
        return bool(lost)

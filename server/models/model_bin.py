"""The bin of a project's model files: a hidden folder in the project, from which each comes back to where it was."""

import contextlib
import os
from pathlib import Path

from sunmao.core.atomic_files import replace
from sunmao.server.errors import HttpProblem
from sunmao.server.models.model_changes import move_companions, require_file
from sunmao.server.projects.project_files import list_model_files
from sunmao.server.storage import file_names, files, safe_files

FOLDER = ".bin"


def bin_model(project: Path, path: str) -> str:
    """Move a model file to the bin, with what Sunmao wrote beside it. Returns its id there. Raises HttpProblem 404,
    OSError.
    """
    file, root = require_file(project, path), project / FOLDER
    safe_files.make_folder_safely(root)
    identity = file_names.find_free_name(file_names.make_slug(file.stem, "model"), os.listdir(root))
    _move(file, root / identity / path)
    with contextlib.suppress(OSError):
        os.utime(root / identity)  # the folder's own time says since when it lies here
    return identity


def list_binned_models(project: Path) -> list[dict]:
    """{'id', 'path': where it was, 'bytes', 'deleted': seconds since 1970} of each file in the bin, the last deleted
    first.
    """
    rows = [
        {
            "id": folder.name,
            "path": path,
            "bytes": (folder / path).stat().st_size,
            "deleted": folder.stat().st_mtime,
        }
        for folder in files.list_folders(project / FOLDER)
        for path in list_model_files(folder)[:1]
    ]
    return sorted(rows, key=lambda row: row["deleted"], reverse=True)


def restore_model(project: Path, identity: str) -> str:
    """Bring a model file back to where it was; where another one has its name meanwhile, it gets a number. Returns its
    path. Raises HttpProblem 404, OSError.
    """
    path = _find(project, identity)
    target = project / path
    safe_files.make_folder_safely(target.parent, parents=True)
    target = target.with_name(file_names.find_free_path(target.name, os.listdir(target.parent)))
    folder = project / FOLDER / identity
    _move(folder / path, target)
    files.remove_tree(folder)
    return target.relative_to(project).as_posix()


def erase_model(project: Path, identity: str) -> None:
    """Delete a model file of the bin for good. Raises HttpProblem 404, OSError."""
    _find(project, identity)
    files.remove_tree(project / FOLDER / identity)


def _move(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    replace(file, target)
    move_companions(file, target)


def _find(project: Path, identity: str) -> str:
    known = {row["id"]: row["path"] for row in list_binned_models(project)}
    if identity not in known:
        raise HttpProblem(404, "no_file")
    return known[identity]

"""The model files that a run made, kept beside its record, so that they can be made the project's own again.

They are links to the same bytes: a file takes room of its own only when another training has put one in its place.
Model files are written under a temporary name and renamed, so what a link holds stays as it is.
"""

import json
import logging
import os
import re
import secrets
import shutil
import stat
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import replace, sync_folder, write_atomic
from sunmao.server.projects.project_files import MODEL_FOLDERS, MODELS, list_model_files
from sunmao.server.storage import file_names, safe_files

log = logging.getLogger(__name__)

FOLDER, LIST = "models", "list.json"  # in the run's own folder
PASSING = re.compile(r"(latest|epoch_\d+)\.pth")  # what a training writes on its way
MAX_FILES = 20  # files of one run
FIELDS = {"path": str, "name": str, "bytes": int, "modified": int}  # of a row of the list


def keep_models(project: Path, home: Path, since: float) -> None:
    """Keep the model files of a project that were written since a run began. Raises nothing: the run is over as it is.

    home: the folder of the run. since: seconds since 1970.
    """
    try:
        made = [path for path in list_model_files(project) if (project / path).stat().st_mtime >= since - 1]
        wanted = [path for path in made if not PASSING.fullmatch(path.rpartition("/")[2])][:MAX_FILES]
        if wanted:
            (home / FOLDER).mkdir()
            rows = [_keep_file(project / path, home / FOLDER, str(n), path) for n, path in enumerate(wanted)]
            write_atomic(home / FOLDER / LIST, json.dumps(rows).encode("ascii"))
    except OSError as error:
        log.warning("the models of run %s are not kept: %s", home.name, error)


def list_kept_models(home: Path) -> list[dict[str, Any]]:
    """List the model files that a run has kept, {'path', 'name', 'bytes', 'modified'} each; none where a file of it is
    no longer the same.
    """
    try:
        said = json.loads(safe_files.read_file_safely(home / FOLDER / LIST, safe_files.METADATA_LIMIT))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(said, list) or len(said) > MAX_FILES or not all(map(_is_row, said)):
        return []
    return (
        said if all(_describe(home / FOLDER / row["name"]) == (row["bytes"], row["modified"]) for row in said) else []
    )


def restore_models(project: Path, home: Path, replaced: Path) -> list[str]:
    """Make the models that a run has kept the project's own again; returns their paths.

    replaced: the folder of the run whose models are there now: those go, for it has kept them, too. Raises OSError;
    then every model that was there is there.
    """
    rows, now = list_kept_models(home), list_kept_models(replaced)
    for row in rows:
        _put_file(home / FOLDER / row["name"], project / row["path"])
    there = {row["path"] for row in rows}
    for row in now:
        file = project / row["path"]
        if row["path"] not in there and _describe(file) == (row["bytes"], row["modified"]):
            file.unlink()
    for folder in {(project / row["path"]).parent for row in (*rows, *now)}:
        if folder.is_dir():
            sync_folder(folder)
    return sorted(there)


def _keep_file(file: Path, folder: Path, name: str, path: str) -> dict[str, Any]:
    try:
        os.link(file, folder / name)
    except OSError:  # some disks of schools know no links
        shutil.copy2(file, folder / name)
    size, modified = _describe(folder / name) or (0, 0)
    return {"path": path, "name": name, "bytes": size, "modified": modified}


def _put_file(kept: Path, target: Path) -> None:
    """A copy of its own in place of what is there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        shutil.copy2(kept, temporary)
        replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)


def _describe(file: Path) -> tuple[int, int] | None:
    try:
        found = file.lstat()
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _is_row(row: Any) -> bool:
    """Whether it names a model file of the project, and says which: a project may come from elsewhere."""
    if not isinstance(row, dict) or not all(type(row.get(key)) is kind for key, kind in FIELDS.items()):
        return False
    parts = file_names.split_components(row["path"])
    return (
        parts is not None
        and bool(parts)
        and parts[0] in MODEL_FOLDERS
        and row["path"].endswith(MODELS)
        and row["name"].isdecimal()
    )

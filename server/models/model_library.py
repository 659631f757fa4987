"""The shelf: models that several projects share. A folder each with its model file and `card.json`, in the studio's own
area.
"""

import contextlib
import errno
import json
import math
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from sunmao.core.atomic_files import FULL, replace, sync_folder, write_atomic
from sunmao.locks.lock_order import make_lock
from sunmao.server.errors import HttpProblem
from sunmao.server.models.model_files import ModelFiles
from sunmao.server.runs.message_validation import get_finite
from sunmao.server.storage import file_names, files, safe_files

CARD = "card.json"
FILE = "model"  # with the ending of its kind
KINDS = ("onnx", "pth")
SPARE = 50 * 1024 * 1024  # bytes that stay free on the disk
PIECE = 1024 * 1024
LONGEST_TITLE = 100
SHOWN = ("kind", "model", "task", "classes", "accuracy", "mAP50", "mIoU", "mae", "numbers", "bytes")


class ModelLibrary:
    """Keeps models in `root`. Safe to use from several threads."""

    def __init__(self, root: Path, models: ModelFiles) -> None:
        self._root, self._models = root, models
        self._naming = make_lock()

    def list_rows(self) -> list[dict]:
        """A row for each model, the newest first: {'id', 'title', 'from', 'time'} and what is `SHOWN`."""
        rows = [row for name in self._names() if (row := self._row(name)) is not None]
        return sorted(rows, key=lambda row: row["time"], reverse=True)

    def add(self, folder: Path, path: str, title: str, project_title: str) -> dict:
        """Copy the model file `path` of the project in `folder` to the shelf. Returns its row. Raises HttpProblem 404
        or 507.
        """
        title = title.strip()[:LONGEST_TITLE] or Path(path).stem
        said, source = self._models.describe(folder, path), files.open_below(folder, path)
        if said is None or source is None:
            raise HttpProblem(404, "no_file")
        safe_files.make_folder_safely(self._root, parents=True)
        stage = self._root / make_stray_name(file_names.make_slug(title, "model"))
        with source, translate_disk_full(self._root, source):
            if said.get("damaged"):
                raise HttpProblem(409, "model_damaged")
            stage.mkdir()
            try:
                copy_file(source, stage / f"{FILE}.{said['kind']}")
                card = {"title": title, "from": project_title, "time": round(time.time(), 3)}
                write_atomic(stage / CARD, json.dumps(card).encode("ascii"))
                identity = self._publish(stage, file_names.make_slug(title, "model"))
            finally:
                shutil.rmtree(stage, ignore_errors=True)
        if (row := self._row(identity)) is None:  # somebody has taken it off again
            raise HttpProblem(404, "no_file")
        return row

    def copy_to_project(self, identity: str, folder: Path) -> str:
        """Copy a model of the shelf into `models/` of the project in `folder`, beside what is there. Returns its path
        there.
        """
        models = folder / "models"
        source, kind = self._open(identity)
        with source, translate_disk_full(folder, source):
            safe_files.make_folder_safely(models)
            stage = models / make_stray_name(identity)
            try:
                copy_file(source, stage)
                return f"models/{self._place(stage, models, identity, kind)}"
            finally:
                stage.unlink(missing_ok=True)

    def remove(self, identity: str) -> None:
        """Delete a model of the shelf; the copies in projects stay. Raises HttpProblem 404."""
        self._open(identity)[0].close()
        gone = self._root / make_stray_name(identity)
        with self._naming:
            replace(self._root / identity, gone)
        shutil.rmtree(gone, ignore_errors=True)

    def clean(self, before: float = math.inf) -> None:
        """Remove what a killed server left half copied or half deleted. before: see `files.clean_strays`."""
        files.clean_strays(self._root, before)

    def _publish(self, stage: Path, name: str) -> str:
        with self._naming:
            identity = file_names.find_free_name(name, os.listdir(self._root))
            replace(stage, self._root / identity)
        sync_folder(self._root)
        return identity

    def _place(self, stage: Path, models: Path, stem: str, kind: str) -> str:
        """Give the copy a name that nothing has, also nothing that a program writes at this moment."""
        with self._naming:
            while True:
                taken = [os.path.splitext(name)[0] for name in os.listdir(models)]
                name = f"{file_names.find_free_name(stem, taken)}.{kind}"
                with contextlib.suppress(FileExistsError):
                    open(models / name, "xb").close()
                    break
            replace(stage, models / name)
        sync_folder(models)
        return name

    def _names(self) -> list[str]:
        with contextlib.suppress(OSError):
            return [name for name in os.listdir(self._root) if not name.startswith(".") and file_names.is_safe(name)]
        return []

    def _open(self, identity: str) -> tuple[BinaryIO, str]:
        """The model file, open, and its kind. Raises HttpProblem 404."""
        for kind in KINDS if identity in self._names() else ():
            if (file := files.open_below(self._root, f"{identity}/{FILE}.{kind}")) is not None:
                return file, kind
        raise HttpProblem(404, "no_shelf_model")

    def _row(self, identity: str) -> dict | None:
        found = (self._models.describe(self._root, f"{identity}/{FILE}.{kind}") for kind in KINDS)
        said = next((row for row in found if row is not None), None)
        if said is None:
            return None
        card = _read_card(self._root / identity / CARD)
        title, origin, when = card.get("title"), card.get("from"), card.get("time")
        return {
            "id": identity,
            "title": title if isinstance(title, str) and title else identity,
            **{key: said.get(key) for key in SHOWN},
            "from": origin if isinstance(origin, str) else "",
            "time": said["modified"] if get_finite(when) is None else when,
        }


def make_stray_name(name: str) -> str:
    """A name for something unfinished: `files.clean_strays` removes it after a crash."""
    return f".{name}.{secrets.token_hex(4)}.tmp"


@contextlib.contextmanager
def translate_disk_full(folder: Path, source: Any) -> Iterator[None]:
    """Say in a sentence how much room is lacking, before the copy or when it meets a full disk."""
    size = os.fstat(source.fileno()).st_size
    lacking = size + SPARE - shutil.disk_usage(folder).free
    try:
        if lacking > 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise HttpProblem(507, "no_room_for_model", mb=max(1, round(max(size, lacking) / 2**20))) from None


def copy_file(source: Any, target: Path) -> None:
    """Copy an open file to a new one that is on the disk on return."""
    with open(target, "xb") as file:
        shutil.copyfileobj(source, file, PIECE)
        file.flush()
        os.fsync(file.fileno())


def _read_card(path: Path) -> dict:
    try:
        return safe_files.load_object_safely(path, safe_files.METADATA_LIMIT)
    except (OSError, ValueError):
        return {}

"""The files of projects: cleaning up after a killed server, and reading without leaving a folder (writing:
`sunmao/core/atomic_files.py`).
"""

import logging
import math
import os
import re
import secrets
import shutil
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from sunmao.core.atomic_files import sync_tree as sync_tree  # one of the things that are done with a project's files
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import safe_files
from sunmao.server.storage.file_names import split_components

log = logging.getLogger(__name__)

PIECE = 1024 * 1024
SPARE = 50 * 1024 * 1024  # bytes that stay free on the disk
STRAY = re.compile(r"^\..+\.[0-9a-f]{8}\.tmp$")


def clean_strays(folder: Path, before: float = math.inf) -> None:
    """Remove what a killed server left half written in a folder: temporary files, and data sets that were not complete.
    before: only what was last changed before that time of the disk's clock, in epoch seconds; the rest is at work.

    What cannot be looked at or removed stays, and is logged: nothing depends on it.
    """
    try:
        names = [name for name in safe_files.list_folder_safely(folder) if STRAY.match(name)]
        strays = [name for name in names if _get_last_change(folder / name) < before]
    except FileNotFoundError:
        return
    except OSError as error:
        log.warning("not tidied: %s", error)
        return
    for name in strays:
        try:
            remove_tree(folder / name)
        except OSError as error:
            log.warning("not removed: %s", error)


def read_disk_clock(folder: Path) -> float:
    """The present time by the clock of the disk that holds a folder, in epoch seconds: what changes from now on has
    none before. Raises OSError where nothing can be written.
    """
    os.utime(folder)
    return os.stat(folder).st_mtime


def _get_last_change(path: Path) -> float:
    """When a file or folder got its bytes, or its name: a copy keeps the time of the original's bytes. inf: it is
    gone.
    """
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return math.inf
    return max(found.st_mtime, found.st_ctime)


def list_folders(folder: Path) -> list[Path]:
    """The folders in a folder, links left out; none where it cannot be read."""
    try:
        with os.scandir(folder) as inside:
            return [Path(each.path) for each in inside if each.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def make_stray_name(name: str) -> str:
    """A name for something unfinished: `clean_strays` removes it after a crash."""
    return f".{name}.{secrets.token_hex(4)}.tmp"


def require_space(folder: Path, size: int) -> None:
    """Raises HttpProblem 507, with what has to be freed, when the disk has no room for `size` bytes more."""
    lacking = size + SPARE - shutil.disk_usage(folder).free
    if lacking > 0:
        raise HttpProblem(507, "no_room", mb=-(-lacking // 2**20))


def remove_tree(folder: Path) -> None:
    """Delete a folder with all that is in it, also what is read-only, or whatever else stands there. Links are deleted,
    not what they lead to. Raises OSError.
    """
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        return os.unlink(folder)
    os.chmod(folder, 0o700)
    for place, folders, names in os.walk(folder):
        for path in (os.path.join(place, name) for name in (folders if os.name == "posix" else folders + names)):
            if not os.path.islink(path):
                os.chmod(path, 0o700)
    shutil.rmtree(folder)


def open_below(root: Path, relative: str) -> BinaryIO | None:
    """The regular file `relative` ('/'-separated) below `root`, open for reading, or None.

    Links are never followed, also not when they appear while this runs: each component is opened from the one before.
    """
    parts = split_components(relative)
    return None if parts is None else open_parts(root, parts)


def open_parts(root: Path, parts: list[str]) -> BinaryIO | None:
    """As `open_below`, for names that were read from the disk, however strange."""
    try:
        handle = _open_parts(root, parts)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    return os.fdopen(handle, "rb")


if sys.platform != "win32":

    def _open_parts(root: Path, parts: list[str]) -> int:
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for part in parts[:-1]:
                inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
                os.close(folder)
                folder = inner
            # Non-blocking: opening a named pipe must not wait for a writer.
            return os.open(parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
        finally:
            os.close(folder)

else:

    def _open_parts(root: Path, parts: list[str]) -> int:
        path = root
        for part in parts:
            path = path / part
            if path.lstat().st_file_attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT:
                raise OSError("a link")
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        if os.path.realpath(path) != os.path.join(os.path.realpath(root), *parts):
            os.close(handle)
            raise OSError("moved while it was opened")
        return handle

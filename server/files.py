"""Writing so that a file is old or new but never in between, and reading without leaving a folder."""

import os
import re
import secrets
import shutil
import stat
from pathlib import Path

from ..disk import replace
from .names import components

STRAY = re.compile(r"^\..+\.[0-9a-f]{8}\.tmp$")


def write_atomic(path: Path, data: bytes, durable: bool = True) -> None:
    """Replace the file `path` by `data`: on return it is on the disk; at any crash before, the old bytes are.

    A link is kept: its target is replaced. durable: False does not wait for the disk; nobody may be told that it is saved then.
    Raises OSError; then the old file is whole and no temporary file is left.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        _write_new(temporary, data, _mode(target), durable)
        replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(target.parent)


def _mode(target: Path) -> int | None:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None


def _write_new(path: Path, data: bytes, mode: int | None, durable: bool) -> None:
    with open(path, "xb") as file:
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), mode)
        file.write(data)
        file.flush()
        if durable:
            os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Bring a folder's own entries to the disk (Windows does so by itself and cannot be asked)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def clean_strays(folder: Path) -> None:
    """Remove what a killed server left half written in a folder: temporary files, and data sets that were not complete."""
    for entry in os.scandir(folder):
        if not STRAY.match(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            os.unlink(entry.path)


def open_below(root: Path, relative: str):
    """The regular file `relative` ('/'-separated) below `root`, open for reading, or None.

    Links are never followed, also not when they appear while this runs: each component is opened from the one before.
    """
    parts = components(relative)
    if parts is None:
        return None
    try:
        handle = _open_parts(root, parts)
    except (OSError, ValueError):
        return None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None
    return os.fdopen(handle, "rb")


if os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW"):

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

"""Files that are old or new after a crash, never half, and the library's own cache folder."""

import errno
import os
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sunmao.core.regular_files import open_for_append
from sunmao.errors import BadValue

FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}  # no room, for everybody or for this user
HELD = (5, 32)  # Windows: a virus scanner or an editor holds the file for a moment
WINDOWS_LOOP = 1921  # ERROR_CANT_RESOLVE_FILENAME


def write_with_parents(path: str | Path, data: bytes | memoryview, *, follow_link: bool = True) -> None:
    """As `write_atomic`; the folder is made when missing."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, data, follow_link=follow_link)


def write_atomic(path: Path, data: bytes | memoryview, durable: bool = True, *, follow_link: bool = True) -> None:
    """Replace the file `path` by `data`: on return it is on the disk; at any crash before, the old bytes are.

    follow_link: a link to a regular file is kept, its target is replaced; any other link is replaced itself. durable:
    False does not wait for the disk; nobody may be told that it is saved then.
    Raises OSError; then the old file is whole and no temporary file is left.
    """
    target = _find_target(Path(path)) if follow_link else Path(path)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        _write_new(temporary, data, _file_mode(target), durable)
        replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(target.parent)


def write_private(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, from its first byte on, and its folder where there is none. Raises
    OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    open_for_append(path).close()
    os.chmod(path, 0o600)
    write_atomic(path, data, follow_link=False)


def _find_target(path: Path) -> Path:
    """Place where the bytes of `path` go: behind a link, unless that leads to a device or a pipe, which nobody may
    replace, or to itself.
    """
    target = Path(os.path.realpath(path))
    try:
        return target if not path.is_symlink() or stat.S_ISREG(target.stat().st_mode) else path
    except FileNotFoundError:
        return target
    except OSError as error:
        if error.errno == errno.ELOOP or getattr(error, "winerror", None) == WINDOWS_LOOP:
            return path
        raise


def _file_mode(target: Path) -> int | None:
    """The mode of the file that is replaced; None where there is none."""
    try:
        about = target.lstat()
    except FileNotFoundError:
        return None
    return stat.S_IMODE(about.st_mode) if stat.S_ISREG(about.st_mode) else None


def _write_new(path: Path, data: bytes | memoryview, mode: int | None, durable: bool) -> None:
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


def replace(source: str | Path, target: str | Path) -> None:
    """`os.replace`, tried again for about two seconds while another program on Windows holds the file."""
    for attempt in range(40):
        try:
            return os.replace(source, target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in HELD or attempt == 39:
                raise
            time.sleep(0.05)


@contextmanager
def new_file(path: str | Path) -> Iterator[Path]:
    """Fill a new file, too large to hold in memory twice, so that it appears complete or not at all: yields a temporary
    path.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    try:
        yield temporary
        with open(temporary, "rb+") as file:
            os.fsync(file.fileno())
        replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


@contextmanager
def new_folder(path: str | Path, durable: bool = False) -> Iterator[Path]:
    """Fill a new folder so that it appears complete or not at all: yields a temporary folder beside `path`.

    durable: on return it is on the disk. What a killed process leaves is called as other unfinished files are:
    `.<name>.<random>.tmp`.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    inside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    inside.mkdir()
    try:
        yield inside
        if durable:
            sync_tree(inside)
        try:
            replace(inside, path)
        except OSError:
            # Another program made the same folder meanwhile; any other reason stays an error.
            if not path.is_dir():
                raise
    finally:
        shutil.rmtree(inside, ignore_errors=True)
    if durable:
        sync_folder(path.parent)


def sync_tree(folder: Path) -> None:
    """Bring every file of a folder to the disk."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with open(path, "r+b") as file:
                os.fsync(file.fileno())


def require_path(argument: str, value: Any) -> Path:
    """A path that a pupil wrote. Raises BadValue for what is no path at all: a number, nothing, an empty text."""
    if isinstance(value, str) and not value.strip():
        raise BadValue("empty_path", argument=argument)
    if not isinstance(value, (str, os.PathLike)) or "\0" in str(value):
        raise BadValue("bad_path", argument=argument, value=repr(value))
    return Path(value)


def require_writable(argument: str, value: Any) -> Path:
    """The path of a folder in which files will be written; it need not exist yet.

    Raises: BadValue where a file stands in its way, or where nothing can be written.
    """
    path = require_path(argument, value)
    nearest = next((each for each in (path, *path.parents) if each.exists()), Path())
    if not nearest.is_dir():
        raise BadValue("no_folder", argument=argument, path=nearest.as_posix())
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise BadValue("locked_folder", path=nearest.as_posix())
    return path


def display_path(path: str | Path) -> str:
    """A path as a person reads it: with '/', and from the working folder on when it lies inside."""
    path = Path(path)
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def cache_folder() -> Path:
    """Folder in which the library keeps what it can make again. Where the home folder cannot be written, a private
    temporary one that goes with this process.
    """
    import platformdirs

    folder = Path(platformdirs.user_cache_dir("sunmao", appauthor=False))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    except OSError:
        return Path(_make_temporary_cache().name)


@lru_cache(maxsize=1)
def _make_temporary_cache() -> tempfile.TemporaryDirectory:
    """A folder that nobody else may look into. Under a name that can be known before, another account of this computer
    could have put weights of its own there.
    """
    return tempfile.TemporaryDirectory(prefix="sunmao-cache-", ignore_cleanup_errors=True)

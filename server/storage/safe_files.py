"""The one way in which files and folders of projects, records and settings are opened: regular files of bounded size
and plain folders, or a sentence that says what is wrong.
"""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeGuard

from sunmao.core.regular_files import IrregularFile, read_regular
from sunmao.server.storage import deep_json
from sunmao.server.texts import get_text

# The most bytes that each kind of file may have.
SETTINGS_LIMIT = 64 * 1024
METADATA_LIMIT = 1024 * 1024
WORKSPACE_LIMIT = 64 * 1024 * 1024  # a page may send 8 MB, of which each letter may become six
RECORD_LIMIT = 64 * 1024 * 1024  # a program and where each of its lines comes from
MAX_NUMBER = 2**53  # whole numbers above it are others in a browser
DENIED = (errno.EACCES, errno.EPERM)
KEYS = {"kind": "file_kind", "link": "file_kind", "size": "file_size"}


class UnreadableFile(OSError):
    """A file or folder of ours is there, and cannot be used. key, params: the sentence of `texts` that says why."""

    def __init__(self, key: str, **params: Any) -> None:
        self.key, self.params = key, params
        super().__init__(errno.EINVAL, get_text(key, **params)["en"])

    @property
    def text(self) -> dict:
        """The description of the error, and what to do, in both languages."""
        return get_text(self.key, **self.params)


def read_file_safely(path: Path, limit: int, *, follow_link: bool = False) -> bytes:
    """The bytes of a file of ours. follow_link: whether its owner may have put a link to a regular file there.

    Raises FileNotFoundError, UnreadableFile, and other OSErrors of the disk.
    """
    try:
        return read_regular(path, limit, follow_link=follow_link)
    except OSError as error:
        raise explain_failure(error, path, limit) from None


def has_content(path: Path, data: bytes) -> bool:
    """Whether a file of ours can be read and holds exactly `data`."""
    try:
        return read_file_safely(path, len(data), follow_link=True) == data
    except OSError:
        return False


def load_object_safely(path: Path, limit: int) -> dict:
    """The JSON object in a file of ours. Raises ValueError for anything else, and as `read_file_safely`."""
    return deep_json.load_object(read_file_safely(path, limit))


def is_count(value: object) -> TypeGuard[int]:
    """Whether a value out of JSON is a whole number from 0 on that every reader of JSON takes for the same."""
    return type(value) is int and 0 <= value <= MAX_NUMBER


def list_folder_safely(folder: Path) -> list[str]:
    """The names in a folder of ours. Raises FileNotFoundError, UnreadableFile, and other OSErrors of the disk."""
    require_plain_folder(folder)
    try:
        return os.listdir(folder)
    except OSError as error:
        raise explain_failure(error, folder) from None


def list_plain_entries(folder: Path, is_wanted: Callable[[os.DirEntry], bool]) -> list[str]:
    """The names of what is wanted in a folder of ours, sorted; none where it cannot be read or is a link."""
    try:
        require_plain_folder(folder)
        with os.scandir(folder) as found:
            return sorted(each.name for each in found if is_wanted(each))
    except OSError:
        return []


def make_folder_safely(folder: Path, *, parents: bool = False) -> None:
    """Make a folder of ours where it is missing. Raises UnreadableFile where something else stands there: what is
    written in a link lies elsewhere.
    """
    try:
        folder.mkdir(parents=parents, exist_ok=True)
    except FileExistsError:
        pass  # it is said below what stands there
    require_plain_folder(folder)


def require_plain_folder(folder: Path) -> None:
    """Raises FileNotFoundError where there is nothing, and UnreadableFile where there is no plain folder."""
    try:
        mode = os.lstat(folder).st_mode
    except OSError as error:
        raise explain_failure(error, folder) from None
    if stat.S_ISLNK(mode) or is_junction(folder):
        raise UnreadableFile("folder_link", name=folder.name)
    if not stat.S_ISDIR(mode):
        raise UnreadableFile("folder_kind", name=folder.name)


def is_junction(path: Path) -> bool:
    """Whether Windows leads from this folder to another one."""
    about = os.lstat(path)
    flag = getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
    return stat.S_ISDIR(about.st_mode) and bool(getattr(about, "st_file_attributes", 0) & flag)


def explain_failure(error: OSError, path: Path, limit: int = 0) -> OSError:
    """The error of a file or folder of ours as one with a sentence; as it is where none fits: it is not there, or the
    disk fails.
    """
    if isinstance(error, IrregularFile):
        return UnreadableFile(KEYS[error.reason], name=path.name, mb=max(1, limit // 2**20))
    if error.errno in DENIED:
        return UnreadableFile("file_denied", name=find_closed(path).name)
    if error.errno in (errno.ELOOP, errno.ENXIO, errno.EISDIR):
        return UnreadableFile("file_kind", name=path.name)
    if error.errno == errno.ENOTDIR:
        return UnreadableFile("folder_kind", name=path.parent.name)
    return error


def find_renamed(folder: Path, identity: os.stat_result | None) -> Path | None:
    """Find the folder that was at `folder` with this identity: beside it under another name, else None."""
    if identity is None or os.path.lexists(folder):
        return None
    try:
        with os.scandir(folder.parent) as entries:
            found = [Path(each.path) for each in entries if each.is_dir(follow_symlinks=False)]
        return next((each for each in found if os.path.samestat(os.lstat(each), identity)), None)
    except OSError:
        return None


def find_closed(path: Path) -> Path:
    """The file, or the folder above it, that keeps this account from reading `path`."""
    for place in (path, *path.parents):
        if os.path.lexists(place):
            return place
    return path

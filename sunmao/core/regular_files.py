"""Opening only what is a regular file, and reading only so much of it: never a folder, a pipe, a device or an endless
file in its place.
"""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

PIECE = 64 * 1024  # bytes


class IrregularFile(OSError):
    """Raised where a path is no regular file, or a larger one than allowed. reason: 'kind', 'link' or 'size'."""

    def __init__(self, path: str | Path, reason: str) -> None:
        self.reason = reason
        super().__init__(errno.EINVAL, f"no regular file that can be read ({reason})", os.fspath(path))


def open_regular(path: str | Path, limit: int | None = None, *, follow_link: bool = False) -> BinaryIO:
    """The regular file at `path`, open for reading; it never waits and touches no device.

    limit: how many bytes it may have; follow_link: whether it may be a link to a regular file. Raises IrregularFile and
    other OSErrors.
    """
    # Looked at first: opening a device may already do something, such as restart a board.
    _require_regular(path, os.stat(path, follow_symlinks=follow_link), limit)
    handle = os.open(path, os.O_RDONLY | _flags(follow_link))
    return _wrap(path, handle, "rb", limit)


def open_for_append(path: str | Path, *, readable: bool = False) -> BinaryIO:
    """The regular file at `path`, made when missing, open for unbuffered writing at its end. readable: for reading too.
    Raises IrregularFile and other OSErrors.
    """
    try:
        _require_regular(path, os.lstat(path), None)
    except FileNotFoundError:
        pass
    access = os.O_RDWR if readable else os.O_WRONLY
    handle = os.open(path, access | os.O_APPEND | os.O_CREAT | _flags(False), 0o666)
    return _wrap(path, handle, "a+b" if readable else "ab", None)


def read_regular(path: str | Path, limit: int, *, follow_link: bool = False) -> bytes:
    """All bytes of the regular file at `path`. Raises IrregularFile, also where it has more than `limit` bytes, and
    other OSErrors.
    """
    with open_regular(path, limit, follow_link=follow_link) as file:
        # Python takes as much memory as it is asked to read: no more than there is, though the file may grow meanwhile,
        # and some files of the system have no size.
        data = file.read(os.fstat(file.fileno()).st_size + 1)
        while len(data) <= limit and (more := file.read(PIECE)):
            data += more
    if len(data) > limit:
        raise IrregularFile(path, "size")
    return data


def _flags(follow_link: bool) -> int:
    """Non-blocking, as a pipe may appear in its place meanwhile; no end of a line is changed on Windows."""
    names = ["O_NONBLOCK", "O_NOCTTY", "O_BINARY", "O_NOINHERIT", *([] if follow_link else ["O_NOFOLLOW"])]
    return sum(getattr(os, name, 0) for name in names)


def _wrap(path: str | Path, handle: int, mode: str, limit: int | None) -> BinaryIO:
    try:
        _require_regular(path, os.fstat(handle), limit)
        return os.fdopen(handle, mode, buffering=-1 if mode == "rb" else 0)  # type: ignore[return-value]
    except BaseException:
        os.close(handle)
        raise


def _require_regular(path: str | Path, about: os.stat_result, limit: int | None) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise IrregularFile(path, "link" if stat.S_ISLNK(about.st_mode) else "kind")
    if limit is not None and about.st_size > limit:
        raise IrregularFile(path, "size")

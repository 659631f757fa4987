"""One studio a projects folder: locks that end with the server, however it ends."""

import contextlib
import errno
import logging
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO

from sunmao.core.regular_files import open_for_append, open_regular
from sunmao.locks.lock_order import make_lock

log = logging.getLogger(__name__)

LOOKS_EVERY = 1.0  # seconds until a lock file that a program has taken away is there again
TELLS_WITHIN = 3.0  # seconds in which a studio writes down where it listens
LONGEST = 200  # bytes of an address
TAKEN = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK)  # by another process; other errors: no locks on this disk


class FolderInUse(Exception):
    """Another studio holds the folder. address: where it listens, '' where it did not say so."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(address)


class FolderLock:
    """Holds a projects folder while it is open. The system lets go when the process ends, also by kill -9.

    Two locks, of which a second studio respects both. That of `folder` itself is of this computer, and nothing that a
    program deletes or renames ends it. That of the file `path` in it holds on a network disk for other computers as
    well, and the file tells where the studio listens: it is made again where a program has taken it away. Windows locks
    no folders, and lets nobody delete or rename a file that is open, or a folder around it.

    Programs inherit neither, so that one that outlives its studio does not keep the folder. Where the disk locks
    nothing, or the file cannot be made or is none, there is no such lock. Raises FolderInUse.
    """

    def __init__(self, folder: Path, path: Path) -> None:
        self._folder, self._path, self._address = folder, path, b""
        self._handle: int | None = None
        self._file: BinaryIO | None = None
        self._changing, self._closed = make_lock(), threading.Event()
        try:
            self._handle = _lock_folder(folder)
            self._file = _lock_file(path)
        except BlockingIOError:
            self.close()
            raise FolderInUse(_read_address(path)) from None
        if self._file is not None:
            threading.Thread(target=self._keep, name="lock", daemon=True).start()

    def announce(self, address: str) -> None:
        """Write down where this studio can be found (never its token), if there is room for it."""
        with self._changing:
            self._address = address.encode()
            _write(self._file, self._address)

    def close(self) -> None:
        """Let go of the folder."""
        self._closed.set()
        with self._changing:
            _write(self._file, b"")
            if self._file is not None:
                with contextlib.suppress(OSError):
                    self._file.close()
            self._file = None
            if self._handle is not None:
                os.close(self._handle)
            self._handle = None

    def _keep(self) -> None:
        failed = False
        while not self._closed.wait(LOOKS_EVERY):
            try:
                with self._changing:
                    self._restore()
                failed = False
            except OSError as error:
                if not failed:
                    log.warning("the lock file of the projects folder is gone: %s", error)
                failed = True

    def _restore(self) -> None:
        """Make the lock file again where another one, or none, is in its place. Raises OSError."""
        if self._file is None or _is_at(self._path, self._file.fileno()):
            return
        if self._handle is not None and not _is_at(self._folder, self._handle):
            return  # the projects folder itself has another name now
        self._path.parent.mkdir(exist_ok=True)
        file = _lock_file(self._path)
        if file is not None:
            self._file.close()
            self._file = file
            _write(file, self._address)
            log.warning("the lock file of the projects folder was gone, and is there again")


def _is_at(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))
    except FileNotFoundError:
        return False


def _lock_file(path: Path) -> BinaryIO | None:
    """The lock file, open and locked, or None where there can be none. Raises BlockingIOError where another process has
    it.
    """
    try:
        file = open_for_append(path, readable=True)
    except OSError as error:
        log.warning("no lock file for the projects folder: %s", error)
        return None
    locked = False
    try:
        locked = _try_lock(lambda: _lock(file))
        return file if locked else None
    finally:
        if not locked:
            file.close()


def _try_lock(lock: Any) -> bool:
    """Whether something is locked now; not where its disk cannot. Raises BlockingIOError where another process has it."""
    try:
        lock()
    except OSError as error:
        if error.errno in TAKEN:
            raise BlockingIOError(*error.args) from None
        log.warning("nothing can be locked there: %s", error)
        return False
    return True


def _read_address(path: Path) -> str:
    """Read what the studio that holds the lock file wrote into it; it may be about to."""
    end = time.monotonic() + TELLS_WITHIN
    while True:
        with contextlib.suppress(OSError), open_regular(path) as file:
            if address := file.read(LONGEST).decode("utf-8", "replace").strip():
                return address
        if time.monotonic() > end:
            return ""
        time.sleep(0.05)


def _write(file: BinaryIO | None, data: bytes) -> None:
    if file is not None:
        with contextlib.suppress(OSError):
            file.truncate(0)
            file.write(data)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        # Far behind the text: on Windows nobody else could read a locked part.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

    def _lock_folder(folder: Path) -> int | None:
        return None

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _lock_folder(folder: Path) -> int | None:
        """A handle of the folder, which is locked while it is open, or None."""
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        locked = False
        try:
            locked = _try_lock(lambda: fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB))
            return handle if locked else None
        finally:
            if not locked:
                os.close(handle)

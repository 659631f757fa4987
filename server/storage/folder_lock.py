"""One studio a projects folder: a lock that ends with the server, however it ends."""

import contextlib
import logging
import os
from pathlib import Path
from typing import IO

from sunmao.core.regular_files import open_for_append

log = logging.getLogger(__name__)


class FolderInUse(Exception):
    """Another studio holds the folder. address: where it listens, as far as it said so."""

    def __init__(self, address: str):
        self.address = address
        super().__init__(address)


class FolderLock:
    """Holds the file `path` locked while it is open. The system lets go when the process ends, also by kill -9.

    POSIX record locks are not inherited, so a program that outlives its studio does not keep the folder. Where the file
    cannot be made or is none, there is no lock: `file` is None. Raises FolderInUse.
    """

    def __init__(self, path: Path):
        self.file: IO[bytes] | None = _open_lock(path)
        if self.file is None:
            return
        try:
            _lock(self.file)
        except OSError:
            self.file.seek(0)
            address = self.file.read(200).decode("utf-8", "replace").strip()
            self.file.close()
            raise FolderInUse(address) from None

    def announce(self, address: str) -> None:
        """Write down where this studio can be found (never its token), if there is room for it."""
        self._write(address.encode())

    def close(self) -> None:
        """Let go of the folder."""
        self._write(b"")
        if self.file is not None:
            with contextlib.suppress(OSError):
                self.file.close()

    def _write(self, data: bytes) -> None:
        if self.file is None:
            return
        with contextlib.suppress(OSError):
            self.file.truncate(0)
            self.file.write(data)


def _open_lock(path: Path) -> IO[bytes] | None:
    try:
        return open_for_append(path, readable=True)
    except OSError as error:
        log.warning("no lock for the projects folder: %s", error)
        return None


if os.name == "nt":
    import msvcrt

    def _lock(file) -> None:
        # Far behind the text: on Windows nobody else could read a locked part.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows only
        file.seek(0)

else:
    import fcntl

    def _lock(file) -> None:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

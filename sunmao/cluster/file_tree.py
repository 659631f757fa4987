"""A folder's files by content: which path has which address."""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sunmao.cluster.content_store import PIECE, ContentStore
from sunmao.core.atomic_files import cache_folder
from sunmao.core.regular_files import open_regular
from sunmao.errors import ClusterError

FILE = "addresses.sqlite"
TRIES = 20  # looks at a folder in which a training writes
TEMPORARY = ".tmp"


class FileAddresses:
    """Addresses of files, remembered by path, size and time of change, so that a large data set is read once. It is
    only a memory: where it cannot be kept, files are read again.
    """

    def __init__(self, file: Path | None = None) -> None:
        try:
            self._rows = sqlite3.connect(file or cache_folder() / FILE, timeout=5)
            self._rows.execute("PRAGMA synchronous = OFF")
            self._rows.execute("CREATE TABLE IF NOT EXISTS files (path TEXT UNIQUE, stamp TEXT, address TEXT)")
        except sqlite3.Error:
            self._rows = sqlite3.connect(":memory:")
            self._rows.execute("CREATE TABLE files (path TEXT UNIQUE, stamp TEXT, address TEXT)")

    def compute(self, path: Path) -> str:
        """The address of a file. Raises OSError."""
        about = os.stat(path)
        key = os.path.abspath(path).encode("utf-8", "backslashreplace").decode()
        stamp = f"{about.st_size} {about.st_mtime_ns} {about.st_ctime_ns} {about.st_ino}"
        known = None
        with suppress(sqlite3.Error):
            known = self._rows.execute(
                "SELECT address FROM files WHERE path = ? AND stamp = ?", (key, stamp)
            ).fetchone()
        if known:
            return known[0]
        address = _hash_file(path)
        with suppress(sqlite3.Error):
            self._rows.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (key, stamp, address))
        return address

    def close(self) -> None:
        """Keep what is new, and let go of the file."""
        with suppress(sqlite3.Error):
            self._rows.commit()
        self._rows.close()


def _hash_file(path: Path) -> str:
    digest = hashlib.sha256()
    with open_regular(path, follow_link=True) as file:
        while data := file.read(PIECE):
            digest.update(data)
    return digest.hexdigest()


def list_files(path: Path) -> list[Path]:
    """The files of a folder and of those in it, in order of their names; a file itself. What a killed program left
    unfinished is left out.
    """
    if path.is_file():
        return [path]
    found = []
    for folder, names, files in os.walk(path):
        names.sort()
        found += [Path(folder, name) for name in sorted(files) if not name.endswith(TEMPORARY)]
    return [each for each in found if each.is_file()]


def scan_files(paths: Iterable[Path], base: Path, addresses: FileAddresses) -> dict[str, str]:
    """Address of each of the files, by its path as seen from `base`, with '/'. Raises OSError."""
    return {path.relative_to(base).as_posix(): addresses.compute(path) for path in paths}


def snapshot_folder(folder: Path, base: Path, store: ContentStore) -> dict[str, str]:
    """Put the files of a folder in which a training writes into a store, all as they were at one moment. Returns their
    addresses by path as seen from `base`. Raises OSError where the folder does not come to rest.
    """
    for _ in range(TRIES):
        before = _stamp_files(folder)
        with suppress(FileNotFoundError):
            tree = {path.relative_to(base).as_posix(): store.add_bytes(path.read_bytes()) for path in before}
            if _stamp_files(folder) == before:
                return tree
    raise OSError(f"{folder} changes all the time")


def _stamp_files(folder: Path) -> dict[Path, tuple[int, int, int]]:
    found = {}
    for path in list_files(folder):
        with suppress(FileNotFoundError):
            about = os.stat(path)
            found[path] = (about.st_mtime_ns, about.st_size, about.st_ino)
    return found


def write_files(tree: dict[str, str], base: Path, store: ContentStore, durable: bool = True) -> None:
    """Put the files of a tree below `base`, each as a copy; durable: as in `ContentStore.copy_to`. Raises OSError, and
    ClusterError for a path that leads out of it.
    """
    for name, address in tree.items():
        store.copy_to(address, base / require_inside(name), durable)


def require_inside(name: str) -> str:
    """A path of a tree, when it stays below its folder. Raises ClusterError."""
    if {"", ".", ".."} & set(name.split("/")) or any(mark in name for mark in ("\\", "\0", ":")):
        raise ClusterError("cluster_bad_path", path=name[:100])
    return name


def dump_tree(tree: dict[str, str]) -> bytes:
    """A tree as bytes, which have an address themselves."""
    return json.dumps(dict(sorted(tree.items())), ensure_ascii=False, indent=0).encode("utf-8", "surrogatepass")


def load_tree(data: bytes) -> dict[str, str]:
    """The tree that `dump_tree` wrote. Raises ClusterError for anything else, and for paths that lead out of it."""
    try:
        rows = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, dict) or not all(isinstance(value, str) for value in rows.values()):
        raise ClusterError("cluster_bad_content")
    return {require_inside(name): address for name, address in rows.items()}

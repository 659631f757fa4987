"""Rows of numbers by the contents of what they were computed of, kept in one file of the cache folder from run to run."""

import hashlib
import sqlite3

import numpy as np

from sunmao.core.atomic_files import cache_folder

FILE = "embeddings.sqlite"
MAX_ROWS = 100_000  # about 250 MB


class RowCache:
    """Cache of rows that were computed before. It is only a memory: full disks, locks and damage make it forget, never
    fail.

    Args:
        kind: what the rows are; rows of one kind never answer for another.
        features: the length of a row.
        dtype: of the numbers as they are kept; float16 halves the file, float32 gives them back exactly.
    """

    def __init__(self, kind: str, features: int, dtype: type[np.floating] = np.float16) -> None:
        self._kind, self._features, self._dtype = kind, features, np.dtype(dtype)
        self._file = _open_database()

    def rows(self, contents: list[bytes]) -> list:
        """The row of each content, (features,) float32, or None where it is not known."""
        return [self._row(data) for data in contents]

    def remember(self, contents: list[bytes], rows: np.ndarray) -> None:
        """Keep the rows, (n, features) float32, of these contents."""
        values = [
            (self._key(data), row.astype(self._dtype).tobytes()) for data, row in zip(contents, rows, strict=True)
        ]
        try:
            with self._file:
                self._file.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?)", values)
        except sqlite3.DatabaseError:
            return

    def close(self) -> None:
        """Forget the oldest rows when there are too many, and let go of the file."""
        try:
            with self._file:
                self._file.execute("DELETE FROM rows WHERE rowid <= (SELECT MAX(rowid) FROM rows) - ?", (MAX_ROWS,))
        except sqlite3.DatabaseError:
            pass
        self._file.close()

    def _row(self, data: bytes) -> np.ndarray | None:
        try:
            answer = self._file.execute("SELECT row FROM rows WHERE key = ?", (self._key(data),)).fetchone()
        except sqlite3.DatabaseError:
            return None
        if answer is None or len(answer[0]) != self._dtype.itemsize * self._features:
            return None
        return np.frombuffer(answer[0], self._dtype).astype(np.float32)

    def _key(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, digest_size=20, key=self._kind.encode()[:64]).digest()


def _open_database() -> sqlite3.Connection:
    """The memory's file; begun anew when it is damaged, in the computer's memory when it cannot be used."""
    file = cache_folder() / FILE
    for path in (file, file, ":memory:"):
        try:
            connection = sqlite3.connect(path, timeout=5)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("CREATE TABLE IF NOT EXISTS rows (key BLOB UNIQUE, row BLOB)")
            return connection
        except sqlite3.OperationalError:
            continue  # locked by another program, or not writable
        except sqlite3.DatabaseError:
            connection.close()
            file.unlink(missing_ok=True)
    raise AssertionError("a database in memory always opens")

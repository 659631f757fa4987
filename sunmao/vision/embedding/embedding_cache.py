"""Rows of numbers by the contents of their pictures, kept in one file of the cache folder from run to run."""

import hashlib
import sqlite3

import numpy as np

from sunmao.core.atomic_files import cache_folder

FILE = "embeddings.sqlite"
MOST_ROWS = 100_000  # about 250 MB


class EmbeddingCache:
    """What was computed before. It is only a memory: full disks, locks and damage make it forget, never fail.

    Args:
        kind: what the rows are; rows of one kind never answer for another.
        features: the length of a row.
    """

    def __init__(self, kind: str, features: int):
        self._kind, self._features = kind, features
        self._file = _open_database()

    def rows(self, contents: list[bytes]) -> list:
        """The row of each content, (features,) float32, or None where it is not known."""
        return [self._row(data) for data in contents]

    def remember(self, contents: list[bytes], rows: np.ndarray) -> None:
        """Keep the rows, (n, features) float32, of these contents, rounded to float16."""
        values = [(self._key(data), row.astype(np.float16).tobytes()) for data, row in zip(contents, rows, strict=True)]
        try:
            with self._file:
                self._file.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?)", values)
        except sqlite3.DatabaseError:
            return

    def close(self) -> None:
        """Forget the oldest rows when there are too many, and let go of the file."""
        try:
            with self._file:
                self._file.execute("DELETE FROM rows WHERE rowid <= (SELECT MAX(rowid) FROM rows) - ?", (MOST_ROWS,))
        except sqlite3.DatabaseError:
            pass
        self._file.close()

    def _row(self, data: bytes):
        try:
            answer = self._file.execute("SELECT row FROM rows WHERE key = ?", (self._key(data),)).fetchone()
        except sqlite3.DatabaseError:
            return None
        if answer is None or len(answer[0]) != 2 * self._features:
            return None
        return np.frombuffer(answer[0], np.float16).astype(np.float32)

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

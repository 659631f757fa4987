"""Hugging Face's parquet files with pictures: a column of `{bytes, path}`, and one of labels.

They are read by DuckDB (69 MB on the disk; pyarrow takes 170, fastparquet with pandas 178, polars 181), which is shut
in: it opens this one file, loads no extension and takes 1 GB at most.
"""

import json
import os
import tempfile
import weakref
from contextlib import suppress
from typing import Any

from sunmao.data.files.file_tree import FileEntry, FileTree
from sunmao.data.formats.arrays.packed_pictures import MAX_BYTES, MAX_PICTURES, PackedPictures, find_split
from sunmao.errors import BadData
from sunmao.locks.lock_order import make_lock

MEMORY_MB = 1024  # that a query may use
_BLOCK = 64  # pictures that are unpacked at once
_LABELS = ("label", "labels", "class", "category", "fine_label", "target")
_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
_ROWS = "FROM read_parquet($file, file_row_number=true)"


def read_parquet(tree: FileTree) -> list[PackedPictures]:
    """The pictures of the parquet files of a tree. Raises BadData where DuckDB is not installed, and for files without
    pictures and labels.
    """
    return [_open(path, entry) for path, entry in tree.files.items() if path.lower().endswith(".parquet")]


def _open(path: str, entry: FileEntry) -> PackedPictures:
    try:
        import duckdb
    except ImportError:
        raise BadData("parquet_reader_missing", name=path) from None
    if entry.size > MAX_BYTES:
        raise BadData("labels_too_large", name=path, mb=MAX_BYTES // 2**20)
    try:
        table = _ParquetPictures(entry)
        image, label, names = table.find_columns()
        rows = table.ask(f'SELECT octet_length("{image}".bytes), "{label}" {_ROWS} ORDER BY file_row_number')
    except (duckdb.Error, OSError):
        raise BadData("arrays_damaged", name=path) from None
    except LookupError:
        raise BadData("parquet_no_pictures", name=path) from None
    if len(rows) > MAX_PICTURES:
        raise BadData("too_many_files", limit=MAX_PICTURES)
    said = [_name_label(value, names) for _, value in rows]
    classes = tuple(names) or tuple(sorted({label for label in said if label}, key=lambda text: (len(text), text)))
    labels = tuple((label,) if label else () for label in said)
    if not all(labels):
        raise BadData("arrays_differ", name=path, labels=path)
    numbered = not names and all(label.isdecimal() for label in said)
    sizes = tuple(int(size or 0) for size, _ in rows)
    return PackedPictures(path, find_split(path), labels, classes, lambda: table, sizes, named=not numbered)


def _name_label(value: Any, names: list[str]) -> str:
    if isinstance(value, int) and names:
        return names[value] if 0 <= value < len(names) else ""
    return str(value) if value is not None else ""


class _ParquetPictures:
    """The bytes of each picture of a file, which lies in a temporary one as long as this lives."""

    def __init__(self, entry: FileEntry) -> None:
        import duckdb

        handle, self._file = tempfile.mkstemp(suffix=".parquet", prefix="sunmao-")
        weakref.finalize(self, _remove, self._file)
        with os.fdopen(handle, "wb") as file:
            file.write(entry.read(entry.size))
        safe = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
        self._base = duckdb.connect(":memory:", config={**safe, "threads": "1", "memory_limit": f"{MEMORY_MB}MB"})
        quoted = self._file.replace("'", "''")
        self._base.execute(f"SET allowed_paths=['{quoted}']")
        self._base.execute("SET enable_external_access=false")
        self._base.execute("SET lock_configuration=true")
        self._image, self._block = "", (-1, [])
        self._gate = make_lock()

    def ask(self, query: str, **holes: Any) -> list[tuple]:
        """The rows of a query. Raises duckdb.Error."""
        return self._base.execute(query, {"file": self._file, **holes}).fetchall()

    def find_columns(self) -> tuple[str, str, list[str]]:
        """The column of the pictures, that of the labels, and the names of the classes where the file says them. Raises
        LookupError where there are none.
        """
        kinds = dict(self.ask("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet($file))"))
        kinds = {name: kind for name, kind in kinds.items() if '"' not in name}
        self._image = next((name for name, kind in kinds.items() if kind.startswith("STRUCT(bytes BLOB")), "")
        fitting = [name for name, kind in kinds.items() if kind in _WHOLE or kind == "VARCHAR"]
        label = next((name for name in _LABELS if name in fitting), None)
        if not self._image or label is None:
            raise LookupError
        return self._image, label, self._read_names(label)

    def _read_names(self, label: str) -> list[str]:
        """The names of the classes, as the data sets library writes them into the file."""
        for key, value in self.ask("SELECT key, value FROM parquet_kv_metadata($file)"):
            if bytes(key) == b"huggingface":
                with suppress(ValueError, KeyError, TypeError, RecursionError):
                    names = json.loads(bytes(value))["info"]["features"][label]["names"]
                    return names if all(isinstance(name, str) and name for name in names) else []
        return []

    def __getitem__(self, number: int) -> bytes:
        """Raises OSError."""
        import duckdb

        with self._gate:
            if self._block[0] != number // _BLOCK:
                first = number // _BLOCK * _BLOCK
                query = f'SELECT "{self._image}".bytes {_ROWS} WHERE file_row_number BETWEEN $first AND $last'
                try:
                    rows = self.ask(f"{query} ORDER BY file_row_number", first=first, last=first + _BLOCK - 1)
                except duckdb.Error as error:
                    raise OSError(str(error)[:200]) from None
                self._block = number // _BLOCK, [bytes(row[0] or b"") for row in rows]
            return self._block[1][number % _BLOCK]


def _remove(file: str) -> None:
    with suppress(OSError):
        os.unlink(file)

"""The index of a data set: `data/.index/<name>.sqlite`, what the page shows of it without reading its folder again.

A job's process writes, the studio reads; either may be killed at any moment. It can always be made again.
"""

import contextlib
import json
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sunmao.server.storage import file_names
from sunmao.server.storage.safe_files import UnreadableFile, list_plain_entries, make_folder_safely

FOLDER = ".index"
VERSION = 5  # of the tables; an index of another version is made anew
PATIENCE = 10  # seconds for a process that writes just now
POLL = 0.01  # seconds
TABLES = """
create table about (key text primary key, value text) without rowid;
create table files (
    id integer primary key, path text unique, bytes integer, changed integer, w integer, h integer, fault text
);
create table thumbs (id integer primary key, jpeg blob);
create table masks (id integer primary key, png blob);
create table rows (
    n integer primary key, id integer, split text, labels text, things integer, deleted integer, base text,
    labeled integer
);
create index rows_of on rows (id);
create index rows_shown on rows (deleted, n);
create table labels (label text, n integer, primary key (label, n)) without rowid;
create index labels_of on labels (n);
create index rows_labeled on rows (deleted, labeled, n);
create table proposals (id integer primary key, rank integer, objects text, dismissed text);
create table details (n integer primary key, things text, mask text);
create table findings (rank integer primary key, key text, level text, count integer, text text, mend text);
create table marks (rank integer, id integer, primary key (rank, id)) without rowid;
create index marks_of on marks (id);
create table layouts (method text, id integer, x real, y real, primary key (method, id)) without rowid;
create table tiles (id integer primary key, place integer);
create table sheets (sheet integer primary key, jpeg blob);
"""
GONE = (sqlite3.OperationalError, sqlite3.DatabaseError)


@dataclass(frozen=True)
class DatasetLocation:
    """Location of a data set: its `name` in the folder `data`. sample: it comes along and the project has not made it
    yet.
    """

    project: str
    data: Path
    name: str
    sample: bool = False

    @property
    def folder(self) -> Path:
        """The folder of its pictures."""
        return self.data / self.name

    def format_name(self, sentence: dict) -> dict:
        """A sentence that names its folder, as the page says it."""
        return {lang: text.replace(self.folder.as_posix(), f"data/{self.name}") for lang, text in sentence.items()}

    @property
    def index(self) -> Path:
        """The file of its index."""
        return self.data / FOLDER / f"{self.name}.sqlite"


def list_names(data: Path) -> list[str]:
    """The names of the folders in `data/` that can be asked for; links lead elsewhere and are none."""
    return list_plain_entries(
        data, lambda each: each.is_dir(follow_symlinks=False) and file_names.is_visible(each.name)
    )


@contextlib.contextmanager
def open_for_reading(file: Path) -> Iterator[sqlite3.Connection | None]:
    """An index to read from; None where there is none of this version yet."""
    if not file.is_file() or _list_irregular(file):
        yield None
        return
    try:
        # Not read-only: after a kill the first reader tidies up.
        with contextlib.closing(sqlite3.connect(file, timeout=PATIENCE)) as db:
            known = db.execute("pragma user_version").fetchone()[0] == VERSION
            yield db if known else None
    except GONE:
        if not file.is_file():
            raise FileNotFoundError(file.name) from None
        raise


@contextlib.contextmanager
def open_for_writing(file: Path) -> Iterator[sqlite3.Connection]:
    """An index to write to, made when it is missing, damaged or of another version. Raises UnreadableFile where a
    folder is in its way, other OSErrors and sqlite3.Error: also where another process has written for PATIENCE seconds.
    """
    make_folder_safely(file.parent)
    if _list_irregular(file):
        remove_index(file)
    for each in _list_irregular(file):  # SQLite would wait for a pipe without end, and cannot use a folder
        raise UnreadableFile("file_kind", name=each.name)
    try:
        db = _wait_and_open(file)
    except sqlite3.DatabaseError as error:
        if _is_busy(error):  # it is whole, and another process is at work on it
            raise
        remove_index(file)
        db = _wait_and_open(file)
    with contextlib.closing(db):
        yield db


def _wait_and_open(file: Path) -> sqlite3.Connection:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return _open_database(file)
        except sqlite3.DatabaseError as error:
            # SQLite itself waits for no process that changes the journal's mode.
            if not _is_busy(error) or time.monotonic() > end:
                raise
        time.sleep(POLL)


def _open_database(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=PATIENCE)
    try:
        version = db.execute("pragma user_version").fetchone()[0]
        if version not in (0, VERSION):
            raise sqlite3.DatabaseError("of another version")
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = off")  # whatever a power cut spoils is made again
        if version == 0:
            _create_tables(db)
    except BaseException:
        db.close()
        raise
    return db


def _create_tables(db: sqlite3.Connection) -> None:
    with db:
        db.execute("begin immediate")
        if db.execute("pragma user_version").fetchone()[0] != 0:  # another process was first
            return
        for statement in filter(str.strip, TABLES.split(";")):
            db.execute(statement)
        db.execute(f"pragma user_version = {VERSION}")


def _is_busy(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without what the extended codes add
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def read_about(file: Path) -> dict:
    """Read the facts that an index states of its data set as a whole (`build_index.write_listing`); {} where there is
    none that can be read.
    """
    try:
        with open_for_reading(file) as db:
            return {key: json.loads(value) for key, value in db.execute("select key, value from about")} if db else {}
    except (*GONE, OSError):
        return {}


def write_about(db: sqlite3.Connection, **values: Any) -> None:
    """Note keys of `read_about` (inside the caller's transaction)."""
    db.executemany(
        "insert or replace into about values (?, ?)", [(key, json.dumps(value)) for key, value in values.items()]
    )


def remove_index(file: Path) -> None:
    """Delete an index with what SQLite keeps beside it."""
    for each in _list_files(file):
        with contextlib.suppress(OSError):
            each.unlink(missing_ok=True)


def rename_index(file: Path, target: Path) -> None:
    """Move an index along with its data set. One that is held by another program is left: it is made again."""
    remove_index(target)
    with contextlib.suppress(OSError, *GONE):
        with contextlib.closing(sqlite3.connect(file)) as db:
            db.execute("pragma wal_checkpoint(truncate)")
        file.rename(target)
    remove_index(file)


def _list_irregular(file: Path) -> list[Path]:
    """List whatever is no regular file in the place of an index, or of the files that SQLite keeps beside it."""
    found = []
    for each in _list_files(file):
        with contextlib.suppress(FileNotFoundError):  # SQLite removes its own at any moment
            if not stat.S_ISREG(os.lstat(each).st_mode):
                found.append(each)
    return found


def _list_files(file: Path) -> list[Path]:
    return [file, *(file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal"))]

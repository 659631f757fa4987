"""Several processes at one index: none makes it anew under another's hands."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from sunmao.server.dataset_index import index_db

WRITERS = 3


def insert_file(index: Path, path: str, start) -> None:
    start.wait()
    with index_db.open_for_writing(index) as db, db:
        db.execute("insert into files (path) values (?)", (path,))


def list_files(index: Path) -> set[str]:
    with index_db.open_for_reading(index) as db:
        assert db is not None
        return {path for (path,) in db.execute("select path from files")}


@pytest.mark.slow
def test_processes_that_make_an_index_at_once_make_one(tmp_path):
    context = multiprocessing.get_context("spawn")
    indexes = [tmp_path / f"{number}.sqlite" for number in range(WRITERS * 4)]
    start = context.Barrier(WRITERS, timeout=30)
    writers = [context.Process(target=insert_files, args=(indexes, f"{each}.jpg", start)) for each in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    assert all(list_files(index) == {f"{each}.jpg" for each in range(WRITERS)} for index in indexes)


def insert_files(indexes: list[Path], path: str, start) -> None:
    for index in indexes:
        insert_file(index, path, start)


def test_an_index_that_another_process_writes_is_not_deleted(tmp_path, monkeypatch):
    monkeypatch.setattr(index_db, "PATIENCE", 0.05)
    index = tmp_path / "one.sqlite"
    with index_db.open_for_writing(index) as db, db:
        db.execute("insert into files (path) values ('a.jpg')")
    with sqlite3.connect(index) as other:
        other.execute("pragma locking_mode = exclusive")
        other.execute("begin exclusive")
        other.execute("insert into files (path) values ('b.jpg')")
        with pytest.raises(sqlite3.OperationalError, match="locked"), index_db.open_for_writing(index) as db, db:
            db.execute("insert into files (path) values ('c.jpg')")
    other.close()
    assert list_files(index) == {"a.jpg", "b.jpg"}

"""Rows that were computed before: remembered by content and kind, forgotten rather than failed."""

import numpy as np
import pytest

from sunmao.core import row_cache
from sunmao.core.row_cache import FILE, RowCache

ROWS = np.array([[1.0, 2.5], [0.1, -3.0]], np.float32)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(row_cache, "cache_folder", lambda: tmp_path)
    return tmp_path


def test_rows_are_there_in_the_next_run():
    cache = RowCache("a", 2, np.float32)
    assert cache.rows([b"x"]) == [None]
    cache.remember([b"x", b"y"], ROWS)
    cache.close()
    again = RowCache("a", 2, np.float32)
    found = again.rows([b"y", b"none", b"x"])
    assert found[1] is None and found[0].dtype == np.float32
    assert np.array_equal(found[0], ROWS[1]) and np.array_equal(found[2], ROWS[0])
    again.close()


def test_half_precision_is_near():
    cache = RowCache("a", 2)
    cache.remember([b"x", b"y"], ROWS)
    assert np.allclose(cache.rows([b"x", b"y"]), ROWS, rtol=1e-3) and cache.rows([b"y"])[0][0] != ROWS[1][0]
    cache.close()


def test_a_row_of_another_kind_or_length_is_not_known():
    cache = RowCache("a", 2)
    cache.remember([b"x"], ROWS[:1])
    cache.close()
    for kind, features, dtype in (("b", 2, np.float16), ("a", 3, np.float16), ("a", 2, np.float32)):
        other = RowCache(kind, features, dtype)
        assert other.rows([b"x"]) == [None]
        other.close()


def test_a_new_row_replaces_the_old_one():
    cache = RowCache("a", 2)
    cache.remember([b"x"], ROWS[:1])
    cache.remember([b"x"], ROWS[:1] + 1)
    assert cache.rows([b"x"])[0].tolist() == [2.0, 3.5]
    cache.close()


def test_the_oldest_rows_are_forgotten(monkeypatch):
    monkeypatch.setattr(row_cache, "MAX_ROWS", 2)
    cache = RowCache("a", 1)
    for number in range(4):
        cache.remember([bytes([number])], np.array([[number]], np.float32))
    cache.close()
    again = RowCache("a", 1)
    assert [row is not None for row in again.rows([bytes([number]) for number in range(4)])] == [0, 0, 1, 1]
    again.close()


def test_a_damaged_file_is_begun_anew(folder):
    (folder / FILE).write_bytes(b"no database" * 100)
    cache = RowCache("a", 2)
    cache.remember([b"x"], ROWS[:1])
    assert cache.rows([b"x"])[0] is not None
    cache.close()
    assert (folder / FILE).read_bytes()[:6] == b"SQLite"


def test_without_a_file_it_remembers_for_this_run(monkeypatch, folder):
    monkeypatch.setattr(row_cache, "cache_folder", lambda: folder / "none")
    cache = RowCache("a", 2)
    cache.remember([b"x"], ROWS[:1])
    assert cache.rows([b"x"])[0] is not None
    cache.close()


def test_a_table_that_is_gone_is_no_error():
    cache = RowCache("a", 2)
    cache._file.execute("DROP TABLE rows")
    cache.remember([b"x"], ROWS[:1])
    assert cache.rows([b"x"]) == [None]
    cache.close()


def test_each_content_has_its_row():
    cache = RowCache("a", 2)
    with pytest.raises(ValueError):
        cache.remember([b"x"], ROWS)
    cache.close()

"""Making the index of a table, in a job's process: every row as it is read, and what its columns hold."""

import contextlib
import json
import os
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.garbage_collection import pause_garbage_collection
from sunmao.data.builtin.samples import TABLES
from sunmao.data.tables.read_table import read_table_file
from sunmao.data.tables.table_notes import read_notes
from sunmao.server.datasets.tables.table_files import compute_stamp
from sunmao.tables.row_encoding import MAX_VALUES
from sunmao.tables.table_dataset import sort_labels
from sunmao.tabular.column_types import MAX_CLASSES
from sunmao.tabular.table import Table
from sunmao.texts import get_both

BINS, NAMED, DECIMALS = 12, 20, 6
MAX_CORRELATED = 12  # columns of numbers
HEAD = 3  # values of a column that an import shows


@pause_garbage_collection()
def index_table(studio: Any, file: str, index: str) -> dict:
    """Write the index of a table's file: a row of SQLite for each of its rows. Returns {}. Raises as `read_table`."""
    place, target = Path(file), Path(index)
    stamp = compute_stamp(place)
    os.chdir(place.parent)  # sentences name the file alone
    table = read_table_file(place.name)
    studio.progress(1, 3)
    about = {"stamp": stamp, **describe_table(table, place)}
    studio.progress(2, 3)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        with contextlib.closing(sqlite3.connect(unfinished)) as db:
            _write_rows(db, table, about)
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return {}


def _write_rows(db: sqlite3.Connection, table: Table, about: dict) -> None:
    db.execute("pragma journal_mode = off")
    db.execute("pragma synchronous = off")  # whatever a power cut spoils is made again
    db.execute("create table about (said text)")
    names = [f"c{place}" for place in range(len(table.columns))]
    db.execute(f"create table rows (n integer primary key, {', '.join(names)})")
    db.execute("create table filled (n integer, place integer, primary key (n, place)) without rowid")
    with db:
        db.execute("insert into about values (?)", (json.dumps(about),))
        holes = ", ".join("?" * (len(names) + 1))
        numbered = zip(table.row_numbers, table.rows, strict=True)
        db.executemany(f"insert into rows values ({holes})", ((number, *row) for number, row in numbered))
        marks = ((n, table.columns.index(name)) for name, rows in table.filled_cells.items() for n in rows)
        db.executemany("insert or ignore into filled values (?, ?)", marks)


def describe_table(table: Table, file: Path) -> dict[str, Any]:
    """Describe a table for the page: `TableJson` without what is decided about it since."""
    notes, types = read_notes(file), table.types
    columns = [describe_column(table, name, types[name]) for name in table.columns]
    target = notes.target if notes.target in table.columns else guess_target(columns, file.name)
    numbers = [each["name"] for each in columns if each["type"] == "number" and each["low"] is not None]
    return {
        "rows": len(table),
        "columns": columns,
        "target": target,
        "guessed": target != notes.target,
        "notes": [{"level": note.level, "key": note.key, **get_both(note.key, **note.holes)} for note in table._notes],
        "leaks": find_leaks(table, columns, target),
        "correlated": numbers[:MAX_CORRELATED],
        "correlations": correlate(table, numbers[:MAX_CORRELATED]),
    }


def describe_column(table: Table, name: str, type: str) -> dict[str, Any]:
    """A column: `TableColumnJson`."""
    cells = table.column(name)
    filled = [cell for cell in cells if cell is not None]
    empty = [n for n, cell in zip(table.row_numbers, cells, strict=True) if cell is None]
    said: dict[str, Any] = {
        "name": name,
        "type": type,
        "unit": table.units.get(name, ""),
        "decimals": 0,
        "missing": len(empty),
        "missing_rows": empty[:NAMED],
        "filled": len(table.filled_cells.get(name, ())),
        "head": [None if cell is None else str(cell) for cell in cells[:HEAD]],
        "different": 0,
        "low": None,
        "high": None,
        "middle": None,
        "bins": [],
        "classes": [],
    }
    return said | (_describe_numbers(filled) if type == "number" else _describe_words(filled, type))


def _describe_numbers(filled: list) -> dict[str, Any]:
    if not filled:
        return {}
    numbers = np.array(filled, float)
    counts, edges = np.histogram(numbers, bins=BINS)
    middle = float(np.median(numbers))
    decimals = max((count_decimals(cell) for cell in filled[:1000]), default=0)
    return {
        "decimals": decimals,
        "different": len(np.unique(numbers)),
        "low": float(numbers.min()),
        "high": float(numbers.max()),
        "middle": f"{round(middle, decimals + 1):.15g}",
        "bins": [
            {"from": float(low), "to": float(high), "count": int(count)}
            for low, high, count in zip(edges[:-1], edges[1:], counts, strict=True)
        ],
    }


def _describe_words(filled: list[str], type: str) -> dict[str, Any]:
    counts = Counter(map(str, filled))
    said: dict[str, Any] = {"different": len(counts), "middle": counts.most_common(1)[0][0] if counts else None}
    if type == "class":
        names = sort_labels(counts)[:MAX_VALUES]
        said["classes"] = [{"name": name, "count": counts[name]} for name in names]
    return said


def count_decimals(number: float) -> int:
    """Count the digits that a number has behind its decimal point, at most `DECIMALS`.

    >>> count_decimals(5), count_decimals(5.0), count_decimals(1.25)
    (0, 0, 2)
    """
    words = f"{number:.{DECIMALS}f}".rstrip("0")
    return len(words.partition(".")[2])


def guess_target(columns: list[dict[str, Any]], name: str) -> str:
    """The column that is probably to be guessed: of a sample that comes along the one that it names, else the last one
    with a few classes, else the last one with numbers; '' where there is none.
    """
    sample = TABLES.get(name.removesuffix(".csv"))
    names = [each["name"] for each in columns]
    if sample and sample.target in names:
        return sample.target
    classes = [each["name"] for each in columns if each["type"] == "class" and 2 <= each["different"] <= MAX_CLASSES]
    numbers = [each["name"] for each in columns if each["type"] == "number" and each["different"] > 1]
    return [*numbers[-1:], *classes][-1] if classes or numbers else ""


def find_leaks(table: Table, columns: list[dict[str, Any]], target: str) -> list[str]:
    """The columns that say the answer: each of their values goes with one value of the column to guess, and there are
    as many of the one as of the other.
    """
    about = {each["name"]: each for each in columns}
    if not target or about[target]["type"] != "class" or about[target]["different"] < 2:
        return []
    answers, found = table.column(target), []
    for name, column in about.items():
        if name == target or column["different"] != about[target]["different"] or column["type"] == "text":
            continue
        pairs = {pair for pair in zip(table.column(name), answers, strict=True) if None not in pair}
        if len(pairs) == column["different"]:
            found.append(name)
    return found


def correlate(table: Table, names: list[str]) -> list[float | None]:
    """Pearson's correlation of each two columns over the rows that have both, row by row; None where one does not change."""
    cells = [np.array([np.nan if cell is None else cell for cell in table.column(name)], float) for name in names]
    return [_correlate_two(one, other) for one in cells for other in cells]


def _correlate_two(one: np.ndarray, other: np.ndarray) -> float | None:
    both = ~(np.isnan(one) | np.isnan(other))
    if both.sum() < 2 or np.ptp(one[both]) == 0 or np.ptp(other[both]) == 0:
        return None
    return round(float(np.corrcoef(one[both], other[both])[0, 1]), 4)

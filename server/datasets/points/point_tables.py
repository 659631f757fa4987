"""The classes of a data set of points, as a page lists and changes them. Nothing is deleted: what is taken away waits
in a hidden folder of the data set, which no reader looks into.
"""

import csv
import io
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sunmao.core.atomic_files import replace, write_atomic
from sunmao.core.regular_files import read_regular
from sunmao.data.dataset_metadata import CLASSES, sort_classes
from sunmao.errors import BadValue
from sunmao.server.datasets.sentences.sentence_table import read_class_list, require_class_name
from sunmao.server.errors import HttpProblem, localize_problem
from sunmao.texts import LANGUAGES

WHAT = ("hand", "body", "face")
ENDING = ".csv"
MAX_BYTES = 64 * 2**20  # of a table
REMOVED, PLACE = ".removed", "row"  # PLACE: the file with the number of a single sample that was taken away
TEST = "test"
MAX_CLASSES = 100


def list_classes(folder: Path, newest: int) -> list[dict]:
    """[{'name', 'count', 'tests', 'newest': [{'row', 'points': [[x, y], …]}]}], the newest sample first. tests: how
    many are for the test; newest: as many of the others.
    """
    found = []
    for name in _list_names(folder):
        rows = list(_read_rows(folder / f"{name}{ENDING}"))
        learned = [(number, row) for number, row in rows if row.get("split") != TEST]
        shown = learned[::-1][:newest]
        tiles = [{"row": number, "points": points} for number, row in shown if (points := _read_points(row))]
        found.append({"name": name, "count": len(rows), "tests": len(rows) - len(learned), "newest": tiles})
    return found


def list_samples(folder: Path, label: str | None, offset: int, limit: int) -> dict:
    """{'what', 'total', 'samples': [{'label', 'row', 'split', 'points'}]} of a class, or of all, class by class and the
    newest of each first: so many from a place on. what: of which thing the first one is.
    """
    names = [name for name in _list_names(folder) if label in (None, name)]
    rows = [(name, *each) for name in names for each in reversed([*_read_rows(folder / f"{name}{ENDING}")])]
    what = next((row["what"] for _, _, row in rows if row["what"] in WHAT), WHAT[0])
    samples = [
        {"label": name, "row": number, "split": row.get("split") or "train", "points": _read_points(row)}
        for name, number, row in rows[offset : offset + limit]
    ]
    return {"what": what, "total": len(rows), "samples": samples}


def create_tables(folder: Path, classes: list[str], what: str) -> None:
    """Begin a table for each class."""
    from sunmao.data.samples.point_capture import add_point_class

    for name in classes:
        add_point_class(folder, require_class_name(name), what)
    _write_order(folder, classes)


def add_class(folder: Path, label: str, what: str) -> None:
    """Begin an empty class, the last of them. Raises HttpProblem 409 and 422."""
    from sunmao.data.samples.point_capture import add_point_class

    name, names = require_class_name(label), _list_names(folder)
    if name in names or len(names) >= MAX_CLASSES:
        raise HttpProblem(409, "set_taken", name=name)
    try:
        add_point_class(folder, name, what)
    except BadValue as error:
        raise localize_problem({lang: error.text(lang) for lang in LANGUAGES}, folder.parent.parent) from None
    _write_order(folder, [*names, name])


def rename_class(folder: Path, label: str, to: str, what: str) -> None:
    """Give a class another name; its samples stay. Raises HttpProblem 404, 409 and 422."""
    name, names = require_class_name(to), _list_names(folder)
    file = _require(folder, label)
    if name == label:
        return
    add_class(folder, name, what)  # which says whether a file can be called so
    replace(file, folder / f"{name}{ENDING}")
    _write_order(folder, [name if each == label else each for each in names])


def put_away(folder: Path, label: str, what: str | None = None) -> str:
    """Take the table of a class away; what: and begin it anew. Returns what brings it back. Raises HttpProblem 404."""
    from sunmao.data.samples.point_capture import add_point_class

    file, names = _require(folder, label), _list_names(folder)
    identity = secrets.token_hex(8)
    place = folder / REMOVED / identity
    place.mkdir(parents=True)
    replace(file, place / file.name)
    if what is None:
        _write_order(folder, [each for each in names if each != label])
    else:
        add_point_class(folder, label, what)
    return identity


def put_sample_away(folder: Path, label: str, number: int, points: list) -> str:
    """Take one sample away: that with this number in the table and these points, as `list_classes` tells them. Returns
    what brings it back. Raises HttpProblem 404, and 409 where another one stands there by now.
    """
    file = _require(folder, label)
    table = _read_table(file)
    gone = [row for at, row in table.rows if at == number and _read_points(row) == points]
    if not gone:
        raise HttpProblem(409, "sample_moved")
    identity = secrets.token_hex(8)
    place = folder / REMOVED / identity
    place.mkdir(parents=True)
    _write_table(place / file.name, table, gone)
    write_atomic(place / PLACE, str(number).encode())
    _write_table(file, table, [row for at, row in table.rows if at != number])
    return identity


def restore(folder: Path, identity: str) -> None:
    """Bring a table back that was taken away, in place of an empty one, or a sample of it, in its old place. Raises
    HttpProblem 404 and 409.
    """
    place = folder / REMOVED / identity
    tables = [*place.glob(f"*{ENDING}")] if identity.isalnum() else []
    if not tables:
        raise HttpProblem(404, "no_file")
    target = folder / tables[0].name
    if (place / PLACE).is_file():
        number = int((place / PLACE).read_text())
        table = _read_table(_require(folder, target.stem))
        (_, back), *_ = _read_rows(tables[0])
        before = [row for at, row in table.rows if at < number]
        _write_table(target, table, [*before, back, *(row for _, row in table.rows[len(before) :])])
        tables[0].unlink()
        return
    if target.exists() and any(True for _ in _read_rows(target)):
        raise HttpProblem(409, "set_taken", name=target.stem)
    replace(tables[0], target)
    _write_order(folder, _list_names(folder))


def empty_test(folder: Path, label: str) -> None:
    """Take the samples of a class away that it is tested with. Raises HttpProblem 404."""
    file = _require(folder, label)
    table = _read_table(file)
    _write_table(file, table, [row for _, row in table.rows if row.get("split") != TEST])


def _list_names(folder: Path) -> list[str]:
    with os.scandir(folder) as found:
        names = [
            each.name.removesuffix(ENDING)
            for each in found
            if each.name.endswith(ENDING) and not each.name.startswith(".") and each.is_file(follow_symlinks=False)
        ]
    return sort_classes(names, read_class_list(folder))


def _require(folder: Path, label: str) -> Path:
    if label not in _list_names(folder):
        raise HttpProblem(404, "no_class", name=label)
    return folder / f"{label}{ENDING}"


@dataclass(frozen=True)
class _PointTable:
    """The names of the columns, the mark between cells, which a spreadsheet may have changed, and all rows with their
    numbers.
    """

    columns: list[str]
    mark: str
    rows: list[tuple[int, dict[str, str]]]


def _read_rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(its number, as a spreadsheet counts, its cells) of each row."""
    try:
        rows = _read_table(file).rows
    except (OSError, UnicodeError):
        return
    yield from ((number, row) for number, row in rows if row.get("what"))


def _read_table(file: Path) -> _PointTable:
    text = read_regular(file, MAX_BYTES).decode("utf-8-sig")
    mark = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark)
    rows = [(reader.line_num, row) for row in reader]
    return _PointTable(list(reader.fieldnames or []), mark, rows)


def _write_table(file: Path, table: _PointTable, rows: list[dict[str, str]]) -> None:
    kept = io.StringIO(newline="")
    writer = csv.DictWriter(kept, table.columns, delimiter=table.mark, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    write_atomic(file, kept.getvalue().encode("utf-8"))


def _read_points(row: dict[str, str]) -> list[list[float]]:
    points = []
    try:
        while f"x{len(points)}" in row:
            place = len(points)
            points.append([round(float(row[f"{letter}{place}"]), 1) for letter in "xy"])
    except (TypeError, ValueError):
        return []
    return points


def _write_order(folder: Path, names: list[str]) -> None:
    write_atomic(folder / CLASSES, "".join(f"{name}\n" for name in names).encode("utf-8"))

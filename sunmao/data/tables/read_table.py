"""A table's file as a `Table`, with everything that was guessed said."""

from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import require_path
from sunmao.core.garbage_collection import pause_garbage_collection
from sunmao.core.name_formatting import format_names
from sunmao.core.strict import suggest_nearest
from sunmao.data.tables.cells import RawCells, name_columns
from sunmao.data.tables.csv_cells import read_csv_cells
from sunmao.data.tables.table_notes import apply_edits, read_notes
from sunmao.data.tables.workbook_cells import ENDINGS, read_workbook_cells
from sunmao.errors import BadData, FileMissing
from sunmao.tabular.column_types import TYPES, Column, has_decimal_commas, parse_date, parse_number, read_column
from sunmao.tabular.table import Table, TableNote
from sunmao.texts import get_both

LIKE_TABLES = (".csv", ".tsv", ".tab", ".txt", *ENDINGS)


@pause_garbage_collection()
def read_table_file(
    path: str | Path, header: bool | None = None, sheet: str | None = None, types: dict | None = None
) -> Table:
    """The table of a file; `Table.notes` says what was guessed.

    Args:
        path: a CSV file or a workbook.
        header: whether the first row has the names of the columns; None: it is guessed.
        sheet: of a workbook, its name. types: 'number', 'class', 'date' or 'text' of a column, by its name.

    Raises: FileMissing (with the nearest name), BadData, BadValue, BackendMissing.
    """
    file = require_path("path", path)
    if not file.is_file():
        names = [each.name for each in file.parent.iterdir()] if file.parent.is_dir() else []
        names = [name for name in names if name.lower().endswith(LIKE_TABLES)]
        raise FileMissing("table_missing", path=file.as_posix(), guess=suggest_nearest(file.name, names))
    raw = read_workbook_cells(file, sheet) if file.suffix.lower() in ENDINGS else read_csv_cells(file)
    notes = read_notes(file)
    table = make_table(raw, file.as_posix(), header, types or {}, notes.types)
    if notes.edits:
        apply_edits(table, notes.edits)
        table._notes.append(TableNote("table_edits", {"count": len(notes.edits)}))
    return table


def make_table(raw: RawCells, path: str, header: bool | None, types: dict, noted: dict | None = None) -> Table:
    """The table of cells. Args, Raises: as of `read_table_file`. noted: types that were said before, which columns that
    are not there do not mind.
    """
    raw.require_fit(path)
    titled = has_header(raw.rows) if header is None else header
    names, lines = (raw.rows[0], raw.rows[1:]) if titled else (None, raw.rows)
    if not lines:
        raise BadData("table_no_rows", path=path)
    width = max(map(len, raw.rows))
    ragged = [number for number, line in enumerate(lines, 2 if titled else 1) if len(line) != width]
    written = list(zip(*(line + [""] * (width - len(line)) for line in lines), strict=True))
    names = name_columns(names, width)
    filled = [number for number, cells in enumerate(written) if titled or any(map(str.strip, cells))]
    written, names = [written[number] for number in filled], [names[number] for number in filled]
    comma = has_decimal_commas([cell for cells in written for cell in cells[:1000]], raw.mark)
    known = {**(noted or {}), **types}
    columns = [read_column(cells, known.get(name), comma) for name, cells in zip(names, written, strict=True)]
    table = Table.from_columns(names, columns, written, comma, path)
    for name in types:
        table.column(name)  # raises for a column that is not there
    holes: dict[str, Any] = {"rows": len(lines), "columns": len(names)}
    header_words = get_both("table_header" if titled else "table_headerless")
    said: list[TableNote] = [TableNote("table_read", {"about": raw.about, "header": header_words, **holes})]
    said += [TableNote("table_decimal_comma")] if comma else []
    said += [TableNote(key, found, "warn") for key, found in raw.notes]
    if ragged:
        holes = {"count": len(ragged), "names": format_names(map(str, ragged)), "columns": width}
        said.append(TableNote("table_ragged", holes, "warn"))
    table._notes = [*said, *_describe_columns(names, columns, written, known)]
    return table


def has_header(rows: list[list[str]]) -> bool:
    """Whether the first row has the names of the columns: texts, each another one, none of which stands below. A number
    with a word behind it is a name, too, unless that is a unit, which stands below as well. A row alone is one of names
    if no number and no date is in it.

    >>> has_header([['a', 'b'], ['1', 'x']]), has_header([['1', 'x'], ['2', 'y']])
    (True, False)
    >>> has_header([['x', 'y']]), has_header([['1.5', 'y']]), has_header([['x', '5 cm']])
    (True, False, False)
    >>> has_header([['name', '50米跑'], ['ann', '9.3']]), has_header([['ann', '50 cm'], ['bob', '42 cm']])
    (True, False)
    """
    first, below = [cell.strip() for cell in rows[0]], rows[1:200]
    named = [cell for cell in first if cell]
    if not named or any(_is_value(cell, n, below) for n, cell in enumerate(first)):
        return False
    # A column without a name is usual at the left, where rows are numbered.
    return len(named) >= len(first) - 1 and len(set(named)) == len(named) and not _recur_below(first, below)


def _is_value(cell: str, place: int, below: list[list[str]]) -> bool:
    number = parse_number(cell)
    if number is None or not number[1] or not below:
        return number is not None or parse_date(cell) is not None
    found = (parse_number(row[place]) for row in below if len(row) > place)
    return number[1] in {each[1] for each in found if each}


def _recur_below(first: list[str], below: list[list[str]]) -> bool:
    return any(cell and any(len(row) > n and row[n].strip() == cell for row in below) for n, cell in enumerate(first))


def _describe_columns(names: list[str], columns: list[Column], written: list, types: dict) -> list[TableNote]:
    """Guesses and oddities of each column."""
    said = []
    every = list(zip(names, columns, written, strict=True))
    for kind in TYPES:
        if guessed := [name for name, column, _ in every if column.type == kind and name not in types]:
            words = format_names(guessed)
            said.append(TableNote("table_types", {"type": get_both(f"table_type_{kind}"), "names": words}))
    said += [TableNote("table_unit", {"name": name, "unit": column.unit}) for name, column, _ in every if column.unit]
    if empty := [name for name, column, _ in every if column.missing == len(column.values)]:
        said.append(TableNote("table_all_missing", {"names": format_names(empty)}, "warn"))
    some = {name: column.missing for name, column, _ in every if column.missing and name not in empty}
    if some:
        words = format_names([f"{name} ({count})" for name, count in some.items()])
        said.append(TableNote("table_cells_missing", {"count": sum(some.values()), "names": words}, "warn"))
    for name, column, cells in every:
        if column.odd:
            words = format_names(dict.fromkeys(cells[place].strip()[:20] for place in column.odd))
            type, count = get_both(f"table_type_{column.type}"), len(column.odd)
            said.append(TableNote("table_odd_cells", dict(names=words, name=name, count=count, type=type), "warn"))
    if len(names) == 1:
        said.append(TableNote("table_one_column", {"name": names[0]}, "warn"))
    return said

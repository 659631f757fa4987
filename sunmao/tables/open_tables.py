"""Tables from files, and tables that come along."""

from pathlib import Path

from sunmao.data.builtin.samples import TABLES, make_table
from sunmao.data.tables.read_table import read_table_file
from sunmao.runtime.notices import show_notice
from sunmao.tabular.table import Table
from sunmao.texts import language


def read_table(
    path: str | Path, *, header: bool | None = None, sheet: str | None = None, types: dict[str, str] | None = None
) -> Table:
    """The table in a file: CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or GBK, or a workbook (xlsx, xls,
    ods). What is guessed is said, and stands in `Table.notes`; `Table.set_type` corrects it.

    Args:
        path: the file.
        header: whether the first row has the names of the columns; None: it is guessed.
        sheet: of a workbook, the name of the sheet; None: the first that is not empty.
        types: 'number', 'class', 'date' or 'text' of a column, by its name, where that shall not be guessed.

    Raises: FileMissing (with the nearest name); BadData: too large, no text, empty, more than 1,000 columns;
    BackendMissing: what reads workbooks is not installed.
    """
    table = read_table_file(path, header, sheet, types)
    for note in table._notes:
        show_notice(note.key, note.level, **note.holes)
    return table


def sample_table(name: str = "iris") -> Table:
    """A table that comes along; its CSV file is made in `data` when it is not there yet.

    Raises: BadValue for an unknown name.
    """
    path, sample = make_table(name), TABLES[name]
    table = read_table_file(path, header=True, types=sample.types)
    table._title = sample.title[language()]
    return table

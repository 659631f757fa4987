"""The cells of a workbook (xlsx, xls, ods), by calamine, which is brought when it is first used."""

import re
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sunmao.core.strict import suggest_nearest
from sunmao.data.tables.cells import RawCells, require_small
from sunmao.data.tables.packages import WORKBOOKS, require_package
from sunmao.errors import BadData, BadValue
from sunmao.texts import get_both

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_CELL = re.compile(rb"<c\b[^>]*>\s*<f[\s/>].*?</c>", re.DOTALL)
_VALUE = re.compile(rb"<v\b[^>]*>[^<]|<is\b")


def read_workbook_cells(path: Path, sheet: str | None = None) -> RawCells:
    """The cells of one sheet; of formulas their values as they were last computed.

    Args:
        sheet: its name; None: the first that is not empty.

    Raises: BackendMissing, BadData (too large, no workbook, locked by a password), BadValue (another name of a sheet).
    """
    require_package(WORKBOOKS)
    import python_calamine

    require_small(path.as_posix(), path.stat().st_size)
    formulas = _count_formulas(path) if path.suffix.lower() in (".xlsx", ".xlsm") else (0, 0)
    try:
        with python_calamine.CalamineWorkbook.from_path(path.as_posix()) as book:
            names = book.sheet_names
            if sheet is not None and sheet not in names:
                guess = suggest_nearest(str(sheet), names)
                raise BadValue("table_no_sheet", name=sheet, names=", ".join(names), guess=guess)
            for name in [sheet] if sheet is not None else names:
                rows = [list(map(_write, row)) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=True)]
                if rows := [row for row in rows if any(row)]:
                    break
            else:
                raise BadData("table_empty", path=path.as_posix())
    except python_calamine.PasswordError:
        raise BadData("table_locked", path=path.as_posix()) from None
    except (python_calamine.CalamineError, OSError):
        raise BadData("table_no_workbook", path=path.as_posix()) from None
    found = RawCells(rows, ",", get_both("table_sheet", name=name))
    if len(names) > 1 and sheet is None:
        found.notes.append(("table_other_sheets", {"name": name, "names": ", ".join(names)}))
    if formulas[0]:
        found.notes.append(("table_formulas", {"count": formulas[0]}))
    if formulas[1]:
        found.notes.append(("table_formulas_empty", {"count": formulas[1]}))
    return found


def _write(cell: Any) -> str:
    """A cell as a text that is read again as what it is."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d" if cell.time() == time() else "%Y-%m-%d %H:%M:%S")
    if isinstance(cell, (date, time, timedelta)):
        return str(cell)
    return str(cell)


def _count_formulas(path: Path) -> tuple[int, int]:
    """(formulas in all sheets, those of them without a value: no program has computed them yet). Raises BadData for
    what is no workbook, or too large when unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            require_small(path.as_posix(), sum(each.file_size for each in archive.infolist()))
            sheets = [each for each in archive.namelist() if each.startswith("xl/worksheets/sheet")]
            cells = [cell for name in sheets for cell in _CELL.findall(archive.read(name))]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return 0, 0  # calamine says what is wrong
    return len(cells), sum(not _VALUE.search(cell) for cell in cells)

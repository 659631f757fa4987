"""Types of the cells of a column: numbers, classes, dates or text; guessed from how they are written."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

TYPES = ("number", "class", "date", "text")
MISSING = frozenset(
    ("", "na", "n/a", "nan", "null", "?", "-", "–", "—", "空", "缺失")
    + ("#n/a", "#div/0!", "#value!", "#ref!", "#name?", "#num!", "#null!")
)
MAX_CLASSES = 20
RULING = 0.8  # share of the filled cells that say the type; the others count as missing

_NUMBER = re.compile(r"([-+−]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*([^\d\s.,;:+/_-][^\d\s]{0,7})?")
_PLAIN = frozenset("0123456789.-")
_SAFE_DIGITS, _LONGEST_PLAIN = 16, 300  # so many are kept whole in a float; so many make none that is infinite
_THOUSANDS = re.compile(r"[-+−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)")
_COMMA = re.compile(r"[-+−]?\d*,\d+(?:\s*[^\d\s,.]{1,8})?")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?")


@dataclass
class Column:
    """The cells of a column, read.

    type: one of TYPES. values: an int, a float or a text each, None where there is none. unit: that all numbers share,
    or ''. missing: how many cells are empty. odd: the places of cells that are filled and not of the type, whose value
    is None.
    """

    type: str
    values: list
    unit: str = ""
    missing: int = 0
    odd: list[int] = field(default_factory=list)


def is_missing(cell: str) -> bool:
    """Whether a cell says that there is nothing.

    >>> is_missing(' NA '), is_missing('0')
    (True, False)
    """
    return cell.strip().casefold() in MISSING


def parse_number(cell: str, comma: bool = False) -> tuple[float | int, str] | None:
    """A cell's number and its unit; None for what is none. comma: a comma stands before the decimals.

    >>> parse_number('5.1 cm'), parse_number('3,5', comma=True), parse_number('1,250'), parse_number('A4')
    ((5.1, 'cm'), (3.5, ''), (1250, ''), None)
    """
    text = cell.strip()
    if comma:
        text = text.replace(".", "").replace(",", ".", 1)
    elif "," in text and (found := _THOUSANDS.match(text)):
        text = found[0].replace(",", "") + text[found.end() :]
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    digits = found[1].replace("−", "-")
    number = int(digits) if len(digits) < 16 and digits.lstrip("+-").isdecimal() else float(digits)
    return (number, found[2] or "") if math.isfinite(number) else None


def parse_date(cell: str) -> str | None:
    """A date as ISO writes it, with its time where it has one; None for what is none.

    >>> parse_date('2026/3/1'), parse_date('2026年3月1日 8:05'), parse_date('2026-02-30')
    ('2026-03-01', '2026-03-01 8:05', None)
    """
    found = _DATE.fullmatch(cell.strip())
    if not found:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None
    return f"{day} {found[4]}" if found[4] else day


def has_decimal_commas(cells: Sequence[str], mark: str) -> bool:
    """Whether numbers have a comma before their decimals. mark: what stands between the cells of a line: beside a
    comma, '1,250' is a thousand.
    """
    commas = [cell for cell in map(str.strip, cells) if "," in cell and _COMMA.fullmatch(cell)]
    points = sum("." in cell and parse_number(cell) is not None for cell in cells)
    certain = [cell for cell in commas if not _THOUSANDS.fullmatch(cell)]
    return len(commas) > points and bool(certain or mark != ",")


def read_column(cells: Sequence[str], type: str | None = None, comma: bool = False) -> Column:
    """The values of a column. type: one of TYPES; None: it is guessed. comma: as of `parse_number`."""
    if type in (None, "number") and (plain := _read_plain_numbers(cells, comma)):
        return plain
    # Each text is looked at once, however many cells have it.
    empty = {cell for cell in set(cells) if is_missing(cell)}
    filled = [place for place, cell in enumerate(cells) if cell not in empty]
    missing = len(cells) - len(filled)
    if type in (None, "number"):
        parsed = {cell: parse_number(cell, comma) for cell in set(cells) - empty}
        numbers = {place: found for place in filled if (found := parsed[cells[place]])}
        units = Counter(unit for _, unit in numbers.values())
        # Where some numbers have one unit and the others none, it is the unit of all.
        named = [unit for unit, _ in units.most_common() if unit]
        unit = named[0] if len(named) == 1 or (named and units[named[0]] >= units[""]) else ""
        count = units[unit] + (units[""] if unit else 0)
        if type == "number" or (filled and count >= RULING * len(filled)):
            # A number without its unit is one all the same; one with another unit is not.
            taken = {place: number for place, (number, said) in numbers.items() if said in ("", unit)}
            return _fill("number", len(cells), taken, filled, missing, unit)
    if type in (None, "date"):
        days = {cell: parse_date(cell) for cell in set(cells) - empty}
        dates = {place: day for place in filled if (day := days[cells[place]])}
        if type == "date" or (filled and len(dates) >= RULING * len(filled)):
            return _fill("date", len(cells), dates, filled, missing)
    words = {place: cells[place].strip() for place in filled}
    if type is None:
        different = len(set(words.values()))
        repeated = different <= max(2, len(filled) // 2)
        short = different <= MAX_CLASSES and different < max(2, len(filled))
        type = "class" if repeated or short else "text"
    return _fill(type, len(cells), words, filled, missing)


def _read_plain_numbers(cells: Sequence[str], comma: bool) -> Column | None:
    """A column of nothing but plain numbers and empty cells, in a tenth of the time; None where there is more to it."""
    letters = set().union(*cells)
    if not letters or not letters <= _PLAIN or (comma and "." in letters):
        return None
    longest = max(map(len, cells))
    try:
        if "." in letters or longest >= _SAFE_DIGITS:
            values = [float(cell) if cell else None for cell in cells]
        else:
            values = [int(cell) if cell else None for cell in cells]
    except ValueError:
        return None
    if longest > _LONGEST_PLAIN:  # it may be infinite
        return None
    return Column("number", values, missing=values.count(None))


def guess_type(values: Sequence) -> str:
    """Type of the values of a column in a program: all numbers, else as they are written."""
    given = [value for value in values if value is not None]
    if given and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in given):
        return "number"
    return read_column(["" if value is None else str(value) for value in values]).type


def _fill(type: str, count: int, found: dict, filled: list[int], missing: int, unit: str = "") -> Column:
    values: list = [None] * count
    for place, value in found.items():
        values[place] = value
    if type == "number" and any(isinstance(value, float) for value in found.values()):
        values = [value if value is None else float(value) for value in values]
    return Column(type, values, unit, missing, [place for place in filled if place not in found])

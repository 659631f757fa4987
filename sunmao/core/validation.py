"""Arguments that a pupil gives, checked: what does not fit is told with what would."""

import math
from collections.abc import Iterable
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue

MAX_INTEGER = 2**53  # the largest whole number that is exact everywhere, in JSON too


def require_number(name: str, value: Any, least: Any) -> None:
    """Raises BadValue unless the value is a finite number from `least` on."""
    try:
        good = not isinstance(value, bool) and least <= float(value) < float("inf")
    except (TypeError, ValueError):
        good = False
    if not good:
        raise BadValue("bad_number", argument=name, value=repr(value), least=least)


def require_range(argument: str, value: Any, least: float, most: float) -> float:
    """`value` as a number from `least` to `most`; true and false count as 1 and 0.

    Raises:
        BadValue: it lies outside, or is no number.

    Example:
        >>> require_range('value', 0.5, 0, 1)
        0.5
    """
    try:
        number = float(value) if not isinstance(value, str) else math.nan
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not least <= number <= most:
        raise BadValue(
            "part_out_of_range",
            argument=argument,
            value=repr(value)[:60],
            least=_format_number(least),
            most=_format_number(most),
        )
    return number


def require_share(name: str, value: Any) -> float:
    """The number from 0 to 1 that was meant. Raises BadValue for any other."""
    try:
        good = not isinstance(value, (bool, str)) and 0 <= float(value) <= 1
    except (TypeError, ValueError):
        good = False
    if not good:
        raise BadValue("bad_share", argument=name, value=repr(value))
    return float(value)


def require_whole(name: str, value: Any, least: int, most: int = MAX_INTEGER) -> int:
    """The whole number that was meant. Raises BadValue for any other, also for one with a fraction."""
    try:
        number = int(value) if isinstance(value, (str, int)) else int(float(value))
        good = not isinstance(value, bool) and least <= number <= most and (isinstance(value, str) or number == value)
    except (TypeError, ValueError, OverflowError):
        good = False
    if not good:
        key = "bad_whole" if most == MAX_INTEGER else "bad_whole_between"
        raise BadValue(key, argument=name, value=repr(value), least=least, most=most)
    return number


def require_choice(argument: str, value: Any, names: Iterable[str]) -> str:
    """The one of `names` that was meant; capital letters do not matter. Raises BadValue with the nearest."""
    found = {name.lower(): name for name in names}.get(str(value).lower())
    if found is None:
        raise BadValue(
            "unknown_choice",
            argument=argument,
            value=value,
            guess=suggest_nearest(value, names),
            names=", ".join(names),
        )
    return found


def require_label(label: Any, classes: list[str]) -> str:
    """The label of a model that was meant; capital letters matter where it has both. Raises BadValue with the nearest."""
    label = str(label)
    found = label if label in classes else {name.lower(): name for name in classes}.get(label.lower())
    if found is None:
        raise BadValue("unknown_class", label=label, guess=suggest_nearest(label, classes), names=format_names(classes))
    return found


def _format_number(number: float) -> str:
    return f"{number:.10g}"

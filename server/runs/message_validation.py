"""Reads a row of a log, and numbers that JSON can hold: a program and a file may say anything."""

import math
from typing import Any

from sunmao.protocol.messages import find_kind, from_dict, to_dict


def read_row(row: Any) -> dict | None:
    """An object out of a log as this version writes the event; None where it is none: numbered, with its time, and
    values of its kind's declared types. Kinds of a newer version stay as they are.
    """
    if not isinstance(row, dict) or not isinstance(row.get("kind", ""), str):
        return None
    if type(row.get("seq")) is not int or get_finite(row.get("t")) is None or row["t"] < 0:
        return None
    try:
        return {**row, **to_dict(from_dict(row))} if find_kind(row.get("kind")) else row
    except ValueError:
        return None


def get_finite(value: Any) -> int | float | None:
    """The value when it is a number that JSON can hold, else None: what a program or a file says is not what it should
    be.
    """
    try:
        return value if type(value) in (int, float) and math.isfinite(value) else None
    except OverflowError:  # a whole number of hundreds of digits
        return None

"""Whether a message from a program is one that a program may send, with values of the declared types."""

import math
import types
from dataclasses import fields
from functools import cache
from typing import Union, get_args, get_origin, get_type_hints

from sunmao.protocol import messages

ALLOWED = (
    messages.Output,
    messages.CurrentLine,
    messages.VariableValues,
    messages.Metric,
    messages.Progress,
    messages.Image,
    messages.TableRows,
    messages.TrainingStarted,
    messages.TrainingEnded,
    messages.Evaluation,
    messages.DetectionEvaluation,
    messages.SegmentationEvaluation,
    messages.TagEvaluation,
    messages.NumberEvaluation,
    messages.FileWritten,
    messages.Notice,
    messages.Ask,
    messages.AskAnswered,
    messages.DeviceOpened,
    messages.VideoStarted,
    messages.BridgeRequest,
    messages.ProgramError,
    messages.RunState,
)


def is_valid(message) -> bool:
    """Whether the page may be told this: a program can send anything down its connection."""
    return isinstance(message, ALLOWED) and all(
        isinstance(getattr(message, name), kinds)
        for name, kinds in _get_field_types(type(message))  # type: ignore[arg-type]  # classes are hashable
    )


def is_valid_row(row) -> bool:
    """Whether an object out of a log is an event: numbered, with its time, and values of its kind's declared types.

    Kinds of a newer version are.
    """
    if not isinstance(row, dict) or not isinstance(row.get("kind", ""), str):
        return False
    if type(row.get("seq")) is not int or get_finite(row.get("t")) is None or row["t"] < 0:
        return False
    kind: type | None = messages.KINDS.get(row.get("kind", ""))
    if kind is None:
        return True
    types_of = _get_field_types(kind)
    return all(isinstance(row[name], kinds) for name, kinds in types_of if name in row)


def get_finite(value) -> int | float | None:
    """The value when it is a number that JSON can hold, else None: what a program or a file says is not what it should
    be.
    """
    try:
        return value if type(value) in (int, float) and math.isfinite(value) else None
    except OverflowError:  # a whole number of hundreds of digits
        return None


@cache
def _get_field_types(kind: type) -> list[tuple[str, tuple]]:
    hints = get_type_hints(kind)
    return [(field.name, _get_classes(hints[field.name])) for field in fields(kind)]


def _get_classes(hint) -> tuple:
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(kind for part in get_args(hint) for kind in _get_classes(part))
    return (int, float) if hint is float else (hint,)

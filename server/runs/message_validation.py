"""Whether a message from a program is one that a program may send, with values of the declared types."""

import math
import types
from dataclasses import fields
from functools import cache
from typing import Union, get_args, get_origin, get_type_hints

from sunmao.protocol import messages

ALLOWED = (
    messages.Output, messages.Line, messages.Values, messages.Metric, messages.Progress, messages.Image, messages.Table, messages.Training, messages.Trained,
    messages.Marks, messages.BoxMarks, messages.File, messages.Note, messages.Ask, messages.Answered, messages.Device, messages.Live, messages.Reach,
    messages.Error, messages.State,
)


def is_good(message) -> bool:
    """Whether the page may be told this: a program can send anything down its connection."""
    return isinstance(message, ALLOWED) and all(
        isinstance(getattr(message, name), kinds) for name, kinds in _kinds(type(message))
    )


def finite(value) -> int | float | None:
    """The value when it is a number that JSON can hold, else None: what a program or a file says is not what it should be."""
    return value if type(value) in (int, float) and math.isfinite(value) else None


@cache
def _kinds(kind: type) -> list[tuple[str, tuple]]:
    hints = get_type_hints(kind)
    return [(field.name, _classes(hints[field.name])) for field in fields(kind)]


def _classes(hint) -> tuple:
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(kind for part in get_args(hint) for kind in _classes(part))
    return (int, float) if hint is float else (hint,)

"""Place where a program asked to be called back: an error that the library meets on the way there belongs to that line,
not to the one that waits.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from types import CodeType, FrameType
from typing import NamedTuple

_ATTRIBUTE = "_sunmao_origin"


class Origin(NamedTuple):
    """A place in a program. span: as of `get_span`."""

    filename: str
    line: int
    span: list[int]


def get_span(code: CodeType, instruction: int) -> list[int]:
    """[line, column, end line, end column] of the expression at an instruction's offset; [] where unknown."""
    positions = islice(code.co_positions(), instruction // 2, None)
    line, end_line, column, end_column = next(positions, (None,) * 4)
    if line is None or end_line is None or column is None or end_column is None:
        return []
    return [line, column, end_line, end_column]


def find_origin() -> Origin | None:
    """The innermost place outside the library that runs now: where a handler is registered, a part is opened."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and str(frame.f_globals.get("__name__")).partition(".")[0] == "sunmao":
        frame = frame.f_back
    return Origin(frame.f_code.co_filename, frame.f_lineno, get_span(frame.f_code, frame.f_lasti)) if frame else None


@contextmanager
def blame(origin: Origin | None) -> Iterator[None]:
    """Errors in here belong to `origin`, unless they come out of the program's own lines."""
    try:
        yield
    except Exception as error:
        step = error.__traceback__
        while origin and step is not None and step.tb_frame.f_code.co_filename != origin.filename:
            step = step.tb_next
        if origin:  # the innermost decides, also that it is nobody's
            error.__dict__.setdefault(_ATTRIBUTE, origin if step is None else None)
        raise


def get_origin(error: BaseException) -> Origin | None:
    """The place that an error belongs to by `blame`, if any."""
    return error.__dict__.get(_ATTRIBUTE)

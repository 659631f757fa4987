"""The result of a benchmark: rows, one after the other, each as soon as it is known; and the way to print them."""

import math
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

Value = TypeVar("Value")


class Size(StrEnum):
    """The amount of work: the full one, whose rows count, or the least that shows that all parts work."""

    FULL = "full"
    SMALLEST = "smallest"

    def pick(self, full: Value, smallest: Value) -> Value:
        """The value for this size."""
        return full if self is Size.FULL else smallest


@dataclass(frozen=True)
class Row:
    """One line of the table. ours, peer: in `unit` (peer None: the goal is absolute); goal: '<= 0.15', '>= 97', of the
    ratio where there is a peer, else of `ours`; processor_ratio: processor time of ours by the peer's, where both were
    measured; wall, processor: seconds by the clock and of all processes that finding the row took (the command adds
    them).
    """

    name: str
    ours: float
    unit: str
    goal: str
    peer: float | None = None
    peer_name: str = ""
    note: str = ""
    processor_ratio: float | None = None
    wall: float = math.nan
    processor: float = math.nan

    @property
    def ratio(self) -> float | None:
        """ours / peer."""
        return None if self.peer is None else self.ours / self.peer if self.peer else math.inf if self.ours else 1.0

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        sign, limit = self.goal.split()
        value = self.ours if self.ratio is None else self.ratio
        return value <= float(limit) if sign == "<=" else value >= float(limit)

    def cells(self) -> list[str]:
        """The row's cells as text."""
        return [
            self.name,
            f"{self.ours:.1f} {self.unit}",
            "–" if self.peer is None else f"{self.peer:.1f} {self.unit} ({self.peer_name})",
            format_ratio(self.ratio),
            format_ratio(self.processor_ratio),
            self.goal,
            "holds" if self.holds else "MISSES",
            f"{self.wall:.1f}",
            f"{self.processor:.1f}",
            self.note,
        ]


@dataclass(frozen=True)
class MissingRow:
    """A row in the place of those that could not be measured. failed: it should have worked."""

    name: str
    reason: str
    failed: bool = True


class NotHere(Exception):
    """Something that a benchmark needs is not on this computer; the message names it."""


class Benchmark(Protocol):
    """A module of benchmarks/ that `python -m benchmarks` knows. The first line of its docstring says what it measures."""

    def measure(self, size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
        """Yield each row as soon as it is known. Raises NotHere."""


def attempt(name: str, work: Callable[..., Row | Iterable], *words) -> Iterator[Row | MissingRow]:
    """The rows of one part of a benchmark, and where it breaks, that: the other parts go on."""
    try:
        found = work(*words)
        yield from [found] if isinstance(found, Row) else found
    except NotHere as reason:
        yield MissingRow(name, str(reason), failed=False)
    except Exception as error:
        traceback.print_exc()
        yield MissingRow(name, f"{type(error).__name__}: {error}".splitlines()[0])


HEAD = ["name", "ours", "peer", "ratio", "cpu ratio", "goal", "", "wall s", "cpu s", "note"]
WIDTHS = [56, 16, 36, 6, 9, 9, 6, 7, 7, 0]  # a row is printed before the next one is known, so no cell can widen them


def format_line(cells: list[str]) -> str:
    """One line of the table that grows."""
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def format_result(result: Row | MissingRow, size: Size = Size.FULL) -> str:
    """A row, or why there is none, as a line. What the smallest case measures is too little to be judged."""
    if isinstance(result, Row):
        cells = result.cells()
        return format_line([*cells[:6], size.pick(cells[6], "–"), *cells[7:]])
    return f"{result.name.ljust(WIDTHS[0])}  {'FAILED' if result.failed else 'left out'}: {result.reason}"


def format_ratio(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f}"


def align_columns(lines: list[list[str]]) -> str:
    """Lines of cells, the first the heads, as columns."""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def format_spread(values: list[float], digits: int = 0) -> str:
    """From the smallest to the largest, as a note."""
    return f"{min(values):.{digits}f}–{max(values):.{digits}f}"


def report_progress(line: str) -> None:
    """Say on standard error how far a long row is."""
    print(f"  {line}", file=sys.stderr, flush=True)

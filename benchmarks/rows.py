"""What a benchmark gives back, and how rows are printed."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. ours, peer: in `unit` (peer None: the goal is absolute); goal: '<= 0.15', '>= 97', of the
    ratio where there is a peer, else of `ours`."""

    name: str
    ours: float
    unit: str
    goal: str
    peer: float | None = None
    peer_name: str = ""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """ours / peer."""
        return None if self.peer is None else self.ours / self.peer

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        sign, limit = self.goal.split()
        value = self.ours if self.ratio is None else self.ratio
        return value <= float(limit) if sign == "<=" else value >= float(limit)

    def cells(self) -> list[str]:
        """The row's cells as text."""
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}"
        peer = "–" if self.peer is None else f"{self.peer:.1f} {self.unit} ({self.peer_name})"
        return [
            self.name,
            f"{self.ours:.1f} {self.unit}",
            peer,
            ratio,
            self.goal,
            "holds" if self.holds else "MISSES",
            self.note,
        ]


HEAD = ["name", "ours", "peer", "ratio", "goal", "", "note"]


def table(rows: list[Row]) -> str:
    """The rows as an aligned table."""
    return aligned([HEAD, *(row.cells() for row in rows)])


def aligned(lines: list[list[str]]) -> str:
    """Lines of cells, the first the heads, as columns."""
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def milliseconds(work: Callable[[], object]) -> float:
    """How long a call takes."""
    since = time.perf_counter()
    work()
    return (time.perf_counter() - since) * 1000


def spread(values: list[float], digits: int = 0) -> str:
    """From the smallest to the largest, as a note."""
    return f"{min(values):.{digits}f}–{max(values):.{digits}f}"

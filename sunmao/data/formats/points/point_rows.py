"""A row of a table of points, as text and as numbers: the columns, declared once."""

import math
from dataclasses import dataclass

import numpy as np

from sunmao.landmarks.landmarks import Landmarks
from sunmao.landmarks.targets.registry import TARGETS
from sunmao.landmarks.targets.target import Target

# What stands before the points: `what` is 'hand', 'body' or 'face'; side 'left', 'right' or empty; score how sure the
# model was, 0 to 1; width, height: pixels of the picture; split 'train', 'val', 'test' or empty; group: the hold of the
# button, or the person, whose rows stay in one part, or empty.
ABOUT = ("what", "side", "score", "width", "height", "split", "group")
PLACES = 2  # of a pixel's decimals
LARGEST = 1e6  # pixels


@dataclass(frozen=True, eq=False)
class PointRow:
    """The points of one hand, body or face, without its picture.

    size: (width, height) of that picture in pixels. split: 'train', 'val' or 'test', or None where nobody says one.
    group: what stays in one part when the data set is divided, or None.
    """

    landmarks: Landmarks
    size: tuple[int, int]
    split: str | None = None
    group: str | None = None


def list_columns(target: Target) -> list[str]:
    """The names of all columns: those of `ABOUT`, then `x0`, `y0`, `z0` in pixels, where points can be hidden also `v0`
    (how likely it is seen, 0 to 1), and so on for each point.
    """
    letters = "xyzv" if target.values > 3 else "xyz"
    return [*ABOUT, *(f"{letter}{place}" for place in range(target.point_count) for letter in letters)]


def find_table_target(columns: list[str]) -> Target | None:
    """Target of the rows of a table with these columns, the largest whose points all have a column; None where
    they are no points.
    """
    there = set(columns)
    fitting = [each for each in TARGETS.values() if {*list_columns(each)[len(ABOUT) :], "what"} <= there]
    return max(fitting, key=lambda each: each.point_count, default=None)


def write_cells(row: PointRow) -> dict[str, str]:
    """The text of each column of a row."""
    found = row.landmarks
    about = (
        found.target.name,
        found.side or "",
        _format_coordinate(found.score, 4),
        *row.size,
        row.split or "",
        row.group or "",
    )
    numbers = [[_format_coordinate(value, PLACES) for value in point] for point in found.points.tolist()]
    if found.target.values > 3:
        numbers = [
            [*point, _format_coordinate(seen, 4)]
            for point, seen in zip(numbers, found.visibility.tolist(), strict=True)
        ]
    cells = [*map(str, about), *(cell for point in numbers for cell in point)]
    return dict(zip(list_columns(found.target), cells, strict=True))


def read_cells(cells: dict[str, str], target: Target) -> PointRow | None:
    """The row of a table about a target; None where its points are not all numbers, or all at one place."""
    width = 4 if target.values > 3 else 3
    try:
        numbers = np.array([cells[name] or "nan" for name in list_columns(target)[len(ABOUT) :]], float)
    except (KeyError, ValueError):
        return None
    rows = numbers.reshape(target.point_count, width)
    if not np.isfinite(rows).all() or np.abs(rows).max() > LARGEST or np.ptp(rows[:, :2], axis=0).max() == 0:
        return None
    visibility = rows[:, 3].clip(0, 1) if width > 3 else np.ones(len(rows))
    side = cells.get("side", "").strip().lower()
    score, *size = (_read_number(cells.get(name, "")) for name in ("score", "width", "height"))
    landmarks = Landmarks(
        target,
        rows[:, :3].astype(np.float32),
        visibility.astype(np.float32),
        min(score, 1.0),
        side if side in ("left", "right") and target.has_sides else None,
    )
    return PointRow(landmarks, (int(size[0]), int(size[1])), group=cells.get("group", "").strip() or None)


def _format_coordinate(value: float, places: int) -> str:
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _read_number(cell: str) -> float:
    """A number from 0 on; 0 for none."""
    try:
        value = float(cell)
    except ValueError:
        return 0.0
    return value if math.isfinite(value) and 0 <= value <= LARGEST else 0.0

"""Base of the formats of motion: files become a listing of gestures, with what was done to them, and its parts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.reading.part_division import divide_listing
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.errors import NotAMotion
from sunmao.motion.motion_clip import RATE
from sunmao.motion.motion_files import MOTION_BYTES, UNITS, MotionTable, parse_motion
from sunmao.motion.windows import NEAR, WINDOW

TASK, SAMPLE_KIND = "motion_classification", "motion"
SECONDS = WINDOW / RATE
OTHER_RATE = 1.5  # times the slowest one: what is faster was recorded in another way


@dataclass(frozen=True)
class MotionRow:
    """A file of motion. split: None where nobody says one."""

    file: str
    label: str
    split: str | None = None


def make_motion_listing(tree: FileTree, format: str, rows: Iterable[MotionRow]) -> DatasetListing:
    """The listing of some files: of each the two seconds that move most. What cannot be read is left out, and all that
    was done is counted.
    """
    found = DatasetListing(tree.root, divided=False, task=TASK, format=format, sample_kind=SAMPLE_KIND)
    kept: list[tuple[MotionRow, MotionTable]] = []
    damaged: dict[str, list[MotionRow]] = {}
    for row in rows:
        try:
            kept.append((row, _read_table(tree, row.file)))
        except NotAMotion as error:
            damaged.setdefault(error.key, []).append(row)
    for key, some in damaged.items():
        _report(found, f"{key}_left", some)
    _report(found, "motions_cut", [row for row, table in kept if table.clip.duration > SECONDS + NEAR])
    _report(found, "motions_padded", [row for row, table in kept if table.clip.duration < SECONDS - NEAR])
    slowest = min((table.rate for _, table in kept), default=0.0)
    faster = [(row, table.rate) for row, table in kept if table.rate > OTHER_RATE * slowest]
    fastest = max((rate for _, rate in faster), default=0.0)
    rates = {"slowest": round(slowest), "fastest": round(fastest), "rate": RATE}
    _report(found, "motions_rates_differ", [row for row, _ in faster], **rates)
    for unit in list(UNITS)[1:]:
        assumed = [row for row, table in kept if table.assumed and table.unit == unit]
        _report(found, "motions_unit_assumed", assumed, unit=unit)
    if not kept:
        found.findings.insert(0, Issue("motions_none", {"path": tree.root.as_posix()}, "reject"))
    found.classes = sorted({row.label for row, _ in kept})
    found.items = [Sample(tree.place(row.file), row.label, row.split or "train") for row, _ in kept]
    divide_listing(found, {row.split for row, _ in kept})
    return found


def _read_table(tree: FileTree, path: str) -> MotionTable:
    """Read a file of motion. Raises NotAMotion."""
    if tree.files[path].size > MOTION_BYTES:
        raise NotAMotion("motion_large", name=path, most=MOTION_BYTES // 2**20)
    try:
        data = tree.read(path, MOTION_BYTES)
    except OSError:
        raise NotAMotion("not_a_motion", name=path) from None
    return parse_motion(data, path)


def _report(found: DatasetListing, key: str, rows: list[MotionRow], **more: Any) -> None:
    if rows:
        names = tuple(row.file for row in rows)
        holes = {"count": len(rows), "names": format_names(names), **more}
        found.findings.append(Issue(key, holes, "warn", names, len(rows)))

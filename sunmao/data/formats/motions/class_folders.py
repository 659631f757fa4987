"""Tables of motion in folders by class (`gestures/wave/1.csv`), a gesture each, which may lie in folders for the parts
(`train/wave/1.csv`).
"""

from dataclasses import dataclass

from sunmao.core.name_formatting import format_names
from sunmao.data.dataset_metadata import read_metadata
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.reading.part_division import divide_listing
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.errors import NotAMotion
from sunmao.motion.motion_clip import RATE
from sunmao.motion.motion_files import ENDING, MOTION_BYTES, UNITS, MotionTable, find_columns, parse_motion, split_rows
from sunmao.motion.windows import NEAR, WINDOW

NAME, TASK, SAMPLE_KIND = "motion_folders", "motion_classification", "motion"
START = 1024  # bytes of a table that show its columns
SECONDS = WINDOW / RATE


@dataclass(frozen=True)
class MotionRow:
    """A table of motion. split: None where nobody says one."""

    file: str
    label: str
    split: str | None = None


def list_rows(tree: FileTree) -> list[MotionRow]:
    """The tables in folders, each with the class that its innermost folder says that is no part."""
    found = []
    for path in tree.list_ending(ENDING):
        folders = path.split("/")[:-1]
        parts = [get_split(folder) for folder in folders]
        named = [folder for folder, part in zip(folders, parts, strict=True) if part is None]
        if named:
            found.append(MotionRow(path, named[-1], next(filter(None, parts), None)))
    return found


def recognize(tree: FileTree) -> bool:
    """Whether tables lie in folders of at least two classes, and the first ones of most classes are of motion; or it
    began as a data set of motion, and all may still be empty.
    """
    if tree.folder and read_metadata(tree.root).get("task") == TASK:
        return True
    first: dict[str, str] = {}
    for row in list_rows(tree):
        first.setdefault(row.label, row.file)
    return len(first) > 1 and 2 * sum(_is_motion(tree, path) for path in first.values()) > len(first)


def _is_motion(tree: FileTree, path: str) -> bool:
    try:
        rows = split_rows(tree.read(path, START).rpartition(b"\n")[0])
    except OSError:
        return False
    return bool(rows) and find_columns(rows[0]) is not None


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`: of each file the two seconds that move most. What
    cannot be read is left out, and all that was done is counted.
    """
    found = DatasetListing(tree.root, divided=False, task=TASK, format=NAME, sample_kind=SAMPLE_KIND)
    kept: list[tuple[MotionRow, MotionTable]] = []
    damaged: dict[str, list[MotionRow]] = {}
    for row in list_rows(tree):
        try:
            kept.append((row, _read_table(tree, row.file)))
        except NotAMotion as error:
            damaged.setdefault(error.key, []).append(row)
    for key, some in damaged.items():
        _report(found, f"{key}_left", some)
    _report(found, "motions_cut", [row for row, table in kept if table.clip.duration > SECONDS + NEAR])
    _report(found, "motions_padded", [row for row, table in kept if table.clip.duration < SECONDS - NEAR])
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
    """Read a table of motion. Raises NotAMotion."""
    if tree.files[path].size > MOTION_BYTES:
        raise NotAMotion("motion_large", name=path, most=MOTION_BYTES // 2**20)
    try:
        data = tree.read(path, MOTION_BYTES)
    except OSError:
        raise NotAMotion("not_a_motion", name=path) from None
    return parse_motion(data, path)


def _report(found: DatasetListing, key: str, rows: list[MotionRow], **more: str) -> None:
    if rows:
        names = tuple(row.file for row in rows)
        holes = {"count": len(rows), "names": format_names(names), **more}
        found.findings.append(Issue(key, holes, "warn", names, len(rows)))


MOTION_FOLDERS = DatasetFormat(
    NAME,
    {"zh": "每类一个动作文件夹", "en": "folders of motion of each class"},
    (TASK,),
    recognize,
    read,
    sample_kind=SAMPLE_KIND,
)

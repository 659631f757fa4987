"""Base of the formats of motion: files become a listing of gestures, with what was done to them, and its parts."""

from collections.abc import Iterable

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.labels.recordings import Recording, read_recordings, report_recordings
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


def make_motion_listing(tree: FileTree, format: str, rows: Iterable[Recording]) -> DatasetListing:
    """The listing of some files: of each the two seconds that move most. What cannot be read is left out, and all that
    was done is counted.
    """
    found = DatasetListing(tree.root, divided=False, task=TASK, format=format, sample_kind=SAMPLE_KIND)
    kept = read_recordings(found, rows, lambda path: _read_table(tree, path))
    report_recordings(found, "motions_cut", [row for row, table in kept if table.clip.duration > SECONDS + NEAR])
    report_recordings(found, "motions_padded", [row for row, table in kept if table.clip.duration < SECONDS - NEAR])
    slowest = min((table.rate for _, table in kept), default=0.0)
    faster = [(row, table.rate) for row, table in kept if table.rate > OTHER_RATE * slowest]
    fastest = max((rate for _, rate in faster), default=0.0)
    rates = {"slowest": round(slowest), "fastest": round(fastest), "rate": RATE}
    report_recordings(found, "motions_rates_differ", [row for row, _ in faster], **rates)
    for unit in list(UNITS)[1:]:
        assumed = [row for row, table in kept if table.assumed and table.unit == unit]
        report_recordings(found, "motions_unit_assumed", assumed, unit=unit)
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

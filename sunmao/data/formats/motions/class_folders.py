"""Tables of motion in folders by class (`gestures/wave/1.csv`), a gesture each, which may lie in folders for the parts
(`train/wave/1.csv`).
"""

from collections import Counter
from pathlib import Path

from sunmao.data.dataset_metadata import read_metadata, write_metadata
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.labels.recordings import Recording, list_in_folders
from sunmao.data.formats.motions.listing import SAMPLE_KIND, TASK, make_motion_listing
from sunmao.data.listing import DatasetListing
from sunmao.motion.motion_clip import MotionClip
from sunmao.motion.motion_files import ENDING, MOTION_BYTES, find_columns, read_motion, split_rows, write_motion
from sunmao.motion.windows import make_window

NAME = "motion_folders"
START = 1024  # bytes of a table that show its columns


def list_rows(tree: FileTree) -> list[Recording]:
    """The tables in folders, see `list_in_folders`."""
    return list_in_folders(tree.list_ending(ENDING))


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
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    return make_motion_listing(tree, NAME, list_rows(tree))


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: a table of each, with the two seconds that move most."""
    write_metadata(folder, TASK, found.classes)
    numbers: Counter[Path] = Counter()
    for item in found.items:
        path = tree.name(item.path)
        clip = MotionClip(make_window(read_motion(tree.read(path, MOTION_BYTES), path)))
        target = folder / ("test" if found.divided and item.split == "test" else "train") / item.require_label()
        numbers[target] += 1
        write_motion(target / f"{numbers[target]}{ENDING}", clip)


MOTION_FOLDERS = DatasetFormat(
    NAME,
    {"zh": "每类一个动作文件夹", "en": "folders of motion of each class"},
    (TASK,),
    recognize,
    read,
    write,
    sample_kind=SAMPLE_KIND,
)

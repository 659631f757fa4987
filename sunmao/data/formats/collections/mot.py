"""MOT Challenge: `gt/gt.txt` of each sequence says what is where in which of its frames."""

import re
from collections.abc import Sequence

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_bytes, read_whole, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.collections.line_files import NUMBER
from sunmao.data.formats.reading.file_lists import is_picture, read_lines
from sunmao.data.formats.reading.image_paths import get_folder, get_stem
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label
from sunmao.data.formats.reading.object_listing import ObjectListing
from sunmao.data.listing import DatasetListing
from sunmao.errors import BadData

_TRUTH = re.compile(r"(?:^|/)gt/gt\.txt$")
# Frame, track, left, top, width, height, whether it counts, class, visibility; MOT15 has a third -1.
_LINE = re.compile(rf"\d{{1,8}},-?\d{{1,8}}(?:\.0)?(?:,{NUMBER}){{5,8}},?")
_SEGMENTS = re.compile(r"\d+ \d+ \d+ \d+ \d+ \S+")  # MOTS: frame, thing, class, height, width, mask
_CLASSES = (
    "pedestrian",
    "person on vehicle",
    "car",
    "bicycle",
    "motorbike",
    "non motorized vehicle",
    "static person",
    "distractor",
    "occluder",
    "occluder on the ground",
    "occluder full",
    "reflection",
    "crowd",
)


def _find_truths(tree: FileTree) -> list[str]:
    return [path for path in tree.files if _TRUTH.search(path.lower())]


def recognize(tree: FileTree) -> bool:
    """Whether a `gt/gt.txt` holds lines of numbers that begin with frame and track."""
    for path in _find_truths(tree)[:20]:
        lines = split_lines(read_bytes(tree, path, 4096), whole=False)
        if lines and (_LINE.fullmatch(lines[0].replace(" ", "")) or _SEGMENTS.match(lines[0])):
            return True
    return False


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. Raises BadData for the masks of MOTS."""
    found, truths = ObjectListing(tree, "mot"), _find_truths(tree)
    frames, classes = _index_frames(tree, truths), []
    for path in truths:
        names = [clean_label(line) for line in read_lines(tree, f"{get_folder(path)}/labels.txt")] or _CLASSES
        classes += names
        for line in split_lines(read_whole(tree, path)):
            if _SEGMENTS.match(line):
                raise BadData("collection_masks", name=path, kind="MOTS")
            _put_line(line, path, names, frames.get(path, {}), found)
    return found.finish(classes)


def _put_line(line: str, path: str, names: Sequence[str], frames: dict[int, str], found: ObjectListing) -> None:
    if not _LINE.fullmatch(line.replace(" ", "")):
        return found.faults.add("table_odd_rows", path, line=line[:60])
    frame, _, x, y, width, height, counts, *rest = map(float, line.rstrip(", ").split(","))
    canvas = found.open_at(path, frames.get(int(frame)), f"{path}: {int(frame)}")
    if canvas is None:
        return None
    number = int(rest[0]) if rest else -1
    label = "pedestrian" if number == -1 else names[number - 1] if 0 < number <= len(names) else f"class_{number}"
    return _put_thing(clean_label(label), counts, (x, y, x + width, y + height), canvas)


def _put_thing(label: str, counts: float, box: tuple, canvas: ImageAnnotations) -> None:
    if counts == 0:
        return canvas.fault("regions_ignored", kind=label)
    return canvas.put(label, box)


def _index_frames(tree: FileTree, truths: list[str]) -> dict[str, dict[int, str]]:
    """The pictures of each sequence by their number: those below the folder in which its `gt` lies."""
    sequences = {get_folder(get_folder(path)): path for path in truths}
    found: dict[str, dict[int, str]] = {path: {} for path in truths}
    for path in filter(is_picture, tree.files):
        number, folder = re.search(r"(\d{1,9})$", get_stem(path)), get_folder(path)
        while folder and folder not in sequences:
            folder = get_folder(folder)
        if number and folder in sequences:
            found[sequences[folder]].setdefault(int(number[1]), path)
    return found


MOT = DatasetFormat("mot", {"zh": "MOT Challenge", "en": "MOT Challenge"}, ("detection",), recognize, read)

"""CUB-200 Birds: `images.txt` numbers the pictures; classes, boxes and parts are in lists by these numbers."""

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_bytes, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.attributes import parse_text
from sunmao.data.formats.reading.file_lists import is_picture, read_lines
from sunmao.data.formats.reading.image_paths import get_folder
from sunmao.data.formats.reading.object_annotations import clean_label
from sunmao.data.formats.reading.object_listing import ObjectListing
from sunmao.data.listing import DatasetListing

_BOXES = "bounding_boxes.txt"


def _find_folder(tree: FileTree) -> str | None:
    """The folder of the lists, with '/' at its end; None where they are not there."""
    for path in tree.files:
        if path.rpartition("/")[2] == "images.txt":
            start = f"{get_folder(path)}/".lstrip("/")
            if start + _BOXES in tree.files and start + "image_class_labels.txt" in tree.files:
                words = (split_lines(read_bytes(tree, path, 4096), whole=False) or [""])[0].split(" ", 1)
                return start if len(words) == 2 and words[0].isdecimal() and is_picture(words[1]) else None
    return None


def recognize(tree: FileTree) -> bool:
    """Whether there are the lists of numbered pictures, their classes and boxes."""
    return _find_folder(tree) is not None


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`: a box of its class in each picture."""
    start, found = _find_folder(tree) or "", ObjectListing(tree, "cub")
    names = {number: clean_label(name) for number, name in _read_pairs(tree, f"{start}classes.txt").items()}
    labels, boxes = (_read_pairs(tree, start + name) for name in ("image_class_labels.txt", _BOXES))
    parts = _read_pairs(tree, f"{start}train_test_split.txt")
    for number, picture in _read_pairs(tree, f"{start}images.txt").items():
        part = {"1": "train", "0": "test"}.get(parts.get(number, ""))
        canvas = found.open(f"{start}images.txt", picture, part)
        if canvas is not None:
            label = names.get(labels.get(number, "")) or f"class_{labels.get(number, '')}"
            sides = [parse_text(word) for word in boxes.get(number, "").split()]
            if len(sides) == 4 and all(isinstance(side, (int, float)) for side in sides):
                x, y, width, height = map(float, sides)
                canvas.put(label, (x, y, x + width, y + height))
            else:
                canvas.fault("box_no_numbers" if sides else "box_missing")
    return found.finish(names.values())


def _read_pairs(tree: FileTree, path: str) -> dict[str, str]:
    """Number → the rest of its line."""
    rows = (line.split(maxsplit=1) for line in read_lines(tree, path))
    return {row[0]: row[1] for row in rows if len(row) == 2}


CUB = DatasetFormat("cub", {"zh": "CUB-200", "en": "CUB-200"}, ("detection",), recognize, read)

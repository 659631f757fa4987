"""Keras-YOLO's lists, `2007_train.txt`: a picture in each line and, after a blank, `x1,y1,x2,y2,class` for each
thing.
"""

import re

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_bytes, read_whole, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.file_lists import is_picture, read_lines
from sunmao.data.formats.reading.image_paths import get_name, guess_split
from sunmao.data.formats.reading.object_annotations import clean_label
from sunmao.data.formats.reading.object_listing import ObjectListing
from sunmao.data.listing import DatasetListing

_THING = r"-?\d{1,6}(?:\.\d{1,9})?(?:,-?\d{1,6}(?:\.\d{1,9})?){3},\d{1,5}"
_THINGS = re.compile(rf"{_THING}(?:\s+{_THING})*")
_BEGIN = re.compile(rf"{_THING}(?:\s|$)")
_PICTURE = re.compile(r"(.+?\.[A-Za-z]{3,4})(?:\s+(.*))?")
_NAMES = re.compile(r".*class(?:es)?(?:_?names?)?\.txt|.*\.names")


def _find_lists(tree: FileTree) -> list[str]:
    found = []
    texts = tree.list_ending(".txt")
    for path in sorted(texts, key=lambda path: path.count("/"))[:50]:
        lines = split_lines(read_bytes(tree, path, 65536), whole=False)[:50]
        rows = [_split_line(line) for line in lines]
        if any(row and row[1] and _BEGIN.match(row[1]) for row in rows):
            found.append(path)
    return found


def _split_line(line: str) -> tuple[str, str] | None:
    said = _PICTURE.fullmatch(line)
    return (said[1], said[2] or "") if said and is_picture(said[1]) else None


def recognize(tree: FileTree) -> bool:
    """Whether a list names pictures with boxes in five numbers behind each."""
    return bool(_find_lists(tree)) and any(map(is_picture, tree.files))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found = ObjectListing(tree, "keras_yolo")
    names = _read_names(tree)
    for path in _find_lists(tree):
        for line in split_lines(read_whole(tree, path)):
            said = _split_line(line)
            if said is None or said[1] and not _THINGS.fullmatch(said[1]):
                found.faults.add("table_odd_rows", path, line=line[:60])
            elif canvas := found.open(path, said[0], guess_split(path)):
                for thing in said[1].split():
                    *box, number = thing.split(",")
                    label = names[int(number)] if int(number) < len(names) else f"class_{int(number)}"
                    if names and int(number) >= len(names):
                        canvas.fault("yolo_unknown_class", number=int(number), label=label)
                    canvas.corners(label, list(map(float, box)))
    if not names:
        found.faults.add("yolo_no_names", "classes.txt")
    return found.finish(names)


def _read_names(tree: FileTree) -> list[str]:
    for path in sorted(tree.files, key=lambda path: path.count("/")):
        if _NAMES.fullmatch(get_name(path).lower()) and (lines := read_lines(tree, path)):
            return [clean_label(line) or f"class_{number}" for number, line in enumerate(lines)]
    return []


KERAS_YOLO = DatasetFormat("keras_yolo", {"zh": "Keras-YOLO", "en": "Keras-YOLO"}, ("detection",), recognize, read)

"""WIDER FACE: `wider_face_train_bbx_gt.txt` names a picture, how many faces it has, and a line of ten numbers for
each.
"""

import re

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_bytes, read_whole, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import guess_split
from sunmao.data.formats.reading.object_annotations import ImageAnnotations
from sunmao.data.formats.reading.object_listing import ObjectListing
from sunmao.data.listing import DatasetListing

_FACE = re.compile(r"-?\d{1,6}(?: -?\d{1,6}){3}(?: -?\d{1,6})*")
_SAID = ("blur", "expression", "illumination", "invalid", "occlusion", "pose")
_LOOKED_AT = 20


def _find_lists(tree: FileTree) -> list[str]:
    texts = tree.list_ending(".txt")
    texts.sort(key=lambda path: path.count("/"))
    likely = [path for path in texts if "bbx_gt" in path.lower()]
    return [path for path in likely or texts[:_LOOKED_AT] if _is_list(tree, path)]


def _is_list(tree: FileTree, path: str) -> bool:
    lines = split_lines(read_bytes(tree, path, 4096), whole=False)
    return len(lines) > 2 and is_picture(lines[0]) and lines[1].isdecimal() and bool(_FACE.fullmatch(_join(lines[2])))


def _join(line: str) -> str:
    return " ".join(line.split())


def recognize(tree: FileTree) -> bool:
    """Whether a list names a picture, then a number, then a face."""
    return bool(_find_lists(tree))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found = ObjectListing(tree, "wider_face")
    for path in _find_lists(tree):
        canvas, left, part = None, 0, guess_split(path)
        for line in map(_join, split_lines(read_whole(tree, path))):
            if is_picture(line):
                canvas, left = found.open(path, line, part), 0
            elif line.isdecimal() and len(line) < 7:
                left = int(line)
            elif _FACE.fullmatch(line):
                if canvas is not None and left > 0:
                    _put_face(list(map(int, line.split())), canvas)
                left -= 1
            else:
                found.faults.add("table_odd_rows", path, line=line[:60])
    return found.finish()


def _put_face(numbers: list[int], canvas: ImageAnnotations) -> None:
    x, y, width, height, *rest = numbers
    said = dict(zip(_SAID, rest, strict=False))
    if said.pop("invalid", 0):
        return canvas.fault("regions_ignored", kind="invalid")
    canvas.attributes = {name: value for name, value in said.items() if value} or None
    return canvas.put("face", (x, y, x + width, y + height))


WIDER_FACE = DatasetFormat("wider_face", {"zh": "WIDER FACE", "en": "WIDER FACE"}, ("detection",), recognize, read)

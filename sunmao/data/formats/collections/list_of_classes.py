"""Lists of pictures by class and name, `meta/train.txt` with `apple_pie/1005649`: Food-101, the Describable Textures,
and others whose class folders are not divided.
"""

import re

from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.files.text_encoding import read_bytes, read_whole, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.folder_words import list_roles
from sunmao.data.formats.reading.image_paths import get_folder, get_name, get_stem
from sunmao.data.formats.reading.label_listing import LabelListing
from sunmao.data.listing import DatasetListing

_LIST = re.compile(r"(train|val|valid|validation|test)(?:_?list|_?files)?1?\.txt")
_LINE = re.compile(r"([^/\\\t]+)[/\\]([^/\\\t]+)")
_SPLITS = {"train": "train", "test": "test"}


def _find_lists(tree: FileTree) -> dict[str, str]:
    """List → part, of those whose first lines name a class folder and a picture in it."""
    lists = {path: said[1] for path in tree.files if (said := _LIST.fullmatch(get_name(path).lower()))}
    if not lists:
        return {}
    known = {_make_key(path) for path in tree.files if is_picture(path)}
    found = {}
    for path, part in lists.items():
        lines = split_lines(read_bytes(tree, path, 4096), whole=False)[:-1] or split_lines(read_bytes(tree, path, 4096))
        rows = [_LINE.fullmatch(line) for line in lines]
        if rows and all(row and list_roles(row[1]) is None for row in rows):  # 'images/1.jpg' names no class
            if any(_make_key(line) in known for line in lines):
                found[path] = _SPLITS.get(part, "val")
    return found


def _make_key(path: str) -> str:
    """The class folder and the name without its ending."""
    path = path.replace("\\", "/")
    stem = get_stem(path) if is_picture(path) else get_name(path)
    return normalize_name(f"{get_name(get_folder(path))}/{stem}")


def recognize(tree: FileTree) -> bool:
    """Whether there are lists of training and test that name pictures by their class."""
    return "train" in _find_lists(tree).values()


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    found = LabelListing(tree, "list_of_classes")
    where = {_make_key(path): path for path in found.pictures.paths}
    for path, part in _find_lists(tree).items():
        for line in split_lines(read_whole(tree, path)):
            said, picture = _LINE.fullmatch(line), where.get(_make_key(line))
            if said and picture:
                found.put_at(picture, [get_name(get_folder(picture))], part)
            else:
                found.faults.add("picture_not_there", line[:200])
    return found.finish()


LIST_OF_CLASSES = DatasetFormat(
    "list_of_classes", {"zh": "Food-101", "en": "Food-101"}, ("classification",), recognize, read
)

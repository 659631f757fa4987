"""A text beside each picture with the name of its class, or of several, a line each: what Huawei ModelArts imports."""

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_bytes, read_whole, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.class_layout import find_classes
from sunmao.data.formats.reading.file_lists import START, is_picture
from sunmao.data.formats.reading.image_paths import guess_split_of_folder
from sunmao.data.formats.reading.label_listing import LabelListing
from sunmao.data.listing import DatasetListing

_LOOKED_AT = 200  # texts
_LETTERS = 40  # of a class's name: what is longer describes the picture


def _find_texts(tree: FileTree) -> dict[str, str]:
    """Picture → the text of its name beside it."""
    texts = {path[:-4]: path for path in tree.files if path.lower().endswith(".txt")}
    pictures = (path for path in tree.files if is_picture(path)) if texts else ()
    return {path: texts[stem] for path in pictures if (stem := path.rpartition(".")[0]) in texts}


def recognize(tree: FileTree) -> bool:
    """Whether the texts beside the pictures hold short names, which come again, and folders do not say the classes."""
    found = list(_find_texts(tree).values())
    step = -(-len(found) // _LOOKED_AT) or 1
    said = [split_lines(read_bytes(tree, path, START)) for path in found[::step]]
    words = [word for lines in said for word in lines]
    if not words or not all(map(_may_be_class, words)) or 2 * len(set(words)) > len(words):
        return False
    return len(find_classes(tree).labels) < 2


def _may_be_class(line: str) -> bool:
    return len(line) <= _LETTERS and len(line.split()) < 4 and not any(map(str.isdecimal, line.split()))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`."""
    rows = {path: split_lines(read_whole(tree, text)) for path, text in _find_texts(tree).items()}
    several = any(len(set(lines)) > 1 for lines in rows.values())
    found = LabelListing(tree, "text_beside", "multi_label" if several else "classification")
    for path, lines in rows.items():
        found.put_at(path, lines, guess_split_of_folder(path))
    return found.finish()


TEXT_BESIDE = DatasetFormat(
    "text_beside",
    {"zh": "每张图片一个标签文本", "en": "a text with the class beside each picture"},
    ("classification", "multi_label"),
    recognize,
    read,
)

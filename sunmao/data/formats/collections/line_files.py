"""Formats with a text file for each picture and a line for each thing, which differ in what a line says."""

import re
from collections.abc import Callable
from functools import partial

from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.files.text_encoding import decode_text, read_bytes, read_whole, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import get_folder, get_stem
from sunmao.data.formats.reading.object_annotations import ImageAnnotations
from sunmao.data.formats.reading.object_listing import ObjectListing
from sunmao.data.listing import DatasetListing

# No two ways to match a number: else the time explodes.
NUMBER = r"[-+]?(?:\d{1,12}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][-+]?\d{1,3})?"
_LOOKED_AT = 20  # files of a folder

PutLine = Callable[[re.Match, ImageAnnotations], object]


def make_line_format(
    name: str,
    title: str,
    line: str,
    put: PutLine,
    skipped: str = r"(?!)",
    classes: tuple[str, ...] = (),
    task: str = "detection",
) -> DatasetFormat:
    """The format whose files hold lines that match `line` as a whole.

    put: puts the thing of such a line into its picture. skipped: lines at the head of a file that say nothing of
    things. classes: in the order of their numbers.
    """
    shape, head = re.compile(line), re.compile(skipped)

    def is_label_file(tree: FileTree, path: str) -> bool:
        lines = split_lines(read_bytes(tree, path, 4096), whole=False)
        first = next((each for each in lines if not head.fullmatch(each)), None)
        return bool(first and shape.fullmatch(first))

    def read(tree: FileTree) -> DatasetListing:
        found = ObjectListing(tree, name)
        for path in _list_label_files(tree, is_label_file):
            _read_file(tree, path, found, shape, head, put)
        return found.finish(classes)

    recognize = partial(_has_label_files, is_label_file=is_label_file)
    return DatasetFormat(name, {"zh": title, "en": title}, (task,), recognize, read)


def _has_label_files(tree: FileTree, is_label_file: Callable[[FileTree, str], bool]) -> bool:
    return any(is_label_file(tree, path) for paths in _group_texts(tree).values() for path in paths[:_LOOKED_AT])


def _list_label_files(tree: FileTree, is_label_file: Callable[[FileTree, str], bool]) -> list[str]:
    """The texts of the folders in which the first ones are files of labels: others hold calibrations and the like."""
    groups = _group_texts(tree).values()
    return [path for paths in groups if any(is_label_file(tree, path) for path in paths[:_LOOKED_AT]) for path in paths]


def _group_texts(tree: FileTree) -> dict[str, list[str]]:
    """The texts that are called as a picture is, by folder."""
    texts = tree.list_ending(".txt")
    stems = {normalize_name(get_stem(path)) for path in tree.files if is_picture(path)} if texts else ()
    found: dict[str, list[str]] = {}
    for path in texts:
        if normalize_name(get_stem(path)) in stems:
            found.setdefault(get_folder(path), []).append(path)
    return found


def _read_file(
    tree: FileTree, path: str, found: ObjectListing, shape: re.Pattern, head: re.Pattern, put: PutLine
) -> None:
    data = read_whole(tree, path)
    text = decode_text(data)
    if text is None or not data and tree.files[path].size:
        found.faults.add("labels_unreadable", path)
    elif canvas := found.open_beside(path):
        for number, row in enumerate(text[0].splitlines(), 1):
            said = row.strip()
            if (thing := shape.fullmatch(said)) is not None:
                canvas.at = "at_line", path, number
                put(thing, canvas)
            elif said and not head.fullmatch(said):
                canvas.fault("yolo_odd_line", line=said[:60])

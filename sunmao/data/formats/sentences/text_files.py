"""Text files with one sentence a line: a file for each class (`glad.txt`), or a folder for each (`glad/1.txt`)."""

import re
from collections.abc import Iterator

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.reading.image_paths import get_stem
from sunmao.data.formats.reading.signatures import read_head
from sunmao.data.formats.sentences.listing import (
    SAMPLE_KIND,
    TASK,
    SentenceRow,
    make_listing,
    read_text,
    require_small,
)
from sunmao.data.listing import DatasetListing
from sunmao.data.sentences import count_words

# What lies beside data sets and is no class.
_BESIDE = re.compile(
    r"(?:read[-_ ]?me|licen[cs]e|notice|requirements|classes|labels|class_names|说明|使用说明).*", re.I
)
_DEEPEST = 3  # a folder for the part, one for the class, the file


def list_class_files(tree: FileTree) -> list[tuple[str, str, str | None]]:
    """(path, class, part or None) of each text file of a class."""
    found = []
    for path in tree.list_ending(".txt"):
        *folders, name = path.split("/")
        if _BESIDE.fullmatch(name) or len(folders) >= _DEEPEST:
            continue
        parts = [get_split(folder) for folder in folders]
        named = [folder for folder, part in zip(folders, parts, strict=True) if part is None]
        if len(named) > 1 or (not named and get_split(get_stem(name))):  # `train.txt` is a list of something
            continue
        found.append((path, named[0] if named else get_stem(name), next(filter(None, parts), None)))
    return found


def recognize(tree: FileTree) -> bool:
    """Whether text files of at least two classes lie there, and hold words."""
    files = list_class_files(tree)
    if len({label for _, label, _ in files}) < 2:
        return False
    return any(count_words(line) for path, _, _ in files[:2] for line in read_head(tree, path).splitlines()[:20])


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`; folders around the classes may say parts."""
    files = list_class_files(tree)
    require_small(tree, [path for path, _, _ in files])
    return make_listing(tree, "sentence_files", [row for each in files for row in _read_lines(tree, *each)])


def _read_lines(tree: FileTree, path: str, label: str, split: str | None) -> Iterator[SentenceRow]:
    for number, line in enumerate(read_text(tree, path).splitlines(), 1):
        if line.strip():
            yield SentenceRow(path, number, line, label, split)


SENTENCE_FILES = DatasetFormat(
    "sentence_files",
    {"zh": "每类一个文本文件", "en": "text files of each class"},
    (TASK,),
    recognize,
    read,
    sample_kind=SAMPLE_KIND,
)

"""CIFAR-10 and CIFAR-100 as their binary version: `data_batch_1.bin`, `train.bin` with lists of the names."""

import re
from functools import partial
from typing import TYPE_CHECKING

from sunmao.data.files.file_tree import FileEntry, FileTree
from sunmao.data.formats.arrays.packed_pictures import (
    PackedPictures,
    bound_sizes,
    find_split,
    name_classes,
    require_pictures,
)
from sunmao.data.formats.reading.file_lists import read_lines
from sunmao.errors import BadData

if TYPE_CHECKING:
    import numpy as np

PICTURE = 3 * 32 * 32  # bytes
_TEN = re.compile(r"(?:^|/)(data_batch_\d|test_batch)\.bin$")
_HUNDRED = re.compile(r"(?:^|/)(train|test)\.bin$")
_PICKLE = re.compile(r"(?:^|/)(data_batch_\d|test_batch|train|test|batches\.meta|meta)$")


def read_cifar(tree: FileTree) -> list[PackedPictures]:
    """The pictures of CIFAR's binary files. Raises BadData for files that are cut off, and for the version in pickles,
    which are programs: they are never opened.
    """
    fine = next((path for path in tree.files if path.endswith("fine_label_names.txt")), None)
    found = []
    for path in tree.files:
        if _TEN.search(path) or fine and _HUNDRED.search(path):
            found.append(_open(tree, path, fine if _HUNDRED.search(path) else _find_names(tree)))
    if not found:
        pickles = [path for path in tree.files if _PICKLE.search(path) and _is_pickle(tree.files[path])]
        if len(pickles) > 1:
            raise BadData("cifar_pickles", name=pickles[0])
    return found


def _find_names(tree: FileTree) -> str | None:
    return next((path for path in tree.files if path.endswith("batches.meta.txt")), None)


def _is_pickle(entry: FileEntry) -> bool:
    try:
        start = entry.read(2)
    except OSError:
        return False
    return start[:1] == b"\x80" and start[1:] in (b"\2", b"\3", b"\4", b"\5")


def _open(tree: FileTree, path: str, names: str | None) -> PackedPictures:
    step = PICTURE + (2 if _HUNDRED.search(path) else 1)
    count, rest = divmod(tree.files[path].size, step)
    if rest or not count:
        raise BadData("arrays_differ", name=path, labels=path)
    require_pictures(path, count, 32, 32, 3)
    numbers = _read_rows(tree.files[path], step)[:, step - PICTURE - 1]
    known = tuple(read_lines(tree, names)) if names else ()
    classes, said = name_classes(tree, path, numbers, known)
    split = "train" if "data_batch" in path else find_split(path)
    labels = tuple((classes[number],) for number in numbers.tolist())
    return PackedPictures(
        path, split, labels, classes, partial(_load, tree.files[path], step), bound_sizes(count, PICTURE), named=said
    )


def _read_rows(entry: FileEntry, step: int) -> "np.ndarray":
    import numpy as np

    try:
        data = entry.read(entry.size)
    except OSError:
        data = b""
    if len(data) != entry.size:
        raise BadData("arrays_differ", name=entry.path, labels=entry.path)
    return np.frombuffer(data, np.uint8).reshape(-1, step)


def _load(entry: FileEntry, step: int) -> "np.ndarray":
    return _read_rows(entry, step)[:, step - PICTURE :].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)

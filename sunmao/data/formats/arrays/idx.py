"""MNIST's idx files, also packed by gzip: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte`; EMNIST and
Fashion-MNIST as well.
"""

import gzip
import io
import re
import zlib
from functools import partial
from typing import TYPE_CHECKING

from sunmao.data.files.file_tree import IDX, TEXT_BYTES, FileEntry, FileTree
from sunmao.data.formats.arrays.packed_pictures import (
    DIGITS,
    MAX_PICTURES,
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

_IMAGES, _LABELS = b"\0\0\x08\x03", b"\0\0\x08\x01"  # bytes in three dimensions, and in one
_PIECE = 1024 * 1024
_MAPPING = re.compile(r"(\d{1,3}) (\d{2,3})(?: \d{2,3})?")  # of EMNIST: class, and the code of its character


def read_idx(tree: FileTree) -> list[PackedPictures]:
    """The pictures of the idx files of a tree that have labels. Raises BadData for files that are cut off."""
    named = [path for path in tree.files if IDX.search(path)]
    heads = {path: _read_start(tree.files[path], 16) for path in named}
    labels = {_get_pair(path): path for path in named if heads[path].startswith(_LABELS)}
    found = []
    for path in named:
        if heads[path].startswith(_IMAGES) and (beside := labels.get(_get_pair(path))):
            found.append(_open_pair(tree, path, beside, heads[path]))
    return found


def _get_pair(path: str) -> str:
    """Stem of the names of a file of pictures and its file of labels."""
    name = path.lower().removesuffix(".gz")
    return re.sub(r"images|labels", "", re.sub(r"idx[13]", "idx", name))


def _open_pair(tree: FileTree, path: str, beside: str, head: bytes) -> PackedPictures:
    import numpy as np

    count, height, width = (int.from_bytes(head[place : place + 4], "big") for place in (4, 8, 12))
    total = require_pictures(path, count, height, width)
    data = _read_start(tree.files[beside], MAX_PICTURES + 9)
    numbers = np.frombuffer(data[8:], np.uint8)
    if int.from_bytes(data[4:8], "big") != count or len(numbers) != count or count == 0:
        raise BadData("arrays_differ", name=path, labels=beside)
    emnist = "emnist" in path.lower()
    classes, said = name_classes(tree, path, numbers, _read_mapping(tree) if emnist else _get_known(path))
    labels = tuple((classes[number],) for number in numbers.tolist())
    load = partial(_load, tree.files[path], path, (count, height, width), total, emnist)
    return PackedPictures(path, find_split(path), labels, classes, load, bound_sizes(count, height * width), named=said)


def _get_known(path: str) -> tuple[str, ...]:
    """MNIST's digits are called as they look; Fashion-MNIST has files of the same names."""
    return () if "fashion" in path.lower() else DIGITS


def _read_mapping(tree: FileTree) -> tuple[str, ...]:
    """EMNIST's characters by the numbers of their classes, where its list of them is there."""
    for path in tree.files:
        if path.lower().endswith("mapping.txt"):
            rows = [_MAPPING.fullmatch(line) for line in read_lines(tree, path)]
            codes = {int(row[1]): chr(int(row[2])) for row in rows if row}
            first = min(codes, default=0)  # the letters begin with 1
            return (
                tuple(codes.get(number, str(number)) for number in range(max(codes, default=-1) + 1))
                if first < 2
                else ()
            )
    return ()


def _load(entry: FileEntry, path: str, shape: tuple[int, int, int], total: int, turned: bool) -> "np.ndarray":
    import numpy as np

    data = _read_start(entry, 16 + total)
    if len(data) != 16 + total:
        raise OSError(f"{path} is cut off")
    pictures = np.frombuffer(data, np.uint8, offset=16).reshape(shape)
    return pictures.transpose(0, 2, 1) if turned else pictures  # EMNIST's lie on their side, and mirrored


def _read_pieces(file: gzip.GzipFile, limit: int) -> bytes:
    """As `file.read(limit)`, which asks for the memory of all of the limit at once."""
    pieces, left = [], limit
    while left and (piece := file.read(min(left, _PIECE))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _read_start(entry: FileEntry, limit: int) -> bytes:
    """The first bytes of a file, unpacked where gzip has packed it: never more than the limit. None where it is
    damaged.
    """
    try:
        if not entry.path.lower().endswith(".gz"):
            return entry.read(limit)
        with gzip.GzipFile(fileobj=io.BytesIO(entry.read(TEXT_BYTES if limit > 64 else 4096))) as file:
            return _read_pieces(file, limit)
    except (OSError, EOFError, zlib.error):
        return b""

"""NumPy's .npz files with pictures and labels: MedMNIST's `train_images` and `train_labels`, Keras' `x_train` and
`y_train`.
"""

import io
import math
import re
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING, Any

from sunmao.data.files.file_tree import FileEntry, FileTree
from sunmao.data.formats.arrays.packed_pictures import (
    MAX_BYTES,
    MAX_PICTURES,
    PackedPictures,
    bound_sizes,
    name_classes,
    require_pictures,
)
from sunmao.errors import BadData

if TYPE_CHECKING:
    import numpy as np

_SPLITS = {"train": "train", "val": "val", "valid": "val", "test": "test", "": None}
_IMAGES = re.compile(
    r"(?:(train|val|valid|test)_)?(?:images|imgs|x|data)(?:_(train|val|valid|test))?\.npy", re.IGNORECASE
)
_MAX_CLASSES = 10_000
_LABELS = ("labels", "label", "y", "targets", "target")
_DAMAGED = (OSError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError)


def read_npz(tree: FileTree) -> list[PackedPictures]:
    """The pictures of the .npz files of a tree that hold labels beside them. Raises BadData for damaged ones, and for
    Python's objects in them, which are programs: they are never opened.
    """
    found = []
    for path, entry in tree.files.items():
        if path.lower().endswith(".npz"):
            try:
                found += _open(tree, path, entry)
            except BadData:
                raise
            except _DAMAGED:
                raise BadData("arrays_damaged", name=path) from None
    return found


def _open(tree: FileTree, path: str, entry: FileEntry) -> list[PackedPictures]:
    found = []
    with _open_zip(entry) as archive:
        members = {name.lower(): name for name in archive.namelist()}
        for name in archive.namelist():
            if (said := _IMAGES.fullmatch(name)) and (labels := _find_labels(members, said)):
                found.append(_open_pair(tree, path, entry, archive, name, labels, said[1] or said[2] or ""))
    return found


def _open_zip(entry: FileEntry) -> zipfile.ZipFile:
    if entry.size > MAX_BYTES:
        raise BadData("labels_too_large", name=entry.path, mb=MAX_BYTES // 2**20)
    return zipfile.ZipFile(io.BytesIO(entry.read(entry.size)))


def _find_labels(members: dict[str, str], said: re.Match) -> str | None:
    before, after = (f"{said[1]}_" if said[1] else "").lower(), (f"_{said[2]}" if said[2] else "").lower()
    return next((members[key] for word in _LABELS if (key := f"{before}{word}{after}.npy") in members), None)


def _open_pair(
    tree: FileTree, path: str, entry: FileEntry, archive: zipfile.ZipFile, images: str, labels: str, part: str
) -> PackedPictures:
    import numpy as np

    shape = _read_shape(archive, images, path)
    if not (len(shape) == 3 or len(shape) == 4 and shape[3] in (1, 3)):
        raise BadData("arrays_damaged", name=path)
    require_pictures(path, *shape)
    rows = _read_array(archive, labels, path, MAX_PICTURES * 64)
    rows = rows[:, 0] if rows.ndim == 2 and rows.shape[1] == 1 else rows
    if len(rows) != shape[0] or rows.ndim not in (1, 2) or rows.dtype.kind not in "ui" or rows.min(initial=0) < 0:
        raise BadData("arrays_differ", name=path, labels=f"{path}: {labels}")
    split = _SPLITS[part.lower()]
    load = partial(_load, entry, images, path)
    at = f"{path}/{images}"
    several = rows.ndim == 2
    if (rows.shape[1] if several else rows.max(initial=0)) > _MAX_CLASSES:
        raise BadData("arrays_differ", name=path, labels=f"{path}: {labels}")
    numbers = np.array([rows.shape[1] - 1]) if several else rows
    classes, named = name_classes(tree, path, numbers)
    if several:
        said = tuple(tuple(classes[place] for place in np.flatnonzero(row)) for row in rows)
    else:
        said = tuple((classes[number],) for number in rows.tolist())
    return PackedPictures(
        at.replace(".npz/", ".").removesuffix(".npy"),
        split,
        said,
        classes,
        load,
        bound_sizes(shape[0], math.prod(shape[1:])),
        several,
        named,
    )


def _read_shape(archive: zipfile.ZipFile, name: str, path: str) -> tuple[int, ...]:
    """The shape of an array of bytes; nothing but its head is unpacked."""
    import numpy as np

    with archive.open(name) as file:
        shape, _, dtype = _read_head(file)
    if dtype != np.uint8:
        raise BadData("arrays_damaged", name=path)
    return shape


def _read_head(file: Any) -> tuple[tuple[int, ...], bool, "np.dtype"]:
    import numpy as np

    version = np.lib.format.read_magic(file)
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    return read(file)


def _read_array(archive: zipfile.ZipFile, name: str, path: str, most: int) -> "np.ndarray":
    """An array of numbers of at most so many bytes."""
    import numpy as np

    with archive.open(name) as file:
        shape, turned, dtype = _read_head(file)
        size = int(np.prod(shape, dtype=object)) * dtype.itemsize
        if dtype.hasobject or size > most:
            raise BadData("arrays_damaged", name=path)
        data = file.read(size)
    return np.frombuffer(data, dtype).reshape(shape, order="F" if turned else "C")


def _load(entry: FileEntry, name: str, path: str) -> "np.ndarray":
    try:
        with _open_zip(entry) as archive:
            pictures = _read_array(archive, name, path, MAX_BYTES)
    except (*_DAMAGED, BadData):
        raise OSError(f"{path} is damaged") from None
    return pictures[..., 0] if pictures.ndim == 4 and pictures.shape[3] == 1 else pictures

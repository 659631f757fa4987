"""Pictures that lie as numbers in few large files are offered as files of a tree: each is made when it is read.

Nothing in these files is ever executed: no pickle is opened.
"""

import io
from collections.abc import Callable
from functools import partial

from sunmao.data.files.file_tree import FileEntry, FileTree
from sunmao.data.formats.arrays.cifar import read_cifar
from sunmao.data.formats.arrays.idx import read_idx
from sunmao.data.formats.arrays.npz import read_npz
from sunmao.data.formats.arrays.packed_pictures import MAX_PICTURES, PackedPicture, PackedPictures, bound_png
from sunmao.data.formats.arrays.parquet import read_parquet
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.errors import BadData

READERS: tuple[Callable[[FileTree], list[PackedPictures]], ...] = (read_idx, read_cifar, read_npz, read_parquet)
_BESIDE, _PREVIEWS = 1000, 3  # pictures beside arrays: more are a data set; so few may be previews
_OTHER_KINDS = (".ppm", ".pgm")  # what no browser shows becomes PNG
_PIXELS = 64 * 1024 * 1024  # bytes of such a file at most


def unpack_arrays(tree: FileTree) -> None:
    """Add the pictures that lie in files of arrays to a tree, where most of its pictures do; a folder is one of real
    files no more then. Raises BadData for arrays that cannot be used.
    """
    if any(isinstance(entry, PackedPicture) for entry in tree.files.values()):
        return
    plain = sum(map(is_picture, tree.files))
    try:
        found = [each for read in READERS for each in read(tree)] if plain <= _BESIDE else []
    except BadData:
        if plain <= _PREVIEWS:
            raise
        found = []  # the pictures are the data set, and the arrays something else
    count = sum(len(each.labels) for each in found)
    if count > MAX_PICTURES:
        raise BadData("too_many_files", limit=MAX_PICTURES)
    files = {path: entry for each in found for path, entry in each.list_files().items()} if count > plain else {}
    if sum(path.lower().endswith(_OTHER_KINDS) for path in tree.files) > plain:
        files |= _convert_other_kinds(tree)
    if files:
        tree.files = dict(sorted({**tree.files, **files}.items()))
        tree.folder = False


def _convert_other_kinds(tree: FileTree) -> dict[str, FileEntry]:
    """PPM and PGM pictures, taken out of the tree, as PNG."""
    found = {}
    for path in tree.list_ending(*_OTHER_KINDS):
        if (other := f"{path[:-4]}.png") not in tree.files:
            entry = tree.files.pop(path)
            found[other] = FileEntry(other, bound_png(entry.size), partial(_read_as_png, entry), entry.fault)
    return found


def _read_as_png(entry: FileEntry, limit: int) -> bytes:
    """The first bytes of the picture as PNG. Raises OSError for what is none, or has more than 8 bits."""
    from PIL import Image

    data = entry.read(_PIXELS)
    try:
        with Image.open(io.BytesIO(data), formats=("PPM",)) as image, io.BytesIO() as file:
            if image.mode not in ("L", "RGB"):
                raise OSError("not 8 bits")
            image.save(file, "PNG")
            return file.getvalue()[:limit]
    except (ValueError, SyntaxError, Image.DecompressionBombError):
        raise OSError("no picture") from None

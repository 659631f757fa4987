"""CelebA: `list_attr_celeba.txt` or `.csv` says of 40 attributes which ones each face has, 1 or -1."""

import re

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_bytes, read_whole, split_lines
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import get_name
from sunmao.data.formats.reading.label_listing import LabelListing
from sunmao.data.listing import DatasetListing
from sunmao.errors import BadData

_PARTS = {"0": "train", "1": "val", "2": "test"}
_OTHERS = re.compile(r"list_(bbox|landmarks)\w*\.(txt|csv)|identity_celeba\.txt", re.IGNORECASE)


def _find_attributes(tree: FileTree) -> str | None:
    for path in tree.files:
        if re.fullmatch(r"list_attr\w*\.(txt|csv)", get_name(path).lower()):
            rows = _split_rows(read_bytes(tree, path, 65536), whole=False)
            rows = rows[1:] if rows and len(rows[0]) == 1 else rows
            if len(rows) > 1 and is_picture(rows[1][0]) and set(rows[1][1:]) <= {"1", "-1", "0"}:
                return path
    return None


def _split_rows(data: bytes, whole: bool = True) -> list[list[str]]:
    return [re.split(r"[\s,]+", line.strip(",")) for line in split_lines(data, whole)]


def recognize(tree: FileTree) -> bool:
    """Whether there is the table of attributes: pictures with 1 and -1."""
    return _find_attributes(tree) is not None


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`: the attributes of each face."""
    path, found = _find_attributes(tree), LabelListing(tree, "celeba", "multi_label")
    assert path is not None  # else it were not recognized
    rows = _split_rows(read_whole(tree, path))
    rows = rows[1:] if rows and len(rows[0]) == 1 else rows
    if not rows:  # its head was text, the rest is not
        raise BadData("labels_no_text", name=path)
    parts = _read_parts(tree)
    names = [name for name in rows[0] if name.lower() not in ("image_id", "filename", "image")]
    for row in rows[1:]:
        if len(row) == len(names) + 1 and set(row[1:]) <= {"1", "-1", "0"}:
            yes = [name for name, cell in zip(names, row[1:], strict=True) if cell == "1"]
            found.put(path, row[0], yes, parts.get(row[0]))
        else:
            found.faults.add("table_odd_rows", path, line=" ".join(row)[:60])
    for other in tree.files:
        if _OTHERS.fullmatch(get_name(other)):
            found.faults.add("lists_not_read", other)
    return found.finish(names)


def _read_parts(tree: FileTree) -> dict[str, str]:
    """Picture → part, where a list of the evaluation says it."""
    found = {}
    for path in tree.files:
        if re.fullmatch(r"list_eval_partition\.(txt|csv)", get_name(path).lower()):
            for row in _split_rows(read_whole(tree, path)):
                if len(row) == 2 and row[1] in _PARTS:
                    found[row[0]] = _PARTS[row[1]]
    return found


CELEBA = DatasetFormat("celeba", {"zh": "CelebA", "en": "CelebA"}, ("multi_label",), recognize, read)

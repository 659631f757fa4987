"""FGVC Aircraft: `images_variant_train.txt` says the variant of each picture; the family and maker are lists of their
own.
"""

import re

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.file_lists import read_lines
from sunmao.data.formats.reading.image_paths import get_folder, get_name
from sunmao.data.formats.reading.label_listing import LabelListing
from sunmao.data.listing import DatasetListing

_LIST = re.compile(r"images_(variant|family|manufacturer)_(train|val|test)\.txt")
_LEVELS = ("variant", "family", "manufacturer")  # the finest first
_NAMES = {"variant": "variants.txt", "family": "families.txt", "manufacturer": "manufacturers.txt"}


def _find_lists(tree: FileTree) -> dict[str, tuple[str, str]]:
    """List → its level and part."""
    found = ((path, _LIST.fullmatch(get_name(path))) for path in tree.files)
    return {path: (said[1], said[2]) for path, said in found if said}


def recognize(tree: FileTree) -> bool:
    """Whether there are lists of variants, families or makers."""
    return bool(_find_lists(tree))


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`: the finest classes that there are."""
    lists, found = _find_lists(tree), LabelListing(tree, "fgvc_aircraft")
    level = next(each for each in _LEVELS if each in {said for said, _ in lists.values()})
    names: list[str] = []
    for path, (said, part) in lists.items():
        if said != level:
            found.faults.add("lists_not_read", path)
            continue
        names = names or read_lines(tree, f"{get_folder(path)}/{_NAMES[level]}".lstrip("/"))
        for line in read_lines(tree, path):
            number, _, label = line.partition(" ")
            found.put(path, number, [label], part)
    return found.finish(names)


FGVC_AIRCRAFT = DatasetFormat(
    "fgvc_aircraft", {"zh": "FGVC Aircraft", "en": "FGVC Aircraft"}, ("classification",), recognize, read
)

"""Parts to which pictures belong, as lists beside labels say: `ImageSets/Main/val.txt` of Pascal VOC, PaddleX's
`val_list.txt`, YOLO's `val.txt`.
"""

import re
from collections.abc import Mapping
from functools import partial

from sunmao.data.files.file_tree import FileTree
from sunmao.data.files.text_encoding import read_whole, split_names
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.file_lists import PICTURES
from sunmao.data.formats.reading.image_paths import ImageIndex, get_name, get_stem, guess_split_of_folder

_LIST = re.compile(
    r"(?:^|/)(trainval|(?:tr|va|ev|te)(?:ain|ainning|aining|l|lid|lidation|al|st|sting))(?:_?list)?(?:\d{4})?\.txt$"
)
# Pascal VOC's list of both is read last: those of 'val.txt' are for the validation.
_SPLITS = {"tr": "train", "va": "val", "ev": "val", "te": "test"}
_PICTURE = re.compile(
    rf"(.+?(?:{'|'.join(map(re.escape, PICTURES))}))(?:[\s,]|$)", re.IGNORECASE
)  # the file of its labels may come after it
_NUMBERS = re.compile(r"[-+.\deE\s]+")


def read_split_lists(
    tree: FileTree,
    pictures: ImageIndex,
    faults: AnnotationErrors | None = None,
    sets: str = "Segmentation",
    named: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Picture → 'train', 'val' or 'test'; empty where there are no such lists. A line is a picture's path, or its name
    without ending.

    faults: where it is said what names nothing. sets: the folder of Pascal VOC's `ImageSets` that counts, where it
    holds such lists. named: further lists → their parts, as another file says.
    """
    lists = {**_find_lists(tree, pictures, sets), **(named or {})}
    parts: dict[str, str] = {}
    find = partial(_find_picture, pictures)
    for path in sorted(lists, key=lambda path: "trainval" in get_name(path).lower()):
        lines = split_names(read_whole(tree, path), partial(find, path=path))
        found = [(line, find(line, path=path)) for line in lines]
        if lines and faults is not None and not any(picture for _, picture in found):
            faults.add("list_names_nothing", path)
            continue
        for line, picture in found:
            if picture:
                parts.setdefault(picture, lists[path])
            elif faults is not None:
                faults.add("list_names_missing", get_name(line.replace("\\", "/"))[:80])
    return parts


def _find_lists(tree: FileTree, pictures: ImageIndex, sets: str) -> dict[str, str]:
    """List → its part. A text that is called as a picture beside it holds that picture's labels."""
    found = {}
    for path in tree.files:
        if (said := _LIST.search(path.lower())) and not pictures.has_sibling(path):
            found[path] = _SPLITS[said[1][:2]]
    own = {path: part for path, part in found.items() if f"/imagesets/{sets}/".lower() in f"/{path}".lower()}
    return own or found


def _find_picture(pictures: ImageIndex, line: str, path: str) -> str | None:
    """The picture that a line of the list at a path names."""
    if said := _PICTURE.match(line):
        return pictures.find_named(said[1], path)
    if found := pictures.beside(path, stem=get_name(line.replace("\\", "/"))):
        return found
    first, _, rest = line.partition(" ")  # numbers of classes may come after it
    stem = get_name((first if _NUMBERS.fullmatch(rest) else line).replace("\\", "/"))
    return pictures.beside(path, stem=stem) or pictures.beside(path, stem=get_stem(stem))


def leave_unlisted(items: list, tree: FileTree, parts: Mapping[str, str], faults: AnnotationErrors) -> list:
    """The samples without those that no list names, which is said; all where no list says what is for training.

    A picture in a folder of a part that has no list belongs there.
    """
    listed = set(parts.values())
    if "train" not in listed:
        return items
    kept = []
    for item in items:
        path = tree.name(item.path)
        if path in parts or guess_split_of_folder(path) not in (None, *listed):
            kept.append(item)
        else:
            faults.add("unlisted_left_out", path)
    return kept

"""Files that look like masks or lie where they would, and are something else; each has a sentence of its own."""

import re
from collections import Counter

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.folder_words import list_words
from sunmao.data.formats.reading.image_paths import get_folder, get_name, get_stem

_DEPTH = {"depth", "depths", "disparity"}
_BRUSH = re.compile(r"task-\d+-annotation-\d+-by-\d+-tag-.+-\d+$")  # what Label Studio exports for brushes
_PARTS = re.compile(r"\d{5}_[a-z]+(?:_[a-z]+)?$")  # CelebAMask-HQ: `00012_l_brow`
_SIDE_BY_SIDE = re.compile(r".+_AB$")  # pix2pix: the picture and its drawing in one file
_LEAST = {"brush_masks": 0.5, "part_masks": 0.5, "pictures_side_by_side": 0.5, "depth_maps": 0.4}  # of all pictures
_LOOKED_AT = 200


def find_refusal(tree: FileTree) -> str | None:
    """The key of the sentence that says what most pictures of a tree are, where they are no labels; else None."""
    files = [path for path in tree.files if is_picture(path)]
    sample = files[:: len(files) // _LOOKED_AT + 1]
    kinds = Counter(map(_get_refusal, sample))
    key = next((key for key, least in _LEAST.items() if kinds[key] >= least * len(sample) > 0), None)
    return key if key != "depth_maps" or _have_pictures(files) else None


def _have_pictures(files: list[str]) -> bool:
    """Whether depth maps are called as pictures beside them are; else they are a class of that name."""
    depth = {path for path in files if _get_refusal(path) == "depth_maps"}
    return not {get_stem(path) for path in depth}.isdisjoint(get_stem(path) for path in files if path not in depth)


def _get_refusal(path: str) -> str | None:
    stem, folder = get_stem(path), get_folder(path)
    if _BRUSH.match(stem):
        return "brush_masks"
    if _PARTS.match(stem) and "mask" in folder.lower():
        return "part_masks"
    if _SIDE_BY_SIDE.match(stem):
        return "pictures_side_by_side"
    return "depth_maps" if _DEPTH & set(list_words(get_name(folder))) else None

"""What looks like masks or lies where they would, and is something else; each has a sentence of its own."""

import re
from collections import Counter

from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.folder_words import list_words
from sunmao.data.formats.reading.image_paths import get_folder, get_name, get_stem
from sunmao.data.sources.file_tree import FileTree

_DEPTH = {"depth", "depths", "disparity"}
_BRUSH = re.compile(r"task-\d+-annotation-\d+-by-\d+-tag-.+-\d+$")  # what Label Studio exports for brushes
_PARTS = re.compile(r"\d{5}_[a-z]+(?:_[a-z]+)?$")  # CelebAMask-HQ: `00012_l_brow`
_SIDE_BY_SIDE = re.compile(r".+_AB$")  # pix2pix: the picture and its drawing in one file


def find_refusal(tree: FileTree) -> str | None:
    """The key of the sentence that says what most pictures of a tree are, where they are no labels; else None."""
    files = [path for path in tree.files if is_picture(path)]
    kinds = Counter(map(_get_refusal, files))
    shared = {get_stem(path) for path in files if _get_refusal(path) is None}
    if kinds["depth_maps"] and not any(get_stem(path) in shared for path in files if _get_refusal(path)):
        kinds["depth_maps"] = 0  # a class of that name
    for key, least in (("brush_masks", 0.5), ("part_masks", 0.5), ("pictures_side_by_side", 0.5), ("depth_maps", 0.4)):
        if files and kinds[key] >= least * len(files):
            return key
    return None


def _get_refusal(path: str) -> str | None:
    stem, folder = get_stem(path), get_folder(path)
    if _BRUSH.match(stem):
        return "brush_masks"
    if _PARTS.match(stem) and "mask" in folder.lower():
        return "part_masks"
    if _SIDE_BY_SIDE.match(stem):
        return "pictures_side_by_side"
    if _DEPTH & set(list_words(get_name(folder))):
        return "depth_maps"
    return None

"""Which files of a tree are masks, and of which pictures."""

import re
from functools import lru_cache
from functools import lru_cache

from ...errors import NotAPicture
from ..masks import read_pixels
from ..tree import Tree, same_name
from .files import is_picture
from .places import folder_part, name_of, stem_of

_FOLDER = re.compile(r"^(?:masks?([ _-].*)?|.*[ _-]masks?|segmentationclass.*|segmentationobject|labels?|annotations?|gt|gtfine|ground_?truth|instances?)$")
_LOOKED_AT, _FLAT = 5, 0.7
_INSTANCE = re.compile(r"instance|segmentationobject")
_ENDING = re.compile(r"(?:[ _-](?:mask|label|labels|gt|seg|l|instance|labelids|gtfine_labelids))$")


def mask_folder(path: str) -> str | None:
    """'semantic' or 'instance' where a folder of the path says that masks lie in it, else None."""
    return _kind(path.rpartition("/")[0].lower())


@lru_cache(4096)
def _kind(folders: str) -> str | None:
    for folder in folders.split("/"):
        if _FOLDER.match(folder):
            return "instance" if _INSTANCE.search(folder) else "semantic"
    return None


def stem_of_picture(path: str) -> str:
    """The name, without ending, of the picture that a mask belongs to: `12_mask.png` is of `12.jpg`."""
    return same_name(_ENDING.sub("", stem_of(path).lower()))


def masks_of(tree: Tree, kind: str) -> dict[tuple[str, str], str]:
    """(name of the picture without ending, part or '') → the mask's path, of the masks of one kind."""
    found = {}
    for path in tree.files:
        if is_picture(path) and mask_folder(path) == kind:
            found.setdefault((stem_of_picture(path), folder_part(path) or ""), path)
    return found


def has_masks(tree: Tree, kind: str) -> bool:
    """Whether there are masks of a kind, called as pictures are that lie elsewhere."""
    if not (called := masks_of(tree, kind)):
        return False
    pictures = {stem_of_picture(path) for path in tree.files if is_picture(path) and mask_folder(path) is None}
    masks = [path for (stem, _), path in called.items() if stem in pictures]
    return any(_is_flat(tree, path) for path in masks[:_LOOKED_AT])


def _is_flat(tree: Tree, path: str) -> bool:
    """Whether neighbours are mostly the same, as in a mask: a class of pictures may also be called 'mask'."""
    try:
        pixels, _, jpeg = read_pixels(tree.read(path), path)
    except (NotAPicture, OSError):
        return False
    return not jpeg and bool((pixels[:, 1:] == pixels[:, :-1]).mean() > _FLAT if pixels.shape[1] > 1 else True)


def paired(tree: Tree, kind: str) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """(picture, mask) of each picture that has one; the pictures without; the masks without a picture."""
    masks, pairs, bare = masks_of(tree, kind), [], []
    free = set(masks.values())
    for path in tree.files:
        if not is_picture(path) or mask_folder(path):
            continue
        stem, part = same_name(stem_of(path).lower()), folder_part(path) or ""
        mask = masks.get((stem, part)) or masks.get((stem, ""))
        if mask is None:
            bare.append(path)
            continue
        pairs.append((path, mask))
        free.discard(mask)
    return pairs, bare, sorted(free, key=name_of)

"""Which files of a tree are masks, and of which pictures."""

import re
from collections import defaultdict
from functools import lru_cache

from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import SameName, get_name, get_stem, guess_split_of_folder
from sunmao.data.images.label_masks import read_pixels
from sunmao.data.sources.file_tree import FileTree, normalize_name
from sunmao.errors import NotAPicture

_FOLDER = re.compile(
    r"^(?:masks?([ _-].*)?|.*[ _-]masks?|segmentationclass.*|segmentationobject|labels?|annotations?|gt|gtfine|ground_?truth|instances?)$"
)
_LOOKED_AT, _FLAT = 5, 0.7
_INSTANCE = re.compile(r"instance|segmentationobject")
_ENDING = re.compile(r"(?:[ _-](?:mask|label|labels|gt|seg|l|instance|labelids|gtfine_labelids))$")


def get_mask_kind(path: str) -> str | None:
    """'semantic' or 'instance' where a folder of the path says that masks lie in it, else None."""
    return _get_kind(path.rpartition("/")[0].lower())


@lru_cache(4096)
def _get_kind(folders: str) -> str | None:
    for folder in folders.split("/"):
        if _FOLDER.match(folder):
            return "instance" if _INSTANCE.search(folder) else "semantic"
    return None


def _strip_mask_suffix(path: str) -> str:
    """The name, without ending, of the picture that a mask belongs to: `12_mask.png` is of `12.jpg`."""
    return normalize_name(_ENDING.sub("", get_stem(path).lower()))


class MaskIndex:
    """The masks of one kind ('semantic' or 'instance') in a tree, to be found by their pictures."""

    def __init__(self, tree: FileTree, kind: str):
        self.paths = [path for path in tree.files if is_picture(path) and get_mask_kind(path) == kind]
        self.pictures = [path for path in tree.files if is_picture(path) and get_mask_kind(path) is None]
        self._names = defaultdict(SameName)
        called = {normalize_name(get_stem(path)) for path in self.pictures}
        for path in self.paths:
            name = normalize_name(get_stem(path))  # a picture may be called '12_mask' itself
            self._names[name if name in called else _strip_mask_suffix(path)].paths.append(path)
        self.called = [path for name in called for path in self._names[name].paths]

    def of(self, picture: str) -> str | None:
        """The mask of a picture; of several the nearest, and none of another part."""
        found = self._names.get(normalize_name(get_stem(picture)))
        return found and found.find_in_part(picture, guess_split_of_folder(picture))


def has_masks(tree: FileTree, kind: str) -> bool:
    """Whether there are masks of a kind, called as pictures are that lie elsewhere."""
    return any(_is_flat(tree, path) for path in sorted(MaskIndex(tree, kind).called)[:_LOOKED_AT])


def _is_flat(tree: FileTree, path: str) -> bool:
    """Whether neighbors are mostly the same, as in a mask: a class of pictures may also be called 'mask'."""
    try:
        pixels, _, jpeg = read_pixels(tree.read(path), path)
    except (NotAPicture, OSError):
        return False
    return not jpeg and bool((pixels[:, 1:] == pixels[:, :-1]).mean() > _FLAT if pixels.shape[1] > 1 else True)


def pair_masks(tree: FileTree, kind: str) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """(picture, mask) of each picture that has one, no mask twice; the pictures without; the masks without a picture."""
    masks, claims = MaskIndex(tree, kind), defaultdict(SameName)
    for picture in masks.pictures:
        if mask := masks.of(picture):
            claims[mask].paths.append(picture)
    owners = {pictures.find_nearest(mask, guess_split_of_folder(mask)): mask for mask, pictures in claims.items()}
    pairs = [(picture, owners[picture]) for picture in masks.pictures if picture in owners]
    bare = [picture for picture in masks.pictures if picture not in owners]
    return pairs, bare, sorted(set(masks.paths) - set(claims), key=get_name)

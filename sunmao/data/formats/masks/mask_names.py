"""Meaning of the names of files and folders for masks: where they lie, of what, and to which picture one belongs.

Names alone decide nothing: `mask_paths` looks whether the pixels are those of masks.
"""

import re
from functools import lru_cache

from sunmao.data.files.file_tree import normalize_name
from sunmao.data.formats.reading.folder_words import list_roles, list_words
from sunmao.data.formats.reading.image_paths import get_folder, get_stem

# Words for masks that count beside any other word: 'apple_masks', 'ISIC_Part1_GroundTruth'.
_SURE = set("mask masks truth groundtruth gt gtfine labels annotations trimaps segmentation 掩码 蒙版".split())
_WEAK = {"png", "jpg", "jpeg", "raw", "rgb", "input", "inputs"}  # say nothing below a folder for masks
_OTHERS = {"depth", "depths", "disparity", "normals", "superpixels", "panoptic"}  # of each pixel as well, but no class
_INSTANCE = re.compile(r"instance|segmentationobject")

# What tools write behind the name of a picture to call its mask.
_SEMANTIC = (
    "masks? labels? annotations? annots? anno gt seg segmentation segmented ground_?truth matte l p "
    "labelids labeltrainids manual1 1stho road"
)
_UNUSED = (
    "pseudo cutout colou?rs? instance(?:train)?ids superpixels overlay vis viz preview blend depth manual2 2ndho lane"
)
_ENDING = re.compile(
    rf"[ _.-]+(?:gt(?:fine|coarse)[ _-])?(?:(?P<semantic>{'|'.join(_SEMANTIC.split())})|(?P<instance>instances?)|"
    rf"(?P<unused>{'|'.join(_UNUSED.split())}))(?P<number>[ _-]?\d{{1,2}})?$"
)
_BEGINNING = re.compile(r"(?:masks?|labels?|gt|seg|segmentation)(?:[ _-]+|(?=\d))")
_DOUBLE = re.compile(r"\.(?:jpe?g|png|bmp|tiff?)$")  # `12.jpg.png` is of `12.jpg`
_MIDDLE = re.compile(r"[ _-](road|lane)(?=[ _-]\d+$)")  # KITTI's roads
_PICTURE = re.compile(
    r"[ _-](?:leftimg8bit|rgb|image|img|im|sat|photo|orig(?:inal)?|input|training|test|0000)$"
    r"|^(?:image|img|photo|picture|pic|frame|rgb)(?:[ _-]+|(?=\d))"
)
# Of several masks of a picture: those of the first observer; all others; what is made for one program; the rest.
_RANKS = (
    (re.compile(r"manual1|1st"), 0),
    (re.compile(r"labelids"), 0),
    (re.compile(r"trainids"), 2),
    (re.compile(r"2nd"), 3),
)


def get_mask_kind(path: str) -> str | None:
    """Role of a path by the names of its folders: 'semantic' or 'instance' masks, 'unused' for what belongs to masks
    and is none (previews, depth), else None. The nearest folder that says something decides.
    """
    return _get_kind(get_folder(path))


@lru_cache(4096)
def _get_kind(folders: str) -> str | None:
    if not folders:
        return None
    above, _, folder = folders.rpartition("/")
    roles, words = list_roles(folder) or (), set(list_words(folder))
    if words & _OTHERS or "previews" in roles:
        return "unused"
    if "labels" in roles or words & _SURE:
        return "instance" if _INSTANCE.search(folder.lower()) else "semantic"
    return None if "images" in roles and words - _WEAK else _get_kind(above)


def says_pictures(path: str) -> bool:
    """Whether a folder of a path is called as those for pictures are."""
    return any("images" in (list_roles(folder) or ()) for folder in path.split("/")[:-1])


def parse_mask_name(path: str) -> tuple[str, str | None, str]:
    """The name of the picture that a mask belongs to, what the rest of its name says ('semantic', 'instance', 'unused'
    or None where there is no rest), and the rest.

    Example:
        >>> parse_mask_name('gtFine/a_1_gtFine_color.png'), parse_mask_name('12_mask.png'), parse_mask_name('12.png')
        (('a_1', 'unused', '_gtfine_color'), ('12', 'semantic', '_mask'), ('12', None, ''))
    """
    stem = _DOUBLE.sub("", normalize_name(get_stem(path)))
    if found := _ENDING.search(stem):
        kind = next(kind for kind in ("semantic", "instance", "unused") if found[kind])
        return _strip_picture(stem[: found.start()]), kind, found[0]
    if found := _MIDDLE.search(stem):
        return stem[: found.start()] + stem[found.end() :], "semantic" if found[1] == "road" else "unused", found[0]
    if found := _BEGINNING.match(stem):
        return stem[found.end() :], "semantic", found[0]
    return stem, None, ""


def _strip_picture(stem: str) -> str:
    return _PICTURE.sub("", stem, count=1) or stem


def list_picture_names(path: str) -> list[str]:
    """Names of a picture that its masks may be called by: its own name, and that without what tools add to names of
    pictures.
    """
    stem = normalize_name(get_stem(path))
    return list(dict.fromkeys((stem, _strip_picture(stem))))


def rank_mask(path: str) -> int:
    """Return the rank of a mask among the masks of a picture, of which those with the lowest rank count."""
    lower = path.lower()
    return next((rank for words, rank in _RANKS if words.search(lower)), 1)

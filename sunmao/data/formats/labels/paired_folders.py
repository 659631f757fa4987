"""Folders that may hold the same pictures in two ways, photographs and what was drawn over them: such are no classes."""

import re
from collections import defaultdict

from sunmao.core.name_formatting import format_names
from sunmao.data.dataset_metadata import read_metadata
from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.formats.masks.label_masks import read_pixels
from sunmao.data.formats.reading.class_layout import ClassLayout
from sunmao.data.formats.reading.image_paths import get_stem, read_image_size
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing
from sunmao.errors import NotAPicture

_SHARED = 0.6  # of a folder's pictures are called as those of another
_MOST = 4  # folders: photographs, masks, depths, edges; classes whose pictures are numbered alike are often more
_LOOKED_AT, _FLAT = 5, 0.7
_COUNTED = re.compile(r"(?:img|image|pic|photo|dsc|frame|图片|照片)?[\d\W_]*")


def report_paired_folders(tree: FileTree, layout: ClassLayout, found: DatasetListing) -> None:
    """Refuse folders of which one holds masks of the other's pictures; where only the names say so, it is a finding.
    Names that count (`1.jpg`, `IMG_0001.jpg`) are in every class of many a data set and say nothing.
    """
    if len(layout.labels) > _MOST or (tree.folder and read_metadata(tree.root)):
        return
    called: dict[str, dict[str, str]] = defaultdict(dict)
    for path, label, _ in layout.rows:
        called[normalize_name(get_stem(path))].setdefault(label, path)
    shared = {stem: paths for stem, paths in called.items() if len(paths) == len(layout.labels) > 1}
    smallest = min((sum(label in paths for paths in called.values()) for label in layout.labels), default=0)
    if len(shared) < max(2, _SHARED * smallest):
        return
    counted = all(_is_counted(stem) for stem in shared)
    pairs = [shared[stem] for stem in sorted(shared)[:_LOOKED_AT]]
    masks = _find_masks(tree, pairs)
    if masks or not counted:
        holes = {"count": len(shared), "names": format_names(sorted(layout.labels)), "masks": ", ".join(masks)}
        key, level = ("folder_of_masks", "reject") if masks else ("folders_share_names", "warn")
        found.findings.append(Issue(key, holes, level, count=len(shared)))


def _is_counted(stem: str) -> bool:
    """Whether a name is of numbers with at most a camera's word before them: what pupils and programs give."""
    return _COUNTED.fullmatch(stem) is not None


def _find_masks(tree: FileTree, pairs: list[dict[str, str]]) -> list[str]:
    """The folders whose pictures are flat, as masks are, where others' of the same names and sizes are photographs."""
    flat = {label: [_is_flat(tree, pair[label]) for pair in pairs] for label in pairs[0]}
    same_size = all(len({read_image_size(tree, path) for path in pair.values()}) == 1 for pair in pairs)
    masks = sorted(label for label, said in flat.items() if all(said))
    photos = [label for label, said in flat.items() if not any(said)]
    return masks if same_size and photos else []


def _is_flat(tree: FileTree, path: str) -> bool:
    """Whether a picture has few values, and neighbors are mostly the same."""
    import numpy as np

    try:
        pixels, _, jpeg = read_pixels(tree.read(path), path)
    except (NotAPicture, OSError):
        return False
    few = len(np.unique(pixels)) <= 32
    return not jpeg and few and bool(pixels.shape[1] < 2 or (pixels[:, 1:] == pixels[:, :-1]).mean() > _FLAT)

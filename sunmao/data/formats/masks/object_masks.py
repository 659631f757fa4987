"""A mask for each thing: `<name>/images/` with one picture, `<name>/masks/` with a PNG a thing.

So the nuclei of the 2018 Data Science Bowl are published (Caicedo and others, 2019).
"""

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.masks.class_masks import compare_size
from sunmao.data.formats.masks.label_maps import read_label_map
from sunmao.data.formats.masks.label_masks import MAX_PIXELS, read_pixels
from sunmao.data.formats.masks.mask_names import list_picture_names, parse_mask_name
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import (
    assign_missing_splits,
    get_folder,
    get_name,
    get_stem,
    guess_split_of_folder,
    read_image_size,
)
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.errors import BadData, NotAPicture

if TYPE_CHECKING:
    import numpy as np


LABEL = "nucleus"  # where no list of classes says another: nothing else is published so
LOOKED_AT = 20  # folders
TOGETHER = 8  # masks that a thread reads before it is asked again


@dataclass
class _Folder:
    """Contents of one folder: the pictures in its `images`, the masks in its `masks`."""

    images: list[str] = field(default_factory=list)
    masks: list[str] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether it holds one picture with masks that are not called as the picture is (else a mask is of them all)."""
        names = {name for path in self.masks for name in (normalize_name(get_stem(path)), parse_mask_name(path)[0])}
        return len(self.images) == 1 and bool(names) and names.isdisjoint(list_picture_names(self.images[0]))


def _list_folders(tree: FileTree) -> dict[str, _Folder]:
    """The folders that hold `images` or `masks`, by their paths."""
    folders = {}
    for path in filter(is_picture, tree.files):
        above, _, kind = get_folder(path).rpartition("/")
        if kind.lower() in ("images", "masks"):
            getattr(folders.setdefault(above, _Folder()), kind.lower()).append(path)
    return folders


def recognize(tree: FileTree) -> bool:
    """Whether most folders with masks hold one picture each."""
    masked = [folder for folder in _list_folders(tree).values() if folder.masks][:LOOKED_AT]
    return 2 * sum(folder.complete for folder in masked) > len(masked)


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. All things are of one class."""
    found, faults = DatasetListing(tree.root, task="instance", format="object_masks"), AnnotationErrors()
    table = read_label_map(tree)
    found.classes = list(table.classes) if table and len(table.classes) == 1 else [LABEL]
    said = []
    for name, folder in _list_folders(tree).items():
        if not folder.images:
            faults.add("masks_without_images", name)
            continue
        for path in folder.images[1:]:
            faults.add("picture_unlisted", path)
        if not folder.masks:
            faults.add("mask_missing", folder.images[0])
            continue
        size = read_image_size(tree, folder.images[0])
        things = _read_things(tree, folder.masks, size, found.classes[0], faults)
        said.append(guess_split_of_folder(folder.images[0]))
        found.items.append(
            Sample(tree.place(folder.images[0]), None, said[-1] or "train", things=tuple(things), size=size)
        )
    if not found.items:
        raise BadData("no_pictures", path=tree.root.as_posix())
    found.divided = len(set(said)) > 1  # a folder called `stage1_train` around everything divides nothing
    found.findings += faults.findings
    return assign_missing_splits(tree, found)


def _read_things(
    tree: FileTree, masks: list[str], size: tuple[int, int] | None, label: str, faults: AnnotationErrors
) -> list[ObjectAnnotation]:
    """The things of one picture of this (width, height)."""
    from sunmao.images import geometry
    from sunmao.images.image_files import cv2, map_in_threads

    things = []
    for path, mask in zip(masks, map_in_threads(lambda path: _read_mask(tree, path), masks, TOGETHER), strict=True):
        if mask is None:
            faults.add("mask_unreadable", path)
            continue
        compare_size(size, mask.shape[::-1], path, faults)
        if size and mask.shape != size[::-1]:
            mask = cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST)
        x, y, width, height = cv2.boundingRect(mask)
        if not width:
            faults.add("mask_empty", path)
            continue
        rle = geometry.patch_to_rle(mask[y : y + height, x : x + width], (x, y), mask.shape[::-1])
        things.append(ObjectAnnotation(label, (float(x), float(y), float(x + width), float(y + height)), (), rle))
    return things


def _read_mask(tree: FileTree, path: str) -> "np.ndarray | None":
    """Mask of the thing, (H, W) uint8 of 0 and others; None for what is no picture."""
    import numpy as np
    from PIL import Image

    try:
        data = tree.read(path)
        with Image.open(io.BytesIO(data)) as image:
            if image.format == "PNG" and image.mode in ("1", "L") and image.width * image.height <= MAX_PIXELS:
                return np.asarray(image, np.uint8)
        return (read_pixels(data, get_name(path))[0] != 0).astype(np.uint8)
    except (NotAPicture, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


OBJECT_MASKS = DatasetFormat(
    "object_masks",
    {"zh": "每个物体一张蒙版（实例分割）", "en": "a mask for each thing (instance segmentation)"},
    ("instance",),
    recognize,
    read,
)

"""Masks of things: beside each picture a PNG in which every thing has a number or a color of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.masks.class_masks import (
    PARTS,
    compare_size,
    draw_object,
    encode_mask_png,
    find_label_map,
    find_parts,
    report_pairs,
)
from sunmao.data.formats.masks.label_maps import read_label_map
from sunmao.data.formats.masks.label_masks import IGNORED, read_pixels
from sunmao.data.formats.masks.mask_paths import MaskIndex, has_masks, pair_masks
from sunmao.data.formats.masks.mask_reader import read_class_mask
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.image_paths import assign_missing_splits, get_stem, read_image_size
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.errors import BadData, NotAPicture
from sunmao.images import geometry

if TYPE_CHECKING:
    pass


MAX_THINGS = 5000  # in one picture


def recognize(tree: FileTree) -> bool:
    """Whether a folder for masks of things holds one called as a picture is."""
    return has_masks(tree, "instance")


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. The classes come from the masks of classes beside
    them, else all things are of one.
    """
    found, faults = DatasetListing(tree.root, task="instance", format="instance_masks"), AnnotationErrors()
    pairs = pair_masks(tree, "instance")
    classes, table = MaskIndex(tree, "semantic"), read_label_map(tree)
    if classes.paths:
        table = find_label_map(tree)
    found.classes = table.classes if table and (classes.paths or len(table.classes) == 1) else ["thing"]
    parts = find_parts(tree, pairs, faults)
    for picture, mask in pairs.pairs:
        if picture not in parts:
            continue
        try:
            pixels, colors, jpeg = read_pixels(tree.read(mask), mask)
        except (NotAPicture, OSError):
            faults.add("mask_unreadable", mask)
            continue
        if not colors and "segmentationobject" in mask.lower():  # Pascal VOC marks the edges of things
            pixels[pixels == IGNORED] = 0
        if jpeg:
            faults.add("mask_jpeg", mask)
        size = read_image_size(tree, picture)
        compare_size(size, pixels.shape[1::-1], mask, faults)
        beside = classes.of(picture)
        numbers = read_class_mask(tree, beside, table, pixels.shape[::-1]) if beside and table else None
        things = _read_objects(pixels, numbers, found.classes)
        if things is None:
            faults.add("mask_many_colors", mask)
            continue
        found.items.append(Sample(tree.place(picture), None, parts[picture] or "train", things=things, size=size))
    report_pairs(pairs, faults)
    if not found.items:
        raise BadData("no_pictures", path=tree.root.as_posix())
    found.divided = any(parts.values())
    found.findings += faults.findings
    return assign_missing_splits(tree, found)


def _read_objects(pixels: Any, numbers: Any, classes: list[str]) -> tuple[ObjectAnnotation, ...] | None:
    """The things in a mask; None where there are too many different values for one. numbers: (H, W), of the classes, or
    None.
    """
    import numpy as np

    if len(np.unique(pixels)) > MAX_THINGS:
        return None
    labels = numbers.T.ravel() if numbers is not None else None
    things = []
    for _, rle, box, places in geometry.split_label_mask(pixels):
        number = int(np.bincount(labels[places]).argmax()) if labels is not None else 1
        if 0 < number <= len(classes):
            things.append(ObjectAnnotation(classes[number - 1], box, (), rle))
    return tuple(things)


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: `images`, `masks_instance` and `masks_semantic`, each
    with `train|valid|test`, and `classes.txt`.

    A pixel belongs to one thing only: smaller things are drawn over larger ones.
    """
    import numpy as np

    copies, numbers = (
        FolderWriter(tree, folder, one_stem=True),
        {label: number for number, label in enumerate(found.classes, 1)},
    )
    for item in found.items:
        size = item.size or read_image_size(tree, tree.name(item.path))
        path = copies.put(item.path, f"images/{PARTS[item.split]}")
        if size is None:
            continue
        whole = np.zeros(size[::-1], np.uint8 if len(item.things) < 256 else np.uint16)
        classes = np.zeros(size[::-1], np.uint8 if len(numbers) < 256 else np.uint16)
        masks = sorted(
            ((draw_object(thing, size) != 0, thing) for thing in item.things), key=lambda each: -int(each[0].sum())
        )
        for number, (mask, thing) in enumerate(masks, 1):
            whole[mask], classes[mask] = number, numbers[thing.label]
        for name, image in (("masks_instance", whole), ("masks_semantic", classes)):
            copies.file(f"{name}/{PARTS[item.split]}/{get_stem(path)}.png", encode_mask_png(image))
    copies.words("classes.txt", "".join(f"{label}\n" for label in ["background", *found.classes]))


INSTANCE_MASKS = DatasetFormat(
    "instance_masks",
    {"zh": "蒙版图片（实例分割）", "en": "mask pictures (instance segmentation)"},
    ("instance",),
    recognize,
    read,
    write,
)

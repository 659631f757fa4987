"""Masks of classes: beside each picture a PNG that holds, for each pixel, the number or the color of its class."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.masks.label_masks import IGNORED, LabelMap, number_classes
from sunmao.data.formats.masks.mask_names import get_mask_kind
from sunmao.data.formats.masks.mask_paths import MaskPairs, has_masks, pair_masks
from sunmao.data.formats.masks.mask_reader import MaskReader, read_class_mask
from sunmao.data.formats.masks.mask_refusals import find_refusal
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.folder_words import list_roles
from sunmao.data.formats.reading.image_paths import (
    ImageIndex,
    assign_missing_splits,
    get_folder,
    get_name,
    get_stem,
    guess_split_of_folder,
    read_image_size,
)
from sunmao.data.formats.reading.split_lists import read_split_lists
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.errors import BadData
from sunmao.images import geometry

if TYPE_CHECKING:
    import numpy as np


PARTS = {"train": "train", "val": "valid", "test": "test"}


def recognize(tree: FileTree) -> bool:
    """Whether there are masks of the pictures, beside them, in a folder or in a list; or what must be told from them."""
    return has_masks(tree, "semantic") or find_refusal(tree) is not None


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. Raises BadData for what only looks like masks."""
    found, faults = DatasetListing(tree.root, task="semantic", format="masks"), AnnotationErrors()
    pairs = pair_masks(tree, "semantic")
    if not pairs.pairs and (refusal := find_refusal(tree)):
        raise BadData(refusal)
    reader = MaskReader(tree, faults, pairs.lists.text)
    sizes = {mask: size for _, mask in pairs.pairs if (size := reader.look(mask)) is not None}
    more = {path: [mask for mask in masks if reader.look(mask)] for path, masks in pairs.more.items()}
    parts, table = find_parts(tree, pairs, faults), _name_by_folders(pairs.labels) or reader.table
    for picture, mask in pairs.pairs:
        if mask not in sizes or picture not in parts:
            continue
        size = read_image_size(tree, picture)
        compare_size(size, sizes[mask], mask, faults)
        masks = [mask, *more.get(picture, ())]
        item = Sample(
            tree.place(picture),
            None,
            parts[picture] or "train",
            tags=() if pairs.labels else tuple(label for each in masks for label in reader.labels(each, table)),
            mask=tree.place(mask),
            size=size,
        )
        if size and (pairs.labels or len(masks) > 1):
            named = {path: reader.name_all(path, pairs.labels[path]) for path in masks if path in pairs.labels}
            item = _join_masks(tree, item, {path: named.get(path, table) for path in masks}, faults)
        found.items.append(item)
    if not pairs.labels:
        reader.report(table)
    report_pairs(pairs, faults)
    if not found.items:
        raise BadData("no_pictures", path=tree.root.as_posix())
    found.classes, found.divided, found.label_map = table.classes, any(parts.values()), table
    found.findings += faults.findings
    return assign_missing_splits(tree, found)


def find_parts(tree: FileTree, pairs: MaskPairs, faults: AnnotationErrors) -> dict[str, str | None]:
    """Picture → its part, of those that count: lists decide where they are; what no list names is left out, which is
    said, but for a single list of validation pictures, which leaves the rest for training.
    """
    said = pairs.lists.parts or read_split_lists(tree, ImageIndex(tree, get_mask_kind))
    pictures = dict(pairs.pairs)
    listed = {path: part for path, part in said.items() if path in pictures}
    whole = "train" in listed.values()
    parts = {}
    for picture, mask in pictures.items():
        if whole and picture not in listed:
            faults.add("unlisted_left_out", picture)
        else:
            rest = "train" if listed and not whole else None
            folders = guess_split_of_folder(picture) or guess_split_of_folder(mask)
            parts[picture] = listed.get(picture) or folders or rest
    return parts


def report_pairs(pairs: MaskPairs, faults: AnnotationErrors) -> None:
    """Say what has no partner, what is not used and what was guessed."""
    rest = "unlisted_left_out" if pairs.lists.pairs else "mask_missing"
    for key, paths in (
        (rest, pairs.bare),
        ("mask_no_picture", pairs.lonely),
        ("mask_unused", pairs.unused),
        ("picture_not_there", pairs.lists.gone),
    ):
        for path in paths:
            faults.add(key, path)
    if pairs.guessed:
        faults.add("mask_folder_guessed", pairs.guessed[1], pictures=pairs.guessed[0])
    beside = {get_name(get_folder(mask)) for picture, mask in pairs.pairs if get_folder(picture) == get_folder(mask)}
    if len(named := [folder for folder in sorted(beside) if list_roles(folder) is None]) > 1:
        for folder in named:
            faults.add("mask_class_folders", folder)


def _name_by_folders(labels: dict[str, str]) -> LabelMap | None:
    """The classes that folders of masks are called by."""
    return LabelMap(sorted(set(labels.values()))) if labels else None


def _join_masks(tree: FileTree, item: Sample, tables: dict[str, LabelMap], faults: AnnotationErrors) -> Sample:
    """A picture of which several files hold parts of the mask, with what they cover as if somebody had painted it.

    tables: mask → what its pixels mean.
    """
    things = []
    for path, table in tables.items():
        for number, rle, box, _ in geometry.split_label_mask(read_class_mask(tree, path, table, item.size)):
            things.append(ObjectAnnotation(table.classes[number - 1], box, (), rle))
        faults.add("mask_joined", path)
    tags = tuple(dict.fromkeys(thing.label for thing in things))
    return replace(item, mask=None, things=tuple(things), tags=tags)


def compare_size(size: tuple[int, int] | None, mask: tuple[int, int], path: str, faults: AnnotationErrors) -> None:
    """Say that a mask has another size than its picture."""
    if size and size != mask:
        faults.add("mask_size_differs", path, told=f"{mask[0]}×{mask[1]}", real=f"{size[0]}×{size[1]}")


def find_label_map(tree: FileTree) -> LabelMap:
    """Find the class of each pixel value in a data set of masks; all masks are read."""
    pairs = pair_masks(tree, "semantic")
    reader = MaskReader(tree, AnnotationErrors(), pairs.lists.text)
    for path in [mask for _, mask in pairs.pairs] + [path for more in pairs.more.values() for path in more]:
        reader.look(path)
    return reader.table


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: `images/train|valid|test`, `masks/train|valid|test`
    and `classes.txt`, whose first line, number 0, is the background.
    """
    copies = FolderWriter(tree, folder, one_stem=True)
    table = LabelMap()
    if any(item.mask for item in found.items):
        table = (found.label_map or find_label_map(tree)).rename(found.renamed).reorder(found.classes)
    for item in found.items:
        size = item.size or read_image_size(tree, tree.name(item.path))
        path = copies.put(item.path, f"images/{PARTS[item.split]}")
        if item.mask and not item.things:
            void = IGNORED if len(found.classes) < IGNORED else 0
            numbers = read_class_mask(tree, tree.name(item.mask), table, size, void)
        elif size:
            numbers = draw_class_mask(item.things, found.classes, size)
        else:
            continue
        copies.file(f"masks/{PARTS[item.split]}/{get_stem(path)}.png", encode_mask_png(numbers))
    copies.words("classes.txt", "".join(f"{label}\n" for label in ["background", *found.classes]))


def draw_class_mask(things: Iterable[ObjectAnnotation], classes: list[str], size: tuple[int, int]) -> "np.ndarray":
    """Mask of a picture as numbers of classes, (H, W) uint8, uint16 from 256 classes on: 0 is background, n the
    n-th class; what was painted later covers what was there.
    """
    import numpy as np

    numbers = np.zeros(size[::-1], np.uint8 if len(classes) < 256 else np.uint16)
    places = number_classes(classes)
    for thing in things:
        numbers[draw_object(thing, size) != 0] = places[thing.label]
    return numbers


def encode_mask_png(numbers: "np.ndarray") -> bytes:
    """A mask, (H, W) uint8 or uint16, as the bytes of a PNG."""
    import io

    from PIL import Image

    with io.BytesIO() as file:
        Image.fromarray(numbers).save(file, "PNG")
        return file.getvalue()


def draw_object(thing: Any, size: tuple[int, int]) -> "np.ndarray":
    """Mask of a thing, (H, W) uint8 of 0 and 1: its mask, else its outlines, else its box."""
    if thing.rle and thing.rle[1] == size[::-1]:
        return geometry.rle_to_mask(thing.rle)
    return geometry.rle_to_mask(geometry.polygons_to_rle(thing.polygons or (geometry.box_to_polygon(thing.box),), size))


MASKS = DatasetFormat(
    "masks",
    {"zh": "蒙版图片（语义分割）", "en": "mask pictures (semantic segmentation)"},
    ("semantic",),
    recognize,
    read,
    write,
)

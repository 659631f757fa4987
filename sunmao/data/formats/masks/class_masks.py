"""Masks of classes: beside each picture a PNG that holds, for each pixel, the number or the color of its class."""

from collections.abc import Iterable
from pathlib import Path

from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.image_paths import (
    ImageIndex,
    assign_missing_splits,
    get_stem,
    guess_split_of_folder,
    read_image_size,
)
from sunmao.data.formats.reading.mask_paths import get_mask_kind, has_masks, pair_masks
from sunmao.data.formats.reading.split_lists import read_split_lists
from sunmao.data.formats.writer import FolderWriter
from sunmao.data.images import geometry
from sunmao.data.images.label_masks import LabelMap, infer_label_map, number_classes, read_label_map, read_pixels
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.data.sources.file_tree import FileTree
from sunmao.errors import BadData, NotAPicture

MOST_VALUES = 256  # different ones in a mask: more are a photograph
PARTS = {"train": "train", "val": "valid", "test": "test"}


def recognize(tree: FileTree) -> bool:
    """Whether a folder for masks holds one called as a picture is."""
    return has_masks(tree, "semantic")


class MaskReader:
    """Reads the masks of a tree; their table is what a file says, or is made of all values when every mask is read."""

    def __init__(self, tree: FileTree, faults: AnnotationErrors):
        self.tree, self.faults = tree, faults
        self._said, self._values, self._colors = read_label_map(tree), {}, False

    def look(self, path: str):
        """The pixels of a mask, (H, W) int32, or None where it is none, which is said."""
        import numpy as np

        try:
            pixels, colors, jpeg = read_pixels(self.tree.read(path), path)
        except (NotAPicture, OSError):
            return self.faults.add("mask_unreadable", path)
        values = np.unique(pixels).tolist()
        if len(values) > MOST_VALUES:
            return self.faults.add("mask_many_colors", path)
        if jpeg:
            self.faults.add("mask_jpeg", path)
        if colors and not (self._said and self._said.colors):
            self.faults.add("mask_colors", path)
        self._values[path], self._colors = values, self._colors or colors
        return pixels

    @property
    def table(self) -> LabelMap:
        """The table for all masks that were looked at."""
        if self._said and self._said.colors >= self._colors:
            return self._said
        return infer_label_map((value for values in self._values.values() for value in values), self._colors)

    def labels(self, path: str, table: LabelMap) -> tuple[str, ...]:
        """The classes in a mask, in the order of their numbers; a value that is none is said."""
        values = self._values[path]
        gap = _split_at_gap(table)
        if strange := table.strange(values) or [value for value in values if value in gap]:
            self.faults.add(
                "mask_unknown_number",
                path,
                number=", ".join(f"#{each:06X}" if table.colors else str(each) for each in strange[:5]),
            )
        return tuple(
            table.classes[number - 1]
            for number in sorted({table.numbers[value] for value in values if value in table.numbers})
        )


def _split_at_gap(table: LabelMap) -> set[int]:
    """Without names, the numbers of classes follow each other: those beyond the first gap are probably mistakes."""
    if table.said or table.colors:
        return set()
    numbers = sorted(table.numbers)
    return {value for place, value in enumerate(numbers, 1) if value != place} - {255}


def read(tree: FileTree) -> DatasetListing:
    """Its listing, `sunmao.data.formats.base.DatasetFormat.read`. Pixel value → class: `find_label_map`."""
    found, faults = DatasetListing(tree.root, task="semantic", format="masks"), AnnotationErrors()
    pairs, bare, lonely = pair_masks(tree, "semantic")
    reader, sizes = MaskReader(tree, faults), {}
    for _, mask in pairs:
        if (pixels := reader.look(mask)) is not None:
            sizes[mask] = pixels.shape[1::-1]
    table, said, parts = reader.table, [], read_split_lists(tree, ImageIndex(tree, get_mask_kind))
    for picture, mask in pairs:
        if mask in sizes:
            size = read_image_size(tree, picture)
            compare_size(size, sizes[mask], mask, faults)
            said.append(parts.get(picture) or guess_split_of_folder(picture) or guess_split_of_folder(mask))
            found.items.append(
                Sample(
                    tree.place(picture),
                    None,
                    said[-1] or "train",
                    tags=reader.labels(mask, table),
                    mask=tree.place(mask),
                    size=size,
                )
            )
    for key, paths in (("mask_missing", bare), ("mask_no_picture", lonely)):
        for path in paths:
            faults.add(key, path)
    if not found.items:
        raise BadData("no_pictures", path=tree.root.as_posix())
    found.classes, found.divided = table.classes, any(said)
    found.findings += faults.findings
    return assign_missing_splits(tree, found)


def compare_size(size: tuple[int, int] | None, mask: tuple[int, int], path: str, faults: AnnotationErrors) -> None:
    """Say that a mask has another size than its picture."""
    if size and size != mask:
        faults.add("mask_size_differs", path, told=f"{mask[0]}×{mask[1]}", real=f"{size[0]}×{size[1]}")


def find_label_map(tree: FileTree) -> LabelMap:
    """Which pixel value is which class in a data set of masks; all masks are read when no file of the set says it."""
    said = read_label_map(tree)
    if said and not said.colors:
        return said
    reader = MaskReader(tree, AnnotationErrors())
    for _, mask in pair_masks(tree, "semantic")[0]:
        reader.look(mask)
    return reader.table


def read_class_mask(tree: FileTree, path: str, table: LabelMap, size: tuple[int, int] | None = None):
    """A mask as numbers of classes, (H, W) uint8: 0 is background, n is the n-th class; resized to the picture's
    (width, height) by nearest pixels.

    Raises: NotAPicture, OSError, KeyError.
    """
    import numpy as np

    found = table.of(read_pixels(tree.read(path), path)[0])
    if size and found.shape != size[::-1]:
        rows = (np.arange(size[1]) * found.shape[0] // size[1]).astype(int)
        columns = (np.arange(size[0]) * found.shape[1] // size[0]).astype(int)
        found = found[rows[:, None], columns]
    return found


def write(found: DatasetListing, tree: FileTree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.DatasetFormat.write`: `images/train|valid|test`, `masks/train|valid|test`
    and `classes.txt`, whose first line, number 0, is the background.
    """
    copies = FolderWriter(tree, folder, one_stem=True)
    table = LabelMap()
    if any(item.mask for item in found.items):
        table = find_label_map(tree).rename(found.renamed).reorder(found.classes)
    for item in found.items:
        size = item.size or read_image_size(tree, tree.name(item.path))
        path = copies.put(item.path, f"images/{PARTS[item.split]}")
        if item.mask:
            numbers = read_class_mask(tree, tree.name(item.mask), table, size)
        elif size:
            numbers = draw_class_mask(item.things, found.classes, size)
        else:
            continue
        copies.file(f"masks/{PARTS[item.split]}/{get_stem(path)}.png", encode_mask_png(numbers))
    copies.words("classes.txt", "".join(f"{label}\n" for label in ["background", *found.classes]))


def draw_class_mask(things: Iterable[ObjectAnnotation], classes: list[str], size: tuple[int, int]):
    """What somebody has painted as numbers of classes, (H, W) uint8, uint16 from 256 classes on: 0 is background, n the
    n-th class; what was painted later covers what was there.
    """
    import numpy as np

    numbers = np.zeros(size[::-1], np.uint8 if len(classes) < 256 else np.uint16)
    places = number_classes(classes)
    for thing in things:
        numbers[draw_object(thing, size) != 0] = places[thing.label]
    return numbers


def encode_mask_png(numbers) -> bytes:
    """A mask, (H, W) uint8 or uint16, as the bytes of a PNG."""
    import io

    from PIL import Image

    with io.BytesIO() as file:
        Image.fromarray(numbers).save(file, "PNG")
        return file.getvalue()


def draw_object(thing, size: tuple[int, int]):
    """What a thing covers, (H, W) uint8 of 0 and 1: its mask, else its outlines, else its box."""
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

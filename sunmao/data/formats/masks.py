"""Masks of classes: beside each picture a PNG that holds, for each pixel, the number or the colour of its class."""

from pathlib import Path

from sunmao.errors import BadData, NotAPicture
from sunmao.data.images import geometry
from sunmao.data.listing import Item, Listing
from sunmao.data.images.label_masks import Table, read_pixels, table_said, table_seen
from sunmao.data.sources.file_tree import Tree
from sunmao.data.formats.base import Format
from sunmao.data.formats.annotation_errors import Faults
from sunmao.data.formats.split_lists import listed_parts
from sunmao.data.formats.mask_paths import has_masks, mask_folder, paired
from sunmao.data.formats.image_paths import Pictures, folder_part, picture_size, share_out, stem_of
from sunmao.data.formats.writer import Copies

MOST_VALUES = 256  # different ones in a mask: more are a photograph
PARTS = {"train": "train", "val": "valid", "test": "test"}


def recognise(tree: Tree) -> bool:
    """Whether a folder for masks holds one called as a picture is."""
    return has_masks(tree, "semantic")


class Reader:
    """Reads the masks of a tree; their table is what a file says, or is made of all values when every mask is read."""

    def __init__(self, tree: Tree, faults: Faults):
        self.tree, self.faults = tree, faults
        self._said, self._values, self._colors = table_said(tree), {}, False

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
    def table(self) -> Table:
        """The table for all masks that were looked at."""
        if self._said and self._said.colors >= self._colors:
            return self._said
        return table_seen((value for values in self._values.values() for value in values), self._colors)

    def labels(self, path: str, table: Table) -> tuple[str, ...]:
        """The classes in a mask, in the order of their numbers; a value that is none is said."""
        values = self._values[path]
        gap = _after_a_gap(table)
        if strange := table.strange(values) or [value for value in values if value in gap]:
            self.faults.add("mask_unknown_number", path, number=", ".join(f"#{each:06X}" if table.colors else str(each) for each in strange[:5]))
        return tuple(table.classes[number - 1] for number in sorted({table.numbers[value] for value in values if value in table.numbers}))


def _after_a_gap(table: Table) -> set[int]:
    """Without names, the numbers of classes follow each other: those beyond the first gap are probably mistakes."""
    if table.said or table.colors:
        return set()
    numbers = sorted(table.numbers)
    return {value for place, value in enumerate(numbers, 1) if value != place} - {255}


def read(tree: Tree) -> Listing:
    """Its listing, `sunmao.data.formats.base.Format.read`. Pixel value → class: `table_of`."""
    found, faults = Listing(tree.root, task="semantic", format="masks"), Faults()
    pairs, bare, lonely = paired(tree, "semantic")
    reader, sizes = Reader(tree, faults), {}
    for _, mask in pairs:
        if (pixels := reader.look(mask)) is not None:
            sizes[mask] = pixels.shape[1::-1]
    table, said, parts = reader.table, [], listed_parts(tree, Pictures(tree, mask_folder))
    for picture, mask in pairs:
        if mask in sizes:
            size = picture_size(tree, picture)
            compare(size, sizes[mask], mask, faults)
            said.append(parts.get(picture) or folder_part(picture) or folder_part(mask))
            found.items.append(Item(tree.place(picture), None, said[-1] or "train", tags=reader.labels(mask, table), mask=tree.place(mask), size=size))
    for key, paths in (("mask_missing", bare), ("mask_no_picture", lonely)):
        for path in paths:
            faults.add(key, path)
    if not found.items:
        raise BadData("no_pictures", path=tree.root.as_posix())
    found.classes, found.divided = table.classes, any(said)
    found.findings += faults.findings
    return share_out(tree, found)


def compare(size: tuple[int, int] | None, mask: tuple[int, int], path: str, faults: Faults) -> None:
    """Say that a mask has another size than its picture."""
    if size and size != mask:
        faults.add("mask_size_differs", path, told=f"{mask[0]}×{mask[1]}", real=f"{size[0]}×{size[1]}")


def table_of(tree: Tree) -> Table:
    """Which pixel value is which class in a data set of masks; all masks are read when no file of the set says it."""
    said = table_said(tree)
    if said and not said.colors:
        return said
    reader = Reader(tree, Faults())
    for _, mask in paired(tree, "semantic")[0]:
        reader.look(mask)
    return reader.table


def numbers_of(tree: Tree, path: str, table: Table, size: tuple[int, int] | None = None):
    """A mask as numbers of classes, (H, W) uint8: 0 is background, n is the n-th class; resized to the picture's (width, height) by nearest pixels.

    Raises: NotAPicture, OSError, KeyError.
    """
    import numpy as np

    found = table.of(read_pixels(tree.read(path), path)[0])
    if size and found.shape != size[::-1]:
        rows = (np.arange(size[1]) * found.shape[0] // size[1]).astype(int)
        columns = (np.arange(size[0]) * found.shape[1] // size[0]).astype(int)
        found = found[rows[:, None], columns]
    return found


def write(found: Listing, tree: Tree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.Format.write`: `images/train|valid|test`, `masks/train|valid|test` and `classes.txt`, whose first line, number 0, is the background."""
    copies, table = Copies(tree, folder, one_stem=True), table_of(tree).sorted_as(found.classes)
    for item in found.items:
        size = item.size or picture_size(tree, tree.name(item.path))
        path = copies.put(item.path, f"images/{PARTS[item.split]}")
        copies.file(f"masks/{PARTS[item.split]}/{stem_of(path)}.png", png(numbers_of(tree, tree.name(item.mask), table, size)))
    copies.words("classes.txt", "".join(f"{label}\n" for label in ["background", *found.classes]))


def png(numbers) -> bytes:
    """A mask, (H, W) uint8 or uint16, as the bytes of a PNG."""
    import io

    from PIL import Image

    with io.BytesIO() as file:
        Image.fromarray(numbers).save(file, "PNG")
        return file.getvalue()


def drawn(thing, size: tuple[int, int]):
    """What a thing covers, (H, W) uint8 of 0 and 1: its mask, else its outlines, else its box."""
    if thing.rle and thing.rle[1] == size[::-1]:
        return geometry.mask_of(thing.rle)
    return geometry.mask_of(geometry.rle_of_polygons(thing.polygons or (geometry.rectangle(thing.box),), size))


MASKS = Format("masks", {"zh": "蒙版图片（语义分割）", "en": "mask pictures (semantic segmentation)"}, ("semantic",), recognise, read, write)

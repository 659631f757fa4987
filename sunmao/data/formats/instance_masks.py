"""Masks of things: beside each picture a PNG in which every thing has a number or a colour of its own."""

from pathlib import Path

from sunmao.errors import BadData, NotAPicture
from sunmao.data.images import geometry
from sunmao.data.listing import Item, Listing, Thing
from sunmao.data.images.label_masks import IGNORED, read_pixels, table_said
from sunmao.data.sources.file_tree import Tree
from sunmao.data.formats.base import Format
from sunmao.data.formats.annotation_errors import Faults
from sunmao.data.formats.split_lists import listed_parts
from sunmao.data.formats.mask_paths import Masks, has_masks, mask_folder, paired
from sunmao.data.formats.masks import PARTS, compare, drawn, numbers_of, png, table_of
from sunmao.data.formats.image_paths import Pictures, folder_part, picture_size, share_out, stem_of
from sunmao.data.formats.writer import Copies

MOST_THINGS = 5000  # in one picture


def recognise(tree: Tree) -> bool:
    """Whether a folder for masks of things holds one called as a picture is."""
    return has_masks(tree, "instance")


def read(tree: Tree) -> Listing:
    """Its listing, `sunmao.data.formats.base.Format.read`. The classes come from the masks of classes beside them, else all things are of one."""
    found, faults = Listing(tree.root, task="instance", format="instance_masks"), Faults()
    pairs, bare, lonely = paired(tree, "instance")
    classes, table = Masks(tree, "semantic"), table_said(tree)
    if classes.paths:
        table = table_of(tree)
    found.classes = table.classes if table and (classes.paths or len(table.classes) == 1) else ["thing"]
    said, parts = [], listed_parts(tree, Pictures(tree, mask_folder))
    for picture, mask in pairs:
        try:
            pixels, colors, jpeg = read_pixels(tree.read(mask), mask)
        except (NotAPicture, OSError):
            faults.add("mask_unreadable", mask)
            continue
        if not colors and "segmentationobject" in mask.lower():  # Pascal VOC marks the edges of things
            pixels[pixels == IGNORED] = 0
        if jpeg:
            faults.add("mask_jpeg", mask)
        size = picture_size(tree, picture)
        compare(size, pixels.shape[1::-1], mask, faults)
        beside = classes.of(picture)
        numbers = numbers_of(tree, beside, table, pixels.shape[::-1]) if beside else None
        things = _things(pixels, numbers, found.classes)
        if things is None:
            faults.add("mask_many_colors", mask)
            continue
        said.append(parts.get(picture) or folder_part(picture) or folder_part(mask))
        found.items.append(Item(tree.place(picture), None, said[-1] or "train", things=things, size=size))
    for key, paths in (("mask_missing", bare), ("mask_no_picture", lonely)):
        for path in paths:
            faults.add(key, path)
    if not found.items:
        raise BadData("no_pictures", path=tree.root.as_posix())
    found.divided = any(said)
    found.findings += faults.findings
    return share_out(tree, found)


def _things(pixels, numbers, classes: list[str]) -> tuple[Thing, ...] | None:
    """The things in a mask; None where there are too many different values for one. numbers: (H, W), of the classes, or None."""
    import numpy as np

    if len(np.unique(pixels)) > MOST_THINGS:
        return None
    labels = numbers.T.ravel() if numbers is not None else None
    things = []
    for _, rle, box, places in geometry.each_of(pixels):
        number = int(np.bincount(labels[places]).argmax()) if labels is not None else 1
        if 0 < number <= len(classes):
            things.append(Thing(classes[number - 1], box, (), rle))
    return tuple(things)


def write(found: Listing, tree: Tree, folder: Path) -> None:
    """Its writer, `sunmao.data.formats.base.Format.write`: `images`, `masks_instance` and `masks_semantic`, each with `train|valid|test`, and `classes.txt`.

    A pixel belongs to one thing only: smaller things are drawn over larger ones.
    """
    import numpy as np

    copies, numbers = Copies(tree, folder, one_stem=True), {label: number for number, label in enumerate(found.classes, 1)}
    for item in found.items:
        size = item.size or picture_size(tree, tree.name(item.path))
        path = copies.put(item.path, f"images/{PARTS[item.split]}")
        if size is None:
            continue
        whole = np.zeros(size[::-1], np.uint8 if len(item.things) < 256 else np.uint16)
        classes = np.zeros(size[::-1], np.uint8 if len(numbers) < 256 else np.uint16)
        masks = sorted(((drawn(thing, size) != 0, thing) for thing in item.things), key=lambda each: -int(each[0].sum()))
        for number, (mask, thing) in enumerate(masks, 1):
            whole[mask], classes[mask] = number, numbers[thing.label]
        for name, image in (("masks_instance", whole), ("masks_semantic", classes)):
            copies.file(f"{name}/{PARTS[item.split]}/{stem_of(path)}.png", png(image))
    copies.words("classes.txt", "".join(f"{label}\n" for label in ["background", *found.classes]))


INSTANCE_MASKS = Format(
    "instance_masks", {"zh": "蒙版图片（实例分割）", "en": "mask pictures (instance segmentation)"}, ("instance",), recognise, read, write
)

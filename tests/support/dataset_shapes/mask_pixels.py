"""Kinds of pixels that masks have, and what only looks like masks."""

import numpy as np
from PIL import Image

from tests.support.dataset_shapes.mask_collections import NUMBERED, numbers, put_colors, save
from tests.support.dataset_shapes.masks import LIST, has_tags, put_pairs
from tests.support.dataset_shapes.pictures import LABELS, put, put_classes, write
from tests.support.dataset_shapes.shape import Reads, shape


@shape("masks/previews beside the masks", "x.png and x_color.png", Reads("semantic", 4, LABELS, said=("mask_unused",)))
def _(folder):
    put_pairs(folder)
    for number in range(4):
        put_colors(folder / "masks" / f"{number}_color.png")
        put_colors(folder / "vis" / f"{number}.png")
    write(folder / "classes.txt", LIST)


def _put_one_kind(folder, make) -> None:
    for number in range(4):
        put(folder / "images" / f"{number}.jpg", number)
        save(folder / "masks" / f"{number}.png", make(numbers()))


@shape("masks/one bit", "mode 1", Reads("semantic", 4, ("class_1",)))
def _(folder):
    _put_one_kind(folder, lambda pixels: Image.fromarray(pixels > 0))


@shape("masks/sixteen bits", "0 and 65535", Reads("semantic", 4, ("class_1",)))
def _(folder):
    _put_one_kind(folder, lambda pixels: np.where(pixels > 0, 65535, 0).astype(np.uint16))


@shape(
    "masks/0 and 255 with a list of one",
    "the only class is white",
    Reads("semantic", 4, ("nucleus",), check=lambda found: has_tags(found, ("nucleus",))),
)
def _(folder):
    _put_one_kind(folder, lambda pixels: np.where(pixels > 0, 255, 0).astype(np.uint8))
    write(folder / "classes.txt", "background\nnucleus\n")


@shape("masks/shades of gray", "0, 127 and 255: 255 is a class", Reads("semantic", 4, ("class_127", "class_255")))
def _(folder):
    _put_one_kind(folder, lambda pixels: np.array((0, 127, 255), np.uint8)[pixels])


@shape("masks/transparent", "a cut-out: only the alpha says where it is", Reads("semantic", 4, ("class_1",)))
def _(folder):
    _put_one_kind(folder, lambda pixels: np.dstack([pixels * 0] * 3 + [np.where(pixels > 0, 255, 0)]).astype(np.uint8))


@shape("masks/of another size", "half as large", Reads("semantic", 4, NUMBERED, said=("mask_size_differs",)))
def _(folder):
    _put_one_kind(folder, lambda pixels: pixels[::2, ::2].copy())


@shape(
    "masks/near miss: classes with and without a mask", "photographs", Reads("classification", 24, ("mask", "no_mask"))
)
def _(folder):
    put_classes(folder, labels=("mask", "no_mask"))


@shape(
    "masks/near miss: digits of the same names",
    "MNIST as PNG: both folders are flat",
    Reads("classification", 24, ("3", "8")),
)
def _(folder):
    for label in ("3", "8"):
        for number in range(12):
            save(folder / label / f"{number}.png", numbers(200 + number, 90 + int(label)))


@shape(
    "masks/near miss: pairs of photographs in a list",
    "two pictures a line, none of them flat",
    Reads("classification", 24, LABELS),
)
def _(folder):
    put_classes(folder)
    write(folder / "pairs.txt", "".join(f"apple/apple{n}.jpg pear/pear{n}.jpg 0\n" for n in range(12)))

"""Masks as files: the numbers or colors of their pixels, and which class each means."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sunmao.data.files.file_tree import FileTree
from sunmao.errors import NotAPicture

if TYPE_CHECKING:
    import numpy as np


MAX_PIXELS = 64_000_000
MAX_VALUES = 256  # different ones in a mask: more are a photograph
FLAT, PAINTED, PAINTED_VALUES = 0.7, 0.9, 64
NEARLY = 24  # of 255: so far a JPEG smears black and white
WHITE_16 = 65535
SPREAD = 40  # from this value on, numbers of classes are shades that a viewer shows, and 255 is one of them
BLACK, WHITE, IGNORED = 0, 0xFFFFFF, 255  # background; "not to be counted", as Pascal VOC marks edges
BACKGROUND = {"background", "_background_", "__background__", "bg", "背景", "unlabeled", "unlabelled", "void"}


def read_pixels(data: bytes, name: str = "", as_colors: bool = False) -> tuple:
    """The pixels of a mask file: (H, W) int32, whether they are colors (red · 65536 + green · 256 + blue), whether it
    is a JPEG.

    as_colors: gray and palettes as well, where a table of the data set is one of colors.
    A gray JPEG's smeared values become 0 or 255. What is transparent is background; where only that says anything, the
    rest is 255. Raises: NotAPicture for what cannot be opened or is too large.
    """
    import numpy as np
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as file:
            image: Image.Image = file
            if image.width * image.height > MAX_PIXELS:
                raise NotAPicture("picture_size", name=name)
            jpeg = file.format in ("JPEG", "MPO")
            if image.mode in ("LA", "PA", "RGBA", "RGBa", "La"):
                image = _paint_transparent(image)
            if as_colors or image.mode not in ("1", "L", "P", "I", "I;16", "I;16B", "RGB"):
                image = image.convert("RGB")
            pixels = np.asarray(image).clip(0, WHITE).astype(np.int32)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        raise NotAPicture("damaged_picture", name=name) from None
    if pixels.ndim == 3:
        red, green, blue = (pixels[..., each] for each in range(3))
        if as_colors or not ((red == green).all() and (green == blue).all()):
            return pixels @ np.array([65536, 256, 1], np.int32), True, jpeg
        pixels = red
    if jpeg:
        return np.where(pixels > 127, 255, 0).astype(np.int32), False, jpeg
    return np.where(pixels == WHITE_16, 255, pixels) if pixels.max(initial=0) == WHITE_16 else pixels, False, jpeg


def _paint_transparent(image: Any) -> Any:
    """A picture with transparency as one without."""
    import numpy as np
    from PIL import Image

    pixels = np.array(image.convert("RGBA"))
    seen = pixels[..., 3] > 127
    pixels[~seen] = 0
    if not seen.all() and not pixels[..., :3].any():  # black on nothing
        return Image.fromarray(np.where(seen, 255, 0).astype(np.uint8))
    return Image.fromarray(pixels[..., :3])


def is_flat(tree: FileTree, path: str) -> bool:
    """Whether neighbors are mostly the same, as in a mask: a class of pictures may also be called 'mask'."""
    return _measure_flatness(tree, path) > FLAT


def is_jpeg(path: str) -> bool:
    """Whether a file is called as JPEGs are, whose pixels are only nearly what was saved."""
    return path.lower().endswith((".jpg", ".jpeg"))


def is_painted(tree: FileTree, path: str) -> bool:
    """Whether a picture is surely a mask: no JPEG, few values, and hardly a neighbor that differs."""
    return not is_jpeg(path) and _measure_flatness(tree, path, PAINTED_VALUES) > PAINTED


def _measure_flatness(tree: FileTree, path: str, most: int = MAX_VALUES) -> float:
    """Measure the share of pixels that equal their neighbor; 0 with more values than `most`. Of a JPEG, the share that
    is black or white.
    """
    import numpy as np
    from PIL import Image

    try:
        data = tree.read(path)
        pixels, colors, jpeg = read_pixels(data, path)
        if jpeg:
            with Image.open(io.BytesIO(data)) as image:
                gray = np.asarray(image.convert("L"))
            return 0.0 if colors else float(((gray < NEARLY) | (gray > 255 - NEARLY)).mean())
    except (NotAPicture, OSError):
        return 0.0
    if pixels.shape[1] < 2:
        return 1.0
    same = float((pixels[:, 1:] == pixels[:, :-1]).mean())
    return same if same > FLAT and len(np.unique(pixels)) <= most else 0.0


@dataclass
class LabelMap:
    """Mapping of the numbers or colors in a mask to classes.

    classes: without the background, in the order of their numbers. numbers: pixel value → number of the class from 1
    on.
    said: whether a file of the data set says so; else it was made from what the masks hold. colors: values are colors.
    background: further values that are no class. listed: the lines of a list that does not say which number is the
    first.
    """

    classes: list[str] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    said: bool = True
    colors: bool = False
    background: frozenset[int] = frozenset()
    listed: tuple[str, ...] = ()

    def strange(self, values: Iterable[int]) -> list[int]:
        """The values that are neither a class nor background nor ignored."""
        quiet = self.background | ({BLACK} if self.colors else {BLACK, IGNORED})
        return sorted(value for value in values if value not in self.numbers and value not in quiet)

    def reorder(self, classes: list[str]) -> "LabelMap":
        """The same table for classes in another order; those that are not among them become background."""
        places = number_classes(classes)
        numbers = {
            value: places[label]
            for value, number in self.numbers.items()
            if (label := self.classes[number - 1]) in places
        }
        return replace(self, classes=list(classes), numbers=numbers)

    def rename(self, names: dict[str, str]) -> "LabelMap":
        """The same table with other names of classes; two that get one name are one class."""
        classes = [names.get(label, label) for label in self.classes]
        return self if classes == self.classes else replace(self, classes=classes)

    def of(self, pixels: "np.ndarray") -> "np.ndarray":
        """The pixels of `read_pixels` as numbers of classes, (H, W) uint8 (uint16 from 256 classes on); 0: background,
        and what is not known.
        """
        import numpy as np

        kind, most = np.uint8 if len(self.classes) < 256 else np.uint16, int(pixels.max(initial=0))
        numbers = np.zeros(most + 1, kind)
        for value, number in self.numbers.items():
            if value <= most:
                numbers[value] = number
        return numbers[pixels]


def number_classes(classes: Iterable[str]) -> dict[str, int]:
    """Class → its number, from 1 on, in this order."""
    return {label: number for number, label in enumerate(dict.fromkeys(classes), 1)}


def infer_label_map(values: Iterable[int], colors: bool, names: dict[int, str] | None = None) -> LabelMap:
    """A table of everything that masks hold: 'class_7' for the number 7, '#C80000' for a color; of 0 and 255 alone,
    255 is the class.

    names: of values where they are known; without one, 0 is the background.
    """
    names = names or {}
    values = sorted(value for value in set(values) if value != BLACK or BLACK in names)
    if not colors and IGNORED not in names and values != [IGNORED] and values and values[0] < SPREAD:
        values = [value for value in values if value != IGNORED]
    labels = [
        names.get(value) or (f"#{value:06X}" if colors else f"class_{1 if values == [IGNORED] else value}")
        for value in values
    ]
    places = number_classes(labels)
    return LabelMap(
        list(places), {value: places[label] for value, label in zip(values, labels, strict=True)}, False, colors
    )


def settle_numbers(table: LabelMap, values: set[int]) -> LabelMap:
    """A table of numbers as the values in all masks show it: the only class may be white, and a list that names no
    background begins with number 0 where masks hold just so many values.
    """
    if table.colors or not values:
        return table
    if len(table.classes) == 1 and IGNORED in values and values <= {BLACK, IGNORED}:
        return replace(table, numbers={IGNORED: 1})
    if len(table.listed) > 2 and values - {IGNORED} == set(range(len(table.listed))):
        numbers = number_classes(table.listed)
        return LabelMap(list(numbers), {value: numbers[label] for value, label in enumerate(table.listed)})
    return table

"""Masks as files: the numbers or colors of their pixels, and which class each means."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sunmao.data.formats.reading.text_encoding import decode_text, parse_whole_number, read_whole
from sunmao.data.sources.file_tree import FileTree
from sunmao.errors import NotAPicture

MOST_PIXELS = 64_000_000
BLACK, WHITE, IGNORED = 0, 0xFFFFFF, 255  # background; "not to be counted", as Pascal VOC marks edges
BACKGROUND = {"background", "_background_", "__background__", "bg", "背景", "unlabeled", "unlabelled", "void"}
LIST_BYTES = 1024 * 1024
LISTS = ("classes.txt", "labels.txt", "class_names.txt", "_classes.csv", "labelmap.txt", "class_dict.csv")


def read_pixels(data: bytes, name: str = "") -> tuple:
    """The pixels of a mask file: (H, W) int32, whether they are colors (red · 65536 + green · 256 + blue), whether it
    is a JPEG.

    A JPEG's smeared values become 0 or 255. Raises: NotAPicture for what cannot be opened or is too large.
    """
    import numpy as np
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as file:
            image: Image.Image = file
            if image.width * image.height > MOST_PIXELS:
                raise NotAPicture("picture_size", name=name)
            jpeg = file.format in ("JPEG", "MPO")
            if image.mode not in ("1", "L", "P", "I", "I;16", "I;16B", "RGB"):
                image = image.convert("L" if image.mode == "LA" else "RGB")
            pixels = np.asarray(image).clip(0, WHITE).astype(np.int32)
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError):
        raise NotAPicture("damaged_picture", name=name) from None
    if pixels.ndim == 3:
        red, green, blue = (pixels[..., each] for each in range(3))
        if not ((red == green).all() and (green == blue).all()):
            return pixels @ np.array([65536, 256, 1], np.int32), True, jpeg
        pixels = red
    return np.where(pixels > 127, 255, 0).astype(np.int32) if jpeg else pixels, False, jpeg


@dataclass
class LabelMap:
    """Which number or color in a mask is which class.

    classes: without the background, in the order of their numbers. numbers: pixel value → number of the class from 1
    on.
    said: whether a file of the data set says so; else it was made from what the masks hold. colors: values are colors.
    """

    classes: list[str] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    said: bool = True
    colors: bool = False

    def strange(self, values: Iterable[int]) -> list[int]:
        """The values that are neither a class nor background nor ignored."""
        quiet = {BLACK} if self.colors else {BLACK, IGNORED}
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

    def of(self, pixels):
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


def is_label_map(path: str) -> bool:
    """Whether a file may say what the pixels of masks mean."""
    return path.lower().rpartition("/")[2] in LISTS


def read_label_map(tree: FileTree) -> LabelMap | None:
    """The table that a file of the data set gives; None without one."""
    for name in LISTS:
        for path in sorted(
            (path for path in tree.files if path.lower().split("/")[-1] == name), key=lambda path: path.count("/")
        ):
            found = decode_text(read_whole(tree, path, LIST_BYTES))
            lines = [line.strip() for line in found[0].splitlines()] if found else []
            if table := _parse_label_map(name, [line for line in lines if line]):
                return table
    return None


def _parse_label_map(name: str, lines: list[str]) -> LabelMap | None:
    """labelmap.txt: `name:r,g,b::` (CVAT); class_dict.csv: `name,r,g,b`; _classes.csv: `number, name`; else one class a
    line.
    """
    if name == "labelmap.txt":
        return _colors_to_map(
            [
                (line.split(":")[0], line.split(":")[1].split(","))
                for line in lines
                if line.count(":") > 1 and not line.startswith("#")
            ]
        )
    if name == "class_dict.csv":
        return _colors_to_map([(line.split(",")[0], line.split(",")[1:4]) for line in lines])
    if name == "_classes.csv":
        rows = [line.partition(",") for line in lines]
        return _numbers_to_map(
            {
                number: label.strip()
                for said, _, label in rows
                if (number := parse_whole_number(said.strip())) is not None
            }
        )
    if lines and lines[0].lower() in BACKGROUND:
        return _numbers_to_map(dict(enumerate(lines)))
    return _numbers_to_map(dict(enumerate(lines, 1)))


def _numbers_to_map(labels: dict[int, str]) -> LabelMap | None:
    rows = [
        (value, label)
        for value, label in sorted(labels.items())
        if not (value == BLACK and label.lower() in BACKGROUND)
    ]
    places = number_classes(label for value, label in rows if value != BLACK)
    classes = list(places)
    return LabelMap(classes, {value: places[label] for value, label in rows if value != BLACK}) if classes else None


def _colors_to_map(rows: list[tuple[str, list[str]]]) -> LabelMap | None:
    labels = {}
    for label, color in rows:
        try:
            red, green, blue = (int(part) for part in color)
        except ValueError:
            continue
        if all(0 <= part < 256 for part in (red, green, blue)):
            labels[red * 65536 + green * 256 + blue] = label.strip()
    named = {value: label for value, label in labels.items() if value != BLACK and label.lower() not in BACKGROUND}
    places = number_classes(named.values())
    numbers = {value: places[label] for value, label in named.items()}
    return LabelMap(list(places), numbers, colors=True) if places else None


def infer_label_map(values: Iterable[int], colors: bool) -> LabelMap:
    """A table of everything that masks hold: 'class_7' for the number 7, '#C80000' for a color; of 0 and 255 alone,
    255 is the class.
    """
    values = sorted(set(values) - {BLACK})
    if not colors and values != [IGNORED]:
        values = [value for value in values if value != IGNORED]
    labels = [f"#{value:06X}" if colors else f"class_{1 if values == [IGNORED] else value}" for value in values]
    return LabelMap(labels, {value: number for number, value in enumerate(values, 1)}, said=False, colors=colors)

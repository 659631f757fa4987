"""The masks of a data set, read to find out what their pixels mean."""

from typing import TYPE_CHECKING

from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.masks.known_labels import TRIMAP, find_known_labels, is_trimap
from sunmao.data.formats.masks.label_maps import read_label_map
from sunmao.data.formats.masks.label_masks import (
    IGNORED,
    MAX_VALUES,
    LabelMap,
    infer_label_map,
    read_pixels,
    settle_numbers,
)
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.errors import NotAPicture

if TYPE_CHECKING:
    import numpy as np


class MaskReader:
    """Reads the masks of a tree; their table is what a file says, or is made of all values when every mask is read.

    line: of a list of pictures and masks, which may name the collection they come from.
    """

    def __init__(self, tree: FileTree, faults: AnnotationErrors, line: str = "") -> None:
        self.tree, self.faults, self._line = tree, faults, line
        self._said, self._values = read_label_map(tree), {}
        self._colors = bool(self._said and self._said.colors)
        self._gray: list[str] = []

    def look(self, path: str) -> tuple[int, int] | None:
        """The (width, height) of a mask, or None where it is none, which is said."""
        import numpy as np

        try:
            pixels, colors, jpeg = read_pixels(self.tree.read(path), path)
        except (NotAPicture, OSError):
            self.faults.add("mask_unreadable", path)
            return None
        values = np.unique(pixels).tolist()
        if len(values) > MAX_VALUES:
            self.faults.add("mask_many_colors", path)
            return None
        if jpeg:
            self.faults.add("mask_jpeg", path)
        if colors and not (self._said and self._said.colors):
            self.faults.add("mask_colors", path)
        self._colors = self._colors or colors
        if not colors:
            self._gray.append(path)
        self._values[path] = values
        return pixels.shape[1::-1]

    def _read_gray_as_colors(self) -> None:
        """Gray and palettes are colors, too, where others are: a table of colors says so, or one mask shows it."""
        import numpy as np

        for path in self._gray:
            self._values[path] = np.unique(read_pixels(self.tree.read(path), path, as_colors=True)[0]).tolist()
        self._gray = []

    @property
    def table(self) -> LabelMap:
        """The table for all masks that were looked at."""
        if self._colors:
            self._read_gray_as_colors()
        values = {value for values in self._values.values() for value in values}
        if self._said and self._said.colors == self._colors:
            return settle_numbers(self._said, values)
        if self._colors:
            return infer_label_map(values, True)
        if is_trimap(self._values, values):
            return LabelMap(list(TRIMAP.values()), {1: 1, 3: 2}, said=False, background=frozenset({2}))
        return infer_label_map(values, False, find_known_labels(self._values, values, self._line))

    def name_all(self, path: str, label: str) -> LabelMap:
        """The table of a mask in which everything is of one class."""
        return LabelMap([label], {value: 1 for value in self._values[path] if value}, colors=path not in self._gray)

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

    def report(self, table: LabelMap) -> None:
        """Say what of the table was guessed."""
        first = next(iter(self._values), "")
        if is_trimap(self._values, {value for values in self._values.values() for value in values}) and not table.said:
            self.faults.add("mask_trimap", first)
        elif not table.said and not table.colors and sum(label.startswith("class_") for label in table.classes) > 1:
            self.faults.add("mask_no_names", first, names_given=", ".join(table.classes[:8]))
        elif self._said and self._said.listed and table is not self._said and 0 in table.numbers:
            self.faults.add("mask_from_zero", first, label=table.classes[0])


def _split_at_gap(table: LabelMap) -> set[int]:
    """Without names, the numbers of classes follow each other: those beyond the first gap are probably mistakes."""
    if table.said or table.colors or not all(label.startswith("class_") for label in table.classes):
        return set()
    numbers = sorted(table.numbers)
    return {value for place, value in enumerate(numbers, numbers[0] if numbers else 0) if value != place} - {255}


def read_class_mask(
    tree: FileTree, path: str, table: LabelMap, size: tuple[int, int] | None = None, ignored: int = 0
) -> "np.ndarray":
    """A mask as numbers of classes, (H, W) uint8: 0 is background, n is the n-th class; resized to the picture's
    (width, height) by nearest pixels.

    ignored: what 255 becomes where it is no class (Pascal VOC's edges).

    Raises: NotAPicture, OSError, KeyError.
    """
    import numpy as np

    pixels = read_pixels(tree.read(path), path, as_colors=table.colors)[0]
    found = table.of(pixels)
    if ignored and not table.colors and IGNORED not in table.numbers:
        found[pixels == IGNORED] = ignored
    if size and found.shape != size[::-1]:
        rows = (np.arange(size[1]) * found.shape[0] // size[1]).astype(int)
        columns = (np.arange(size[0]) * found.shape[1] // size[0]).astype(int)
        found = found[rows[:, None], columns]
    return found

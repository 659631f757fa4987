"""Boxes and outlines of one picture, as far as they make sense: what does not is counted as a fault and left out."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import FileTree
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.image_paths import ImageIndex
from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.images import geometry
from sunmao.texts import get_both

_SHARE = 1.001  # numbers up to this are shares of the picture
_NO_LETTERS = {"Cc", "Cs", "Zl", "Zp"}  # control characters, halves of characters, line ends


class ImageAnnotations:
    """The picture that things are placed in.

    path: of the picture, or None where it is not in the tree. told: its size by the file of labels, or None.
    at: where the outline stands that is read now: a key of the texts, the file of labels, the number of the line or
    shape in it.
    attributes: what else is said of the thing that is put next.
    """

    def __init__(self, path: str, told: tuple[int, int] | None, pictures: ImageIndex, faults: AnnotationErrors) -> None:
        self.path, self.size, self.things = path, told, []
        self.at: tuple[str, str, object] | None = None
        self.attributes: dict[str, Any] | None = None
        self._seen_objects: set[tuple] = set()
        self._pictures, self._faults, self._sure = pictures, faults, False
        if told is None:
            self._look()

    def _look(self) -> None:
        """Ask the picture itself for its size; it is trusted more than the file of labels."""
        if self._sure:
            return
        self._sure, real = True, self._pictures.size(self.path)
        if real and self.size and real != self.size:
            self.fault("label_size_differs", told=f"{self.size[0]}×{self.size[1]}", real=f"{real[0]}×{real[1]}")
        self.size = real or self.size

    def is_first(self, seen: dict) -> bool:
        """Whether it is the first of its picture, and then one of `seen` (path → ImageAnnotations); else that one takes
        its things, and it is said.
        """
        first = seen.setdefault(self.path, self)
        if first is not self:
            self.fault("picture_again")
            first.add_new(self.things)
        return first is self

    def add_new(self, things: list[ObjectAnnotation]) -> None:
        """Take those of the things that it has not yet."""
        for thing in things:
            self._add(thing)

    def _add(self, thing: ObjectAnnotation) -> bool:
        """Take a thing that it has not yet; whether it was taken."""
        if (key := _make_key(thing)) in self._seen_objects:
            return False
        self._seen_objects.add(key)
        self.things.append(thing)
        return True

    def fault(self, key: str, **holes: Any) -> None:
        """Something is wrong with one of its labels."""
        self._faults.add(key, self.path, **holes)

    def bad_outline(self) -> None:
        """The outline that is read now makes no sense; the child is told where to mend it."""
        assert self.at is not None  # of each outline it is said where it stands
        key, file, number = self.at
        self.fault("outline_bad", where=get_both(key, file=format_names([file]), number=str(number)[:80]))

    def put(self, label: str, box: geometry.Box, polygons: Any = (), rle: geometry.Rle | None = None) -> None:
        """One thing more; corners in the right order."""
        attributes, self.attributes = self.attributes, None
        if box[2] - box[0] <= geometry.FINEST or box[3] - box[1] <= geometry.FINEST:
            return self.fault("box_empty")
        if self.size and geometry.exceeds_image(box, self.size):
            self._look()
        if self.size:
            inside = geometry.clip_box(box, self.size)
            if inside is None:
                return self.fault("box_outside")
            if inside is not box and geometry.exceeds_image(box, self.size):
                self.fault("box_cut")
            box = inside
            polygons = geometry.clip_polygons(polygons, self.size)
            if rle and rle[1] != self.size[::-1]:
                self.bad_outline()
                rle = None
        if not self._add(ObjectAnnotation(label, box, polygons, rle, attributes)):
            self.fault("box_twice")
        return None

    def corners(self, label: str, corners: Any, missing: bool = False) -> None:
        """A box by two opposite corners (x1, y1, x2, y2); missing: there was no box at all."""
        box = geometry.to_finite_floats(corners, 4)
        if box is None or len(box) != 4:
            return self.fault("box_missing" if missing else "box_no_numbers")
        x1, y1, x2, y2 = box
        if x1 > x2 or y1 > y2:
            self.fault("box_swapped")
        self.put(label, (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)))

    def put_polygons(self, label: str, polygons: tuple[tuple[float, ...], ...]) -> None:
        """A thing by its outlines alone."""
        self.put(label, geometry.bounding_box(polygons), polygons)

    def polygon(self, values: Any) -> tuple[float, ...] | None:
        """An outline of at least three points that hold an area; None, and a fault, for anything else."""
        found = geometry.to_finite_floats(values, 6)
        if found is None or len(found) % 2 or geometry.polygon_area(found) == 0:
            self.bad_outline()
            return None
        return found


def _make_key(thing: ObjectAnnotation) -> tuple:
    """Key that is equal for equal things; its hash differs where attributes do, which those of the things themselves do
    not.
    """
    return thing, json.dumps(thing.attributes, sort_keys=True) if thing.attributes else ""


def scale_shares(items: list[Sample], tree: FileTree, faults: AnnotationErrors) -> list[Sample]:
    """Samples with boxes in pixels, where all numbers of a set are shares of the picture (0 to 1), which is said."""
    numbers = (number for item in items for thing in item.things for number in thing.box)
    if max(numbers, default=2.0) > _SHARE or not all(item.size for item in items):
        return items
    found = []
    for item in items:
        things = (replace(thing, box=_scale_box(thing.box, item.size)) for thing in item.things if item.size)
        found.append(replace(item, things=tuple(things)))
        faults.add("boxes_in_shares", tree.name(item.path))
    return found


def _scale_box(box: geometry.Box, size: tuple[int, int]) -> geometry.Box:
    return box[0] * size[0], box[1] * size[1], box[2] * size[0], box[3] * size[1]


def infer_task(items: Iterable[Sample]) -> str:
    """'instance' when most things have an outline, else 'detection'."""
    things = [thing for item in items for thing in item.things]
    return (
        "instance"
        if things and 2 * sum(bool(thing.polygons or thing.rle) for thing in things) > len(things)
        else "detection"
    )


def clean_label(name: object) -> str:
    """A label as one line without blanks around it; '' for what is no name."""
    if not isinstance(name, (str, int)) or isinstance(name, bool):
        return ""
    return " ".join(
        "".join(" " if unicodedata.category(letter) in _NO_LETTERS else letter for letter in str(name)).split()
    )

"""Base of the readers of annotation tools' exports: the pictures that an export names, what is in them, and which
labels a whole picture has.
"""

import json
import math
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from sunmao.core.name_formatting import format_names
from sunmao.data.files.file_tree import TEXT_BYTES, FileTree, normalize_name
from sunmao.data.files.text_encoding import decode_text, parse_json, read_whole
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.image_paths import (
    ImageIndex,
    assign_missing_splits,
    get_name,
    guess_split,
    guess_split_of_folder,
)
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label, infer_task
from sunmao.data.formats.reading.signatures import list_json_keys
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, Sample
from sunmao.errors import BadData
from sunmao.images import geometry

_LOOKED_AT = 200  # files: where each picture has one, the first ones show what they are

_ODD = re.compile(r"[^-\w.]")  # letters that servers take out of names


class ExportedImage(ImageAnnotations):
    """A picture of an export. labels: what it shows as a whole. split: its part where the export says
    one, else None. file: the file of labels that names it.

    What is put here takes the label as the export has it: what is no name is a fault.
    """

    def __init__(self, reader: "ExportReader", path: str, told: tuple[int, int] | None, split: str | None) -> None:
        super().__init__(path, told, reader.pictures, reader.faults)
        self.labels: list[str] = []
        self.split = split
        self.file, self._shapes = reader.file, 0

    def add_label(self, said: Any) -> None:
        """Labels of the picture as a whole."""
        label = clean_label(said)
        if not label:
            return self.fault("shape_no_label")
        self.labels.append(label)

    def add_box(self, said: Any, sides: Any) -> None:
        """A box by (left, top, width, height)."""
        found = geometry.to_finite_floats(sides, 4)
        self.add_corners(said, found and (found[0], found[1], found[0] + found[2], found[1] + found[3]))

    def add_corners(self, said: Any, corners: Any) -> None:
        """A box by two opposite corners (x1, y1, x2, y2)."""
        if label := self._begin_shape(said):
            self.corners(label, corners)

    def add_turned_box(self, said: Any, sides: Any, degrees: Any, center: bool = True) -> None:
        """A box by (left, top, width, height), turned clockwise around its center or else its left upper corner: an
        outline, where it is turned at all.
        """
        found, turn = geometry.to_finite_floats(sides, 4), geometry.to_finite_floats([degrees or 0], 1)
        if found is None or turn is None or turn[0] % 360 == 0:
            return self.add_box(said, sides)
        left, top, width, height = found[:4]
        around = (left + width / 2, top + height / 2) if center else (left, top)
        corners = geometry.box_to_polygon((left, top, left + width, top + height))
        self.fault("box_turned")
        self.add_outlines(said, [geometry.rotate_polygon(corners, around, math.radians(turn[0]))])

    def add_outlines(self, said: Any, outlines: list) -> None:
        """One thing by its outlines, each (x, y, x, y, …); those that make no sense are left out."""
        if not (label := self._begin_shape(said)):
            return
        if found := tuple(filter(None, map(self.polygon, outlines))):
            self.put_polygons(label, found)

    def add_ellipse(self, said: Any, values: Any, degrees: Any = 0) -> None:
        """An ellipse by (x, y of its center, its two radii), turned clockwise."""
        found, turn = geometry.to_finite_floats(values, 4), geometry.to_finite_floats([degrees or 0], 1)
        if found is None or turn is None:
            return self.add_corners(said, None)
        self.add_outlines(said, [geometry.ellipse_to_polygon(found[:2], found[2:4], math.radians(turn[0]))])

    def add_patch(self, said: Any, mask: Any, corner: tuple[int, int] = (0, 0)) -> None:
        """A thing by the mask, (h, w) of 0 and others or None where it makes no sense, of a part of the picture.

        corner: (x, y) in pixels of the part's upper left.
        """
        if not (label := self._begin_shape(said)):
            return
        if mask is None or self.size is None:
            return self.bad_outline()
        rle = geometry.patch_to_rle(mask, corner, self.size)
        if (box := geometry.rle_to_box(rle)) is None:
            return self.bad_outline()
        self.put(label, box, (), rle)

    def leave_shape(self, kind: Any) -> None:
        """A shape of a kind that nothing here learns from: a point, a line, a cuboid."""
        self._shapes, self.attributes = self._shapes + 1, None
        self.fault("shape_left_out", kind=str(kind)[:40])

    def _begin_shape(self, said: Any) -> str:
        """The label of the next shape; '' and a fault where it has none."""
        self._shapes += 1
        self.at = "at_picture", self.file, self._shapes
        label = clean_label(said)
        if not label:
            self.attributes = None
            self.fault("shape_no_label")
        return label


class ExportReader:
    """A data set while the files that a tool exported are read.

    file: the one that is read now. classes: names in the order in which the export lists them.
    """

    def __init__(self, tree: FileTree, format: str, tool: str) -> None:
        self.tree, self.tool = tree, tool
        self.found = DatasetListing(tree.root, task="detection", format=format)
        self.pictures, self.faults = ImageIndex(tree), AnnotationErrors()
        self.file, self.classes = "", {}
        self._images: list[ExportedImage] = []
        self._missing: dict[str, None] = {}

    def load_json(self) -> Any:
        """Contents of the file. Raises BadData."""
        said, encoding = parse_json(read_whole(self.tree, self.file, TEXT_BYTES), self.file)
        if encoding != "utf-8":
            self.faults.add("labels_not_utf8", self.file, encoding="UTF-16" if encoding == "utf-16" else "GBK")
        return said

    def iter_json_lines(self) -> Iterator[dict]:
        """The objects of a file that has one on each line. Raises BadData where it is no text."""
        found = decode_text(read_whole(self.tree, self.file, TEXT_BYTES))
        if found is None:
            raise BadData("labels_no_text", name=self.file)
        for line in filter(str.strip, found[0].split("\n")):
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):
                row = None
            yield from self.iter_rows([row])

    def iter_rows(self, said: Any) -> Iterator[dict]:
        """The objects in a list, or the values of an object; anything else is counted."""
        for row in said.values() if isinstance(said, dict) else said if isinstance(said, list) else ():
            if isinstance(row, dict):
                yield row
            else:
                self.faults.add("coco_odd_entry", self.file)

    def list_class(self, said: Any) -> None:
        """One of the classes that the export lists."""
        if label := clean_label(said):
            self.classes[label] = None

    def open_image(self, name: Any, sides: Any = None, split: str | None = None) -> ExportedImage | None:
        """The picture that the export calls `name`; None, and a fault, where it is not there.

        sides: [width, height] as the export says them. split: its part where the export says one.
        """
        path = self.find_image(name, split)
        if path is None:
            self.miss_image(name)
            return None
        return self.open_path(path, sides, split)

    def find_image(self, name: Any, split: str | None = None) -> str | None:
        """The path of the picture that the export calls `name`, which may lack its ending."""
        if not isinstance(name, str) or not name:
            return None
        part = split or guess_split(self.file)
        path = self.pictures.find_named(name, self.file, part)
        if path is None and not is_picture(name):
            path = self.pictures.beside(self.file, part, get_name(name.replace("\\", "/")))
        return path

    def open_path(self, path: str, sides: Any = None, split: str | None = None) -> ExportedImage:
        """A picture of the tree."""
        size = geometry.to_finite_floats(sides, 2)
        told = (int(size[0]), int(size[1])) if size and min(size) >= 1 else None
        image = ExportedImage(self, path, told, split)
        self._images.append(image)
        return image

    @cached_property
    def names_without_odd_letters(self) -> dict[str, str | None]:
        """The pictures by their names as an upload to a server changes them: without blanks and brackets; None for two
        of a name.
        """
        found: dict[str, str | None] = {}
        for path in self.pictures.paths:
            name = normalize_name(_ODD.sub("", get_name(path).strip().replace(" ", "_")))
            found[name] = None if name in found else path
        return found

    def miss_image(self, name: Any) -> None:
        """A picture is named that is not there, or it has no name."""
        said = name[:200] if isinstance(name, str) and name else self.file
        self._missing[said] = None
        self.faults.add("picture_not_there", said)

    def finish(self, own_files: bool) -> DatasetListing:
        """The listing. own_files: each picture has a file of labels, whose own name says nothing of its part.

        Raises: BadData where none of the pictures that the export names is there, or none is labeled.
        """
        seen: dict[str, ExportedImage] = {}
        for image in self._images:
            if not image.is_first(seen):
                seen[image.path].labels += image.labels
        if not seen and self._missing:
            names = format_names(self._missing)
            raise BadData("export_without_pictures", tool=self.tool, count=len(self._missing), names=names)
        if not seen and {each.key for each in self.faults.findings} <= {"task_unlabeled"}:
            raise BadData("export_empty", tool=self.tool)
        guess = guess_split_of_folder if own_files else guess_split
        splits = {path: image.split or guess(image.file) or guess_split_of_folder(path) for path, image in seen.items()}
        self.found.divided = any(splits.values())
        self._list_items(seen, splits)
        self.pictures.say_unlisted(seen, self.faults)
        self.found.findings += self.faults.findings
        if seen and not any(item.labels for item in self.found.items):
            self.found.findings.append(Issue("no_boxes", {"count": len(seen)}, "reject", count=len(seen)))
        return assign_missing_splits(self.tree, self.found)

    def _list_items(self, seen: dict[str, ExportedImage], splits: dict[str, str | None]) -> None:
        """The items, as things or as labels of whole pictures, whichever there are."""
        of_things = any(image.things for image in seen.values()) or not any(image.labels for image in seen.values())
        several = any(len(set(image.labels)) > 1 for image in seen.values())
        for path, image in seen.items():
            labels = tuple(dict.fromkeys(image.labels))
            place, split = self.tree.place(path), splits[path] or "train"
            if of_things:
                if labels:
                    image.fault("picture_labels_left", label=labels[0])
                self.found.items.append(Sample(place, None, split, things=tuple(image.things), size=image.size))
            elif several:
                self.found.items.append(Sample(place, None, split, labels, size=image.size))
            elif labels:
                self.found.items.append(Sample(place, labels[0], split, size=image.size))
            else:
                image.fault("picture_unlisted")
        self.found.task = infer_task(self.found.items) if of_things else "multi_label" if several else "classification"
        present = {label for item in self.found.items for label in item.labels}
        self.found.classes = [label for label in self.classes if label in present]
        self.found.classes += sorted(present - self.classes.keys())
        if empty := [label for label in self.classes if label not in present]:
            self.found.findings.append(Issue("empty_classes", {"names": ", ".join(empty[:20])}, count=len(empty)))


def find_json_files(tree: FileTree, fits: Callable[[frozenset[str]], object], endings: tuple = (".json",)) -> list[str]:
    """The JSON files whose keys, as `list_json_keys` gives them, fit."""
    found = tree.list_ending(*endings)
    if not any(fits(list_json_keys(tree, path)) for path in found[:_LOOKED_AT]):
        return []
    return [path for path in found if fits(list_json_keys(tree, path))]


def get_dict(row: dict, key: str) -> dict:
    """The object under a key; an empty one where there is none."""
    return value if isinstance(value := row.get(key), dict) else {}


def make_export_format(
    name: str,
    tool: str,
    tasks: tuple[str, ...],
    find: Callable[[FileTree], list[str]],
    read_file: Callable[[ExportReader], None],
    own_files: bool = False,
    begin: Callable[[ExportReader], None] = lambda reader: None,
) -> DatasetFormat:
    """A format that is only read.

    tool: its name for people. find: its files of labels in a tree. read_file: reads the reader's `file`; what it raises
    as BadData is left out where each picture has a file of its own (own_files). begin: reads what stands beside them.
    """

    def read(tree: FileTree) -> DatasetListing:
        reader = ExportReader(tree, name, tool)
        begin(reader)
        for reader.file in find(tree):
            try:
                read_file(reader)
            except BadData:
                if not own_files:
                    raise
                reader.faults.add("labels_unreadable", reader.file)
        return reader.finish(own_files)

    return DatasetFormat(name, {"zh": tool, "en": tool}, tasks, lambda tree: bool(find(tree)), read)

"""Edit of one picture, and its form in the log."""

import json
import re
from dataclasses import dataclass, fields, replace
from typing import Any

from sunmao.data.listing import SPLITS, ObjectAnnotation

LONGEST = 1000  # characters of a label, a path
MAX_LABELS = 1000  # of one picture
MAX_OBJECTS = 20_000
MAX_ATTRIBUTES = 10_000  # characters of those of one thing, as JSON
HALF = re.compile("[\ud800-\udfff]")  # of a character pair: JSON may hold one, an index and a file cannot


@dataclass(frozen=True)
class PictureEdit:
    """Decision about one picture; None leaves a thing as it is in the data set's own files.

    labels: of the whole picture, none at all only where there may be several; where things are marked in it, one label
    that all of them get. split: 'train', 'val'
    or 'test'. deleted: whether it lies in the bin. objects: what is where in it, in place of what the files say.
    confirmed: someone has looked and said that its label is right.
    """

    labels: tuple[str, ...] | None = None
    split: str | None = None
    deleted: bool | None = None
    objects: tuple[ObjectAnnotation, ...] | None = None
    confirmed: bool | None = None

    def merge(self, later: "PictureEdit") -> "PictureEdit":
        """This, and then what was said later."""
        said = {each.name: value for each in fields(later) if (value := getattr(later, each.name)) is not None}
        if said.get("labels") and "objects" not in said and self.objects is not None:
            said["objects"] = tuple(replace(each, label=said["labels"][0]) for each in self.objects)
        if self.confirmed and said.get("labels", self.labels) != self.labels:
            said.setdefault("confirmed", None)  # it was the label of then that is right
        return replace(self, **said)


def write_edit(edit: PictureEdit) -> dict[str, Any]:
    """As JSON holds it: only what was said."""
    said = {each.name: value for each in fields(edit) if (value := getattr(edit, each.name)) is not None}
    if "objects" in said:
        said["objects"] = list(map(write_object, said["objects"]))
    return said


def write_object(thing: ObjectAnnotation) -> dict[str, Any]:
    """One thing as JSON holds it."""
    said = {"label": thing.label, "box": thing.box, "polygons": thing.polygons, "rle": thing.rle}
    return said | {"attributes": thing.attributes} if thing.attributes else said


def read_edit(said: Any) -> PictureEdit:
    """Read the decision about a picture from JSON. Raises ValueError for what makes no sense."""
    if not isinstance(said, dict):
        raise ValueError("no edit of a picture")
    labels, split, objects = said.get("labels"), said.get("split"), said.get("objects")
    if labels is not None and not _are_labels(labels):
        raise ValueError("no labels")
    if split is not None and split not in SPLITS:
        raise ValueError("no such part")
    if objects is not None and not (isinstance(objects, list) and len(objects) <= MAX_OBJECTS):
        raise ValueError("no list of things")
    flags = {name: said[name] for name in ("deleted", "confirmed") if said.get(name) is not None}
    if not all(isinstance(value, bool) for value in flags.values()):
        raise ValueError("neither true nor false")
    return PictureEdit(
        labels=None if labels is None else tuple(labels),
        split=split,
        objects=None if objects is None else tuple(map(read_object, objects)),
        **flags,
    )


def _are_labels(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MAX_LABELS and all(map(is_label, value))


def is_label(value: Any) -> bool:
    """Whether something out of JSON can be the name of a class."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST and not HALF.search(value)


def read_object(said: Any) -> ObjectAnnotation:
    """One thing out of JSON. Raises ValueError for what makes no sense."""
    if not isinstance(said, dict) or not _are_labels([said.get("label")]):
        raise ValueError("no thing with a label")
    box = _read_numbers(said.get("box"))
    polygons = said.get("polygons") or []
    if len(box) != 4 or not isinstance(polygons, list):
        raise ValueError("no box")
    rle = said.get("rle")
    if rle is not None:
        counts, (height, width) = rle
        if not (isinstance(counts, str) and isinstance(height, int) and isinstance(width, int)):
            raise ValueError("no mask")
        rle = counts, (height, width)
    attributes = read_attributes(said.get("attributes"))
    return ObjectAnnotation(said["label"], box, tuple(map(_read_numbers, polygons)), rle, attributes)


def read_attributes(said: Any) -> dict[str, Any] | None:
    """Attributes of a thing, by name; None where nothing is. Raises ValueError for what is none, or too long."""
    if said is None or said == {}:
        return None
    if not isinstance(said, dict) or not all(isinstance(name, str) for name in said):
        raise ValueError("no attributes")
    if len(json.dumps(said, allow_nan=False)) > MAX_ATTRIBUTES:
        raise ValueError("too many attributes")
    return said


def _read_numbers(value: Any) -> tuple[float, ...]:
    if not isinstance(value, list) or not all(
        isinstance(each, (int, float)) and not isinstance(each, bool) and abs(each) < 1e7 for each in value
    ):
        raise ValueError("no numbers")
    return tuple(map(float, value))

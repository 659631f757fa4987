"""Decisions of edits about the classes of a data set: names, order, colors, and those that have no picture yet.

Only labels of things and tags are meant: classes that are folders are renamed with their folders
(`EditLog.rename_class`).
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sunmao.data.edits.picture_edit import PictureEdit, is_label
from sunmao.data.listing import ObjectAnnotation

CLASSES = "classes"  # the kind of such an entry in the log
MAX_CLASSES = 1000
COLOR = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class ClassEdits:
    """names: what a class of the data set's own files is called now. order: the classes in the order that somebody gave
    them, also without pictures. colors: '#rrggbb' by name. removed: those that are no class as long as no picture has
    them. added: classes that came later, after those of the files.
    """

    names: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    colors: dict[str, str] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()
    added: tuple[str, ...] = ()

    def apply(self, detail: dict[str, Any]) -> "ClassEdits":
        """After one more entry of the log; detail: as `read_class_edit` takes it."""
        if "add" in detail:
            added = tuple(dict.fromkeys([*self.added, detail["add"]]))
            return replace(self, added=added, removed=self.removed - {detail["add"]})
        if "order" in detail:
            return replace(self, order=tuple(dict.fromkeys([*detail["order"], *self.order])))
        if "color" in detail:
            return replace(self, colors={**self.colors, detail["color"]: detail["value"]})
        if "remove" in detail:
            order = tuple(name for name in self.order if name != detail["remove"])
            added = tuple(name for name in self.added if name != detail["remove"])
            return replace(self, order=order, added=added, removed=self.removed | {detail["remove"]})
        old, new = detail["rename"], detail["to"]
        names = {own: new if name == old else name for own, name in self.names.items()}
        names.setdefault(old, new)
        order, added = (
            tuple(dict.fromkeys(new if name == old else name for name in each)) for each in (self.order, self.added)
        )
        colors = {name: color for name, color in self.colors.items() if name != old}
        if old in self.colors:
            colors.setdefault(new, self.colors[old])
        return ClassEdits(names, order, colors, self.removed - {new}, added)

    def sort(self, classes: Iterable[str], used: Container[str]) -> list[str]:
        """Classes, under their names of now, in the order that somebody gave them; the others come last. used: those
        that pictures have.
        """
        names = dict.fromkeys([*self.order, *classes, *self.added])
        return [name for name in names if name not in self.removed or name in used]

    def rename_things(self, things: tuple[ObjectAnnotation, ...]) -> tuple[ObjectAnnotation, ...]:
        """Things of the data set's own files under the names of now."""
        if not self.names:
            return things
        return tuple(replace(each, label=self.names.get(each.label, each.label)) for each in things)

    def rename_labels(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """As `rename_things`, for labels of whole pictures."""
        return tuple(dict.fromkeys(self.names.get(label, label) for label in labels)) if self.names else labels


def read_class_edit(detail: dict[str, Any]) -> dict[str, Any]:
    """Check an entry: {'add': name}, {'remove': name}, {'rename': name, 'to': name}, {'color': name, 'value':
    '#rrggbb'} or {'order': names}. Raises ValueError.
    """
    names = list_class_names(detail)
    known = {"add", "remove", "rename", "color", "order"} & detail.keys()
    if len(known) != 1 or not isinstance(names, list) or len(names) > MAX_CLASSES:
        raise ValueError("no edit of classes")
    if not all(map(is_label, names)):
        raise ValueError("no names")
    if "rename" in detail and "to" not in detail or "color" in detail and not COLOR.fullmatch(str(detail.get("value"))):
        raise ValueError("half an edit")
    return detail


def list_class_names(detail: dict[str, Any]) -> Any:
    """The names of classes in an entry, as they stand there."""
    if "order" in detail:
        return detail["order"]
    return [detail[key] for key in ("add", "remove", "rename", "to", "color") if key in detail]


def rename_in_edit(edit: PictureEdit, label: str, to: str) -> PictureEdit:
    """Decision about a picture after a class got another name."""
    labels, objects = edit.labels, edit.objects
    if labels is not None and label in labels:
        labels = tuple(dict.fromkeys(to if each == label else each for each in labels))
    if objects is not None and any(each.label == label for each in objects):
        objects = tuple(replace(each, label=to) if each.label == label else each for each in objects)
    if labels is edit.labels and objects is edit.objects:
        return edit
    return replace(edit, labels=labels, objects=objects)

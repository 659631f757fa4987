"""Losses of a conversion to another format: found by reading what was written, so that nothing
is lost without a word.
"""

from collections import Counter
from collections.abc import Iterable

from sunmao.core.name_formatting import format_names
from sunmao.data.formats.base import DatasetFormat
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, ObjectAnnotation


def find_losses(before: DatasetListing, after: DatasetListing, chosen: DatasetFormat) -> list[Issue]:
    """Things of a listing that are missing in the one that was written of it and read again; empty where all is there.

    chosen: the format, for the sentences. Places of things are not compared.
    """
    things = [thing for item in before.items for thing in item.things]
    again = [thing for item in after.items for thing in item.things]
    attributes = _count_attributes(things) - _count_attributes(again)
    lost = {
        "pictures_not_kept": len(before.items) - len(after.items),
        "labels_not_kept": (_count_labels(before) - _count_labels(after)).total(),
        "objects_not_kept": (_count_classes(things) - _count_classes(again)).total(),
        "outlines_not_kept": sum(map(_has_outline, things)) - sum(map(_has_outline, again)),
        "attributes_not_kept": attributes.total(),
    }
    found = [
        Issue(key, {"count": count, "format": chosen.title, "names": format_names(sorted(attributes))}, count=count)
        for key, count in lost.items()
        if count > 0
    ]
    if before.divided and Counter(item.split for item in before.items) != Counter(item.split for item in after.items):
        found.append(Issue("parts_not_kept", {"format": chosen.title}))
    return found


def _count_labels(found: DatasetListing) -> Counter:
    """Count of pictures of each label, where they have labels of their own."""
    return Counter(label for item in found.items for label in (item.labels if not item.things else ()))


def _count_classes(things: Iterable[ObjectAnnotation]) -> Counter:
    return Counter(thing.label for thing in things)


def _count_attributes(things: Iterable[ObjectAnnotation]) -> Counter:
    return Counter(name for thing in things for name in thing.attributes or ())


def _has_outline(thing: ObjectAnnotation) -> bool:
    return bool(thing.polygons or thing.rle)

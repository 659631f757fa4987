"""A data set's listing as its edits have made it."""

import os
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from sunmao.data.checks.issue import Issue
from sunmao.data.edits.edit_log import FILE, EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.listing import DatasetListing, Sample


def apply_log(listing: DatasetListing, folder: Path) -> DatasetListing:
    """The listing of the data set in `folder` with the edits of its log. A log that cannot be read is a finding, and
    every picture stays as the data set's own files have it.
    """
    return apply_edits(listing, read_state(listing, folder), folder)


def read_state(listing: DatasetListing, folder: Path) -> dict[str, PictureEdit]:
    """What the log of the data set in `folder` decides of each picture; a log that cannot be read becomes a finding of
    the listing.
    """
    if not os.path.lexists(folder / FILE):
        return {}
    try:
        log = EditLog(folder)
    except OSError as error:
        listing.findings.append(Issue("edits_unreadable", {"name": FILE, "why": error.strerror or str(error)}))
        return {}
    if log.damaged:
        listing.findings.append(Issue("edits_damaged", {"count": log.damaged, "name": FILE}, count=log.damaged))
    return log.compute_state()


def apply_edits(listing: DatasetListing, state: Mapping[str, PictureEdit], folder: Path) -> DatasetListing:
    """A listing with what was decided of its pictures.

    state: by the path of a picture below `folder`, the data set's own, with '/'. Deleted pictures are no longer in it;
    classes that lost their last picture neither.
    """
    if not state:
        return listing
    skipped = len(str(folder / "x")) - 1
    before = {label for item in listing.items for label in item.labels}
    items, moved, relabeled = [], False, defaultdict(set)
    for item in listing.items:
        edit = state.get(Path(str(item.path)[skipped:]).as_posix())
        if edit is None:
            items.append(item)
        elif not edit.deleted:
            items.append(edit_sample(item, edit, listing.task))
            moved = moved or edit.split is not None
            if edit.labels and item.label is not None:
                relabeled[item.label].add(edit.labels[0])
    now = {label: None for item in items for label in item.labels}
    classes = order_classes(listing.classes, before - now.keys(), now, relabeled)
    return replace(listing, items=items, classes=classes, divided=listing.divided or moved)


def order_classes(
    own: list[str], emptied: Container[str], now: Iterable[str], relabeled: Mapping[str, set[str]]
) -> list[str]:
    """The classes of an edited data set, in the order of their numbers. One that lost all of its pictures to a new one
    hands on its place; other new ones come last.

    own: as its files have them. now: of the pictures that are left. relabeled: the classes that pictures of a class
    were given.
    """
    names = []
    for name in own:
        heirs = relabeled.get(name, set()) if name in emptied else {name}
        names += [heir for heir in heirs if len(heirs) == 1 and (heir == name or heir not in own) and heir not in names]
    return names + [label for label in now if label not in names]


def edit_sample(item: Sample, edit: PictureEdit, task: str) -> Sample:
    """A picture as it was edited. task: of the data set."""
    things = item.things if edit.objects is None else edit.objects
    label, tags = item.label, item.tags
    if edit.labels and task == "classification":
        label = edit.labels[0]
    elif edit.labels is not None and task == "multi_label":
        tags = edit.labels
    elif edit.labels and edit.objects is None and task in ("detection", "instance"):
        things = tuple(replace(thing, label=edit.labels[0]) for thing in things)
    return replace(item, label=label, tags=tags, things=things, split=edit.split or item.split)

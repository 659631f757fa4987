"""A data set's listing as its edits have made it."""

import os
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sunmao.data.edits.class_edits import ClassEdits
from sunmao.data.edits.edit_log import FILE, EditLog
from sunmao.data.edits.log_extent import EditLogTooLong
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing, ObjectAnnotation, Sample
from sunmao.data.number_labels import parse_number
from sunmao.images.geometry import validate_rle

UNLABELED = (
    "no_boxes",
    "pictures_without_classes",
    "parts_without_classes",
)  # findings that are over once something is labeled
NO_CLASSES = ClassEdits()


def apply_log(listing: DatasetListing, folder: Path) -> DatasetListing:
    """The listing of the data set in `folder` with the edits of its log. A log that cannot be read is a finding, and
    every picture stays as the data set's own files have it.
    """
    state, classes = read_state(listing, folder)
    return apply_edits(listing, state, folder, classes)


def read_state(listing: DatasetListing, folder: Path) -> tuple[dict[str, PictureEdit], ClassEdits]:
    """Decisions in the log of the data set in `folder` about each picture, and of the classes; a log that cannot be
    read becomes a finding of the listing.
    """
    if not os.path.lexists(folder / FILE):
        return {}, NO_CLASSES
    try:
        log = EditLog(folder)
    except EditLogTooLong:
        listing.findings.append(Issue("edits_too_long", {"name": FILE}))
        return {}, NO_CLASSES
    except OSError as error:
        listing.findings.append(Issue("edits_unreadable", {"name": FILE, "why": error.strerror or str(error)}))
        return {}, NO_CLASSES
    if log.damaged:
        listing.findings.append(Issue("edits_damaged", {"count": log.damaged, "name": FILE}, count=log.damaged))
    return log.compute_state(), log.compute_classes()


def apply_edits(
    listing: DatasetListing, state: Mapping[str, PictureEdit], folder: Path, classes: ClassEdits = NO_CLASSES
) -> DatasetListing:
    """A listing with what was decided of its pictures and classes.

    state: by the path of a picture below `folder`, the data set's own, with '/'. Deleted pictures are no longer in it;
    classes that lost their last picture neither, but for those that somebody has put in order.
    """
    if listing.task == "classification":
        classes = NO_CLASSES  # theirs are folders, or lines of lists
    if not state and classes == NO_CLASSES:
        return listing
    skipped = len(str(folder / "x")) - 1
    before = {label for item in listing.items for label in item.labels}
    items, moved, relabeled = [], False, defaultdict(set)
    for item in listing.items:
        edit = state.get(Path(str(item.path)[skipped:]).as_posix())
        if edit is None:
            items.append(rename_sample(item, classes))
        elif not edit.deleted:
            items.append(edit_sample(rename_sample(item, classes), edit, listing.task))
            moved = moved or edit.split is not None
            if edit.labels and item.label is not None:
                relabeled[item.label].add(edit.labels[0])
    now = {label: None for item in items for label in item.labels}
    own = list(dict.fromkeys(classes.names.get(name, name) for name in listing.classes))
    gone = {classes.names.get(name, name) for name in before} - now.keys()
    names = classes.sort(order_classes(own, gone, now, relabeled), now)
    findings = [each for each in listing.findings if each.key not in UNLABELED] if now else listing.findings
    divided = listing.divided or moved
    return replace(
        listing,
        items=items,
        classes=names,
        findings=findings,
        divided=divided,
        renamed={**listing.renamed, **classes.names},
    )


def rename_sample(item: Sample, classes: ClassEdits) -> Sample:
    """A picture as its files have it, its labels under their names of now."""
    if not classes.names:
        return item
    return replace(item, tags=classes.rename_labels(item.tags), things=classes.rename_things(item.things))


def order_classes(
    own: Sequence[str], emptied: Container[str], now: Iterable[str], relabeled: Mapping[str, set[str]]
) -> list[str]:
    """The classes of an edited data set, in the order of their numbers. One that lost all of its pictures to a new one
    hands on its place; other new ones come last.

    own: as its files have them. now: of the pictures that are left. relabeled: the classes that pictures of a class
    were given.
    """
    names: dict[str, None] = {}
    known = set(own)
    for name in own:
        heirs = relabeled.get(name, set()) if name in emptied else {name}
        names |= dict.fromkeys(heir for heir in heirs if len(heirs) == 1 and (heir == name or heir not in known))
    return list(names | dict.fromkeys(now))


def drop_broken_mask(thing: ObjectAnnotation) -> ObjectAnnotation:
    """A thing of the log, without a mask that makes no sense: pycocotools would read past its end."""
    if thing.rle is None or validate_rle(*thing.rle) is not None:
        return thing
    return replace(thing, rle=None)


def edit_sample(item: Sample, edit: PictureEdit, task: str) -> Sample:
    """A picture as it was edited. task: of the data set."""
    things = item.things if edit.objects is None else tuple(map(drop_broken_mask, edit.objects))
    label, tags, mask, number = item.label, item.tags, item.mask, item.number
    labeled = item.labeled or edit.objects is not None or edit.labels is not None
    one_label = task == "classification" or (item.label is not None and item.number is None)
    if edit.labels and one_label:
        label = edit.labels[0]
    elif edit.labels and task == "regression":
        said = parse_number(edit.labels[0])
        number = number if said is None else said
    elif edit.labels is not None and task == "multi_label":
        tags = edit.labels
    elif edit.labels and edit.objects is None and task in ("detection", "instance"):
        things = tuple(replace(thing, label=edit.labels[0]) for thing in things)
    if edit.objects is not None and task == "semantic":  # painted anew: the file of its mask no longer holds
        tags, mask = tuple(dict.fromkeys(thing.label for thing in things)), None
    split = edit.split or item.split
    return replace(item, label=label, tags=tags, things=things, mask=mask, split=split, labeled=labeled, number=number)

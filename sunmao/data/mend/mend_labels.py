"""Labels that can be put right without a guess: boxes that leave their picture, names spelled in two ways."""

from collections import Counter
from dataclasses import replace

from sunmao.data.check_dataset import ScannedDataset
from sunmao.data.checks.cross_image_checks import group_similar_classes
from sunmao.data.checks.settled_findings import find_inner_folder
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.issue import Issue
from sunmao.data.listing import Sample


def plan_boxes(scanned: ScannedDataset, issue: Issue) -> dict[str, PictureEdit]:
    """Boxes are kept as they were read: cut off at the edge, corners in order, without those that make no sense."""
    tree = scanned.tree
    items = {tree.name(item.path): item for item in scanned.listing.items}
    place = find_inner_folder(scanned.listing, tree)
    named = (path if path in items else place + path for path in issue.pictures)
    return {path: PictureEdit(objects=items[path].things) for path in named if path in items}


def plan_class_names(scanned: ScannedDataset, issue: Issue) -> dict[str, PictureEdit]:
    """Classes whose names differ in case or blanks get the name that most pictures have. Single letters are left alone:
    'a' and 'A' are two classes to whoever learns to read.
    """
    items = scanned.listing.items
    counts = Counter(label for item in items for label in item.labels)
    names = {}
    for group in group_similar_classes(scanned.listing.classes):
        if len(group[0].strip()) > 1:
            best = max(group, key=lambda name: counts[name])
            names |= {name: best for name in group if name != best}
    return {
        scanned.tree.name(item.path): _rename(item, names) for item in items if not names.keys().isdisjoint(item.labels)
    }


def _rename(item: Sample, names: dict[str, str]) -> PictureEdit:
    if item.things:
        return PictureEdit(
            objects=tuple(replace(each, label=names.get(each.label, each.label)) for each in item.things)
        )
    return PictureEdit(labels=tuple(dict.fromkeys(names.get(label, label) for label in item.labels)))

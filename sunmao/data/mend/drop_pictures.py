"""Pictures that are better left out: into the bin, from which they can be taken again."""

import random
from collections import defaultdict

from sunmao.data.check_dataset import ScannedDataset
from sunmao.data.checks.cross_image_checks import UNEVEN, list_learned
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.issue import Issue

DROPPED = PictureEdit(deleted=True)


def plan_drop(scanned: ScannedDataset, issue: Issue) -> dict[str, PictureEdit]:
    """All pictures of a finding go, unless they are all there are."""
    good = {scanned.tree.name(item.path) for item in scanned.listing.items}
    return dict.fromkeys(issue.pictures, DROPPED) if good - {*issue.pictures} else {}


def plan_fewer(scanned: ScannedDataset, issue: Issue) -> dict[str, PictureEdit]:
    """Of the classes with far too many pictures for training some go, drawn by chance, the same ones every time."""
    classes = defaultdict(list)
    for item in list_learned(scanned.listing):
        classes[item.label].append(scanned.tree.name(item.path))
    most = UNEVEN * min(map(len, classes.values())) - 1
    dice = random.Random(0)
    return {
        path: DROPPED
        for _, paths in sorted(classes.items())
        if len(paths) > most
        for path in dice.sample(sorted(paths), len(paths) - most)
    }

"""Parts of a data set that are missing: pictures of the training part are moved, those that are nearly the same together."""

from sunmao.data.check_dataset import ScannedDataset
from sunmao.data.checks.cross_image_checks import group_near_copies
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.issue import Issue
from sunmao.data.splits import assign_splits, break_up_groups

RATIO = (9.0, 0.0, 1.0)  # of the training part: what stays, and what becomes the test


def plan_validation_part(scanned: ScannedDataset, issue: Issue) -> dict[str, PictureEdit]:
    """The pictures that were lent to the validation for now stay there."""
    lent = [scanned.tree.name(item.path) for item in scanned.listing.items if item.split == "val"]
    return dict.fromkeys(lent, PictureEdit(split="val"))


def plan_test_part(scanned: ScannedDataset, issue: Issue) -> dict[str, PictureEdit]:
    """A tenth of each class becomes the test, as `Dataset.split` would choose it."""
    items = {scanned.tree.name(item.path): item for item in scanned.listing.items if item.split == "train"}
    near = group_near_copies(scanned.looks)
    others = {scanned.tree.name(item.path) for item in scanned.listing.items if item.split != "train"}
    bound = {path for group in near if others.intersection(group) for path in group}
    free = [path for path in items if path not in bound]
    numbers = {path: number for number, path in enumerate(free)}
    keys = [(items[path].labels or "", path) for path in free]
    groups = [[numbers[path] for path in group if path in numbers] for group in near]
    groups, _ = break_up_groups(keys, RATIO, [group for group in groups if len(group) > 1])
    parts = assign_splits(keys, RATIO, 0, groups)
    return {path: PictureEdit(split="test") for path, part in zip(free, parts, strict=True) if part == "test"}

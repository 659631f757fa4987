"""Pictures that are there more than once: one stays, or all of them go into one part."""

from collections import Counter
from math import prod

from sunmao.data.check_dataset import ScannedDataset
from sunmao.data.checks.cross_image_checks import group_copies, group_near_leaks, group_resized_copies
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.issue import Issue
from sunmao.data.listing import SPLITS
from sunmao.data.mend.drop_pictures import DROPPED
from sunmao.data.splits import test_is_locked as is_test_locked


def plan_copies(scanned: ScannedDataset, issue: Issue) -> dict[str, PictureEdit]:
    """Of equal files the best one stays, the others go."""
    groups = group_copies(scanned.listing, scanned.tree, scanned.looks)["copied_pictures"]
    return {path: DROPPED for group in groups for path in _list_worse(scanned, group)}


def plan_resized_copies(scanned: ScannedDataset, issue: Issue) -> dict[str, PictureEdit]:
    """Of pictures in several sizes the largest, sharpest one stays, the others go."""
    groups = group_resized_copies(scanned.listing, scanned.tree, scanned.looks)
    return {path: DROPPED for group in groups for path in _list_worse(scanned, group)}


def plan_leaked_copies(scanned: ScannedDataset, issue: Issue) -> dict[str, PictureEdit]:
    """Of equal files in several parts one stays, where most of them are; in the test, where this is locked."""
    groups = group_copies(scanned.listing, scanned.tree, scanned.looks)["leaked_pictures"]
    parts, changes = _PartCounts(scanned), {}
    for group in groups:
        for part in parts.rank(group):
            gone = _list_worse(scanned, [path for path in group if parts.of[path] == part])
            gone += [path for path in group if parts.of[path] != part]
            if parts.spare(gone):
                changes |= dict.fromkeys(gone, DROPPED)
                break
    return changes


def plan_near_leaks(scanned: ScannedDataset, issue: Issue) -> dict[str, PictureEdit]:
    """Pictures that are nearly the same go into one part, where most of them are; into the test, where this is locked
    and holds one of them.
    """
    parts, changes = _PartCounts(scanned), {}
    for group in group_near_leaks(scanned.listing, scanned.tree, scanned.looks):
        for part in parts.rank(group):
            moved = [path for path in group if parts.of[path] != part]
            if parts.spare(moved, part):
                changes |= dict.fromkeys(moved, PictureEdit(split=part))
                break
    return changes


class _PartCounts:
    """The part of each picture, and how many pictures each part has left while some are taken away."""

    def __init__(self, scanned: ScannedDataset) -> None:
        self.of = {scanned.tree.name(item.path): item.split for item in scanned.listing.items}
        self._left = Counter(self.of.values())
        self._locked = is_test_locked(scanned.listing.root)

    def rank(self, group: list[str]) -> list[str]:
        """The parts that pictures of a group are in, the one for all of them first."""
        counts = Counter(self.of[path] for path in group)
        if self._locked and counts["test"]:
            return ["test"]
        return sorted(counts, key=lambda part: (-counts[part], SPLITS.index(part)))

    def spare(self, gone: list[str], to: str | None = None) -> bool:
        """Take pictures away from their parts, unless one would have none left; whether it was done. to: their new part."""
        left = self._left - Counter(self.of[path] for path in gone)
        if left.keys() != (+self._left).keys():
            return False
        self._left = left
        if to:
            self._left[to] += len(gone)
        return True


def _list_worse(scanned: ScannedDataset, group: list[str]) -> list[str]:
    """The pictures of a group but the largest, sharpest one; of equal ones, that with the shortest name."""
    looks = scanned.looks

    def rank(path: str) -> tuple:
        return -prod(looks.sizes[path]), -looks.quality[path].sharpness, len(path), path

    return sorted(group, key=rank)[1:]

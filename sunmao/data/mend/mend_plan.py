"""Plan for mending a finding of the check: which edits of which pictures, and what would be left of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sunmao.data.check_dataset import ScannedDataset, scan_dataset
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.mend.drop_pictures import plan_drop, plan_fewer
from sunmao.data.mend.mend_copies import plan_copies, plan_leaked_copies, plan_near_leaks, plan_resized_copies
from sunmao.data.mend.mend_labels import plan_boxes, plan_class_names
from sunmao.data.mend.mend_missing_splits import plan_test_part, plan_validation_part

Planner = Callable[[ScannedDataset, Issue], dict[str, PictureEdit]]
# Key of a finding → its kind, and what plans its edits; in the order in which they are mended. What is not here has no
# mend: it would be a guess (copies with different labels, pictures without one), or takes new pictures (small classes).
MENDS: dict[str, tuple[str, Planner]] = {
    "empty_pictures": ("broken", plan_drop),
    "no_real_pictures": ("broken", plan_drop),
    "damaged_pictures": ("broken", plan_drop),
    "huge_pictures": ("broken", plan_drop),
    "bent_pictures": ("broken", plan_drop),
    "box_missing": ("boxes", plan_boxes),
    "box_no_numbers": ("boxes", plan_boxes),
    "box_empty": ("boxes", plan_boxes),
    "box_swapped": ("boxes", plan_boxes),
    "box_outside": ("boxes", plan_boxes),
    "box_cut": ("boxes", plan_boxes),
    "similar_classes": ("names", plan_class_names),
    "leaked_pictures": ("leaks", plan_leaked_copies),
    "copied_pictures": ("duplicates", plan_copies),
    "tiny_pictures": ("unclear", plan_drop),
    "strip_pictures": ("unclear", plan_drop),
    "odd_sizes": ("unclear", plan_drop),
    "dark_pictures": ("unclear", plan_drop),
    "bright_pictures": ("unclear", plan_drop),
    "blurred_pictures": ("unclear", plan_drop),
    "alike_leaks": ("leaks", plan_near_leaks),
    "resized_copies": ("duplicates", plan_resized_copies),
    "no_validation_set": ("parts", plan_validation_part),
    "no_test_part": ("parts", plan_test_part),
}
ASKED: dict[str, tuple[str, Planner]] = {"uneven_classes": ("uneven", plan_fewer)}  # good pictures go: only when asked


def find_kind(key: str) -> str | None:
    """The kind of mend that a finding has, None for one that cannot be mended without a guess."""
    kind, _ = MENDS.get(key) or ASKED.get(key) or (None, None)
    return kind


@dataclass(frozen=True)
class MendPlan:
    """Plan for mending one finding; nothing is done yet.

    key: of the finding. kind: 'broken', 'duplicates', 'leaks', 'boxes', 'names', 'unclear', 'parts' or 'uneven'.
    changes: path of a picture below the data set's folder, with '/' → its edit. before, after: what the finding counts
    now, and when these edits are made.
    """

    key: str
    kind: str
    changes: dict[str, PictureEdit]
    before: int
    after: int


def plan_mend(source: str | Path | FileTree | ScannedDataset, key: str, asked: bool = False) -> MendPlan | None:
    """Plan for mending a finding, or None where it is not there, has no mend, or none would make it less.

    Args:
        source: the folder of a data set, or what `scan_dataset` saw of it.
        key: of the finding, such as 'copied_pictures'.
        asked: someone wants just this, though good pictures are left out by it ('uneven_classes').

    Raises: BadData for what is no data set, DataNotFound.

    Example:
        >>> from sunmao.data.builtin.samples import make_sample
        >>> plan_mend(make_sample('shapes', root='plans'), 'copied_pictures') is None
        Prepared shapes to find: 300 pictures in plans/shapes.
        True
    """
    scanned = source if isinstance(source, ScannedDataset) else scan_dataset(source)
    planned = plan_with_result(scanned, key, asked)
    return planned and planned[0]


def plan_with_result(scanned: ScannedDataset, key: str, asked: bool = False) -> tuple[MendPlan, ScannedDataset] | None:
    """As `plan_mend`, with what the data set is when the edits are made."""
    issue = next((each for each in scanned.findings if each.key == key), None)
    kind, planner = MENDS.get(key) or asked and ASKED.get(key) or ("", None)
    if issue is None or planner is None or not scanned.tree.folder:
        return None
    changes = planner(scanned, issue)
    if not changes:
        return None
    result = scanned.edit(changes)
    after = sum(each.count for each in result.findings if each.key == key)
    if after >= issue.count:
        return None
    return MendPlan(key, kind, changes, issue.count, after), result

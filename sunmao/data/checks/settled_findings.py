"""Findings of a data set's own files that its edits have settled: a picture in the bin has no bad box any more.

The files are never touched, so reading them finds the same faults again.
"""

import os
from collections.abc import Mapping
from dataclasses import replace

from sunmao.core.name_formatting import format_names
from sunmao.data.edits.edit_log import FILE, EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.files.file_tree import FileTree
from sunmao.data.issue import Issue
from sunmao.data.listing import DatasetListing

# Findings of boxes and outlines: settled for a picture when an edit says what is where in it.
BOXES = ("box_missing", "box_no_numbers", "box_empty", "box_swapped", "box_outside", "box_cut", "outline_bad")
LABELS = ("list_contradicts",)  # settled when an edit says its label


def read_decisions(tree: FileTree) -> dict[str, PictureEdit]:
    """Decisions about each picture in the log of the data set; none where there is no log or it cannot be read."""
    if not tree.folder or not os.path.lexists(tree.root / FILE):
        return {}
    try:
        return EditLog(tree.root).compute_state()
    except OSError:
        return {}  # `apply_log` has said so


def drop_settled(findings: list[Issue], decided: Mapping[str, PictureEdit], place: str = "") -> list[Issue]:
    """The findings of reading that are still true.

    Args:
        findings: as the formats made them.
        decided: of each picture, by its path below the data set's folder.
        place: what stands before the paths in the findings; see `find_inner_folder`.
    """
    if not decided:
        return findings
    left = (_drop_pictures(each, decided, place) for each in findings)
    return [each for each in left if each is not None]


def find_inner_folder(found: DatasetListing, tree: FileTree) -> str:
    """Prefix of a path below the listing's folder to make it one below the tree: '' or 'inner/'."""
    return "" if found.root == tree.root else f"{tree.name(found.root)}/"


def _drop_pictures(issue: Issue, decided: Mapping[str, PictureEdit], place: str) -> Issue | None:
    if issue.key == "no_validation_set":
        return None if any(edit.split == "val" and not edit.deleted for edit in decided.values()) else issue
    left = tuple(path for path in issue.pictures if not _is_settled(issue.key, decided.get(place + path)))
    gone = len(issue.pictures) - len(left)
    if not gone:
        return issue
    if not left:
        return None
    count = max(issue.count - gone, len(left))  # of boxes: how many each picture has is not known here
    holes = issue.holes | {key: value for key, value in _list_holes(left, count).items() if key in issue.holes}
    return replace(issue, holes=holes, pictures=left, count=count)


def _list_holes(paths: tuple[str, ...], count: int) -> dict:
    return {"names": format_names(paths), "count": count}


def _is_settled(key: str, edit: PictureEdit | None) -> bool:
    if edit is None:
        return False
    return bool(edit.deleted or key in BOXES and edit.objects is not None or key in LABELS and edit.labels is not None)

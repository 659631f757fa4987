"""One entry of the log of edits: what it says, checked as it is read."""

from dataclasses import dataclass, field
from typing import Any

from sunmao.data.edits.class_edits import CLASSES, read_class_edit
from sunmao.data.edits.picture_edit import LONGEST, PictureEdit
from sunmao.data.listing import SPLITS

LATEST = 1e11  # seconds since 1970, a time that every page can say
# What follows what was done to the files, so that nobody takes it back here.
RENAME = "rename"  # of a class: its folders were moved
FORGET = "forget"  # pictures that are gone for good: others may get their names
DIVIDE = "divide"  # the whole data set was divided anew: parts that were chosen before no longer hold
FOLLOWING = (RENAME, FORGET, DIVIDE)


@dataclass
class Edit:
    """One entry of the log.

    kind: what was done, such as 'relabel', 'annotate', 'delete', 'move', 'mend', 'classes'. at: seconds since 1970.
    detail: what the page says of it. changes: path of each picture below the data set's folder, with '/', and what was
    decided of it. active: whether it was not taken back.
    """

    id: str
    at: float
    kind: str
    detail: dict[str, Any] = field(default_factory=dict)
    changes: dict[str, PictureEdit] = field(default_factory=dict)
    active: bool = True


def read_head(said: dict) -> Edit:
    """An entry without its changes."""
    number, at, kind = said["id"], said["at"], said["kind"]
    detail, changes = said.get("detail", {}), said.get("changes", {})
    right = isinstance(number, str) and isinstance(kind, str) and isinstance(at, (int, float)) and 0 <= at < LATEST
    if not right or not isinstance(detail, dict) or not isinstance(changes, dict):
        raise ValueError("no edit")
    if kind == RENAME:
        _check_rename(detail)
    if kind == FORGET and not all(isinstance(path, str) for path in detail["paths"]):
        raise ValueError("no paths")
    if kind == CLASSES:
        read_class_edit(detail)
    if not all(map(is_inside, changes)):
        raise ValueError("no path")
    _check_detail(detail)
    return Edit(number, at, kind, detail)


def is_inside(path: str) -> bool:
    """Whether a path stays below the data set's folder: a log may come from elsewhere."""
    return 0 < len(path) <= LONGEST and not path.startswith("/") and ".." not in path.split("/") and "\0" not in path


def _check_detail(detail: dict[str, Any]) -> None:
    """Raises ValueError where the page could not say what was done."""
    label, before, split, on = detail.get("label", ""), detail.get("from", []), detail.get("split"), detail.get("on")
    classes, own = detail.get("classes", []), detail.get("class", "")
    words = [label, own, *before, *classes] if isinstance(before, list) and isinstance(classes, list) else [None]
    if not all(isinstance(word, str) and len(word) <= LONGEST for word in words):
        raise ValueError("no words")
    if split not in (None, *SPLITS) or not isinstance(on, (bool, type(None))):
        raise ValueError("no such part, neither true nor false")


def _check_rename(detail: dict[str, Any]) -> None:
    """Raises ValueError and KeyError where it is not said what was moved."""
    words = [detail["label"], detail["to"]]
    for old, new in detail["folders"]:
        words += [old, new]
    if not all(isinstance(word, str) for word in words):
        raise ValueError("no names")

"""Task that somebody has given to a data set, where its own files do not: when it began, or since."""

import json
from collections.abc import Iterable
from pathlib import Path

from sunmao.core.atomic_files import write_atomic
from sunmao.core.regular_files import read_regular
from sunmao.data.files.text_encoding import split_lines
from sunmao.data.listing import TASKS

NOTE = ".sunmao.json"  # in its folder: {"task", "classes"}
CLASSES, CLASSES_BYTES = "classes.txt", 16 * 1024 * 1024
MAX_BYTES = 1024 * 1024  # bytes
OTHER_TASKS = {"motion_classification": "motion"}  # what is no task of pictures → its kind of samples


def write_metadata(folder: Path, task: str, classes: Iterable[str] = ()) -> None:
    """Note what a data set is for: its pictures alone may look like something else."""
    write_atomic(folder / NOTE, json.dumps({"task": task, "classes": list(classes)}).encode("ascii"))


def read_metadata(folder: Path) -> dict:
    """Read what was decided, {'task', 'classes'}; {} where nothing was, or the note is damaged."""
    try:
        note = json.loads(read_regular(folder / NOTE, MAX_BYTES))
        task, classes = note["task"], note["classes"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    well = (
        isinstance(task, str)
        and (task in TASKS or task in OTHER_TASKS)
        and isinstance(classes, list)
        and all(isinstance(label, str) for label in classes)
    )
    return {"task": task, "classes": classes} if well else {}


def read_class_order(folder: Path) -> list[str]:
    """The classes in the data set's own order, as far as it has one: those of `classes.txt`, then those it began with."""
    try:
        listed = split_lines(read_regular(folder / CLASSES, CLASSES_BYTES))
    except OSError:
        listed = []
    return list(dict.fromkeys([*listed, *read_metadata(folder).get("classes", [])]))


def sort_classes(names: Iterable[str], order: list[str]) -> list[str]:
    """Names as they stand in an order; those that it lacks come last, in the alphabet's order."""
    places = {name: place for place, name in enumerate(order)}
    return sorted(names, key=lambda name: (places.get(name, len(order)), name))

"""What was decided of a data set when it began without pictures."""

import json
from collections.abc import Iterable
from pathlib import Path

from sunmao.core.atomic_files import write_atomic
from sunmao.data.listing import TASKS

NOTE = ".sunmao.json"  # in its folder: {"task", "classes"}


def write_metadata(folder: Path, task: str, classes: Iterable[str] = ()) -> None:
    """Note what a data set without pictures is for: later its pictures alone may look like something else."""
    write_atomic(folder / NOTE, json.dumps({"task": task, "classes": list(classes)}).encode("ascii"))


def read_metadata(folder: Path) -> dict:
    """What was decided, {'task', 'classes'}; {} where nothing was."""
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return (
            {"task": note["task"], "classes": [str(label) for label in note["classes"]]}
            if note["task"] in TASKS
            else {}
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}

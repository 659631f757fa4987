"""What was decided of a data set when it began without pictures."""

import json
from pathlib import Path

from .items import TASKS

NOTE = ".sunmao.json"  # in its folder: {"task", "classes"}


def noted(folder: Path) -> dict:
    """What was decided, {'task', 'classes'}; {} where nothing was."""
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return {"task": note["task"], "classes": [str(label) for label in note["classes"]]} if note["task"] in TASKS else {}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}

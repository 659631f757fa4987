"""Settings that the studio remembers: language and level, kept in `.sunmao/settings.json` of the projects folder."""

import json
from pathlib import Path

from sunmao.core.atomic_files import write_atomic
from sunmao.locks.lock_order import make_lock
from sunmao.server.errors import HttpProblem
from sunmao.server.storage.safe_files import SETTINGS_LIMIT, load_object_safely, make_folder_safely

ALLOWED = {"lang": ("zh", "en"), "level": (1, 2, 3)}
FIRST = {"lang": None, "level": 1}


class Settings:
    """Reads and writes the settings file; a damaged one counts as empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = make_lock()

    def read(self) -> dict:
        """All settings: {'lang': 'zh' | 'en' | None, 'level': 1 | 2 | 3}."""
        try:
            saved = load_object_safely(self.path, SETTINGS_LIMIT)
        except (OSError, ValueError):
            saved = {}
        return {name: saved[name] if is_allowed(name, saved.get(name)) else first for name, first in FIRST.items()}

    def change(self, values: dict) -> dict:
        """Set some of them and return all. Raises HttpProblem 400 for a value that does not fit."""
        for name, value in values.items():
            if not is_allowed(name, value):
                raise HttpProblem(400, "bad_value", name=name)
        with self._lock:
            merged = {**self.read(), **values}
            make_folder_safely(self.path.parent)
            write_atomic(self.path, json.dumps(merged).encode(), follow_link=False)
        return merged


def is_allowed(name: str, value: object) -> bool:
    """Whether a setting may have this value (True is not 1 here)."""
    return name in ALLOWED and not isinstance(value, (bool, list, dict)) and value in ALLOWED[name]

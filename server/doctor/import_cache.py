"""Cache of the packages that could be imported here, kept between starts: trying them anew takes ten seconds of both
cores of an old computer, just when a lesson begins.

What is kept holds for one installation (this Python, its path, the names of what is installed) and for a week.
"""

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from sunmao.core.atomic_files import cache_folder, write_atomic
from sunmao.server.doctor.diagnosis import Diagnosis
from sunmao.server.storage.safe_files import SETTINGS_LIMIT, load_object_safely

KEPT_FOR = 7 * 24 * 3600  # seconds; a driver or a graphics card changes without a package


def load_working() -> dict[str, Diagnosis]:
    """The findings about packages that worked when they were last tried, by module; none where that is not known."""
    try:
        kept = load_object_safely(_get_file(), SETTINGS_LIMIT)
        if not 0 <= time.time() - kept["at"] < KEPT_FOR:
            return {}
        found = {name: Diagnosis(**row) for name, row in kept["found"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return {name: each for name, each in found.items() if each.ok is True}


def save_working(found: Mapping[str, Diagnosis]) -> None:
    """Keep what works; what does not is tried again each time. A disk that takes nothing is no reason to fail."""
    rows = {name: asdict(each) for name, each in found.items() if each.ok}
    with contextlib.suppress(OSError):
        write_atomic(_get_file(), json.dumps({"at": time.time(), "found": rows}).encode(), durable=False)


def _get_file() -> Path:
    return cache_folder() / f"doctor-{fingerprint_installation()}.json"


def fingerprint_installation() -> str:
    """A name for this Python with all that it can import: another one after each change of a package."""
    names = [sys.executable, sys.version]
    for folder in sys.path:
        names.append(folder)
        with contextlib.suppress(OSError):
            names += sorted(name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))
    return hashlib.sha256("\n".join(names).encode("utf-8", "replace")).hexdigest()[:16]

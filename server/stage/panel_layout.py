"""Arrangement of the panel of a project's stage: `stage/panel.json`, which goes along with the project."""

import json
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import write_atomic
from sunmao.protocol.stage_messages import FORMS
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import deep_json
from sunmao.server.storage.safe_files import METADATA_LIMIT, UnreadableFile, make_folder_safely, read_file_safely
from sunmao.stage.sprite_catalog import OWN_FOLDER, PANEL_FILE

LONGEST_NAME = 200  # characters
MAX_PLACES = 100


def read_layout(project: Path) -> list[dict]:
    """The things of the panel in their order: [{form, name, wide}]; none where nobody has arranged it."""
    try:
        data = read_file_safely(project / OWN_FOLDER / PANEL_FILE, METADATA_LIMIT)
        return parse_layout(deep_json.load_object(data).get("places"))
    except (OSError, UnreadableFile, ValueError, HttpProblem):
        return []


def keep_layout(project: Path, places: Any) -> list[dict]:
    """Keep another order. Raises HttpProblem 400 for what is none."""
    kept = parse_layout(places)
    make_folder_safely(project / OWN_FOLDER)
    text = json.dumps({"places": kept}, ensure_ascii=False, indent=1)
    write_atomic(project / OWN_FOLDER / PANEL_FILE, text.encode("utf-8"), follow_link=False)
    return kept


def parse_layout(places: Any) -> list[dict]:
    """The places that a text says, each thing once. Raises HttpProblem 400."""
    if not isinstance(places, list) or len(places) > MAX_PLACES:
        raise HttpProblem(400, "bad_value", name="places")
    found: dict[tuple[str, str], dict] = {}
    for place in places:
        if not isinstance(place, dict):
            raise HttpProblem(400, "bad_value", name="places")
        form, name, wide = place.get("form"), place.get("name"), place.get("wide", False)
        if form not in FORMS or not isinstance(name, str) or len(name) > LONGEST_NAME or type(wide) is not bool:
            raise HttpProblem(400, "bad_value", name="places")
        clean = name.encode("utf-8", "replace").decode("utf-8")
        found.setdefault((form, clean), {"form": form, "name": clean, "wide": wide})
    return list(found.values())

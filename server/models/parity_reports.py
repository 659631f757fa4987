"""The parity reports of a project's model files, as far as they can be believed."""

from pathlib import Path
from typing import Any

from sunmao.deploy.companion_files import REPORT_ENDING
from sunmao.server.projects.project_files import MODEL_DEPTH, MODEL_FOLDERS, iter_folders, list_entries
from sunmao.server.runs.message_validation import get_finite
from sunmao.server.storage import safe_files

LIMIT = 4 * 1024 * 1024  # bytes of a report
REPORTS, ROWS, LISTED, LONGEST = 50, 8, 100, 200
COUNTS = ("pictures", "same", "ties", "largest_difference", "largest_shift")


def list_reports(project: Path) -> list[dict]:
    """{'path': of the model file, 'rows', 'time'} of each report whose model file is still there, by path.

    A row: 'name' of what ran the file ('program': the example program), 'file', the counts (None where a report does
    not say one) and 'different': [{'picture', 'theirs', 'ours', 'tie'}].
    """
    tops = [top for top in MODEL_FOLDERS if not (project / top).is_symlink()]
    places = [place for top in tops for place in (top, *iter_folders(project, top, MODEL_DEPTH))]
    found = [
        f"{place}/{name}" for place in places for name in list_entries(project / place) if name.endswith(REPORT_ENDING)
    ]
    reports = (_read_report(project, path) for path in found[:REPORTS])
    return [report for report in reports if report is not None]


def _read_report(project: Path, path: str) -> dict | None:
    model = path.removesuffix(REPORT_ENDING)
    if not (project / model).is_file():
        return None
    try:
        said = safe_files.load_object_safely(project / path, LIMIT)
    except (OSError, ValueError):
        return None
    rows = [row for each in _take_list(said, "rows")[:ROWS] if (row := _make_row(each)) is not None]
    return {"path": model, "rows": rows, "time": _take_text(said, "time")} if rows else None


def _make_row(said: Any) -> dict | None:
    if not isinstance(said, dict):
        return None
    counts = {key: get_finite(said.get(key)) for key in COUNTS}
    if counts["pictures"] is None or counts["same"] is None:
        return None
    different = [
        {**{key: _take_text(each, key) for key in ("picture", "theirs", "ours")}, "tie": each.get("tie") is True}
        for each in _take_list(said, "different")[:LISTED]
        if isinstance(each, dict)
    ]
    return {"name": _take_text(said, "name"), "file": _take_text(said, "file"), **counts, "different": different}


def _take_list(said: dict, key: str) -> list:
    found = said.get(key)
    return found if isinstance(found, list) else []


def _take_text(said: dict, key: str) -> str:
    found = said.get(key)
    return found[:LONGEST] if isinstance(found, str) else ""

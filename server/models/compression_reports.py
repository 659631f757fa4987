"""The newest comparison of a project's model files: kept beside them, so that it lasts and goes along with them."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import write_atomic
from sunmao.server.errors import HttpProblem
from sunmao.server.models.model_files import require_model_path
from sunmao.server.runs.message_validation import get_finite
from sunmao.server.storage import safe_files
from sunmao.server.storage.files import open_below

FILE = "compression.json"
LIMIT = 4 * 1024 * 1024  # bytes of it
ROWS, CHANGED, LONGEST = 8, 2000, 300
COUNTS = ("bytes", "ms", "labeled")
MAYBE = ("memory", "correct", "mark", "shown_map50")  # what a file has none of, or what could not be measured


def save_report(project: Path, dataset: str, rows: list[dict[str, Any]]) -> None:
    """Keep what a comparison came to. rows: as `advance_compression` returns them. Raises OSError."""
    kept = [{**row, "digest": _hash_file(project, row["path"])} for row in rows]
    safe_files.make_folder_safely(project / "models")
    write_atomic(project / "models" / FILE, json.dumps({"dataset": dataset, "rows": kept}, indent=1).encode())


def read_report(project: Path) -> dict[str, Any]:
    """{'dataset', 'rows'} of the newest comparison, without the rows of files that have changed or gone since."""
    try:
        said = safe_files.load_object_safely(project / "models" / FILE, LIMIT)
    except (OSError, ValueError):
        said = {}
    told = said.get("rows")
    rows = [_make_row(row) for row in (told[:ROWS] if isinstance(told, list) else []) if _holds(project, row)]
    dataset = said.get("dataset")
    return {"dataset": dataset if isinstance(dataset, str) else "", "rows": [row for row in rows if row is not None]}


def _holds(project: Path, row: Any) -> bool:
    if not isinstance(row, dict) or not isinstance(row.get("path"), str):
        return False
    try:
        return _hash_file(project, require_model_path(row["path"])) == row.get("digest") != ""
    except (HttpProblem, OSError):
        return False


def _make_row(row: dict[str, Any]) -> dict[str, Any] | None:
    counts = {key: get_finite(row.get(key)) for key in (*COUNTS, *MAYBE)}
    changed = row.get("changed")
    if any(counts[key] is None for key in COUNTS) or not isinstance(changed, list):
        return None
    return {
        "path": row["path"],
        "method": row["method"] if isinstance(row.get("method"), str) else None,
        "pruned": row.get("pruned") is True,
        **counts,
        "changed": [each for each in changed[:CHANGED] if _is_change(each)],
        "best": row.get("best") is True,
    }


def _is_change(said: Any) -> bool:
    return (
        isinstance(said, list)
        and len(said) == 3
        and all(isinstance(text, str) and len(text) <= LONGEST for text in said)
    )


def _hash_file(project: Path, path: str) -> str:
    file = open_below(project, path)
    if file is None:
        return ""
    file.close()
    status = (project / path).stat()
    return _hash_content(project / path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=64)
def _hash_content(file: Path, _size: int, _changed: int) -> str:
    with open(file, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()

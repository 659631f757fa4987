"""Findings about a data set's labels that go along when its project is copied or carried away: the index, where they
are kept, stays behind.
"""

import json
from pathlib import Path
from typing import Any

from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.compared_labels import read_compared_labels, save_compared_labels
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.projects.project_contents import FINDINGS
from sunmao.server.storage import deep_json, safe_files

LIMIT = 64 * 1024 * 1024  # bytes of a note
MAX_ROWS = 1000  # rows of a kind: a note comes from outside
TOLD = {
    "suspects": {"path": str, "label": str, "suggested": str, "bars": int},
    "lookalikes": {"first": str, "second": str, "confused": int, "pictures": int, "examples": list},
}


def dump_findings(project: Path) -> dict[str, bytes]:
    """{path below the project: bytes} of a note for each data set whose labels were compared."""
    found = {}
    for name in index_db.list_names(project / "data"):
        place = DatasetLocation(project.name, project / "data", name)
        about = index_db.read_about(place.index)
        if "suspects" in about:
            kept = {key: about.get(key) for key in ("suspects", "suspects_after", "lookalikes", "compared")}
            said = {**kept, "labels": read_compared_labels(place)}
            found[f"data/{name}/{FINDINGS}"] = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return found


def take_findings(project: Path) -> None:
    """Move the notes that lie in the data sets of a project into their indexes. A note that is none is left out."""
    for name in index_db.list_names(project / "data"):
        place = DatasetLocation(project.name, project / "data", name)
        note = place.folder / FINDINGS
        try:
            said = safe_files.load_object_safely(note, LIMIT)
        except (OSError, ValueError):
            said = {}
        note.unlink(missing_ok=True)
        if isinstance(said.get("suspects"), list):
            write_findings(place, said)


def write_findings(place: DatasetLocation, said: dict[str, Any]) -> None:
    """Note in the index of a data set what `dump_findings` said of it, as far as it is of the right form."""
    rows = {
        key: [row for row in said[key][:MAX_ROWS] if _is_row(row, form)]
        for key, form in TOLD.items()
        if isinstance(said.get(key), list)
    }
    labels, after, compared = (said.get(key) for key in ("labels", "suspects_after", "compared"))
    told = labels.items() if isinstance(labels, dict) else ()
    with index_db.open_for_writing(place.index) as db, db:
        save_compared_labels(db, {path: label for path, label in told if isinstance(label, str)})
        index_db.write_about(
            db,
            **rows,
            suspects_after=after if safe_files.is_count(after) else 0,
            compared=compared if isinstance(compared, str) else None,
        )


def copy_findings(source: Path, target: Path) -> None:
    """Copy the findings about the data sets of one project to those of its copy."""
    for path, note in dump_findings(source).items():
        place = DatasetLocation(target.name, target / "data", path.split("/")[1])
        if place.folder.is_dir():
            write_findings(place, deep_json.load_object(note))


def _is_row(row: Any, form: dict[str, type]) -> bool:
    return (
        isinstance(row, dict)
        and row.keys() == form.keys()
        and all(type(row[key]) is kind for key, kind in form.items())
        and all(isinstance(each, str) for each in row.get("examples", []))
    )

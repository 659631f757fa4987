"""A data set is checked, or mended, in a job's process: each finding with its pictures goes into the index, and
thumbnails on the way.
"""

import json
import sqlite3
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sunmao.data.check_dataset import check
from sunmao.data.checks.inspect_image import ImageInspection
from sunmao.data.issue import Issue
from sunmao.data.listing import Sample
from sunmao.data.mend.mend_dataset import mend_dataset
from sunmao.data.mend.mend_plan import find_kind
from sunmao.server.dataset_index import build_index, index_db
from sunmao.server.dataset_index.change_detection import compute_content, compute_stamp
from sunmao.server.dataset_index.index_db import DatasetLocation

AT_ONCE = 100  # pictures that are written together


def run_dataset_check(studio: Any, project: str, data: str, name: str) -> dict:
    """Check a data set: {'answer', 'findings': how many}."""
    place = DatasetLocation(project, Path(data), name)
    with index_db.open_for_writing(place.index) as db:
        about = index_db.read_about(place.index)
        if about.get("stamp") != compute_stamp(place.folder):
            build_index.write_listing(db, place)
            about = index_db.read_about(place.index)
        seeing = ThumbnailWriter(db, place)
        health = check(
            place.folder, thumbnails=not about.get("looked"), on_picture=seeing.note, on_progress=studio.progress
        )
        seeing.write()
        save_report(db, place, health.answer, health.findings, [])
        if not build_index.list_unseen(db):
            with db:
                index_db.write_about(db, looked=True)
    return {"answer": health.answer, "findings": len(health.findings)}


def run_dataset_mend(studio: Any, project: str, data: str, name: str, key: str) -> dict:
    """Check a data set and mend one of its findings: {'mended': [as in `save_report`], 'findings': how many are left}."""
    place = DatasetLocation(project, Path(data), name)
    with index_db.open_for_writing(place.index) as db:
        said = db.execute("select text from findings where key = ?", (key,)).fetchone()
        about = index_db.read_about(place.index)
        before = about.get("mended", []) if about.get("checked_stamp") == compute_stamp(place.folder) else []
        report = mend_dataset(place.folder, [key], on_progress=studio.progress)
        build_index.write_listing(db, place)
        mended = [{**asdict(each), "text": json.loads(said[0]) if said else None} for each in report.mended]
        save_report(db, place, report.answer, report.left, before + mended)
    return {"mended": mended, "findings": len(report.left)}


class ThumbnailWriter:
    """Notes what a check sees of pictures whose thumbnails are missing."""

    def __init__(self, db: sqlite3.Connection, place: DatasetLocation) -> None:
        self._db, self._skip = db, len(str(place.folder)) + 1
        self._missing = {path: number for number, path in build_index.list_unseen(db)}
        self._seen: list[tuple] = []

    def note(self, item: Sample, look: ImageInspection) -> None:
        """Take down one picture."""
        number = self._missing.get(str(item.path)[self._skip :].replace("\\", "/"))
        if number is not None and (look.thumbnail or look.error):
            self._seen.append((number, look.size, None if look.error else look.thumbnail, look.error))
            if len(self._seen) >= AT_ONCE:
                self.write()

    def write(self) -> None:
        """Bring it into the index."""
        build_index.save_seen(self._db, self._seen)
        self._seen = []


def save_report(
    db: sqlite3.Connection, place: DatasetLocation, answer: str, findings: tuple[Issue, ...], mended: list[dict]
) -> None:
    """Keep what a check has found, of the data set as the index has it.

    mended: what was mended since somebody looked, [{'key', 'kind', 'before', 'after', 'pictures', 'edit', 'text'}].
    """
    about = index_db.read_about(place.index)
    when = datetime.now(UTC).isoformat(timespec="seconds")
    with db:
        _save_issues(db, place, findings, about.get("root", ""))
        index_db.write_about(
            db,
            answer=answer,
            findings=len(findings),
            checked=when,
            checked_stamp=about["stamp"],
            checked_content=compute_content(db, about.get("task")),
            checked_pictures=about["pictures"],
            mended=mended,
        )


def _save_issues(db: sqlite3.Connection, place: DatasetLocation, findings: tuple, root: str) -> None:
    db.execute("delete from findings")
    db.execute("delete from marks")
    numbers = dict(db.execute("select path, id from files"))
    for rank, each in enumerate(findings):
        known = (numbers.get(path, numbers.get(f"{root}{path}")) for path in each.pictures)
        found = [number for number in known if number is not None]
        db.execute(
            "insert into findings values (?, ?, ?, ?, ?, ?)",
            (
                rank,
                each.key,
                each.level,
                each.count,
                json.dumps(place.format_name(each.said if found else each.text)),
                find_kind(each.key),
            ),
        )
        db.executemany("insert or ignore into marks values (?, ?)", [(rank, number) for number in found])

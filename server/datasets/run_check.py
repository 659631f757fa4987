"""A data set is checked, in a job's process: each finding with its pictures goes into the index, and thumbnails on the
way.
"""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sunmao.data.checks.check_dataset import check
from sunmao.data.checks.inspect_image import ImageInspection
from sunmao.data.listing import Sample
from sunmao.server.datasets import build_index, index_db
from sunmao.server.datasets.change_detection import compute_stamp
from sunmao.server.datasets.index_db import DatasetLocation

AT_ONCE = 100  # pictures that are written together


def run_dataset_check(studio, project: str, data: str, name: str) -> dict:
    """Check a data set: {'answer', 'findings': how many}."""
    place = DatasetLocation(project, Path(data), name)
    with index_db.open_for_writing(place.index) as db:
        now = compute_stamp(place.folder)
        about = index_db.read_about(place.index)
        if about.get("stamp") != now:
            build_index.write_listing(db, place)
            about = index_db.read_about(place.index)
        seeing = ThumbnailWriter(db, place)
        health = check(
            place.folder, thumbnails=not about.get("looked"), on_picture=seeing.note, on_progress=studio.progress
        )
        seeing.write()
        with db:
            _save_issues(db, place, health.findings, about.get("root", ""))
            when = datetime.now(UTC).isoformat(timespec="seconds")
            index_db.write_about(
                db, answer=health.answer, findings=len(health.findings), checked=when, checked_stamp=now
            )
            if not build_index.list_unseen(db):
                index_db.write_about(db, looked=True)
    return {"answer": health.answer, "findings": len(health.findings)}


class ThumbnailWriter:
    """Notes what a check sees of pictures whose thumbnails are missing."""

    def __init__(self, db: sqlite3.Connection, place: DatasetLocation):
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


def _save_issues(db: sqlite3.Connection, place: DatasetLocation, findings: tuple, root: str) -> None:
    db.execute("delete from findings")
    db.execute("delete from marks")
    numbers = dict(db.execute("select path, id from files"))
    for rank, each in enumerate(findings):
        known = (numbers.get(path, numbers.get(f"{root}{path}")) for path in each.pictures)
        found = [number for number in known if number is not None]
        db.execute(
            "insert into findings values (?, ?, ?, ?, ?)",
            (rank, each.key, each.level, each.count, json.dumps(place.format_name(each.said if found else each.text))),
        )
        db.executemany("insert or ignore into marks values (?, ?)", [(rank, number) for number in found])

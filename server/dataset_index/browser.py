"""Queries of the page to an index: the wall a page at a time, one picture, its thumbnail, the counts."""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.build_index import get_file_state
from sunmao.server.dataset_index.change_detection import compute_content
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.errors import HttpProblem

MAX_PAGE_ROWS = 500  # rows at once
MARKED = 60  # pictures of a finding that are named
BINS = 40
DRAWN = 200  # things of a picture on the wall
SIDES = (16, 32, 64, 96, 128, 192, 256, 512, 1024)  # pixels: the bins of how large things are
FAR = 100_000  # pixels: no picture is longer
GRAINS = 128  # of its longer side: a small picture shows no finer outlines
COLUMNS = "rows.n, files.path, rows.labels, rows.split, files.w, files.h, files.id, rows.things"


@dataclass(frozen=True)
class Filter:
    """Filter that selects pictures. smaller, larger: the longer side in pixels is at most, at least so long; finding:
    its key, or 'any'; deleted: those in the bin, and only those.
    """

    label: str | None = None
    split: str | None = None
    finding: str | None = None
    deleted: bool = False
    smaller: int | None = None
    larger: int | None = None

    def where(self) -> tuple[str, list]:
        """The condition in SQL and its values."""
        # The table of labels counts only what is not in the bin.
        labeled = "? in (select value from json_each(rows.labels))"
        rows = [
            (labeled if self.deleted else "rows.n in (select n from labels where label = ?)", self.label),
            ("rows.deleted = ?", int(self.deleted)),
            ("rows.split = ?", self.split),
            ("max(files.w, files.h) <= ?", self.smaller),
            ("max(files.w, files.h) >= ?", self.larger),
        ]
        if self.finding == "any":
            rows.append(("rows.id in (select id from marks where rank >= ?)", 0))
        else:
            rows.append(("rows.id in (select id from marks join findings using (rank) where key = ?)", self.finding))
        used = [(condition, value) for condition, value in rows if value is not None]
        return " and ".join(["true", *(condition for condition, _ in used)]), [value for _, value in used]


def read_page(place: DatasetLocation, wanted: Filter, offset: int, limit: int) -> dict:
    """{'total', 'rows'} of the wall; a row's `n` is its place among all pictures of the data set, its `things` are as
    small pictures show them.
    """
    where, values = wanted.where()
    with open_index(place) as db:
        source = f"rows join files using (id) where {where}"
        if wanted == Filter():
            total = db.execute("select count(*) from rows where deleted = 0").fetchone()[0]
            page = "select * from rows where deleted = 0 order by n limit ? offset ?"  # nothing is joined to be skipped
            found = db.execute(
                f"select {COLUMNS} from ({page}) as rows join files using (id) order by n", (limit, offset)
            )
        else:
            total = db.execute(f"select count(*) from {source}", values).fetchone()[0]
            found = db.execute(f"select {COLUMNS} from {source} order by n limit ? offset ?", (*values, limit, offset))
        return {
            "total": total,
            "rows": [{**_make_row(db, each), "things": _read_small_objects(db, *each)} for each in found.fetchall()],
        }


def _make_row(db: sqlite3.Connection, found: tuple) -> dict:
    n, path, labels, split, w, h, number, _ = found
    marks = [
        key
        for (key,) in db.execute(
            "select key from marks join findings using (rank) where id = ? order by rank", (number,)
        )
    ]
    return {"n": n, "path": path, "labels": json.loads(labels), "split": split, "w": w, "h": h, "marks": marks}


def _read_small_objects(db: sqlite3.Connection, n: int, *found: Any) -> list[dict]:
    """The things of a picture, at most so many, without points of outlines that a small picture cannot tell apart."""
    *_, w, h, _, count = found
    if not count or w is None:
        return []
    grain = max(w, h) / GRAINS
    things, _ = _read_details(db, n)
    return [
        {**each, "polygons": [_thin_outline(outline, grain) for outline in each["polygons"]]} for each in things[:DRAWN]
    ]


def _thin_outline(outline: list[float], grain: float) -> list[float]:
    kept = outline[:2]
    for x, y in zip(outline[2::2], outline[3::2], strict=True):
        if abs(x - kept[-2]) + abs(y - kept[-1]) >= grain:
            kept += (x, y)
    return kept


def _read_details(db: sqlite3.Connection, n: int) -> tuple[list[dict], bool]:
    """Read the things in a picture, [{'label', 'box', 'polygons'}], and whether it has a mask."""
    things, mask = db.execute("select things, mask from details where n = ?", (n,)).fetchone() or ("[]", None)
    found = json.loads(things)
    shown = [{name: thing[name] for name in ("label", "box", "polygons")} for thing in found]
    return shown, mask is not None or any(thing["rle"] for thing in found)


def read_picture(place: DatasetLocation, path: str) -> dict:
    """One picture with what is where in it: {'path', 'labels', 'split', 'w', 'h', 'things', 'masked', 'findings'}.
    Raises HttpProblem 404.
    """
    with open_index(place) as db:
        found = db.execute(f"select {COLUMNS} from rows join files using (id) where files.path = ?", (path,)).fetchone()
        if found is None:
            raise HttpProblem(404, "no_file")
        things, masked = _read_details(db, found[0])
        said = db.execute(
            "select key, level, text from marks join findings using (rank) where id = ? order by rank", (found[6],)
        )
        findings = [{"key": key, "level": level, "text": json.loads(text)} for key, level, text in said]
        return {**_make_row(db, found), "things": things, "masked": masked, "findings": findings}


def read_thumbnail(place: DatasetLocation, path: str) -> tuple[bytes | None, bool]:
    """The JPEG of a picture, and whether it can still come: not for a damaged one. Raises HttpProblem 404."""
    jpeg, fault, *known = fetch_row(
        place, "select jpeg, fault, bytes, changed from files left join thumbs using (id) where path = ?", path
    )
    if (now := get_file_state(place.folder / path)) != (0, 0) and now != tuple(known):
        return None, True  # it was written anew in its place
    return jpeg, jpeg is None and fault is None


def read_mask(place: DatasetLocation, path: str) -> bytes | None:
    """The colored mask of a picture as PNG, once it is drawn. Raises HttpProblem 404 for a picture without one."""
    return fetch_row(
        place,
        "select png from details join rows using (n) join files using (id) left join masks using (id) where path = ?",
        path,
    )[0]


def compute_statistics(place: DatasetLocation) -> dict:
    """Compute how classes, sizes and boxes are distributed over the pictures.

    Returns: {'classes': [{'name', 'train', 'val', 'test'}], 'sizes': [{'w', 'h', 'count'}] in at most 40 bins, the most
    frequent first, 'boxes': {'per_picture': [{'from', 'to', 'count'}], 'areas': the same by the side in pixels of a
    square of their area, 'by_class': [{'name', 'count'}]}}.
    """
    about = index_db.read_about(place.index)
    with open_index(place) as db:
        counts = {
            row[:2]: row[2]
            for row in db.execute("select label, split, count(*) from labels join rows using (n) group by 1, 2")
        }
        sizes = db.execute(
            "select w, h, count(*) from rows join files using (id) where w is not null and deleted = 0 group by w, h"
        ).fetchall()
        shown = db.execute(
            "select iif(rows.things, details.things, '[]') from rows left join details using (n) where deleted = 0"
        )
        objects = measure_objects(json.loads(things) for (things,) in shown)
    classes = [
        {"name": each["name"], **{split: counts.get((each["name"], split), 0) for split in ("train", "val", "test")}}
        for each in about.get("classes", [])
    ]
    return {
        "classes": classes,
        "sizes": make_histogram(sizes),
        "boxes": objects,
    }


def measure_objects(pictures: Iterable[list[dict]]) -> dict:
    """Compute how many things pictures hold and how large they are; empty lists where no things are annotated.
    pictures: the things of each.
    """
    per_picture, sides, names, edges = Counter(), Counter(), Counter(), [0, *SIDES, FAR]
    for things in pictures:
        per_picture[len(things)] += 1
        sides.update(_bin_size(thing["box"]) for thing in things)
        names.update(thing["label"] for thing in things)
    if not names:
        per_picture.clear()
    return {
        "per_picture": [{"from": n, "to": n, "count": count} for n, count in sorted(per_picture.items())],
        "areas": [{"from": edges[n], "to": edges[n + 1], "count": sides[n]} for n in sorted(sides)],
        "by_class": [{"name": name, "count": count} for name, count in names.most_common()],
    }


def _bin_size(box: list[float]) -> int:
    side = (max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])) ** 0.5
    return sum(side >= edge for edge in SIDES)


def make_histogram(sizes: list[tuple[int, int, int]]) -> list[dict]:
    """(width, height, count) in at most 40 bins, each called by its middle."""
    step, bins = 1, {}
    while not bins or len(bins) > BINS:
        bins = {}
        for w, h, count in sizes:
            key = (w // step * step + step // 2, h // step * step + step // 2)
            bins[key] = bins.get(key, 0) + count
        if not sizes:
            break
        step *= 2
    return [{"w": w, "h": h, "count": count} for (w, h), count in sorted(bins.items(), key=lambda each: -each[1])]


def read_check_report(place: DatasetLocation) -> dict:
    """Read what the last check found, with the first pictures of each finding: {'answer': None} where nobody has
    checked.

    mend: the kind of mend that a finding has, or None. mended: as `run_check.save_report` takes it. pictures: that were
    checked. stale: something that the check looks at is not as it was then.
    """
    about = index_db.read_about(place.index)
    if about.get("answer") is None:
        return {"answer": None}
    with open_index(place) as db:
        found = db.execute("select rank, key, level, count, text, mend from findings order by rank").fetchall()
        findings = [
            {
                "key": key,
                "level": level,
                "count": count,
                "text": json.loads(text),
                "mend": mend,
                **_format_issue(db, rank),
            }
            for rank, key, level, count, text, mend in found
        ]
        stale = _is_stale(db, about)
    return {
        "answer": about["answer"],
        "pictures": about.get("checked_pictures", about["pictures"]),
        "checked": about["checked"],
        "stale": stale,
        "findings": findings,
        "mended": about.get("mended", []),
    }


def _is_stale(db: sqlite3.Connection, about: dict) -> bool:
    known = about.get("checked_stamp")
    if known is None or known == about.get("stamp"):
        return known is None
    content = about.get("checked_content")
    return content is None or content != compute_content(db, about.get("task"))


def _format_issue(db: sqlite3.Connection, rank: int) -> dict:
    shown = "from marks join files using (id) where rank = ? and id in (select id from rows where deleted = 0)"
    paths = db.execute(f"select path {shown} order by path limit ?", (rank, MARKED)).fetchall()
    total = db.execute(f"select count(*) {shown}", (rank,)).fetchone()[0]
    return {"pictures": [path for (path,) in paths], "total": total}


@contextlib.contextmanager
def open_index(place: DatasetLocation) -> Iterator[sqlite3.Connection]:
    """The index of a data set. Raises HttpProblem 503 where there is none yet, or it goes away meanwhile."""
    try:
        with index_db.open_for_reading(place.index) as db:
            if db is None:
                raise HttpProblem(503, "set_coming")
            yield db
    except (*index_db.GONE, FileNotFoundError):
        raise HttpProblem(503, "set_coming") from None


def fetch_row(place: DatasetLocation, query: str, value: str | int) -> tuple:
    """The first row of a query with one place. Raises HttpProblem 404 where there is none, and 503."""
    with open_index(place) as db:
        found = db.execute(query, (value,)).fetchone()
    if found is None:
        raise HttpProblem(404, "no_file")
    return found

"""What the pickers offer of a data set, out of its index: labels, and pictures of each class in turn."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, zip_longest

from sunmao.errors import SunmaoError
from sunmao.server.datasets import index_db
from sunmao.server.datasets.change_detection import stamp, survey
from sunmao.server.datasets.index_db import Place
from sunmao.server.datasets.browser import opened

FILES, BYTES = 5000, 8 * 1024 * 1024  # a data set of no more files, and bytes of labels, is read at once
REMEMBERED = 64  # data sets
IN_ORDER = "case split when 'test' then 0 when 'val' then 1 else 2 end, n"  # those kept for the test first


@dataclass(frozen=True)
class Offered:
    """What a data set offers. count: all its pictures; task: what its labels are for; pictures: the paths of some, below its folder."""

    classes: list[str]
    count: int
    task: str
    pictures: list[str]


def offered(place: Place, most: int) -> Offered | None:
    """What an index says that is up to date; at most so many pictures. None where it must be read, or made, first."""
    about = index_db.about(place.index)
    if about.get("problem") or about.get("stamp") != stamp(place.folder):
        return None
    classes, pictures = _chosen(place, about["stamp"], tuple(each["name"] for each in about["classes"]), most)
    return Offered(classes, about["pictures"], about["task"], pictures)


@lru_cache(REMEMBERED)
def _chosen(place: Place, stamp: str, classes: tuple[str, ...], most: int) -> tuple[list[str], list[str]]:
    by_class = f"select path from labels join rows using (n) join files using (id) where label = ? order by {IN_ORDER} limit ?"
    any_of_them = f"select path from rows join files using (id) order by {IN_ORDER} limit ?"
    with opened(place) as db:
        lists = [db.execute(by_class, (label, most)).fetchall() for label in classes] or [db.execute(any_of_them, (most,)).fetchall()]
    turns = chain.from_iterable(zip_longest(*lists))
    return list(classes), list(dict.fromkeys(row[0] for row in turns if row))[:most]


def task_of(place: Place) -> str | None:
    """What the labels of a data set are for; None where that is not known without a long look."""
    now, about = stamp(place.folder), index_db.about(place.index)
    if about.get("stamp") == now and not about.get("problem"):
        return about.get("task")
    return _task(place, now) if is_small(place) else None


@lru_cache(REMEMBERED)
def _task(place: Place, stamp: str) -> str | None:
    from sunmao.data.sources.detect_format import open_tree, read

    try:
        return read(open_tree(place.folder)).task
    except (SunmaoError, OSError, RecursionError):
        return None


def is_small(place: Place) -> bool:
    """Whether reading its folder takes but a moment, and opens no picture: what masks mean stands in their pixels."""
    found = survey(place.folder, FILES)
    return found.files <= FILES and found.bytes <= BYTES and not found.masks

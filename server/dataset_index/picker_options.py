"""Options that the pickers offer of a data set, out of its index: labels, and pictures of each class in turn."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from sunmao.errors import SunmaoError
from sunmao.server.dataset_index import index_db
from sunmao.server.dataset_index.browser import open_index
from sunmao.server.dataset_index.change_detection import compute_stamp, survey_folder
from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.storage import file_names

FILES, BYTES = 5000, 8 * 1024 * 1024  # a data set of no more files, and bytes of labels, is read at once
REMEMBERED = 64  # data sets
PICTURES = 200  # of one data set
IN_ORDER = "case split when 'test' then 0 when 'val' then 1 else 2 end, n"  # those kept for the test first


@dataclass(frozen=True)
class DatasetOptions:
    """Options that a data set offers. count: all its pictures; task: what its labels are for; pictures: the paths of
    some, below its folder.
    """

    classes: list[str]
    count: int
    task: str
    pictures: list[str]


def read_options(place: DatasetLocation, most: int) -> DatasetOptions | None:
    """Read the options of a data set from an index that is up to date; at most so many pictures. None where it must be
    read, or made, first.
    """
    about = index_db.read_about(place.index)
    if about.get("problem") or about.get("stamp") != compute_stamp(place.folder):
        return None
    classes, pictures = _select_pictures(place, about["stamp"], tuple(each["name"] for each in about["classes"]), most)
    return DatasetOptions(classes, about["pictures"], about["task"], pictures)


@lru_cache(REMEMBERED)
def _select_pictures(
    place: DatasetLocation, stamp: str, classes: tuple[str, ...], most: int
) -> tuple[list[str], list[str]]:
    by_class = (
        f"select path from labels join rows using (n) join files using (id) where label = ? order by {IN_ORDER} limit ?"
    )
    any_of_them = f"select path from rows join files using (id) order by {IN_ORDER} limit ?"
    with open_index(place) as db:
        lists = [db.execute(by_class, (label, most)).fetchall() for label in classes] or [
            db.execute(any_of_them, (most,)).fetchall()
        ]
    turns = chain.from_iterable(zip_longest(*lists))
    return list(classes), list(dict.fromkeys(row[0] for row in turns if row))[:most]


def get_labels(place: DatasetLocation) -> tuple[str | None, tuple[str, ...]]:
    """Return the task and the classes of a data set; (None, ()) where they are not known without a long look."""
    now, about = compute_stamp(place.folder), index_db.read_about(place.index)
    if about.get("stamp") == now and not about.get("problem"):
        return about.get("task"), tuple(each["name"] for each in about["classes"])
    return _read_labels(place, now) if is_small(place) else (None, ())


@lru_cache(REMEMBERED)
def _read_labels(place: DatasetLocation, stamp: str) -> tuple[str | None, tuple[str, ...]]:
    from sunmao.data.sources.detect_format import open_file_tree, read_listing

    try:
        found = read_listing(open_file_tree(place.folder))
    except (SunmaoError, OSError, RecursionError):
        return None, ()
    return found.task, tuple(found.classes)


def is_small(place: DatasetLocation) -> bool:
    """Whether reading its folder takes but a moment, and opens no picture: what masks mean stands in their pixels."""
    found = survey_folder(place.folder, FILES)
    return found.files <= FILES and found.bytes <= BYTES and not found.masks


def scan_small_dataset(place: DatasetLocation) -> DatasetOptions:
    """Read the options of a small data set from its folder. Raises BadData."""
    from sunmao.data.sources.detect_format import open_file_tree, read_listing, require_samples

    found = require_samples(read_listing(open_file_tree(place.folder)), "picture")
    return DatasetOptions(
        found.classes,
        len(found.items),
        found.task,
        [path.relative_to(place.folder).as_posix() for path in spread_over_classes(found)],
    )


def spread_over_classes(found: Any) -> list[Path]:
    """Up to `PICTURES` pictures of a data set, taken from its classes in turn, those kept for the test first."""
    order = {"test": 0, "val": 1, "train": 2}
    classes = {}
    for item in sorted(found.items, key=lambda item: (order[item.split], natural_sort_key(item.path.name))):
        if file_names.is_safe(item.path.name):
            classes.setdefault(item.labels[:1], []).append(item.path)
    turns = chain.from_iterable(zip_longest(*classes.values()))
    chosen = [path for path in turns if path][:PICTURES]
    return sorted(chosen, key=lambda path: (path.parent.as_posix(), natural_sort_key(path.name)))


def natural_sort_key(name: str) -> tuple:
    """A key that puts `2.png` before `10.png`."""
    stem = name.split(".")[0]
    return (0, int(stem), name) if stem.isascii() and stem.isdigit() and len(stem) < 18 else (1, 0, name)

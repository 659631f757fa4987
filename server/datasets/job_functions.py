"""What a job's process can do: each function is called with the studio, for progress, and with what the page asked for."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sunmao.data.sources.zip_archive import archive_tree, parts_of
from sunmao.data.sources.file_tree import Entry, Tree, archive_fault, is_junk
from sunmao.server.datasets import build_index, index_db
from sunmao.server.datasets.video_frames import film
from sunmao.server.datasets.uploads import PARTS, UPLOAD
from sunmao.server.datasets.thumbnail import seen

THREADS = 2


def look(studio, project: str, data: str, name: str, careful: list[str], bad: list[str]) -> dict:
    """Make the index of a data set, or bring it up to date: what the labels say first, then every thumbnail (`index.look`)."""
    place = index_db.Place(project, Path(data), name)
    with index_db.writing(place.index) as db, ThreadPoolExecutor(THREADS) as pool:
        if index_db.about(place.index).get("stamp") != build_index.stamp(place.folder):
            build_index.listed(db, place)
        else:
            build_index.overwritten(db, place)
        build_index.look(db, place, lambda files: list(pool.map(seen, files)), studio, careful, bad)
    return {}


def examine(studio, project: str, data: str, name: str) -> dict:
    """Check a data set, see `examining`."""
    from sunmao.server.datasets import run_check

    return run_check.examine(studio, project, data, name)


def color(studio, project: str, data: str, name: str, path: str) -> dict:
    """Draw the mask of a picture, see `coloring`."""
    from sunmao.server.datasets import mask_colors

    return mask_colors.color(studio, project, data, name, path)


def bring(studio, stage: str, source: str | None, target: str, name: str) -> dict:
    """Make the folder `target` of a folder or zip of this computer, or of what was received into `stage`, which is called `name`."""
    from sunmao.data.convert import convert
    from sunmao.data.sources.detect_format import open_tree

    received = Path(stage)
    if source is not None:
        tree = open_tree(source)
    elif (received / PARTS).exists():
        tree = dropped_tree(received / UPLOAD, Path(name), json.loads((received / PARTS).read_text(encoding="ascii")))
    else:
        tree = archive_tree(received / UPLOAD, Path(name))
    return said(convert(tree, target, on_progress=studio.progress))


def carry(studio, source: str, target: str, format: str) -> dict:
    """Write the data set in a folder into a new folder, in a format."""
    from sunmao.data.convert import convert

    return said(convert(source, target, format, on_progress=studio.progress))


def divide(studio, folder: str, ratio: str, seed: int, lock_test: bool) -> dict:
    """Divide a data set into training, validation and test."""
    from sunmao.data.dataset import Dataset

    Dataset(folder).split(ratio, seed=seed, lock_test=lock_test)
    return {}


def said(made) -> dict:
    """What the page is told of a data set that was made (`Converted`): {'classes', 'pictures', 'left_out', 'renamed', 'findings'}."""
    return {
        "classes": [{"name": name, "count": count} for name, count in made.classes.items()],
        "pictures": made.pictures,
        "left_out": made.left_out,
        "renamed": made.renamed,
        "findings": [{"key": each.key, "level": each.level, "count": each.count, **each.text} for each in made.findings],
    }


def dropped_tree(upload: Path, name: Path, parts: list[list]) -> Tree:
    """Dropped files as a tree. upload: the file that holds one after the other; name: what it is called; parts:
    [path, begin, size] of each.

    Raises: BadData for a path that leads outside.
    """
    tree = Tree(name, folder=False)
    for path, begin, size in parts:
        inside = parts_of(path)
        name = "/".join(inside)
        if is_junk(name):
            continue
        if any(part.startswith(".") for part in inside) or "\0" in name:
            tree.left.append((name, "left_hidden"))
        elif name in tree.files:
            tree.left.append((name, "left_twice"))
        elif why := archive_fault(name):
            tree.left.append((name, why))
        else:
            tree.files[name] = Entry(name, size, _stretch(upload, begin, size))
            tree.folders.update("/".join(inside[:depth]) for depth in range(1, len(inside)))
    tree.files = dict(sorted(tree.files.items()))
    return tree


def _stretch(upload: Path, begin: int, size: int):
    def read(limit: int) -> bytes:
        with open(upload, "rb") as file:
            file.seek(begin)
            return file.read(min(limit, size))

    return read


WORKS = {work.__name__: work for work in (look, examine, color, film, bring, carry, divide)}

"""The classes of a data set of motion, as a page lists and changes them: a folder of tables for each, below one for
each part. Nothing is deleted: what is taken away waits in a hidden folder of the data set, which no reader looks into.
"""

import os
import secrets
from pathlib import Path

import numpy as np

from sunmao.core.atomic_files import replace, sync_folder, write_atomic
from sunmao.core.regular_files import read_regular
from sunmao.data.dataset_metadata import read_metadata, sort_classes, write_metadata
from sunmao.data.files.file_tree import open_folder_tree
from sunmao.data.formats.motions.class_folders import list_rows
from sunmao.data.formats.motions.listing import TASK
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.safe_names import make_portable
from sunmao.errors import NotAMotion
from sunmao.motion.motion_clip import MotionClip
from sunmao.motion.motion_files import ENDING, MOTION_BYTES, read_motion, write_motion
from sunmao.motion.windows import cut_most_moving, is_stillness, make_window
from sunmao.server.datasets.sentences.sentence_table import require_class_name
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import file_names
from sunmao.server.storage.files import require_space

PARTS = ("train", "test")
REMOVED, ORDER = ".removed", "order"  # ORDER: the file with the place of a class that was taken away
MAX_CLASSES, MAX_TAKES = 100, 10_000
DRAWN = 50  # places of a curve that a page draws
FILE_BYTES = 6_000  # that a take may need on the disk


def create_classes(folder: Path, classes: list[str]) -> None:
    """Begin a data set of motion with these classes, all of them empty. Raises HttpProblem 422."""
    names = [_require_name(name) for name in classes]
    write_metadata(folder, TASK, names)
    for name in names:
        (folder / PARTS[0] / name).mkdir(parents=True)


def list_classes(folder: Path, newest: int) -> list[dict]:
    """[{'name', 'still', 'count', 'tests', 'newest': [{'file', 'curve'}]}], the newest take first. tests: how many are
    for the test; newest: as many of the others; curve: [x, y, z] in g at 50 places along its two seconds.
    """
    found = []
    for name in _list_names(folder):
        learned, tests = (_list_takes(folder, part, name) for part in PARTS)
        tiles = [{"file": file, "curve": _read_curve(folder / file)} for file in learned[::-1][:newest]]
        counts = {"count": len(learned) + len(tests), "tests": len(tests)}
        found.append({"name": name, "still": is_stillness(name), **counts, "newest": tiles})
    return found


def list_samples(folder: Path, label: str | None, offset: int, limit: int) -> dict:
    """{'total', 'takes': [{'label', 'file', 'split', 'curve'}], 'own'} of a class of any data set of motion, or of all,
    class by class and the newest of each first: so many from a place on. own: it is one that `create_classes` began, so
    that its takes can be taken out.
    """
    rows = [row for row in list_rows(open_folder_tree(folder)) if label in (None, row.label)]
    order = read_metadata(folder).get("classes", [])
    names = sort_classes({row.label for row in rows}, order)
    rows.sort(key=lambda row: (names.index(row.label), row.split == PARTS[1], -_get_number(row.file), row.file))
    takes = [
        {"label": row.label, "file": row.file, "split": row.split or PARTS[0], "curve": _read_curve(folder / row.file)}
        for row in rows[offset : offset + limit]
    ]
    return {"total": len(rows), "takes": takes, "own": read_metadata(folder).get("task") == TASK}


def keep_take(folder: Path, label: str, clip: MotionClip, split: str) -> str:
    """Keep the two seconds of a clip that move most as one more take of a class; returns its file, below the data set.
    Raises HttpProblem 404, 409 and 507.
    """
    _require(folder, label)
    require_space(folder, FILE_BYTES)
    above = folder / split / label
    taken = [_get_number(file) for file in _list_takes(folder, split, label)]
    if len(taken) >= MAX_TAKES:
        raise HttpProblem(409, "motions_full", most=MAX_TAKES)
    file = above / f"{max(taken, default=0) + 1}{ENDING}"
    write_motion(file, MotionClip(cut_most_moving(clip.samples)))
    return file.relative_to(folder).as_posix()


def add_class(folder: Path, label: str) -> None:
    """Begin an empty class, the last of them. Raises HttpProblem 409 and 422."""
    name, names = _require_name(label), _list_names(folder)
    if name in names or len(names) >= MAX_CLASSES:
        raise HttpProblem(409, "set_taken", name=name)
    (folder / PARTS[0] / name).mkdir(parents=True, exist_ok=True)
    write_metadata(folder, TASK, [*names, name])


def rename_class(folder: Path, label: str, to: str) -> None:
    """Give a class another name; its takes stay. Raises HttpProblem 404, 409 and 422."""
    name, names = _require_name(to), _list_names(folder)
    _require(folder, label)
    if name == label:
        return
    if name in names or any((folder / part / name).exists() for part in PARTS):
        raise HttpProblem(409, "set_taken", name=name)
    for part in PARTS:
        if (folder / part / label).is_dir():
            replace(folder / part / label, folder / part / name)
            sync_folder(folder / part)
    write_metadata(folder, TASK, [name if each == label else each for each in names])


def put_away(folder: Path, label: str, *, whole: bool) -> str:
    """Take the takes of a class away; whole: and the class. Returns what brings them back. Raises HttpProblem 404."""
    _require(folder, label)
    names, place = _list_names(folder), _make_bin(folder)
    for part in PARTS:
        if (folder / part / label).is_dir():
            (place / part).mkdir()
            replace(folder / part / label, place / part / label)
    if whole:
        write_atomic(place / ORDER, str(names.index(label)).encode())
        write_metadata(folder, TASK, [each for each in names if each != label])
    else:
        (folder / PARTS[0] / label).mkdir(parents=True)
    return place.name


def put_take_away(folder: Path, file: str) -> str:
    """Take one take away, by its file below the data set. Returns what brings it back. Raises HttpProblem 404."""
    known = [file for name in _list_names(folder) for part in PARTS for file in _list_takes(folder, part, name)]
    if file not in known:
        raise HttpProblem(404, "no_file")
    place = _make_bin(folder)
    (place / file).parent.mkdir(parents=True)
    replace(folder / file, place / file)
    return place.name


def empty_test(folder: Path, label: str) -> None:
    """Take the takes of a class away that it is tested with. Raises HttpProblem 404."""
    _require(folder, label)
    if (folder / PARTS[1] / label).is_dir():
        place = _make_bin(folder)
        replace(folder / PARTS[1] / label, place / label)


def restore(folder: Path, identity: str) -> None:
    """Bring back what was taken away. Raises HttpProblem 404."""
    place = folder / REMOVED / identity
    if not identity.isalnum() or not place.is_dir():
        raise HttpProblem(404, "no_file")
    names = _list_names(folder)
    for part in PARTS:
        for label in _list_folders(place / part):
            (folder / part / label).mkdir(parents=True, exist_ok=True)
            for file in sorted((place / part / label).iterdir()):
                taken = os.listdir(folder / part / label)
                replace(file, folder / part / label / file_names.find_free_path(file.name, taken))
            if label not in names:
                names.insert(_read_place(place, len(names)), label)
    write_metadata(folder, TASK, names)


def _make_bin(folder: Path) -> Path:
    place = folder / REMOVED / secrets.token_hex(8)
    place.mkdir(parents=True)
    return place


def _read_place(place: Path, otherwise: int) -> int:
    try:
        return int(read_regular(place / ORDER, 20))
    except (OSError, ValueError):
        return otherwise


def _require_name(label: str) -> str:
    """The name of a class that a folder can have, and that is no part's. Raises HttpProblem 422."""
    name = require_class_name(label)
    if make_portable(name) != name or not file_names.is_visible(name) or get_split(name) is not None:
        raise HttpProblem(422, "set_name")
    return name


def _require(folder: Path, label: str) -> None:
    if label not in _list_names(folder):
        raise HttpProblem(404, "no_class", name=label)


def _list_names(folder: Path) -> list[str]:
    """The classes that it began with, and the folders that came since."""
    noted = read_metadata(folder)
    if noted.get("task") != TASK:
        raise HttpProblem(409, "not_motions")
    return sort_classes({*noted["classes"], *_list_folders(folder / PARTS[0])}, noted["classes"])


def _list_folders(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return sorted(
                each.name for each in found if each.is_dir(follow_symlinks=False) and file_names.is_visible(each.name)
            )
    except OSError:
        return []


def _list_takes(folder: Path, part: str, label: str) -> list[str]:
    """The files of a class below the data set, the oldest first."""
    try:
        with os.scandir(folder / part / label) as found:
            names = [
                each.name
                for each in found
                if each.name.endswith(ENDING) and not each.name.startswith(".") and each.is_file(follow_symlinks=False)
            ]
    except OSError:
        return []
    return [f"{part}/{label}/{name}" for name in sorted(names, key=lambda name: (_get_number(name), name))]


def _get_number(file: str) -> int:
    """By which takes are counted; 0 for a file of another name."""
    stem = Path(file).stem
    return int(stem) if stem.isascii() and stem.isdigit() and len(stem) < 10 else 0


def _read_curve(file: Path) -> list[list[float]]:
    """Read the curve that is drawn of a take; [] where it cannot be read."""
    try:
        window = make_window(read_motion(read_regular(file, MOTION_BYTES), file.name))
    except (OSError, NotAMotion):
        return []
    return draw_places(window)


def draw_places(samples: np.ndarray) -> list[list[float]]:
    """[x, y, z] at some places along a motion, as a page draws it. samples: (n, 3) in g, at least one row."""
    places = np.linspace(0, len(samples) - 1, DRAWN)
    columns = [np.interp(places, np.arange(len(samples)), samples[:, axis]) for axis in range(3)]
    return np.stack(columns, 1).round(2).tolist()

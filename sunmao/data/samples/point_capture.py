"""Collecting points: what is seen in a picture becomes a row of its class's table, and the picture is thrown away."""

import csv
import io
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.regular_files import open_for_append, read_regular
from sunmao.data.capture.image_capture import get_class_folder
from sunmao.data.files.file_tree import normalize_name
from sunmao.data.formats.points.class_tables import ENDING, MAX_BYTES
from sunmao.data.formats.points.point_rows import PointRow, find_table_target, list_columns, write_cells
from sunmao.errors import BadValue
from sunmao.landmarks.find_landmarks import find_nearby_landmarks
from sunmao.landmarks.targets.registry import find_target
from sunmao.landmarks.targets.target import Target
from sunmao.landmarks.tracking import LandmarkTracker
from sunmao.locks.lock_order import KeyedLocks, make_lock
from sunmao.texts import get_both

FLAT = 4  # standard deviation of a picture's values, 0 to 255, below which nothing can be seen in it

_saving = KeyedLocks(make_lock)  # by the table


def find_point_rows(image: Any, what: str = "hand", tracker: LandmarkTracker | None = None) -> list[PointRow]:
    """The points of the hands, bodies or faces in a picture, a few at most, the nearest first.

    Args:
        image: the bytes of a picture's file, or (H, W, 3) uint8 RGB, of at most 64 million pixels.
        what: 'hand', 'body' or 'face'.
        tracker: of pictures of a camera, what has found the points in those before, of the same kind.

    Raises: NotAPicture, BadValue: another word for what, nothing seen, a picture of one color.
    """
    from sunmao.images.image_files import decode_image

    target = find_target(what)
    pixels = decode_image(bytes(image)) if isinstance(image, (bytes, bytearray, memoryview)) else image
    found = tracker.find(pixels) if tracker else find_nearby_landmarks(pixels, target)
    if not found:
        dark = float(np.std(pixels[:: max(1, len(pixels) // 200)])) < FLAT
        raise BadValue("points_refused_dark" if dark else "points_refused_none", what=get_both(f"points_{target.name}"))
    return [PointRow(each, (pixels.shape[1], pixels.shape[0])) for each in found]


def add_point_class(root: Path, label: str, what: str = "hand") -> Path:
    """Begin the table of a class, with its line of names and no row; one that is there stays as it is. Returns the
    file's path. Raises BadValue for a name that no file can have or another spelling of a class that is there, OSError.
    """
    file = _find_table(root, label)
    with _saving.find(os.path.realpath(file)):
        if not file.is_file():
            _append(file, [list_columns(find_target(what))])
    return file


def append_point_row(root: Path, label: str, row: PointRow, split: str | None = None, group: str | None = None) -> str:
    """Add a row to the table of a class, which is made when it is missing. On return it is on the disk.

    Args:
        root: the folder of the data set. label: the class.
        split: 'test' for a sample to test with; None: it is divided with the others.
        group: the hold of the button, or the person: rows of one group stay in one part.

    Returns: the sample's path below `root`, the table and the row's number in it: 'rock.csv/12'.

    Raises: BadValue for a name that no file can have, for another spelling of a class that is there, and where a file
    of this name holds something else; OSError.
    """
    file, target = _find_table(root, label), row.landmarks.target
    with _saving.find(os.path.realpath(file)):
        before = read_regular(file, MAX_BYTES) if file.is_file() else b""
        columns, mark = _read_columns(file, before, target)
        cells = write_cells(replace(row, split=split or row.split, group=group or row.group))
        new = [] if before else [columns]
        if before and not before.endswith(b"\n"):  # a spreadsheet left it so, or a killed process
            before += b"\n"
            new.append([])
        _append(file, [*new, [cells.get(name, "") for name in columns]], mark)
        number = before.count(b"\n") + (1 if before else 2)
    return f"{file.name}/{number}"


def _find_table(root: Path, label: str) -> Path:
    file = get_class_folder(root, label).with_name(f"{label}{ENDING}")
    there = os.listdir(root) if root.is_dir() else []
    twin = next((name for name in there if name != file.name and normalize_name(name) == normalize_name(file.name)), "")
    if twin:
        raise BadValue("class_twin", label=label, name=twin.removesuffix(ENDING))
    return file


def _read_columns(file: Path, data: bytes, target: Target) -> tuple[list[str], str]:
    """The columns of a table in their order, and the mark between its cells; a spreadsheet may have changed both.
    Raises BadValue where they are no points of this target.
    """
    if not data:
        return list_columns(target), ","
    head = data.partition(b"\n")[0].decode("utf-8-sig", "replace")
    mark = max(",;\t", key=head.count)
    columns = [cell.strip() for cell in next(csv.reader([head], delimiter=mark), [])]
    if find_table_target(columns) is not target:
        raise BadValue("points_table_other", path=file.name)
    return columns, mark


def _append(file: Path, rows: list[list[str]], mark: str = ",") -> None:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=mark, lineterminator="\n").writerows(rows)
    file.parent.mkdir(parents=True, exist_ok=True)
    with open_for_append(file) as opened:
        start = opened.seek(0, os.SEEK_END)
        try:
            left = memoryview(text.getvalue().encode())
            while left:
                left = left[opened.write(left) :]
            os.fsync(opened.fileno())
        except OSError:
            opened.truncate(start)  # nothing of what was not acknowledged
            raise

"""Saying what is in a picture: things as somebody drew them, made fit to be kept.

Standard library only: the studio's own process does this at every stroke.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sunmao.data.edits.edit_entry import Edit
from sunmao.data.edits.edit_log import EditLog
from sunmao.data.edits.picture_edit import PictureEdit
from sunmao.data.listing import ObjectAnnotation
from sunmao.images import geometry

KIND = "annotate"  # of the edit in the log
MAX_OBJECTS = 5000  # in one picture
PLACES = 3  # of a coordinate in pixels


class BadAnnotation(ValueError):
    """A thing that cannot be kept. number: its place in the list, from 0."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"thing {number + 1} covers nothing of the picture")


def clean_objects(objects: Iterable[ObjectAnnotation], size: tuple[int, int] | None) -> tuple[ObjectAnnotation, ...]:
    """Things cut off at the edge of their picture; the box of one with an outline or a mask is the box around that.

    size: (width, height) of the picture, None where it is not known. Raises BadAnnotation for what covers nothing.

    Example:
        >>> clean_objects([ObjectAnnotation('cat', (-5, 2, 30, 40))], (20, 20))
        (ObjectAnnotation(label='cat', box=(0.0, 2, 20.0, 20.0), polygons=(), rle=None),)
    """
    cleaned = []
    for number, thing in enumerate(objects):
        if number >= MAX_OBJECTS or (clean := _clean_object(thing, size)) is None:
            raise BadAnnotation(number)
        cleaned.append(clean)
    return tuple(cleaned)


def _clean_object(thing: ObjectAnnotation, size: tuple[int, int] | None) -> ObjectAnnotation | None:
    polygons = thing.polygons if size is None else geometry.clip_polygons(thing.polygons, size)
    polygons = tuple(tuple(round(value, PLACES) for value in each) for each in polygons)
    rle, box = thing.rle, thing.box
    if rle is not None:
        runs = geometry.decode_run_lengths(rle[0])
        if runs is None or (size is not None and rle[1] != size[::-1]) or sum(runs) != rle[1][0] * rle[1][1]:
            return None
        covered = geometry.run_lengths_to_box(runs, rle[1][0])
        if covered is None:
            return None
        box = covered
    elif thing.polygons:
        if not polygons:
            return None
        box = geometry.bounding_box(polygons)
    x1, y1, x2, y2 = (round(value, PLACES) for value in box)
    inside = geometry.clip_box((min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)), size or (10**7, 10**7))
    return inside and replace(thing, box=inside, polygons=polygons)


def make_change(
    objects: Sequence[ObjectAnnotation] | None, labels: Sequence[str] | None, size: tuple[int, int] | None
) -> PictureEdit:
    """Decision about a picture by its things, its labels, or both. Raises BadAnnotation."""
    return PictureEdit(
        labels=None if labels is None else tuple(dict.fromkeys(labels)),
        objects=None if objects is None else clean_objects(objects, size),
    )


def set_annotations(
    folder: str | Path, changes: dict[str, PictureEdit], kind: str = KIND, seen: int | None = None
) -> Edit:
    """Say what is in pictures of a data set; on return it is on the disk, and no file of it is touched.

    changes: by the path of each picture below the folder, with '/', as `make_change` makes them. kind, seen: as
    `EditLog.append` takes them. Raises EditConflict, OSError.
    """
    return EditLog(Path(folder)).append(kind, changes, None, seen)

"""Reads the forms that messages had in logs before: each reader brings one a version further.

Version 1 of the evaluations had lists in place of objects, each value at its place.
"""

from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import Any

Row = dict[str, Any]
CLASS_NAMES = {
    "marks": ("precision", "recall", "f1", "pictures"),
    "boxmarks": ("map", "map50", "precision", "recall", "things", "shown_map50"),
    "paintmarks": ("iou", "precision", "recall", "dice", "share"),
    "tagmarks": ("ap", "precision", "recall", "f1", "pictures", "missed", "extra"),
}


def upgrade(row: Row) -> Row:
    """An event as this version writes it. One that is damaged, or that no reader knows, stays as it is."""
    kind, version = row.get("kind"), row.get("version", 1)
    reader = READERS.get((kind, version)) if isinstance(kind, str) and isinstance(version, int) else None
    if reader is None:
        return row
    try:
        return upgrade({**row, **reader(row), "version": version + 1})
    except (TypeError, ValueError, IndexError, KeyError, AttributeError):
        return row


def _read_classification(row: Row) -> Row:
    digests = row.get("digests") or []
    names = ("path", "truth", "answer", "confidence")
    pictures = [
        {**picture, **({"digest": digest} if digest else {})}
        for picture, digest in zip_longest(_name_all(names, row.get("pictures") or []), digests)
        if picture
    ]
    return {"pictures": pictures, "digests": None, **_read_figures(row)}


def _read_detection(row: Row) -> Row:
    return {"pictures": [_read_boxes(*picture) for picture in row.get("pictures") or []], **_read_figures(row)}


def _read_boxes(path: str, width: int, height: int, truths: list[Any], answers: list[Any]) -> Row:
    return {
        "path": path,
        "width": width,
        "height": height,
        "truths": [{"label": label, **_read_place(*place)} for label, *place in truths],
        "answers": [{"label": label, "confidence": sure, **_read_place(*place)} for label, sure, *place in answers],
    }


def _read_place(left: float, top: float, right: float, bottom: float, kind: str, outlines: Any = None) -> Row:
    return {"box": [left, top, right, bottom], "kind": kind, **({"outlines": outlines} if outlines else {})}


def _read_segmentation(row: Row) -> Row:
    names = ("path", "iou", "missed", "extra", "differences")
    return {"pictures": _name_all(names, row.get("pictures") or []), **_read_figures(row)}


def _read_tags(row: Row) -> Row:
    return {"pictures": [_read_tagged(*picture) for picture in row.get("pictures") or []], **_read_figures(row)}


def _read_tagged(path: str, labels: list[int], answers: list[Any]) -> Row:
    return {
        "path": path,
        "labels": labels,
        "recognized": [number for number, (_, recognized) in enumerate(answers) if recognized],
        "confidences": [confidence for confidence, _ in answers],
    }


def _read_figures(row: Row) -> Row:
    averages = {name: figure for name, figure in (row.get("averages") or {}).items() if figure is not None}
    return {"averages": averages, "by_class": _name_all(CLASS_NAMES[row["kind"]], row.get("by_class") or [])}


def _name_all(names: tuple[str, ...], rows: Iterable[list[Any]]) -> list[Row]:
    return [dict(zip(names, row, strict=False)) for row in rows]


READERS: dict[tuple[str, int], Callable[[Row], Row]] = {
    ("marks", 1): _read_classification,
    ("boxmarks", 1): _read_detection,
    ("paintmarks", 1): _read_segmentation,
    ("tagmarks", 1): _read_tags,
}

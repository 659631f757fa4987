"""A report about things as the event that the Mistakes page is made of."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from sunmao.core.atomic_files import display_path
from sunmao.data.listing import ObjectAnnotation
from sunmao.images import geometry
from sunmao.protocol.learning_messages import (
    DetectionAverages,
    DetectionClassFigures,
    DetectionEvaluation,
    DetectionPicture,
    MarkKind,
    PredictedObject,
    TrueObject,
)
from sunmao.protocol.messages import MAX_PICTURES
from sunmao.tasks.classification.evaluation_event import MAX_BYTES, count_bytes
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.report import DetectionReport, format_metric

AVERAGES = ("precision", "recall", "f1", "shown_map", "shown_map50", "map", "map50", "map75", "map_unlimited")
MAX_RIGHT = 1000  # pictures without a mistake
MAX_POINTS, MAX_PARTS = 40, 4  # of an outline, and outlines of a thing: enough to see which one is meant
FINEST = 0.8  # pixels by which an outline may be off


def make_detection_event(report: DetectionReport, model: str = "") -> DetectionEvaluation:
    """The event of a report. model: the weights or file that was tested."""
    precision, recall, _, things = report.by_class()
    shown = [ap50 for _, ap50 in report.shown_average_precisions()]
    marks = zip(report.average_precisions(), precision, recall, things.tolist(), shown, strict=True)
    return DetectionEvaluation(
        task=report.task,
        split=report.split,
        classes=report.classes,
        averages=DetectionAverages(**{name: format_metric(getattr(report, name), 6) for name in AVERAGES}),
        counts=report.counts,
        by_class=[
            DetectionClassFigures(
                map=format_metric(ap if count else None, 4),
                map50=format_metric(ap50 if count else None, 4),
                precision=format_metric(p if count else None, 4),
                recall=format_metric(r if count else None, 4),
                things=count,
                shown_map50=format_metric(shown_ap50, 4),
            )
            for (ap, ap50), p, r, count, shown_ap50 in marks
        ],
        curves=[[round(value, 3) for value in curve] for curve in report.curves()],
        pictures=_select_pictures(report),
        confidence=report.confidence,
        model=model,
    )


def _select_pictures(report: DetectionReport) -> list[DetectionPicture]:
    """The pictures as of `DetectionEvaluation`: those with the most mistakes first, then some without any; as many as
    `MAX_BYTES` hold.
    """
    folder = lru_cache(maxsize=None)(display_path)
    mistaken = report.worst
    right = sorted(set(range(report.total)) - set(mistaken))[:MAX_RIGHT]
    rows, bytes_left = [], MAX_BYTES
    for picture in [*mistaken, *right][:MAX_PICTURES]:
        item, (things, found, kinds) = report.item(picture), report.list_classified(picture)
        numbers = {label: number for number, label in enumerate(report.classes)}
        with_outlines = report.task == "instance"
        truths = [
            TrueObject(
                numbers[thing.label], _round_box(thing.box), kind, (with_outlines and _get_outlines(thing)) or None
            )
            for thing, kind in things
        ]
        path = Path(item.path)
        row = DetectionPicture(
            f"{folder(path.parent)}/{path.name}",
            *(item.size or (0, 0)),
            truths,
            _format_detections(found, kinds, with_outlines),
        )
        bytes_left -= count_bytes(row)
        if bytes_left < 0:
            break
        rows.append(row)
    return rows


def _format_detections(found: Detections, kinds: list[MarkKind], with_outlines: bool) -> list[PredictedObject]:
    outlines: list = (
        [mask_to_outlines(mask_to_annotation(mask)) for mask in found.masks] if with_outlines else [None] * len(found)
    )
    each = zip(found.labels.tolist(), found.scores.tolist(), found.boxes.tolist(), kinds, outlines, strict=True)
    return [
        PredictedObject(label, round(score, 4), _round_box(box), kind, outline or None)
        for label, score, box, kind, outline in each
    ]


def _get_outlines(thing: ObjectAnnotation) -> list[list[float]]:
    """The outlines of a thing that is there; empty where nobody drew one."""
    if thing.polygons:
        return _simplify([np.array(polygon, np.float32).reshape(-1, 2) for polygon in thing.polygons])
    return mask_to_outlines(thing.rle) if thing.rle else []


def mask_to_annotation(mask: dict) -> geometry.Rle:
    """A mask of a `Detections` as a `ObjectAnnotation` has it."""
    return mask["counts"].decode("ascii"), tuple(mask["size"])


def mask_to_outlines(rle: geometry.Rle) -> list[list[float]]:
    """The outlines of a mask: each [x, y, x, y, …] in pixels of its picture, with no more points than show it."""
    box = geometry.rle_to_box(rle)
    if box is None:
        return []
    # Of its box only: a picture of a phone holds as many pixels as thousands of things.
    left, top, right, bottom = map(int, box)
    polygons = geometry.rle_to_polygons(geometry.mask_to_rle(geometry.rle_to_mask(rle)[top:bottom, left:right]))
    return _simplify([np.array(polygon, np.float32).reshape(-1, 2) + (left, top) for polygon in polygons])


def _simplify(outlines: list[np.ndarray]) -> list[list[float]]:
    """The largest outlines, (n, 2) each, with few points, as [x, y, x, y, …]."""
    import cv2

    largest = sorted(outlines, key=lambda points: -cv2.contourArea(points.astype(np.float32)))[:MAX_PARTS]
    simple = []
    for points in largest:
        near, points = FINEST, points.astype(np.float32)
        while len(fewer := cv2.approxPolyDP(points, near, True)) > MAX_POINTS:
            near *= 1.5
        if len(fewer) < 3:  # a line or a speck
            fewer = cv2.boxPoints(cv2.minAreaRect(points))
        simple.append(_round(fewer.ravel().tolist()))
    return simple


def _round_box(box: Sequence[float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = _round(box)
    return left, top, right, bottom


def _round(values: Any) -> list[float]:
    """The numbers to one place, whole ones without it: there are thousands of them."""
    rounded = (round(float(value), 1) for value in values)
    return [int(value) if value.is_integer() else value for value in rounded]

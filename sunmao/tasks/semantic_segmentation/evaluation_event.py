"""A report of a model that paints as the event that the Mistakes page is made of."""

import base64
import io
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import display_path
from sunmao.protocol.learning_messages import (
    PaintedPicture,
    SegmentationAverages,
    SegmentationClassFigures,
    SegmentationEvaluation,
)
from sunmao.protocol.messages import MAX_PICTURES
from sunmao.tasks.classification.evaluation_event import MAX_BYTES, count_bytes
from sunmao.tasks.semantic_segmentation.report import PaintedMark, SegmentationReport

# Right, left out, too much, another class: as the page says them; nothing over what was rightly left alone.
COLORS = ((0, 0, 0), (64, 192, 87), (250, 82, 82), (250, 176, 5), (190, 75, 219))
OPACITIES = (0, 110, 190, 190, 190)


def make_segmentation_event(report: SegmentationReport, model: str = "") -> SegmentationEvaluation:
    """The event of a report. model: the weights or file that was tested."""
    return SegmentationEvaluation(
        total=report.total,
        split=report.split,
        classes=report.classes,
        averages=SegmentationAverages(
            **{name: round(getattr(report, name), 6) for name in ("miou", "accuracy", "precision", "recall", "f1")}
        ),
        by_class=[
            SegmentationClassFigures(None if iou is None else round(iou, 4), *(round(mark, 4) for mark in marks))
            for iou, *marks in report.by_class()
        ],
        pictures=_select_pictures(report),
        model=model,
    )


def _select_pictures(report: SegmentationReport) -> list[PaintedPicture]:
    """The pictures as of `SegmentationEvaluation`, those that were painted worst first."""
    folder, rows, bytes_left = lru_cache(maxsize=None)(display_path), [], MAX_BYTES
    mistakes = report.mistakes
    kept = {id(mark) for mark in mistakes}
    right = [mark for mark in report.marks if id(mark) not in kept]
    for mark in [*mistakes, *right][:MAX_PICTURES]:
        row = _make_row(mark, folder)
        bytes_left -= count_bytes(row)
        if bytes_left < 0:
            break
        rows.append(row)
    return rows


def _make_row(mark: PaintedMark, folder: Callable[[Path], str]) -> PaintedPicture:
    return PaintedPicture(
        path=f"{folder(mark.path.parent)}/{mark.path.name}",
        iou=None if mark.iou is None else round(mark.iou, 4),
        missed=round(mark.missed, 4),
        extra=round(mark.extra, 4),
        differences=encode_differences(mark.differences),
    )


def encode_differences(differences: Any) -> str:
    """A picture of differences, (h, w) uint8, as the base64 of a PNG that can lie over the picture."""
    from PIL import Image

    image = Image.fromarray(differences, "P")
    image.putpalette([part for color in COLORS for part in color])
    with io.BytesIO() as file:
        image.save(file, "PNG", transparency=bytes(OPACITIES), optimize=True)
        return base64.b64encode(file.getvalue()).decode("ascii")

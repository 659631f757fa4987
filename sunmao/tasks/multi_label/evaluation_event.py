"""A report of several labels as the event that the Mistakes page is made of."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from sunmao.core.atomic_files import display_path
from sunmao.protocol.learning_messages import TagAverages, TagEvaluation, TagFigures, TaggedPicture
from sunmao.protocol.messages import MAX_PICTURES
from sunmao.tasks.classification.evaluation_event import MAX_BYTES, count_bytes
from sunmao.tasks.multi_label.report import TagReport
from sunmao.tasks.multi_label.results import TagResult

MAX_RIGHT = 1000  # pictures without a mistake


def make_tag_event(report: TagReport, model: str = "") -> TagEvaluation:
    """The event of a report. model: the weights or file that was tested."""
    marks = zip(report.classes, report.average_precisions, *report.by_class(), strict=True)
    return TagEvaluation(
        correct=report.correct,
        total=report.total,
        split=report.split,
        classes=report.classes,
        averages=TagAverages(
            **{
                name: None if (mark := getattr(report, name)) is None else round(mark, 6)
                for name in ("map", "precision", "recall", "f1")
            }
        ),
        by_class=[
            TagFigures(
                ap=None if area is None else round(area, 4),
                precision=round(float(precision), 4),
                recall=round(float(recall), 4),
                f1=round(float(f1), 4),
                pictures=int(pictures),
                missed=len(report.missed_pictures(label)),
                extra=len(report.extra_pictures(label)),
            )
            for label, area, precision, recall, f1, pictures in marks
        ],
        pictures=_select_pictures(report),
        model=model,
    )


def _select_pictures(report: TagReport) -> list[TaggedPicture]:
    """The pictures as of `TagEvaluation`: those with mistakes, then some right ones."""
    folder, classes = lru_cache(maxsize=None)(display_path), report.classes
    wrong = report.mistakes
    left = {id(each) for each in wrong}
    right = [each for each in report.results if id(each) not in left][:MAX_RIGHT]
    rows, bytes_left = [], MAX_BYTES
    for result in [*wrong, *right][:MAX_PICTURES]:
        row = _make_row(result, classes, folder)
        bytes_left -= count_bytes(row)
        if bytes_left < 0:
            break
        rows.append(row)
    return rows


def _make_row(result: TagResult, classes: list[str], folder: Callable[[Path], str]) -> TaggedPicture:
    path, recognized = Path(result.path), set(result.labels)
    return TaggedPicture(
        path=f"{folder(path.parent)}/{path.name}",
        labels=[number for number, label in enumerate(classes) if label in (result.truth or ())],
        recognized=[number for number, label in enumerate(classes) if label in recognized],
        confidences=[round(score, 4) for score in result.scores],
    )

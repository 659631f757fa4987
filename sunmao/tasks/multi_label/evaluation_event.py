"""A report of several labels as the event that the Mistakes page is made of."""

import json
from functools import lru_cache
from pathlib import Path

from sunmao.core.atomic_files import display_path
from sunmao.protocol.messages import MOST_PICTURES, TagEvaluation
from sunmao.tasks.classification.evaluation_event import MOST_BYTES
from sunmao.tasks.multi_label.report import TagReport
from sunmao.tasks.multi_label.results import TagResult

MOST_RIGHT = 1000  # pictures without a mistake


def make_tag_event(report: TagReport, model: str = "") -> TagEvaluation:
    """The event of a report. model: the weights or file that was tested."""
    marks = zip(report.classes, report.average_precisions, *report.by_class(), strict=True)
    return TagEvaluation(
        correct=report.correct,
        total=report.total,
        split=report.split,
        classes=report.classes,
        averages={
            name: None if (mark := getattr(report, name)) is None else round(mark, 6)
            for name in ("map", "precision", "recall", "f1")
        },
        by_class=[
            [
                None if area is None else round(area, 4),
                *(round(float(mark), 4) for mark in (precision, recall, f1)),
                int(pictures),
                len(report.missed_pictures(label)),
                len(report.extra_pictures(label)),
            ]
            for label, area, precision, recall, f1, pictures in marks
        ],
        pictures=_select_pictures(report),
        model=model,
    )


def _select_pictures(report: TagReport) -> list[list]:
    """The pictures as of `TagEvaluation`: those with mistakes, then some right ones."""
    folder, classes = lru_cache(maxsize=None)(display_path), report.classes
    wrong = report.mistakes
    left = {id(each) for each in wrong}
    right = [each for each in report.results if id(each) not in left][:MOST_RIGHT]
    rows, bytes_left = [], MOST_BYTES
    for result in [*wrong, *right][:MOST_PICTURES]:
        row = _make_row(result, classes, folder)
        bytes_left -= len(json.dumps(row)) + 1
        if bytes_left < 0:
            break
        rows.append(row)
    return rows


def _make_row(result: TagResult, classes: list[str], folder) -> list:
    path, recognized = Path(result.path), set(result.labels)
    answers = zip(classes, result.scores, strict=True)
    return [
        f"{folder(path.parent)}/{path.name}",
        [number for number, label in enumerate(classes) if label in (result.truth or ())],
        [[round(score, 4), int(label in recognized)] for label, score in answers],
    ]

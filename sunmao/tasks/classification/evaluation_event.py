"""A report as the event that the Mistakes page is made of."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from sunmao.core.atomic_files import display_path
from sunmao.core.regular_files import read_regular
from sunmao.protocol.messages import MOST_PICTURES, Evaluation
from sunmao.tasks.classification.report import Report

RIGHT_OF_A_CLASS = 50
MOST_BYTES = 1_500_000  # of the list of pictures, so that a page loads it at once
DIGEST_BYTES, PICTURE_BYTES = 8, 64 * 1024**2


def make_evaluation_event(report: Report, model: str = "") -> Evaluation:
    """The event of a report. model: the weights or file that was tested."""
    pictures, files = _select_pictures(report)
    return Evaluation(
        correct=report.correct,
        total=report.total,
        split=report.split,
        classes=report.classes,
        matrix=report.matrix().tolist(),
        by_class=[
            [*(round(float(mark), 4) for mark in row[:3]), int(row[3])] for row in zip(*report.by_class(), strict=True)
        ],
        averages={name: round(getattr(report, name), 6) for name in ("accuracy", "top5", "precision", "recall", "f1")},
        pictures=pictures,
        model=model,
        digests=list(map(_compute_digest, files)),
    )


def _select_pictures(report: Report) -> tuple[list[list], list[Path]]:
    """[path, true class, answer, confidence] of the wrong answers, then of some right ones of every class, the surest
    first; and their files.
    """
    numbers = {label: number for number, label in enumerate(report.classes)}
    folder = lru_cache(maxsize=None)(display_path)
    rows, files, bytes_left = [], [], MOST_BYTES
    for result in [*report.mistakes, *_select_correct(report)][:MOST_PICTURES]:
        path = Path(result.path)
        row = [f"{folder(path.parent)}/{path.name}", numbers[result.truth], result.number, result.confidence]
        bytes_left -= len(json.dumps(row)) + 1
        if bytes_left < 0:
            break
        rows.append(row)
        files.append(path)
    return rows, files


def _compute_digest(file: Path) -> str:
    """By which a picture is known again, whatever the name of its file; '' where it cannot be read."""
    try:
        return hashlib.blake2b(read_regular(file, PICTURE_BYTES), digest_size=DIGEST_BYTES).hexdigest()
    except OSError:
        return ""


def _select_correct(report: Report) -> list:
    taken = dict.fromkeys(report.classes, 0)
    some = []
    for result in sorted(report.right, key=lambda result: -result.confidence):
        taken[result.truth] += 1
        if taken[result.truth] <= RIGHT_OF_A_CLASS:
            some.append(result)
    return some

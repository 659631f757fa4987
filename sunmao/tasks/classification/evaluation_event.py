"""A report as the event that the Mistakes page is made of."""

import hashlib
import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import display_path
from sunmao.core.regular_files import read_regular
from sunmao.protocol.codec import to_json
from sunmao.protocol.learning_messages import Averages, ClassFigures, EvaluatedPicture, Evaluation
from sunmao.protocol.messages import MAX_PICTURES
from sunmao.tasks.classification.report import Report

RIGHT_OF_A_CLASS = 50
MAX_BYTES = 2_500_000  # of the list of pictures, so that a page loads it at once
DIGEST_BYTES, PICTURE_BYTES = 8, 64 * 1024**2


def make_evaluation_event(report: Report, model: str = "", sample_kind: str = "picture") -> Evaluation:
    """The event of a report. model: the weights or file that was tested. sample_kind: as in
    `sunmao.data.samples.registry`.
    """
    return Evaluation(
        correct=report.correct,
        total=report.total,
        split=report.split,
        classes=report.classes,
        matrix=report.matrix().tolist(),
        by_class=[
            ClassFigures(round(float(precision), 4), round(float(recall), 4), round(float(f1), 4), int(pictures))
            for precision, recall, f1, pictures in zip(*report.by_class(), strict=True)
        ],
        averages=Averages(
            **{name: round(getattr(report, name), 6) for name in ("accuracy", "top5", "precision", "recall", "f1")}
        ),
        pictures=_select_pictures(report),
        model=model,
        sample_kind=sample_kind,
    )


def _select_pictures(report: Report) -> list[EvaluatedPicture]:
    """The wrong answers, then some right ones of every class, the surest first."""
    numbers = {label: number for number, label in enumerate(report.classes)}
    folder = lru_cache(maxsize=None)(display_path)
    rows, bytes_left = [], MAX_BYTES
    for result in [*report.mistakes, *_select_correct(report)][:MAX_PICTURES]:
        path = Path(result.path)
        name, truth = f"{folder(path.parent)}/{path.name}", numbers[result.truth]
        # A network that was given by hand may answer what is no number.
        confidence = result.confidence if math.isfinite(result.confidence) else 0.0
        digest, text = _compute_digest(result), result._content_text
        row = EvaluatedPicture(name, truth, result.number, confidence, digest, text)
        bytes_left -= count_bytes(row)
        if bytes_left < 0:
            break
        rows.append(row)
    return rows


def count_bytes(row: Any) -> int:
    """Size of a row of an event in bytes."""
    return len(json.dumps(to_json(row), separators=(",", ":"))) + 1


def _compute_digest(result: Any) -> str | None:
    """By which a sample is known again, whatever the name of its file or the number of its row; None where it cannot be
    read.
    """
    content = result._content_text or getattr(result, "points", None)
    try:
        data = repr(content).encode() if content else read_regular(Path(result.path), PICTURE_BYTES)
    except OSError:
        return None
    return hashlib.blake2b(data, digest_size=DIGEST_BYTES).hexdigest()


def _select_correct(report: Report) -> list:
    taken = dict.fromkeys(report.classes, 0)
    some = []
    for result in sorted(report.right, key=lambda result: -result.confidence):
        truth = result._require_truth()
        taken[truth] += 1
        if taken[truth] <= RIGHT_OF_A_CLASS:
            some.append(result)
    return some

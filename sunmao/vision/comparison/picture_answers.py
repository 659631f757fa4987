"""Answers to each picture in a test of a classifier: from a Report, or from the event of it that a run has kept.

Events are read with the standard library only: the studio's server compares them, and it never loads numpy.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from sunmao.core.atomic_files import display_path
from sunmao.protocol.learning_messages import Evaluation
from sunmao.protocol.messages import from_dict

if TYPE_CHECKING:
    from sunmao.tasks.classification.report import Report

REPORT = "sunmao.tasks.classification.report"


@dataclass(frozen=True)
class PictureAnswer:
    """Answer of a classifier to one picture.

    path: relative to the project, with '/'. truth, said: labels. confidence: 0 to 1, or None where the test has not
    kept it. digest, text: as of `EvaluatedPicture`, '' and None where it is not known.
    """

    path: str
    truth: str
    said: str
    confidence: float | None
    digest: str = ""
    text: str | None = None

    @property
    def is_right(self) -> bool:
        """Whether the answer is the true label."""
        return self.said == self.truth


@dataclass(frozen=True)
class AnsweredTest:
    """The answers of one test, path → answer, and how many pictures it had.

    by_label: label → pictures of it, for labels that have any. An event does not hold every right answer of a large
    test: has_all_mistakes tells whether at least every wrong one is there.
    """

    answers: dict[str, PictureAnswer]
    total: int
    by_label: dict[str, int]
    has_all_mistakes: bool

    @property
    def is_whole(self) -> bool:
        """Whether the answer to every picture is known."""
        return len(self.answers) == self.total


def read_answers(evaluation: Report | Evaluation | dict) -> AnsweredTest:
    """The answers of a test. evaluation: a Report, its event, or the event as a run's log holds it.

    Raises ValueError for an event that is damaged, TypeError for anything else.
    """
    if _is_report(evaluation):
        return _read_report(evaluation)
    if isinstance(evaluation, dict):
        evaluation = from_dict({"kind": Evaluation.kind, **evaluation})
    if isinstance(evaluation, Evaluation):
        return _read_event(evaluation)
    raise TypeError(f"no test of a classifier: {type(evaluation).__name__}")


def make_path_formatter() -> Callable[[str | Path], str]:
    """A function from the path of a picture's file to the path that an event has for it."""
    folder = lru_cache(maxsize=None)(display_path)
    return lambda path: f"{folder(Path(path).parent)}/{Path(path).name}"


def _is_report(evaluation: Any) -> TypeGuard[Report]:
    """Whether it is a Report; where nothing has loaded reports, nothing is one."""
    module = sys.modules.get(REPORT)
    return module is not None and isinstance(evaluation, module.Report)


def _read_report(report: Report) -> AnsweredTest:
    classes, display = report.classes, make_path_formatter()
    results = [result for result in (*report.right, *report.mistakes) if result.path]
    # The best answer, also where `unknown` hides it from a program: as the report counts.
    rows = [(display(each.path), each.truth, classes[each.number], each.confidence) for each in results]
    by_label = dict(zip(classes, report.by_class()[3].tolist(), strict=True))
    return _collect(rows, report.total, by_label, len(rows) == report.total)


def _read_event(event: Evaluation) -> AnsweredTest:
    classes = dict(enumerate(event.classes))
    rows = [
        (row.path, classes[row.truth], classes[row.answer], row.confidence, row.digest or "", row.text)
        for row in event.pictures
        if row.path and row.truth in classes and row.answer in classes
    ]
    counts = [row.pictures for row in event.by_class]
    by_label = dict(zip(event.classes, counts, strict=False)) if sum(counts) == event.total else {}
    wrong = sum(truth != said for _, truth, said, *_ in rows)
    return _collect(rows, event.total, by_label, wrong == event.total - event.correct)


def _collect(rows: list, total: int, by_label: dict, has_all_mistakes: bool) -> AnsweredTest:
    answers: dict[str, PictureAnswer] = {}
    for row in rows:
        answers.setdefault(row[0], PictureAnswer(*row))
    counts = {label: count for label, count in by_label.items() if count > 0}
    return AnsweredTest(answers, max(total, len(answers)), counts, has_all_mistakes and len(answers) == len(rows))

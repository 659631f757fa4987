"""What a test of a classifier says of each picture: from a Report, or from the event of it that a run has kept.

Events are read with the standard library only: the studio's server compares them, and it never loads numpy.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from sunmao.core.atomic_files import display_path
from sunmao.protocol.messages import Evaluation

if TYPE_CHECKING:
    from sunmao.tasks.classification.report import Report

REPORT = "sunmao.tasks.classification.report"

ROW = 4  # values of a picture in an event: path, true class, answer, confidence


@dataclass(frozen=True)
class PictureAnswer:
    """What a classifier answered to one picture.

    path: relative to the project, with '/'. truth, said: labels. confidence: 0 to 1, or None where the test has not
    kept it. digest: as of `Evaluation`, '' where it is not known.
    """

    path: str
    truth: str
    said: str
    confidence: float | None
    digest: str = ""

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

    Rows of a log that are damaged are passed over. Raises TypeError for anything else.
    """
    if _is_report(evaluation):
        return _read_report(evaluation)
    if isinstance(evaluation, Evaluation):
        evaluation = asdict(evaluation)
    if isinstance(evaluation, dict):
        return _read_event(evaluation)
    raise TypeError(f"no test of a classifier: {type(evaluation).__name__}")


def make_path_formatter():
    """A function from the path of a picture's file to the path that an event has for it."""
    folder = lru_cache(maxsize=None)(display_path)
    return lambda path: f"{folder(Path(path).parent)}/{Path(path).name}"


def _is_report(evaluation) -> TypeGuard[Report]:
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


def _read_event(event: dict) -> AnsweredTest:
    classes = [str(label) for label in event.get("classes") or []]
    digests = dict(enumerate(map(str, event.get("digests") or [])))
    rows = [
        (row[0], classes[row[1]], classes[row[2]], row[3], digests.get(place, ""))
        for place, row in enumerate(event.get("pictures") or [])
        if _is_row(row, len(classes))
    ]
    total, correct = (event.get(name) for name in ("total", "correct"))
    total = total if isinstance(total, int) else len(rows)
    counts = [row[-1] for row in event.get("by_class") or [] if isinstance(row, list) and row]
    by_label = dict(zip(classes, counts, strict=False)) if sum(map(_to_count, counts)) == total else {}
    wrong = sum(truth != said for _, truth, said, *_ in rows)
    return _collect(rows, total, by_label, isinstance(correct, int) and wrong == total - correct)


def _collect(rows: list, total: int, by_label: dict, has_all_mistakes: bool) -> AnsweredTest:
    answers: dict[str, PictureAnswer] = {}
    for row in rows:
        answers.setdefault(row[0], PictureAnswer(*row))
    counts = {label: _to_count(count) for label, count in by_label.items() if _to_count(count)}
    return AnsweredTest(answers, max(total, len(answers)), counts, has_all_mistakes and len(answers) == len(rows))


def _is_row(row, classes: int) -> bool:
    return (
        isinstance(row, (list, tuple))
        and len(row) == ROW
        and isinstance(row[0], str)
        and bool(row[0])
        and all(isinstance(number, int) and 0 <= number < classes for number in row[1:3])
        and isinstance(row[3], (int, float))
    )


def _to_count(value) -> int:
    return value if isinstance(value, int) and value > 0 else 0

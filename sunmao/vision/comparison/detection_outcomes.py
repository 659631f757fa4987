"""Outcomes of each picture in a test of a model that finds things: from a DetectionReport, or from the event of it that
a run has kept.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sunmao.protocol.learning_messages import DetectionEvaluation
from sunmao.protocol.messages import from_dict
from sunmao.tasks.object_detection.detections import PLACES
from sunmao.tasks.object_detection.evaluation.coco_map import rank_answers
from sunmao.tasks.object_detection.evaluation.error_types import KINDS, MISSED, RIGHT
from sunmao.tasks.object_detection.report import DetectionReport
from sunmao.vision.comparison.bootstrap import MeanAveragePrecision
from sunmao.vision.comparison.picture_answers import make_path_formatter


@dataclass(frozen=True)
class PictureOutcome:
    """things: (label, x1, y1, x2, y2) of each, sorted, pixels to one place; kinds: what became of each; answers:
    (label, confidence, kind) of each that is shown.
    """

    things: tuple
    kinds: tuple[str, ...]
    answers: tuple[tuple[str, float, str], ...]

    @property
    def mistakes(self) -> int:
        """Number of wrong answers and missed things."""
        return sum(count for kind, count in self.count_kinds().items() if kind != KINDS[RIGHT])

    @property
    def found(self) -> list[bool]:
        """Whether each thing was found."""
        return [kind == KINDS[RIGHT] for kind in self.kinds]

    def count_kinds(self) -> Counter:
        """Counts of answers of each kind, and of missed things."""
        return Counter(kind for _, _, kind in self.answers) + Counter({KINDS[MISSED]: self.kinds.count(KINDS[MISSED])})


@dataclass(frozen=True)
class DetectionTest:
    """One test: the outcome of each picture by its path, and how many pictures there were, as far as that is known.

    task: 'detection' or 'instance'.
    """

    outcomes: dict[str, PictureOutcome]
    total: int
    classes: list[str]
    task: str

    def make_shown_map50(self, paths: list[str], classes: list[str]) -> MeanAveragePrecision:
        """The mAP50 of what is shown, of these pictures and classes, as the bootstrap asks for it: the report's, from
        confidences as programs read them. Of equally sure answers the order of `paths` decides.
        """
        numbers = {label: number for number, label in enumerate(classes)}
        things = np.zeros((len(classes), len(paths)), np.int64)
        rows: list[list[tuple[int, float, bool]]] = [[] for _ in classes]
        for place, path in enumerate(paths):
            outcome = self.outcomes[path]
            for label, count in Counter(thing[0] for thing in outcome.things).items():
                if label in numbers:
                    things[numbers[label], place] = count
            for label, score, kind in outcome.answers:
                if label in numbers:
                    rows[numbers[label]].append((place, score, kind == KINDS[RIGHT]))
        ranked = []
        for row in rows:
            pictures, scores, right = zip(*row, strict=True) if row else ((), (), ())
            ranked.append(rank_answers(np.array(pictures, np.int64), np.array(scores), np.array(right, bool)))
        return MeanAveragePrecision(things, ranked)


def read_test(evaluation: DetectionReport | DetectionEvaluation | dict) -> DetectionTest:
    """Read a test. evaluation: a DetectionReport, its event, or the event as a run's log has it.

    Raises ValueError for an event that is damaged, TypeError for anything else.
    """
    if isinstance(evaluation, DetectionReport):
        return _read_report(evaluation)
    if isinstance(evaluation, dict):
        evaluation = from_dict({"kind": DetectionEvaluation.kind, **evaluation})
    if not isinstance(evaluation, DetectionEvaluation):
        raise TypeError(f"no test of a detector: {type(evaluation).__name__}")
    return _read_event(evaluation)


def _read_report(report: DetectionReport) -> DetectionTest:
    display, outcomes, classes = make_path_formatter(), {}, report.classes
    for picture in range(report.total):
        things, found, kinds = report.list_classified(picture)
        rows = [(thing.label, *thing.box, kind) for thing, kind in things]
        each = zip(found.labels.tolist(), found.scores.tolist(), kinds, strict=True)
        answers = [(classes[label], round(score, PLACES), kind) for label, score, kind in each]
        outcomes.setdefault(display(report.item(picture).path), _make_outcome(rows, answers))
    return DetectionTest(outcomes, report.total, classes, report.task)


def _read_event(event: DetectionEvaluation) -> DetectionTest:
    classes, outcomes = dict(enumerate(event.classes)), {}
    for row in event.pictures:
        labels = {*(thing.label for thing in row.truths), *(answer.label for answer in row.answers)}
        if labels <= classes.keys():
            rows = [(classes[thing.label], *thing.box, thing.kind) for thing in row.truths]
            shown = [(classes[answer.label], answer.confidence, answer.kind) for answer in row.answers]
            outcomes.setdefault(row.path, _make_outcome(rows, shown))
    return DetectionTest(outcomes, len(outcomes), event.classes, event.task)


def _make_outcome(rows: list[tuple], answers: Sequence[tuple[str, float, str]]) -> PictureOutcome:
    """rows: (label, x1, y1, x2, y2, kind) a thing; answers: as of `PictureOutcome`."""
    # In one order: a file of labels that was written anew may have another.
    rows = sorted((label, *(round(float(side), 1) for side in box), kind) for label, *box, kind in rows)
    return PictureOutcome(tuple(row[:-1] for row in rows), tuple(row[-1] for row in rows), tuple(answers))

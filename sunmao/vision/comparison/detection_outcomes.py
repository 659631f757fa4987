"""What a test of a model that finds things says of each picture: from a DetectionReport, or from the event of it that a
run has kept.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from sunmao.protocol.messages import DetectionEvaluation
from sunmao.vision.comparison.bootstrap import F1Score, MeanAveragePrecision
from sunmao.vision.comparison.picture_answers import make_path_formatter
from sunmao.vision.object_detection.coco_map import rank_answers
from sunmao.vision.object_detection.error_types import KINDS, MISSED, RIGHT
from sunmao.vision.object_detection.matching import match_detections
from sunmao.vision.object_detection.report import DetectionReport

# label → pictures, (D,) int, numbers of `DetectionTest.paths`, and whether each is right, (D,) bool; the surest first.
Ranking = dict[str, tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class PictureOutcome:
    """things: (label, x1, y1, x2, y2) of each, sorted, pixels to one place; kinds: what became of each; answers: the
    kinds of the answers that count.
    """

    things: tuple
    kinds: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def mistakes(self) -> int:
        """How many wrong answers there are, and missed things."""
        return sum(self.count_kinds().values()) - self.answers.count(KINDS[RIGHT])

    @property
    def found(self) -> list[bool]:
        """Whether each thing was found."""
        return [kind == KINDS[RIGHT] for kind in self.kinds]

    def count_kinds(self) -> Counter:
        """How many answers of each kind, and how many things were missed."""
        return Counter(self.answers) + Counter({KINDS[MISSED]: self.kinds.count(KINDS[MISSED])})


@dataclass(frozen=True)
class DetectionTest:
    """One test: the outcome of each picture by its path, and how many pictures there were, as far as that is known.

    task: 'detection' or 'instance'. paths: of the pictures that `ranking` numbers, '' for one that does not count;
    ranking: None where the test has not kept it.
    """

    outcomes: dict[str, PictureOutcome]
    total: int
    classes: list[str]
    task: str
    paths: list[str]
    ranking: Ranking | None

    def make_map50(self, paths: list[str], classes: list[str]) -> MeanAveragePrecision:
        """The mAP50 of these pictures and classes, as the bootstrap asks for it. Where there is a ranking only."""
        assert self.ranking is not None
        places = {path: place for place, path in enumerate(paths)}
        numbers = np.array([places.get(path, -1) for path in self.paths], np.int64)
        things = np.zeros((len(classes), len(paths)), np.int64)
        for place, path in enumerate(paths):
            for label, count in Counter(thing[0] for thing in self.outcomes[path].things).items():
                if label in classes:
                    things[classes.index(label), place] = count
        answers = []
        for label in classes:
            pictures, right = self.ranking[label]
            kept = numbers[pictures] >= 0
            answers.append((numbers[pictures][kept], right[kept]))
        return MeanAveragePrecision(things, answers)

    def make_f1(self, paths: list[str]) -> F1Score:
        """The F1 of these pictures, of all classes together, as the bootstrap asks for it."""
        outcomes = [self.outcomes[path] for path in paths]
        right = [each.answers.count(KINDS[RIGHT]) for each in outcomes]
        return F1Score(right, [len(each.answers) for each in outcomes], [len(each.things) for each in outcomes])


def read_test(evaluation: DetectionReport | DetectionEvaluation | dict, masks: bool | None = None) -> DetectionTest:
    """Read a test. evaluation: a DetectionReport, its event, or the event as a run's log has it; rows of a log that are
    damaged are passed over.

    Args:
        masks: whether a report compares masks; None: as its task says.

    Raises TypeError for anything else.
    """
    if isinstance(evaluation, DetectionReport):
        return _read_report(evaluation, evaluation.task == "instance" if masks is None else masks)
    if isinstance(evaluation, DetectionEvaluation):
        evaluation = asdict(evaluation)
    if not isinstance(evaluation, dict):
        raise TypeError(f"no test of a detector: {type(evaluation).__name__}")
    return _read_event(evaluation)


def _read_report(report: DetectionReport, masks: bool) -> DetectionTest:
    display, outcomes, paths = make_path_formatter(), {}, []
    for picture in range(report.total):
        things, _, answers = report.list_classified(picture)
        rows = [(thing.label, *thing.box, kind) for thing, kind in things]
        path = display(report.item(picture).path)
        paths.append("" if path in outcomes else path)
        outcomes.setdefault(path, _make_outcome(rows, answers))
    items = [report.item(picture) for picture in range(report.total)]
    matches = match_detections(items, report.detections, report.classes, masks)
    ranking = {label: rank_answers(matches, number) for number, label in enumerate(report.classes)}
    return DetectionTest(outcomes, report.total, report.classes, report.task, paths, ranking)


def _read_event(event: dict) -> DetectionTest:
    classes, outcomes, paths = [str(label) for label in event.get("classes") or []], {}, []
    for row in event.get("pictures") or []:
        try:
            path, _, _, truths, answers = row
            rows = [(classes[thing[0]], *map(float, thing[1:5]), str(thing[5])) for thing in truths]
            outcome = _make_outcome(rows, [str(answer[6]) for answer in answers])
            paths.append("" if path in outcomes else str(path))
            outcomes.setdefault(str(path), outcome)
        except (TypeError, ValueError, IndexError):
            paths.append("")
    ranking = _read_ranking(event.get("ranking"), classes, len(paths))
    return DetectionTest(outcomes, len(outcomes), classes, str(event.get("task", "")), paths, ranking)


def _read_ranking(said: Any, classes: list[str], pictures: int) -> Ranking | None:
    """The ranking of an event; None where it has none, or one that makes no sense."""
    if not isinstance(said, list) or not said or len(said) != len(classes):
        return None
    ranking = {}
    for label, row in zip(classes, said, strict=True):
        if not isinstance(row, list) or not all(type(each) is int and 0 <= each < 2 * pictures for each in row):
            return None
        numbers = np.array(row, np.int64)
        ranking[label] = numbers // 2, numbers % 2 == 1
    return ranking


def _make_outcome(rows: list[tuple], answers: list[str]) -> PictureOutcome:
    """rows: (label, x1, y1, x2, y2, kind) a thing."""
    # In one order: a file of labels that was written anew may have another.
    rows = sorted((label, *(round(float(side), 1) for side in box), kind) for label, *box, kind in rows)
    return PictureOutcome(tuple(row[:-1] for row in rows), tuple(row[-1] for row in rows), tuple(answers))

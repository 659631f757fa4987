"""Two tests of models that find things, one before a change and one after it: in which pictures they make more or fewer
mistakes, and whether the gap could be chance.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np

from sunmao.data.listing import Sample
from sunmao.errors import BadData
from sunmao.protocol.messages import DetectionEvaluation
from sunmao.vision.comparison.bootstrap import (
    RESAMPLES,
    BootstrapComparison,
    F1Score,
    bootstrap_map50,
    run_paired_bootstrap,
)
from sunmao.vision.comparison.picture_answers import make_path_formatter
from sunmao.vision.object_detection.detections import Detections
from sunmao.vision.object_detection.error_types import KINDS, MISSED, RIGHT
from sunmao.vision.object_detection.report import DetectionReport


@dataclass(frozen=True)
class MistakeChange:
    """One picture in both tests, and how many mistakes each model made in it."""

    path: str
    before: int
    after: int


@dataclass(frozen=True)
class DetectionComparison:
    """What changed between two tests of models that find things, of the pictures that both have with the same things.

    better, worse: the pictures with fewer or more mistakes now, the greatest change first; alike: how many have as
    many. only_before, only_after: how many pictures one test alone has, or names; relabelled: how many have other
    things now. bootstrap: the marks of both and how sure their gap is.
    """

    better: tuple[MistakeChange, ...]
    worse: tuple[MistakeChange, ...]
    alike: int
    only_before: int
    only_after: int
    relabelled: int
    bootstrap: BootstrapComparison

    @property
    def pictures(self) -> int:
        """How many pictures are compared."""
        return len(self.better) + len(self.worse) + self.alike


@dataclass(frozen=True)
class _PictureOutcome:
    """things: (label, x1, y1, x2, y2) of each, sorted, pixels to one place; kinds: what became of each; answers: the
    kinds of the answers that count.
    """

    things: tuple
    kinds: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def mistakes(self) -> int:
        return sum(kind != KINDS[RIGHT] for kind in self.answers) + self.kinds.count(KINDS[MISSED])


def compare_detections(
    before: DetectionReport | DetectionEvaluation | dict,
    after: DetectionReport | DetectionEvaluation | dict,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> DetectionComparison:
    """Compare two tests of models that find things picture by picture.

    Two reports are compared by their mAP50, of the labels that both models know. An event has only what is shown, from
    each model's own confidence on: events are compared by their F1, and of large tests only by the pictures that both
    of them name.

    Args:
        before, after: a DetectionReport, its event (`DetectionEvaluation`), or the event as a run's log has it, a dict.
        resamples, seed: how often pictures are drawn, and which.

    Raises: BadData when no picture was tested both times with the same things.
    """
    (was, before_total), (now, after_total) = _read_outcomes(before), _read_outcomes(after)
    common = [path for path in was if path in now]
    same = [path for path in common if was[path].things == now[path].things]
    if not same:
        raise BadData("no_common_pictures", before=before_total, after=after_total)
    changes = [MistakeChange(path, was[path].mistakes, now[path].mistakes) for path in same]
    changed = sum(_differ(was[path], now[path]) for path in same)
    if isinstance(before, DetectionReport) and isinstance(after, DetectionReport):
        bootstrap = _bootstrap_reports(before, after, same, changed, resamples, seed)
    else:
        bootstrap = run_paired_bootstrap(
            _make_f1_score([was[path] for path in same]),
            _make_f1_score([now[path] for path in same]),
            pictures=len(same),
            changed=changed,
            name="f1",
            resamples=resamples,
            seed=seed,
        )
    return DetectionComparison(
        better=_sort_changes(change for change in changes if change.after < change.before),
        worse=_sort_changes(change for change in changes if change.after > change.before),
        alike=sum(change.after == change.before for change in changes),
        only_before=before_total - len(common),
        only_after=after_total - len(common),
        relabelled=len(common) - len(same),
        bootstrap=bootstrap,
    )


def _read_outcomes(evaluation) -> tuple[dict[str, _PictureOutcome], int]:
    """Path → what became of the picture, and how many pictures the test had, as far as that is known."""
    if isinstance(evaluation, DetectionReport):
        outcomes = _read_report(evaluation)
        return outcomes, evaluation.total
    if isinstance(evaluation, DetectionEvaluation):
        evaluation = asdict(evaluation)
    if not isinstance(evaluation, dict):
        raise TypeError(f"no test of a detector: {type(evaluation).__name__}")
    outcomes = _read_event(evaluation)
    return outcomes, len(outcomes)


def _read_report(report: DetectionReport) -> dict[str, _PictureOutcome]:
    display, outcomes = make_path_formatter(), {}
    for picture in range(report.total):
        things, _, answers = report.list_classified(picture)
        rows = [(thing.label, *thing.box, kind) for thing, kind in things]
        outcomes.setdefault(display(report.item(picture).path), _make_outcome(rows, answers))
    return outcomes


def _read_event(event: dict) -> dict[str, _PictureOutcome]:
    """The pictures of an event; rows of a log that are damaged are passed over."""
    classes, outcomes = [str(label) for label in event.get("classes") or []], {}
    for row in event.get("pictures") or []:
        try:
            path, _, _, truths, answers = row
            rows = [(classes[thing[0]], *map(float, thing[1:5]), str(thing[5])) for thing in truths]
            outcomes.setdefault(str(path), _make_outcome(rows, [str(answer[6]) for answer in answers]))
        except (TypeError, ValueError, IndexError):
            continue
    return outcomes


def _make_outcome(rows: list[tuple], answers: list[str]) -> _PictureOutcome:
    """rows: (label, x1, y1, x2, y2, kind) a thing."""
    # In one order: a file of labels that was written anew may have another.
    rows = sorted((label, *(round(float(side), 1) for side in box), kind) for label, *box, kind in rows)
    return _PictureOutcome(tuple(row[:-1] for row in rows), tuple(row[-1] for row in rows), tuple(answers))


def _differ(was: _PictureOutcome, now: _PictureOutcome) -> bool:
    """Whether two models found other things, or gave another number of wrong answers."""
    right = KINDS[RIGHT]
    found = [[kind == right for kind in each.kinds] for each in (was, now)]
    wrong = [sum(kind != right for kind in each.answers) for each in (was, now)]
    return found[0] != found[1] or wrong[0] != wrong[1]


def _make_f1_score(outcomes: list[_PictureOutcome]) -> Callable[[np.ndarray], np.ndarray]:
    right = [each.answers.count(KINDS[RIGHT]) for each in outcomes]
    return F1Score(right, [len(each.answers) for each in outcomes], [len(each.things) for each in outcomes])


def _bootstrap_reports(
    before: DetectionReport, after: DetectionReport, paths: list[str], changed: int, resamples: int, seed: int
) -> BootstrapComparison:
    """The bootstrap of mAP50, on these pictures, of the labels that both models know."""
    classes = [label for label in after.classes if label in before.classes]
    _, was = _select_detections(before, paths, classes)
    items, now = _select_detections(after, paths, classes)
    masks = after.task == before.task == "instance"
    return bootstrap_map50(items, was, now, classes, masks=masks, changed=changed, resamples=resamples, seed=seed)


def _select_detections(
    report: DetectionReport, paths: list[str], classes: list[str]
) -> tuple[list[Sample], list[Detections]]:
    """These pictures of a report, and what was found in them, unsure answers too, with the numbers of `classes`."""
    display, places = make_path_formatter(), {}
    for picture in range(report.total):
        places.setdefault(display(report.item(picture).path), picture)
    numbers = np.array([classes.index(label) if label in classes else -1 for label in report.classes], int)
    chosen = [places[path] for path in paths]
    return [report.item(place) for place in chosen], [_renumber(report._found[place], numbers) for place in chosen]


def _renumber(found: Detections, numbers: np.ndarray) -> Detections:
    """What was found with other numbers for its classes; -1: left out. numbers: (C,) int."""
    labels = numbers[found.labels]
    kept = Detections(found.boxes, found.scores, labels, found.masks)
    return kept if (labels >= 0).all() else kept.take(np.flatnonzero(labels >= 0))


def _sort_changes(changes) -> tuple[MistakeChange, ...]:
    return tuple(sorted(changes, key=lambda change: (-abs(change.after - change.before), change.path)))

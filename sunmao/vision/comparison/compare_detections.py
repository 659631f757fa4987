"""Two tests of models that find things, one before a change and one after it: which mistakes went and which came, and
whether the gap could be chance.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sunmao.errors import BadData
from sunmao.protocol.learning_messages import DetectionEvaluation
from sunmao.tasks.object_detection.evaluation.error_types import KINDS, RIGHT
from sunmao.tasks.object_detection.report import DetectionReport
from sunmao.vision.comparison.bootstrap import RESAMPLES, BootstrapComparison, run_paired_bootstrap
from sunmao.vision.comparison.detection_outcomes import DetectionTest, PictureOutcome, read_test


@dataclass(frozen=True)
class MistakeChange:
    """One picture in both tests, and how many mistakes each model made in it."""

    path: str
    before: int
    after: int


@dataclass(frozen=True)
class ThingChanges:
    """Counts of things that both models found, only the later one, only the earlier one, and none of them."""

    both_found: int
    only_after: int
    only_before: int
    both_missed: int


@dataclass(frozen=True)
class DetectionComparison:
    """Differences between two tests of models that find things, of the pictures that both have with the same things.

    better, worse: the pictures with fewer or more mistakes now, the greatest change first; alike: how many have as
    many. only_before, only_after: how many pictures one test alone has, or names; relabeled: how many have other
    things now. things: what became of the things. kinds_before, kinds_after: how many answers of each of
    `error_types.KINDS`, and how many things were missed. bootstrap: the marks of both and how sure their gap is.
    """

    better: tuple[MistakeChange, ...]
    worse: tuple[MistakeChange, ...]
    alike: int
    only_before: int
    only_after: int
    relabeled: int
    things: ThingChanges
    kinds_before: dict[str, int]
    kinds_after: dict[str, int]
    bootstrap: BootstrapComparison

    @property
    def pictures(self) -> int:
        """Number of pictures that are compared."""
        return len(self.better) + len(self.worse) + self.alike


def compare_detections(
    before: DetectionReport | DetectionEvaluation | dict,
    after: DetectionReport | DetectionEvaluation | dict,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> DetectionComparison:
    """Compare two tests of models that find things picture by picture.

    They are compared by the mAP50 of what is shown (`DetectionReport.shown_map50`), of the labels that both models
    know, and the gap's 95 % interval is that of the paired bootstrap over the pictures (Efron and Tibshirani: An
    Introduction to the Bootstrap, 1993). The event of a large test has not kept all pictures: then those that both of
    them name are compared.

    Args:
        before, after: a DetectionReport, its event (`DetectionEvaluation`), or the event as a run's log has it, a dict.
        resamples, seed: how often pictures are drawn, and which.

    Raises: BadData when no picture was tested both times with the same things.
    """
    was, now = _read_tests(before, after)
    common = [path for path in was.outcomes if path in now.outcomes]
    # In one order, so that the same pictures are drawn whatever the order of a test is.
    same = sorted(path for path in common if was.outcomes[path].things == now.outcomes[path].things)
    if not same:
        raise BadData("no_common_pictures", before=was.total, after=now.total)
    pairs = [(was.outcomes[path], now.outcomes[path]) for path in same]
    changes = [MistakeChange(path, *(each.mistakes for each in pair)) for path, pair in zip(same, pairs, strict=True)]
    changed = sum(_differ(*pair) for pair in pairs)
    return DetectionComparison(
        better=_sort_changes(change for change in changes if change.after < change.before),
        worse=_sort_changes(change for change in changes if change.after > change.before),
        alike=sum(change.after == change.before for change in changes),
        only_before=was.total - len(common),
        only_after=now.total - len(common),
        relabeled=len(common) - len(same),
        things=_count_things(pairs),
        kinds_before=_count_kinds(was for was, _ in pairs),
        kinds_after=_count_kinds(now for _, now in pairs),
        bootstrap=_bootstrap(was, now, same, changed, resamples, seed),
    )


def _read_tests(before: Any, after: Any) -> tuple[DetectionTest, DetectionTest]:
    """Both tests. Where one of two reports compares boxes, both do."""
    reports = [each for each in (before, after) if isinstance(each, DetectionReport)]
    if len({each.task for each in reports}) == 2:
        before, after = (each.as_boxes() for each in reports)
    return read_test(before), read_test(after)


def _bootstrap(
    was: DetectionTest, now: DetectionTest, paths: list[str], changed: int, resamples: int, seed: int
) -> BootstrapComparison:
    """The bootstrap on these pictures, of the mAP50 of what is shown."""
    classes = [label for label in now.classes if label in was.classes]
    return run_paired_bootstrap(
        was.make_shown_map50(paths, classes),
        now.make_shown_map50(paths, classes),
        pictures=len(paths),
        changed=changed,
        name="shown_map50",
        resamples=resamples,
        seed=seed,
    )


def _count_things(pairs: list[tuple[PictureOutcome, PictureOutcome]]) -> ThingChanges:
    counts = Counter(each for was, now in pairs for each in zip(was.found, now.found, strict=True))
    return ThingChanges(counts[True, True], counts[False, True], counts[True, False], counts[False, False])


def _count_kinds(outcomes: Any) -> dict[str, int]:
    counts = sum((each.count_kinds() for each in outcomes), Counter())
    return {kind: counts[kind] for kind in KINDS}


def _differ(was: PictureOutcome, now: PictureOutcome) -> bool:
    """Whether two models found other things, or gave another number of wrong answers."""
    wrong = [sum(kind != KINDS[RIGHT] for _, _, kind in each.answers) for each in (was, now)]
    return was.found != now.found or wrong[0] != wrong[1]


def _sort_changes(changes: Any) -> tuple[MistakeChange, ...]:
    return tuple(sorted(changes, key=lambda change: (-abs(change.after - change.before), change.path)))

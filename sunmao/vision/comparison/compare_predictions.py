"""Two tests of classifiers, one before a change and one after it: what happened to each picture, and what it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sunmao.errors import BadData
from sunmao.protocol.learning_messages import Evaluation
from sunmao.vision.comparison.paired_test import (
    MIN_CHANGED,
    UNLIKELY,
    PairedTest,
    adjust_p_values,
    run_mcnemar_test,
)
from sunmao.vision.comparison.picture_answers import AnsweredTest, PictureAnswer, read_answers

if TYPE_CHECKING:
    from sunmao.tasks.classification.report import Report


@dataclass(frozen=True)
class PictureChange:
    """One picture in both tests: what it is, and what each model said, with its confidence (0 to 1, None: not kept).
    text: of a sentence.
    """

    path: str
    truth: str
    before: str
    after: str
    before_confidence: float | None
    after_confidence: float | None
    text: str | None = None


@dataclass(frozen=True)
class ClassChange:
    """One class in both tests. pictures: tested both times; before, after: how many of them were right.

    p_value: of the exact test of this class alone; adjusted: after Holm's correction for all classes that could stand
    out at all.
    """

    label: str
    pictures: int
    before: int
    after: int
    fixed: int
    broken: int
    p_value: float
    adjusted: float

    @property
    def net(self) -> int:
        """Number of pictures of it that are right beyond those before; negative where there are fewer."""
        return self.after - self.before


@dataclass(frozen=True)
class PredictionComparison:
    """Differences between two tests, of the pictures that both asked about with the same true label.

    fixed: wrong before, right now; broken: right before, wrong now; both lists, and both_wrong and both_right, have
    the surest answers of now first. only_before, only_after: how many pictures one test alone has; relabeled: how many
    have another true label now. unlisted: how many pictures, right both times, `both_right` leaves out because neither
    test has kept their names. classes: by their labels, in the order of the later test. standout: the one class that
    changed more than chance explains, or None. test: the exact test of all. replaced: how many names stood for another
    picture in the later test; certain: whether every compared picture is known by its content, not by its name alone.
    """

    fixed: tuple[PictureChange, ...]
    broken: tuple[PictureChange, ...]
    both_wrong: tuple[PictureChange, ...]
    both_right: tuple[PictureChange, ...]
    only_before: int
    only_after: int
    relabeled: int
    unlisted: int
    classes: tuple[ClassChange, ...]
    standout: ClassChange | None
    test: PairedTest
    replaced: int = 0
    certain: bool = False

    @property
    def pictures(self) -> int:
        """Number of pictures that are compared."""
        return self.test.total


def compare_predictions(before: Report | Evaluation | dict, after: Report | Evaluation | dict) -> PredictionComparison:
    """Compare two tests of classifiers picture by picture.

    A picture is the same when its path is, and its content where both tests have kept that; one that was renamed or
    moved between the tests counts in `only_before` and `only_after`. The event of a large test names all mistakes but
    not all right answers. Where two such tests have equally many pictures of every class they are taken to be of the
    same pictures, and a picture that only one of them names was right in the other; otherwise only what both name is
    compared. A row of a table is the same when its content is: a row that is taken out moves all that follow it.

    Args:
        before, after: a Report, its event (`Evaluation`), or the event as a run's log has it, a dict.

    Raises: BadData when no picture was tested both times with the same true label.
    """
    was, now = read_answers(before), read_answers(after)
    was = _follow_rows(was, now)
    whole = was.is_whole and now.is_whole
    inferred = not whole and _have_same_pictures(was, now)
    pairs = [*_pair_answers(was, now, inferred)]
    kept = [pair for pair in pairs if not _is_replaced(*pair)]
    same = [pair for pair in kept if pair[0].truth == pair[1].truth]
    unlisted = max(0, was.total - len(pairs)) if inferred else 0
    if not same:
        raise BadData("no_common_pictures", before=was.total, after=now.total)
    groups = _group_changes(same)
    known = {label: count for label, count in now.by_label.items() if inferred}
    classes = _compare_classes(same, [*now.by_label], known)
    return PredictionComparison(
        fixed=groups[False, True],
        broken=groups[True, False],
        both_wrong=groups[False, False],
        both_right=groups[True, True],
        only_before=was.total - len(pairs) - unlisted,
        only_after=now.total - len(pairs) - unlisted,
        relabeled=len(kept) - len(same),
        unlisted=unlisted,
        classes=classes,
        standout=find_standout(classes),
        test=run_mcnemar_test(
            both_right=len(groups[True, True]) + unlisted,
            only_before=len(groups[True, False]),
            only_after=len(groups[False, True]),
            both_wrong=len(groups[False, False]),
        ),
        replaced=len(pairs) - len(kept),
        certain=not unlisted and all(old.digest and new.digest for old, new in same),
    )


def find_standout(classes: Iterable[ClassChange]) -> ClassChange | None:
    """The class whose exact test is below 0.05 after Holm's correction; of several the clearest, then the one that
    changed most.
    """
    found = [each for each in classes if each.adjusted < UNLIKELY]
    return min(found, key=lambda each: (each.adjusted, each.p_value, -abs(each.net)), default=None)


def _follow_rows(was: AnsweredTest, now: AnsweredTest) -> AnsweredTest:
    """The earlier test, with the rows of tables under the paths at which the later one has them."""

    def stays(path: str) -> bool:
        old, new = was.answers.get(path), now.answers.get(path)
        return bool(old and new and old.digest == new.digest)

    places = defaultdict(list)
    for path, answer in reversed(now.answers.items()):
        if _is_known_row(answer) and not stays(path):
            places[answer.digest].append(path)
    answers = {}
    for path, answer in was.answers.items():
        if _is_known_row(answer) and not stays(path):
            path = places[answer.digest].pop() if places[answer.digest] else f"{path} {answer.digest}"
        answers[path] = answer
    return replace(was, answers=answers)


def _is_known_row(answer: PictureAnswer) -> bool:
    """Whether it is a row of a table, or a line of a text, whose content the test has kept."""
    return bool(answer.digest) and answer.path.rpartition("/")[2].isdecimal()


def _have_same_pictures(was: AnsweredTest, now: AnsweredTest) -> bool:
    """Whether two tests, of which at least one does not name every picture, look like tests of the same pictures."""
    named = {*was.answers, *now.answers}
    complete = all(test.has_all_mistakes and test.by_label for test in (was, now))
    fits = all(test.answers.keys() == named for test in (was, now) if test.is_whole)
    replaced = any(
        _is_replaced(was.answers[path], now.answers[path]) for path in was.answers.keys() & now.answers.keys()
    )
    return complete and was.by_label == now.by_label and len(named) <= was.total and fits and not replaced


def _is_replaced(old: PictureAnswer, new: PictureAnswer) -> bool:
    """Whether the later test had another picture under the same name."""
    return bool(old.digest and new.digest and old.digest != new.digest)


def _pair_answers(was: AnsweredTest, now: AnsweredTest, inferred: bool) -> Iterator[tuple[Any, Any]]:
    """Yield the two answers to each picture that both tests had; inferred: what a test does not name was right."""
    for path in dict.fromkeys([*now.answers, *was.answers]):
        old, new = was.answers.get(path), now.answers.get(path)
        if old and new:
            yield old, new
        elif inferred and (known := old or new):
            right = PictureAnswer(path, known.truth, known.truth, None)
            yield old or right, new or right


def _group_changes(pairs: list[tuple[PictureAnswer, PictureAnswer]]) -> dict[tuple[bool, bool], tuple]:
    """The changes by (right before, right now), the surest answers of now first."""
    groups: dict[tuple[bool, bool], list[PictureChange]] = {(a, b): [] for a in (True, False) for b in (True, False)}
    for old, new in pairs:
        change = PictureChange(new.path, new.truth, old.said, new.said, old.confidence, new.confidence, new.text)
        groups[old.is_right, new.is_right].append(change)
    return {
        key: tuple(sorted(group, key=lambda change: (-(change.after_confidence or 0), change.path)))
        for key, group in groups.items()
    }


def _compare_classes(pairs: list, order: list[str], known: dict[str, int]) -> tuple[ClassChange, ...]:
    """One row a class. known: how many pictures of a class there are, where not all of them are in `pairs`."""
    rows = {label: [0, 0, 0] for label in (*order, *(new.truth for _, new in pairs))}
    for old, new in pairs:
        row = rows[new.truth]
        row[0] += 1
        row[1] += new.is_right and not old.is_right
        row[2] += old.is_right and not new.is_right
    wrong = dict.fromkeys(rows, 0)
    for _, new in pairs:
        wrong[new.truth] += not new.is_right
    made = []
    for label, (count, fixed, broken) in rows.items():
        pictures = known.get(label, count)
        test = run_mcnemar_test(both_right=0, only_before=broken, only_after=fixed, both_wrong=0)
        after = pictures - wrong[label]
        if pictures:
            made.append((label, pictures, after - fixed + broken, after, fixed, broken, test.p_value))
    return tuple(ClassChange(*row, adjusted) for row, adjusted in zip(made, _adjust(made), strict=True))


def _adjust(rows: list[tuple]) -> list[float]:
    """The p-values of classes after Holm's correction, in their order.

    A class with fewer than `MIN_CHANGED` changes cannot be below 0.05 whatever they are: it takes no part, as it does
    not add to the risk (Tarone: A modified Bonferroni method for discrete data. Biometrics 46, 1990).
    """
    able = [place for place, row in enumerate(rows) if row[4] + row[5] >= MIN_CHANGED]
    adjusted = [1.0] * len(rows)
    for place, value in zip(able, adjust_p_values([rows[place][6] for place in able]), strict=True):
        adjusted[place] = value
    return adjusted

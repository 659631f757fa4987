"""Two tests of classifiers, one before a change and one after it, as the page shows them: what happened to each
picture, whether it could be chance, and what was done to the data in between.
"""

from typing import Any

from sunmao.errors import BadData
from sunmao.server.runs.message_validation import get_finite
from sunmao.vision.comparison.compare_predictions import PictureChange, PredictionComparison, compare_predictions

# What is tested is no part of what was learned from: the tests themselves say it.
PARTS = ("train", "val")


def compare_evaluations(before: dict, after: dict) -> dict[str, Any] | None:
    """Compare two events of tests of classifiers; None where no picture was tested both times.

    Returns: {'pictures': tested both times, 'before', 'after': how many of them were right, 'both_right': how many,
    'fixed', 'broken', 'both_wrong': [{'path', 'text', 'truth', 'before', 'after'}], the surest answers first,
    'only_before', 'only_after', 'relabeled', 'replaced', 'certain': as of `PredictionComparison`, 'standout':
    {'label', 'fixed', 'broken'} or None, 'luck': [low, high] and 'verdict': as of `PairedTest`}.
    """
    try:
        found = compare_predictions(before, after)
    except (BadData, TypeError, ValueError):  # the last two: a log that something else has written
        return None
    test = found.test
    return {
        "pictures": test.total,
        "before": test.both_right + test.only_before,
        "after": test.both_right + test.only_after,
        "both_right": test.both_right,
        **{name: list(map(_make_row, getattr(found, name))) for name in ("fixed", "broken", "both_wrong")},
        **{name: getattr(found, name) for name in ("only_before", "only_after", "relabeled", "replaced", "certain")},
        "standout": _make_standout(found),
        "luck": [test.luck_low, test.luck_high],
        "verdict": test.verdict,
    }


def find_training(history: dict, number: int) -> dict | None:
    """Find the event that the run sent when the training began whose model its test `number` asked about; None where
    the run has trained none before that test. history: as of `TrainingHistory.full`.
    """
    tested = get_finite(history["marks"][number].get("seq")) or 0
    begun = [each["began"] for each in history["trainings"] if isinstance(each.get("began"), dict)]
    earlier = [each for each in begun if (get_finite(each.get("seq")) or 0) < tested]
    return earlier[-1] if earlier else None


def compare_data(before: dict | None, after: dict | None) -> dict[str, Any] | None:
    """Compare the data of two trainings (as of `find_training`); None where they are not known to have learned from the
    same data set.

    Returns: {'path', 'same': whether they learned from the very same pictures and labels, 'edits': how many entries its
    log of edits has got since, None where a record does not say, 'pictures': {part: [then, now]}, of the parts whose
    number of pictures is another one}.
    """
    was, now = (_read_dataset(training) for training in (before, after))
    path = now.get("path")
    if not isinstance(path, str) or not path or was.get("path") != path:
        return None
    counts = [said if isinstance(said := each.get("pictures"), dict) else {} for each in (was, now)]
    pairs = {part: [get_finite(each.get(part)) for each in counts] for part in PARTS}
    return {
        "path": path,
        "same": isinstance(now.get("hash"), str) and was.get("hash") == now.get("hash"),
        "edits": _count_edits(was.get("edits"), now.get("edits")),
        "pictures": {part: pair for part, pair in pairs.items() if None not in pair and pair[0] != pair[1]},
    }


def _count_edits(was: object, now: object) -> int | None:
    """A log that has got shorter is another one."""
    return now - was if type(was) is int and type(now) is int and 0 <= was <= now else None


def _read_dataset(training: dict | None) -> dict:
    found = training.get("dataset") if training else None
    return found if isinstance(found, dict) else {}


def _make_row(change: PictureChange) -> dict[str, str | None]:
    return {name: getattr(change, name) for name in ("path", "text", "truth", "before", "after")}


def _make_standout(found: PredictionComparison) -> dict[str, Any] | None:
    one = found.standout
    return None if one is None else {"label": one.label, "fixed": one.fixed, "broken": one.broken}

"""Two tests of models that find things or give a number, one before a change and one after it, as the page shows them.

What it imports is numeric: it works in the process of a job (`server/app/job_functions.py`).
"""

from dataclasses import asdict
from typing import Any

from sunmao.errors import BadData
from sunmao.vision.comparison.compare_detections import MistakeChange, compare_detections
from sunmao.vision.comparison.compare_numbers import compare_numbers

PLACES = 4  # of a mark


def compare_detection_events(before: dict, after: dict) -> dict[str, Any] | None:
    """Compare two events of tests of models that find things; None where no picture was tested both times with the same
    things.

    Returns: {'pictures': tested both times, 'things': {'both_found', 'only_after', 'only_before', 'both_missed'},
    'kinds': {kind: [before, after]}, how many answers, and missed things, 'better', 'worse': [{'path', 'before',
    'after'}], how many mistakes, 'alike': how many pictures, 'only_before', 'only_after', 'relabeled': as of
    `DetectionComparison`, 'marks': [before, after], the mAP50 of what is shown, 'interval': [low, high] of the gap,
    'verdict': as of `PairedTest`}. marks and interval are null where nothing is there to find.
    """
    try:
        found = compare_detections(before, after)
    except (BadData, TypeError, ValueError):  # the last two: a log that something else has written
        return None
    marks = found.bootstrap
    return {
        "pictures": found.pictures,
        "things": asdict(found.things),
        "kinds": {kind: [count, found.kinds_after[kind]] for kind, count in found.kinds_before.items()},
        "better": list(map(_make_row, found.better)),
        "worse": list(map(_make_row, found.worse)),
        **{name: getattr(found, name) for name in ("alike", "only_before", "only_after", "relabeled")},
        "marks": _round_pair(marks.before, marks.after),
        "interval": _round_pair(marks.low, marks.high),
        "verdict": marks.verdict,
    }


def compare_number_events(before: dict, after: dict) -> dict[str, Any] | None:
    """Compare two events of tests of models that give a number; None where no picture was tested both times with the
    same right number.

    Returns: {'pictures': tested both times, 'errors': the mean absolute errors of these, then and now, 'interval':
    [low, high] of what the error has grown by, None where it cannot be told, 'verdict': as of `PairedTest`}.
    """
    try:
        found = compare_numbers(before, after)
    except (BadData, TypeError, ValueError):  # the last two: a log that something else has written
        return None
    return {
        "pictures": found.pictures,
        "errors": [found.before, found.after],
        "interval": None if found.low is None else [found.low, found.high],
        "verdict": found.verdict,
    }


def _make_row(change: MistakeChange) -> dict[str, Any]:
    return {"path": change.path, "before": change.before, "after": change.after}


def _round_pair(first: float | None, second: float | None) -> list[float] | None:
    return None if first is None or second is None else [round(first, PLACES), round(second, PLACES)]

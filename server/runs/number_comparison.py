"""Two tests of models that give a number, one before a change and one after it, as the page shows them.

What it imports is numeric: it works in the process of a job (`server/app/job_functions.py`).
"""

from typing import Any

from sunmao.errors import BadData
from sunmao.vision.comparison.compare_numbers import compare_numbers


def compare_number_events(before: dict, after: dict) -> dict[str, Any] | None:
    """What changed between two events of tests of models that give a number; None where no picture was tested both
    times with the same right number.

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

"""Facts that the card of a project shows beside its name: what it learns from, and the mark of its newest test."""

from functools import lru_cache
from pathlib import Path

from sunmao.data.builtin.samples import SAMPLES
from sunmao.errors import SunmaoError
from sunmao.protocol.messages import OUTCOMES
from sunmao.server.dataset_index.change_detection import compute_stamp
from sunmao.server.dataset_index.index_db import DatasetLocation, list_names
from sunmao.server.dataset_index.picker_options import is_small, read_options, scan_small_dataset
from sunmao.server.errors import HttpProblem
from sunmao.server.runs import run_summaries
from sunmao.server.runs.training_history import HistoryReader

LOOKED_INTO = 12  # data sets of a project
RUNS = 5  # the newest ones, in which a test is looked for
REMEMBERED = 256  # data sets
UNREADABLE = (SunmaoError, HttpProblem, OSError, RecursionError)

_history = HistoryReader()


def describe_learning(project: Path) -> dict:
    """{'data': {'classes', 'count'}, 'mark': {'correct', 'total'}} of the project in this folder, each where it is
    known without a long look.

    data: of its largest data set, of its own ones where it has any. mark: of the newest test of a classifier.
    """
    names = list_names(project / "data")
    own = [name for name in names if name not in SAMPLES] or names
    places = [DatasetLocation("", project / "data", name) for name in own[:LOOKED_INTO]]
    counted = [found for place in places if (found := _count(place)) and found["count"]]
    largest = max(counted, key=lambda found: found["count"], default=None)
    return {key: found for key, found in (("data", largest), ("mark", _find_mark(project / "runs"))) if found}


def _count(place: DatasetLocation) -> dict | None:
    try:
        return _count_at(place, compute_stamp(place.folder))
    except UNREADABLE:
        return None


@lru_cache(REMEMBERED)
def _count_at(place: DatasetLocation, stamp: str) -> dict | None:
    known = read_options(place, 0) or (scan_small_dataset(place) if is_small(place) else None)
    return {"classes": len(known.classes), "count": known.count} if known else None


def _find_mark(runs: Path) -> dict | None:
    try:
        for name in reversed(run_summaries.list_runs(runs)[-RUNS:]):
            over = run_summaries.read_summary(runs / name).get("state") in OUTCOMES
            for row in reversed(_history.short(runs / name, over)["marks"]):
                if row.get("split") == "test" and row.get("correct") is not None and row.get("total"):
                    return {"correct": row["correct"], "total": row["total"]}
    except UNREADABLE:
        pass
    return None

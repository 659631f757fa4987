"""Two tests of models that give a number: on which pictures the errors differ, and whether the gap could be chance."""

from dataclasses import asdict, replace

import numpy as np

from sunmao.errors import BadData
from sunmao.protocol.messages import NumberEvaluation
from sunmao.tasks.image_regression.evaluation_event import make_number_event
from sunmao.tasks.image_regression.report import RegressionReport
from sunmao.vision.comparison.bootstrap import RESAMPLES, BootstrapComparison, run_paired_bootstrap


def compare_numbers(before, after, *, resamples: int = RESAMPLES, seed: int = 0) -> BootstrapComparison:
    """Compare the mean absolute errors of two tests by the paired bootstrap, over the pictures that both have with the
    same right number.

    Args:
        before, after: a RegressionReport, its event, or the event as a run's log holds it.
        seed: the same number draws the same pictures.

    Returns: before, after and difference in the numbers' unit: below 0 the later model is better; changed: on how many
        pictures the answers differ.

    Raises: BadData when no picture is in both.
    """
    was, now = _read_answers(before), _read_answers(after)
    common = [path for path, (truth, _) in was.items() if path in now and now[path][0] == truth]
    if not common:
        raise BadData("no_common_pictures", before=len(was), after=len(now))
    errors = [np.array([abs(answer - truth) for truth, answer in map(side.get, common)]) for side in (was, now)]
    changed = sum(was[path] != now[path] for path in common)
    found = run_paired_bootstrap(
        *(_Closeness(each) for each in errors),
        pictures=len(common),
        changed=changed,
        name="mae",
        resamples=resamples,
        seed=seed,
    )
    turned = {
        name: None if value is None else -value
        for name, value in asdict(found).items()
        if name in ("before", "after", "difference", "low", "high")
    }
    return replace(found, **{**turned, "low": turned["high"], "high": turned["low"]})


class _Closeness:
    """Less the mean absolute error, as a function of how often each picture counts: the more, the better, as the
    bootstrap wants it. errors: (P,) float.
    """

    def __init__(self, errors: np.ndarray):
        self._errors = errors

    def __call__(self, counts: np.ndarray) -> np.ndarray:
        return -(counts @ self._errors) / counts.sum(1)


def _read_answers(test) -> dict[str, tuple[float, float]]:
    """Path → (right number, answer). Rows of a log that are damaged are passed over."""
    event = make_number_event(test) if isinstance(test, RegressionReport) else test
    rows = event.pictures if isinstance(event, NumberEvaluation) else event.get("pictures", [])
    return {row["path"]: (row["truth"], row["answer"]) for row in rows if _is_whole(row)}


def _is_whole(row) -> bool:
    numbers = [row.get(name) for name in ("truth", "answer")] if isinstance(row, dict) else []
    return bool(numbers) and isinstance(row.get("path"), str) and all(type(each) in (int, float) for each in numbers)

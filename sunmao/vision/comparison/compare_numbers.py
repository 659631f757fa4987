"""Two tests of models that give a number: on which pictures the errors differ, and whether the gap could be chance."""

from dataclasses import replace
from typing import Any

import numpy as np

from sunmao.errors import BadData
from sunmao.protocol.learning_messages import NumberEvaluation
from sunmao.protocol.messages import from_dict
from sunmao.tasks.image_regression.evaluation_event import make_number_event
from sunmao.tasks.image_regression.report import RegressionReport
from sunmao.vision.comparison.bootstrap import RESAMPLES, BootstrapComparison, run_paired_bootstrap


def compare_numbers(before: Any, after: Any, *, resamples: int = RESAMPLES, seed: int = 0) -> BootstrapComparison:
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
    errors = [np.array([abs(answer - truth) for truth, answer in map(side.__getitem__, common)]) for side in (was, now)]
    changed = sum(was[path] != now[path] for path in common)
    found = run_paired_bootstrap(
        *(_Closeness(each) for each in errors),
        pictures=len(common),
        changed=changed,
        name="mae",
        resamples=resamples,
        seed=seed,
    )
    turned = (
        None if value is None else -value
        for value in (found.before, found.after, found.difference, found.high, found.low)
    )
    before_error, after_error, difference, low, high = turned
    return replace(found, before=before_error, after=after_error, difference=difference, low=low, high=high)


class _Closeness:
    """Less the mean absolute error, as a function of how often each picture counts: the more, the better, as the
    bootstrap wants it. errors: (P,) float.
    """

    def __init__(self, errors: np.ndarray) -> None:
        self._errors = errors

    def __call__(self, counts: np.ndarray) -> np.ndarray:
        return -(counts @ self._errors) / counts.sum(1)


def _read_answers(test: Any) -> dict[str, tuple[float, float]]:
    """Path → (right number, answer)."""
    event = make_number_event(test) if isinstance(test, RegressionReport) else test
    if not isinstance(event, NumberEvaluation):
        event = from_dict(event)
    return {each.path: (each.truth, each.answer) for each in event.pictures}

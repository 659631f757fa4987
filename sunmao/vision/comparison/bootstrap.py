"""Paired bootstrap: the confidence interval of the gap between two detectors that were tested on the same pictures. No
torch.

Efron and Tibshirani: An Introduction to the Bootstrap, 1993. The pictures are drawn again and again, as many as there
are, with replacement, and each time both models are marked on what was drawn: how much the gap varies shows how much of
it is due to the choice of pictures. Nothing is matched anew: matches are within a picture, so a picture that was drawn
three times is one with a weight of three.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf, log1p, sqrt
from statistics import NormalDist

import numpy as np

from sunmao.tasks.object_detection.evaluation.coco_map import RECALLS, rank_answers
from sunmao.tasks.object_detection.evaluation.matching import Matches
from sunmao.vision.comparison.paired_test import choose_verdict

RESAMPLES, LEVEL = 1000, 0.95
CELLS = 2_000_000  # numbers at once: a few tens of megabytes

# From how often each picture counts, (B, P) int, to the mark of each of B draws, (B,) float64, NaN where there is none.
Metric = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class BootstrapComparison:
    """The marks of two models on the same pictures, and how sure their gap is.

    metric: 'map50' or 'shown_map50'; before, after: the marks, 0 to 1, and difference, after less before; None where
    nothing is there to find. low, high: the 95 % interval of the difference; share_above: in which share of the draws
    the later model is better. pictures: how many; changed: in how many of them the models do not do alike. verdict: as
    of `PairedTest`.
    """

    metric: str
    before: float | None
    after: float | None
    difference: float | None
    low: float | None
    high: float | None
    share_above: float | None
    pictures: int
    changed: int
    resamples: int
    p_value: float
    verdict: str


def run_paired_bootstrap(
    before: Metric,
    after: Metric,
    *,
    pictures: int,
    changed: int,
    name: str,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> BootstrapComparison:
    """Draw the pictures again and again, and compare the marks of both models on each draw.

    The interval is the expanded percentile interval: the percentile interval (chapter 13), which is too narrow for few
    pictures, made wider as Student's t is wider than the normal distribution (Hesterberg: What Teachers Should Know
    About the Bootstrap. The American Statistician 69, 2015). The p-value belongs to it: twice the share of draws on the
    rarer side of no difference, corrected alike; one draw is added, as the tests themselves are one.

    Args:
        pictures: how many; changed: in how many of them the models do not do alike; name: of the metric.
    """
    once = np.ones((1, pictures), np.int64)
    was, now = (float(metric(once)[0]) if pictures else np.nan for metric in (before, after))
    draws = draw_resamples(pictures, resamples, seed) if pictures else np.zeros((0, 0), np.int64)
    gaps = after(draws) - before(draws) if pictures else np.zeros(0)
    gaps = gaps[~np.isnan(gaps)]
    if np.isnan(was) or np.isnan(now) or not len(gaps):
        return BootstrapComparison(
            name, None, None, None, None, None, None, pictures, changed, resamples, 1.0, "too_few"
        )
    tail = _expand_tail((1 - LEVEL) / 2, pictures)
    low, high = np.quantile(gaps, [tail, 1 - tail]).tolist()
    rarer = min(int((gaps <= 0).sum()), int((gaps >= 0).sum()))
    p_value = 2 * _contract_tail((rarer + 1) / (len(gaps) + 1), pictures)
    return BootstrapComparison(
        metric=name,
        before=was,
        after=now,
        difference=now - was,
        low=low,
        high=high,
        share_above=float((gaps > 0).mean()),
        pictures=pictures,
        changed=changed,
        resamples=resamples,
        p_value=p_value,
        verdict=choose_verdict(p_value, changed),
    )


def _expand_tail(tail: float, pictures: int) -> float:
    """Compute the share of the draws to cut off on one side, so that as few intervals miss on it as `tail` says, 0 to
    0.5.

    Student's t by Wallace's formula (Bounds on normal approximations to Student's and the chi-square distributions. The
    Annals of Mathematical Statistics 30, 1959): within a hundredth from five pictures on, and on the side of caution.
    """
    free = pictures - 1
    if not free:
        return 0.0
    normal = NormalDist().inv_cdf(1 - tail) * (8 * free + 3) / (8 * free + 1)
    student = sqrt(free * (exp(normal**2 / free) - 1))
    return NormalDist().cdf(-student * sqrt(pictures / free))


def _contract_tail(share: float, pictures: int) -> float:
    """The inverse of `_expand_tail`: what it means that so few draws lie on one side; 0 to 0.5."""
    free = pictures - 1
    student = max(0.0, NormalDist().inv_cdf(1 - share) if share < 1 else -inf) * sqrt(free / pictures)
    if not student:
        return 0.5
    return NormalDist().cdf(-sqrt(free * log1p(student**2 / free)) * (8 * free + 1) / (8 * free + 3))


def draw_resamples(pictures: int, resamples: int = RESAMPLES, seed: int = 0) -> np.ndarray:
    """Counts of how often each picture is drawn when as many are drawn as there are: (B, P) int64, every row adds up to
    P.
    """
    return np.random.default_rng(seed).multinomial(pictures, np.full(pictures, 1 / pictures), resamples)


class MeanAveragePrecision:
    """The mAP50 of one model as a function of how often each picture counts; of once each it is pycocotools'.

    Args:
        things: (C, P) int, how many things of each class are in each picture.
        answers: of each class as of `rank_answers`.
    """

    def __init__(self, things: np.ndarray, answers: list[tuple[np.ndarray, np.ndarray]]) -> None:
        self._things, self._answers = things, answers

    @classmethod
    def from_matches(cls, matches: Matches, pictures: int, classes: int) -> "MeanAveragePrecision":
        """The mAP50 of what was found. pictures, classes: how many."""
        things = np.zeros((classes, pictures), np.int64)
        np.add.at(things, (matches.things, matches.things_in), 1)
        rows = [np.flatnonzero(matches.labels == label) for label in range(classes)]
        ranked = [rank_answers(matches.pictures[row], matches.scores[row], matches.hits[row] >= 0) for row in rows]
        return cls(things, ranked)

    def __call__(self, counts: np.ndarray) -> np.ndarray:
        """counts: (B, P) int. Returns (B,) float64, 0 to 1, NaN where no thing was drawn."""
        marks = np.full((len(self._answers), len(counts)), np.nan)
        for label, (pictures, right) in enumerate(self._answers):
            things = counts @ self._things[label]
            step = max(1, CELLS // max(1, len(pictures)))
            for start in range(0, len(counts), step):
                part = slice(start, start + step)
                marks[label, part] = _compute_average_precision(counts[part], things[part], pictures, right)
        known = ~np.isnan(marks)
        total = np.where(known, marks, 0).sum(axis=0)
        return np.divide(total, known.sum(axis=0), out=np.full(len(counts), np.nan), where=known.any(axis=0))


def _compute_average_precision(
    counts: np.ndarray, things: np.ndarray, pictures: np.ndarray, right: np.ndarray
) -> np.ndarray:
    """COCO's average precision of one class for each of B draws, (B,), NaN where nothing is there.

    counts: (B, P); things: (B,), how many are there; pictures, right: (D,), the surest answer first.
    """
    weights = counts[:, pictures]
    # Only where an answer is right can precision rise and recall reach a threshold.
    given = np.cumsum(weights, axis=1)[:, right]
    found = np.cumsum(weights[:, right], axis=1)
    precision = found / np.maximum(1, given)
    best = np.maximum.accumulate(precision[:, ::-1], axis=1)[:, ::-1]
    best = np.concatenate([best, np.zeros((len(counts), 1))], axis=1)  # of a recall that is not reached
    recall = found / np.maximum(1, things)[:, None]
    marks = [row[np.searchsorted(reached, RECALLS)].mean() for row, reached in zip(best, recall, strict=True)]
    return np.where(things > 0, marks, np.nan)

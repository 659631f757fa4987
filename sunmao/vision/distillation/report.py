"""Gain by a teacher: the marks of the teacher, the student alone and the student that was taught."""

from collections import defaultdict
from functools import partial
from typing import Any

import numpy as np

from sunmao.data.dataset import Dataset
from sunmao.display.api import show
from sunmao.runtime.notices import show_notice
from sunmao.tabular.table import Table
from sunmao.tasks.multi_label.metrics import compute_mean_average_precision
from sunmao.texts import get_both, get_text
from sunmao.training.distillation.lesson import Lesson, rate_pictures
from sunmao.vision.comparison.bootstrap import run_paired_bootstrap
from sunmao.vision.primary_metric import compute_primary_metric, encode_truth

PARTS = ("val", "test")
RESAMPLES = 300
SURE = "unlikely_chance"  # the verdict of a paired comparison
Scores = dict[str, np.ndarray]  # (N, C) float32 of each, by the key of its name


def warn_weak_teacher(dataset: Dataset, lesson: Lesson, alone: Any) -> Scores:
    """Say so, before it costs time, where the teacher is no better on the validation part than the student that has
    learned alone: there is nothing that it could pass on. alone: a `TrainedNetwork`.

    Returns: what both say of that part, for `report_gain`; empty where it has no pictures.
    """
    items = dataset.items("val")
    if not items:
        return {}
    scores = _rate_untaught(items, dataset.classes, lesson, alone)
    truth = encode_truth(items, dataset.classes, lesson.several)
    teacher, student = (compute_primary_metric(each, truth) for each in scores.values())
    if teacher <= student:
        show_notice("distill_weak_teacher", level="warn", teacher=f"{100 * teacher:.1f}", alone=f"{100 * student:.1f}")
    return scores


def report_gain(dataset: Dataset, lesson: Lesson, alone: Any, taught: Any, val_scores: Scores | None = None) -> None:
    """Show who is right how often in the parts that were not learned from, in percent (several labels: the mAP), and
    say what the teacher brought in the test part, which did not choose the epoch either, and within which interval that
    would lie with other pictures (the paired bootstrap, 95 %); without a test part, in the validation part.

    Args:
        alone: a `TrainedNetwork` without a teacher, or None. taught: that with one. val_scores: as `warn_weak_teacher`
            returns them; None: the validation part has not been rated yet.
    """
    parts = [part for part in PARTS if dataset.items(part)]
    if not parts:
        return
    marks = defaultdict(list)
    for part in parts:
        items, classes = dataset.items(part), dataset.classes
        truth = encode_truth(items, classes, lesson.several)
        untaught = (val_scores if part == "val" else None) or _rate_untaught(items, classes, lesson, alone)
        scores = untaught | {"distill_taught": rate_pictures(taught, items, classes)}
        for name, each in scores.items():
            marks[name].append(f"{100 * compute_primary_metric(each, truth):.1f}%")
    columns = [get_text("who"), *(get_text(f"{part}_mark") for part in parts)]
    show(Table(columns, [[get_text(name), *row] for name, row in marks.items()], title=get_text("distillation")))
    if alone is not None:
        _report_difference(scores["distill_alone"], scores["distill_taught"], truth, parts[-1])


def _rate_untaught(items: list, classes: list[str], lesson: Lesson, alone: Any) -> Scores:
    """Outputs of the teacher and, unless it is None, of the student alone for pictures."""
    students = {} if alone is None else {"distill_alone": rate_pictures(alone, items, classes)}
    return {"distill_teacher": lesson.rate(items, classes)} | students


def _report_difference(alone: np.ndarray, taught: np.ndarray, truth: np.ndarray, part: str) -> None:
    """Say what the teacher brought in the last part: scores, (N, C) float32 each, and `encode_truth`."""
    before, after = (partial(_resample_metric, scores, truth) for scores in (alone, taught))
    changed = int((alone.argmax(1) != taught.argmax(1)).sum()) if truth.ndim == 1 else len(truth)
    found = run_paired_bootstrap(before, after, pictures=len(truth), changed=changed, name="gain", resamples=RESAMPLES)
    gain, low, high = (100 * (number or 0.0) for number in (found.difference, found.low, found.high))
    key = "distill_none" if gain <= 0 else "distill_gain" if found.verdict == SURE else "distill_unsure"
    points = dict(gain=f"{gain:+.1f}", low=f"{low:+.1f}", high=f"{high:+.1f}")
    show_notice(key, part=get_both(f"{part}_mark"), **points)


def _resample_metric(scores: np.ndarray, truth: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The metric of each draw, (B,), from how often each picture counts in it, (B, N)."""
    if truth.ndim == 1:
        return counts @ (scores.argmax(1) == truth) / counts.sum(1)
    return np.array(
        [compute_mean_average_precision(np.repeat(scores, row, 0), np.repeat(truth, row, 0)) for row in counts]
    )

"""What a teacher brought: the marks of the teacher, the student alone and the student that was taught."""

import numpy as np

from sunmao.data.dataset import Dataset
from sunmao.display.api import show
from sunmao.runtime.notices import show_notice
from sunmao.tables import Table
from sunmao.texts import get_text
from sunmao.vision.distillation.lesson import Lesson, rate_pictures
from sunmao.vision.tagging.metrics import compute_mean_average_precision
from sunmao.vision.tagging.tags import encode_tags

PARTS = ("val", "test")


def report_gain(dataset: Dataset, lesson: Lesson, alone, taught) -> None:
    """Show who is right how often in the parts that were not learned from, in percent (several labels: the mAP), and
    say whether the teacher helped. alone: a `TrainedNetwork` without a teacher, or None; taught: that with one.
    """
    parts = [part for part in PARTS if dataset.items(part)]
    if not parts:
        return
    rows = {"distill_teacher": [], "distill_alone": [], "distill_taught": []}  # type: dict[str, list]
    for part in parts:
        items = dataset.items(part)
        rows["distill_teacher"].append(_mark(lesson.rate(items, dataset.classes), items, dataset, lesson.several))
        for name, student in (("distill_alone", alone), ("distill_taught", taught)):
            if student is not None:
                scores = rate_pictures(student, items, dataset.classes)
                rows[name].append(_mark(scores, items, dataset, lesson.several))
    columns = [get_text("who"), *(get_text(f"{part}_mark") for part in parts)]
    shown = [[get_text(name), *(f"{mark:.1f}%" for mark in marks)] for name, marks in rows.items() if marks]
    show(Table(columns, shown, title=get_text("distillation")))
    if alone is not None:
        gain = rows["distill_taught"][0] - rows["distill_alone"][0]
        if gain > 0:
            show_notice("distill_gain", gain=f"{gain:.1f}")
        else:
            show_notice("distill_none")


def _mark(scores: np.ndarray, items: list, dataset: Dataset, several: bool) -> float:
    """Percent: right answers, or the mAP."""
    if several:
        return 100 * compute_mean_average_precision(scores, encode_tags(items, dataset.classes))
    truth = [dataset.classes.index(item.label) for item in items]
    return 100 * float(np.mean(scores.argmax(1) == truth))

"""Before and after pruning, in words and figures."""

from dataclasses import replace
from typing import Any

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from sunmao.display.api import show
from sunmao.runtime.notices import show_notice
from sunmao.tabular.table import Table
from sunmao.tasks.semantic_segmentation.metrics import SegmentationMetricConfig
from sunmao.tasks.semantic_segmentation.train import measure_segmenter
from sunmao.texts import get_text
from sunmao.training.distillation.lesson import rate_pictures
from sunmao.vision.primary_metric import compute_primary_metric, encode_truth
from sunmao.vision.pruning.cost import Cost, count_cost, measure_times
from sunmao.vision.pruning.prune import PrunedNetwork, make_example

PARTS = ("test", "val", "train")  # the marks are of the first that has pictures
MEGA = 1e6


def show_sensitivity(pruned: PrunedNetwork) -> None:
    """Show the curve of each layer: what the answers are worth when a part of it is missing."""
    from sunmao.tasks.evaluation.charts import draw_sensitivity

    curves = [(each.layer, each.shares, each.marks) for each in pruned.sensitivities]
    axes = get_text("share_cut"), get_text("mark_left")
    show(draw_sensitivity(curves, get_text("sensitivity"), axes))


def report_pruning(dataset: Dataset, before: Any, after: Any) -> None:
    """Show what pruning changed, and say it. before, after: `TrainedNetwork`s or `TrainedSegmenter`s."""
    costs = measure_costs(before, after)
    part = next(part for part in PARTS if dataset.items(part))
    items = dataset.items(part)
    marks = [_rate(trained, dataset, items) for trained in (before, after)]
    rows = [*_list_costs(*costs), [get_text(f"{part}_part_mark"), *(mark.text for mark in marks), ""]]
    columns = [get_text("what"), get_text("before"), get_text("after"), get_text("change")]
    show(Table(columns, rows, title=get_text("pruning")))
    show_notice(
        "pruned_painter" if after.task == "semantic" else "pruned",
        removed=f"{100 * (1 - costs[1].multiply_adds / costs[0].multiply_adds):.0f}",
        times=f"{costs[0].require_milliseconds() / costs[1].require_milliseconds():.1f}",
        size=f"{100 * costs[1].bytes / costs[0].bytes:.0f}",
        before=f"{100 * marks[0].value:.1f}",
        after=f"{100 * marks[1].value:.1f}",
    )


def measure_costs(before: Any, after: Any) -> list[Cost]:
    """Costs of each of two trained networks, time included."""
    times = measure_times([before, after])
    models = zip((before, after), times, strict=True)
    return [replace(count_cost(each.network, make_example(each)), milliseconds=time) for each, time in models]


class _Mark:
    """Mark of answers. value: 0 to 1; text: with its 95 % interval where it is a share of right answers."""

    def __init__(self, value: float, text: str) -> None:
        self.value, self.text = value, text


def _list_costs(before: Cost, after: Cost) -> list[list]:
    """The rows of what is less."""
    shown = (
        ("multiply_adds", before.multiply_adds / MEGA, after.multiply_adds / MEGA, "{:.1f} M"),
        ("parameters", before.parameters, after.parameters, "{:,}"),
        ("weights_size", before.bytes / MEGA, after.bytes / MEGA, "{:.2f} MB"),
        ("answer_time", before.require_milliseconds(), after.require_milliseconds(), "{:.2f} ms"),
    )
    return [[get_text(key), form.format(old), form.format(new), f"× {new / old:.2f}"] for key, old, new, form in shown]


def _rate(trained: Any, dataset: Dataset, items: list[Sample]) -> _Mark:
    """Mark of a network's answers to pictures: the share of right ones, of several labels the mAP, of areas the
    mIoU.
    """
    classes = dataset.classes
    if trained.task == "semantic":
        metrics = SegmentationMetricConfig()
        value = measure_segmenter(trained.network, dataset, items, trained.prepared, metrics)[metrics.progress]
        return _Mark(value, f"mIoU {value:.3f}")
    scores = rate_pictures(trained, items, classes)
    value = compute_primary_metric(scores, encode_truth(items, classes, trained.task == "multi_label"))
    if trained.task == "multi_label":
        return _Mark(value, f"mAP {value:.3f}")
    right = round(value * len(items))
    low, high = compute_interval(right, len(items))
    return _Mark(value, f"{right} / {len(items)} = {100 * value:.1f}% ({100 * low:.1f}–{100 * high:.1f}%)")


def compute_interval(right: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % interval (JASA 22, 1927) of a share of right answers, 0 to 1 each."""
    from scipy.stats import binomtest

    found = binomtest(right, total).proportion_ci(method="wilson")
    return found.low, found.high

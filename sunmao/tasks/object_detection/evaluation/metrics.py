"""Metrics of a test of a model that finds things during its training, and the one that decides what the best weights
are.
"""

from dataclasses import dataclass
from typing import Any

from sunmao.core.validation import require_choice
from sunmao.data.listing import Sample
from sunmao.tasks.object_detection.detections import Detections, is_at_least
from sunmao.tasks.object_detection.evaluation.coco_map import AveragePrecision, compute_metrics
from sunmao.tasks.object_detection.evaluation.matching import Matches, find_best_confidence, match_detections

METRICS = ("bbox", "segm")  # boxes, masks: COCO's words
MARKS = {"mAP": "map", "mAP50": "map50", "mAP75": "map75"}  # their names in a curve and in `AveragePrecision`
LOGGED = {"mAP": "{}_mAP", "mAP50": "{}_mAP_50", "mAP75": "{}_mAP_75"}  # and in the textbook's log


@dataclass(frozen=True)
class DetectionMetricConfig:
    """classes: the labels in the order of their numbers; metrics: names in METRICS, the first of which is the curve's;
    best: the name in the log whose highest value (of 'loss', that of the training, the lowest) is kept as the best, or
    None.

    kept, told, progress: as of `metrics.MetricConfig`.
    """

    kept = ("mAP", "mAP50", "recall", "precision")
    told = kept
    progress = "mAP"
    classes: tuple
    metrics: tuple = ("bbox",)
    best: str | None = "bbox_mAP"

    def measure(self, items: list[Sample], found: list[Detections]) -> dict:
        """The marks of a test: 'mAP', 'mAP50', 'mAP75' (0 to 1), 'logged', what stands in the log, and, where something
        right was found, 'confidence', from which on what is shown is best; 'recall' and 'precision' (0 to 1) speak of
        what is shown from there on. All are 0 where no picture with things could be read.
        """
        classes = list(self.classes)
        marks = {
            metric: _format_metrics(compute_metrics(items, found, classes, metric == "segm")) for metric in self.metrics
        }
        logged = {
            LOGGED[mark].format(metric): round(value, 4)
            for metric, each in marks.items()
            for mark, value in each.items()
        }
        first, shown = self.metrics[0], [each.suppress_across_classes() for each in found]
        matches = match_detections(items, shown, classes, first == "segm")
        confidence = find_best_confidence(matches)
        sure = {} if confidence is None else {"confidence": confidence}
        return {**marks[first], **_compute_shown(matches, confidence), **sure, "logged": logged}

    def key(self, row: dict) -> tuple | None:
        """Mark of an epoch, to compare; None: it was not tested, or the best is not kept."""
        if self.best is None or "logged" not in row:
            return None
        return (row["logged"][self.best] if self.best != "loss" else 0.0, -row["loss"])


def _compute_shown(matches: Matches, confidence: float | None) -> dict[str, float]:
    """Recall and precision of what is shown from this confidence on; 0 where nothing right was found (None)."""
    if confidence is None:
        return {"recall": 0.0, "precision": 0.0}
    given = is_at_least(matches.scores, confidence)
    right = int((given & (matches.hits >= 0)).sum())
    return {"recall": right / max(1, len(matches.things)), "precision": right / max(1, int(given.sum()))}


def _format_metrics(of: AveragePrecision) -> dict[str, float]:
    return {mark: getattr(of, name) or 0.0 for mark, name in MARKS.items()}


def make_detection_metric_config(
    classes: list[str], task: str, metric: Any = None, save_best: Any = "auto"
) -> DetectionMetricConfig:
    """The DetectionMetricConfig that was asked for. metric None: masks where the model gives them, else boxes.

    Raises: BadValue for names that make no sense, masks of a model that gives boxes only among them.
    """
    possible = METRICS if task == "instance" else METRICS[:1]
    wanted = metric if isinstance(metric, (list, tuple)) and metric else [metric or possible[-1]]
    metrics = tuple(dict.fromkeys(require_choice("metric", name, possible) for name in wanted))
    names = [name.format(metric) for metric in metrics for name in LOGGED.values()]
    if save_best in (None, False):
        return DetectionMetricConfig(tuple(classes), metrics, None)
    if str(save_best).lower() in ("auto", "true"):
        return DetectionMetricConfig(tuple(classes), metrics, names[0])
    return DetectionMetricConfig(
        tuple(classes), metrics, require_choice("save_best", save_best, ["auto", *names, "loss"])
    )

"""The marks of a model that finds things."""

import base64
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import numpy as np

from sunmao.core.validation import require_choice, require_share
from sunmao.data.listing import ObjectAnnotation, Sample
from sunmao.errors import BadData, BadValue
from sunmao.protocol import messages
from sunmao.protocol.learning_messages import MarkKind
from sunmao.tabular.table import Table
from sunmao.tasks.classification.report import KINDS as CLASS_KINDS
from sunmao.tasks.classification.roc_pr import MAX_CURVES, Curve
from sunmao.tasks.evaluation.report import EvaluationReport, explain_terms
from sunmao.tasks.object_detection.detections import Detections
from sunmao.tasks.object_detection.evaluation.coco_map import (
    RECALLS,
    AveragePrecision,
    compute_metrics,
)
from sunmao.tasks.object_detection.evaluation.error_types import KINDS as MISTAKES
from sunmao.tasks.object_detection.evaluation.error_types import (
    RIGHT,
    UNSURE,
    ClassifiedErrors,
    classify_errors,
    count_by_image,
)
from sunmao.tasks.object_detection.evaluation.matching import Matches, match_detections
from sunmao.tasks.object_detection.results import DetectionResult
from sunmao.texts import get_both, get_text
from sunmao.texts.terms import FOUND_TERMS, UNLIMITED_TERMS

KINDS = ("pr", "classes", "mistakes")


class DetectionReport(EvaluationReport):
    """Report of a test of a model that finds things.

    precision, recall, f1, shown_map, shown_map50, counts and mistakes speak of what is shown: the surest answer at each
    place, whatever its label, that is at least `confidence` sure; precision, recall and f1 for all classes together.
    map, map50 and map75 are COCO's: they look at the surest 100 answers a class and picture, also those that are not
    shown. All of them are 0 to 1, or None where there is nothing to find.

    Args:
        pairs: each picture with what was found in it, unsure answers too.
        classes: the labels in the order of their numbers.
        split: which pictures were asked: 'train', 'val', 'test' or 'all'.
        task: 'detection', or 'instance': then masks are compared instead of boxes.
        confidence: from which an answer counts, where it is counted.

    Example:
        >>> from pathlib import Path
        >>> from sunmao.data.listing import ObjectAnnotation
        >>> cat = Sample(Path('a.jpg'), None, 'test', things=(ObjectAnnotation('cat', (10, 10, 30, 30)),))
        >>> found = Detections(np.array([[10, 10, 30, 28.0], [50, 50, 60, 60]]), np.array([0.9, 0.6]), np.array([0, 0]))
        >>> report = DetectionReport([(cat, found)], ['cat'])
        >>> report.precision, report.recall, report.shown_map50, report.map50, report.counts['imagined']
        (0.5, 1.0, 1.0, 1.0, 1)
    """

    _refusal = "mark_of_classifiers"

    def __init__(
        self,
        pairs: list[tuple[Sample, Detections]],
        classes: list[str],
        split: str = "test",
        task: str = "detection",
        confidence: float = 0.5,
    ) -> None:
        self._items, self._detections = [item for item, _ in pairs], [found for _, found in pairs]
        self._shown = [found.suppress_across_classes() for found in self._detections]
        self._classes, self._split, self._task, self._confidence = (
            list(classes),
            split,
            task,
            require_share("confidence", confidence),
        )

    @property
    def map(self) -> float | None:
        """COCO's mAP: the mean average precision over the IoUs 0.5, 0.55 … 0.95 and all classes."""
        return self._average_precision.map

    @property
    def map50(self) -> float | None:
        """The mean average precision at an IoU of 0.5."""
        return self._average_precision.map50

    @property
    def map75(self) -> float | None:
        """The mean average precision at an IoU of 0.75."""
        return self._average_precision.map75

    @property
    def map_unlimited(self) -> float | None:
        """The mAP of all answers, where a picture has more than 100 things of a class, of which COCO's looks at no
        more; else None.
        """
        return self._average_precision.map_unlimited

    @property
    def shown_map(self) -> float | None:
        """The mean average precision over the IoUs 0.5, 0.55 … 0.95 and all classes of what is shown: COCO's procedure
        after suppression across classes and from `confidence` on.
        """
        return self._shown_precision.map

    @property
    def shown_map50(self) -> float | None:
        """The mean average precision at an IoU of 0.5 of what is shown."""
        return self._shown_precision.map50

    @property
    def precision(self) -> float | None:
        """Of what is shown, the share that is right."""
        return self._share(0)

    @property
    def recall(self) -> float | None:
        """Of what is there, the share that was found."""
        return self._share(1)

    @property
    def f1(self) -> float | None:
        """Precision and recall in one number."""
        return self._share(2)

    @property
    def confidence(self) -> float:
        """Confidence that an answer needs to be counted."""
        return self._confidence

    @property
    def counts(self) -> dict[MarkKind, int]:
        """Counts of answers that are 'right', 'wrong' (the label), 'misplaced', 'twice' or 'imagined', and how many
        things were 'missed'.
        """
        return self._error_types.counts

    @property
    def total(self) -> int:
        """Number of pictures that were asked about."""
        return len(self._items)

    @property
    def things(self) -> int:
        """Number of things in the pictures."""
        return len(self._matches.things)

    @property
    def classes(self) -> list[str]:
        """The labels, in the order of their numbers."""
        return list(self._classes)

    @property
    def task(self) -> str:
        """'detection' or 'instance'."""
        return self._task

    @property
    def detections(self) -> list[Detections]:
        """Detections of each picture, unsure ones too, in the pictures' order; not to be changed."""
        return self._detections

    @property
    def mistakes(self) -> list[DetectionResult]:
        """The pictures with mistakes, those with the most first."""
        return [self._result(picture) for picture in self.worst]

    @property
    def right(self) -> list[DetectionResult]:
        """The pictures without any mistake, in their order."""
        return [self._result(int(picture)) for picture in np.flatnonzero(self._error_counts == 0)]

    @property
    def worst(self) -> list[int]:
        """The numbers of the pictures with mistakes, those with the most first."""
        order = np.argsort(-self._error_counts, kind="stable")
        return order[self._error_counts[order] > 0].tolist()

    def as_boxes(self) -> "DetectionReport":
        """The report of the same answers in which boxes are compared, not masks."""
        pairs = [*zip(self._items, self._detections, strict=True)]
        return DetectionReport(pairs, self._classes, self._split, "detection", self._confidence)

    def by_class(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Precision, recall, F1 (each (C,), 0 where there is nothing to divide by) and the number of things, (C,)."""
        classes = len(self._classes)
        answers = self._error_types.answers
        given = np.bincount(self._matches.labels[answers != UNSURE], minlength=classes)
        right = np.bincount(self._matches.labels[answers == RIGHT], minlength=classes)
        things = np.bincount(self._matches.things, minlength=classes)
        return *_compute_precision_recall(right, given, things), things

    def average_precisions(self) -> list[tuple[float | None, float | None]]:
        """(AP, AP50) of every class; None for a class without things."""
        return self._average_precision.by_class

    def shown_average_precisions(self) -> list[tuple[float | None, float | None]]:
        """(AP, AP50) of every class, of what is shown; None for a class without things."""
        return self._shown_precision.by_class

    def curves(self) -> list[list[float]]:
        """For every class its precision at recall 0, 0.01 … 1 and an IoU of 0.5; empty for a class without things."""
        return self._average_precision.curves

    def list_classified(
        self, picture: int
    ) -> tuple[list[tuple[ObjectAnnotation, MarkKind]], Detections, list[MarkKind]]:
        """Of one picture: each thing with what became of it; what was found with enough confidence; of which kind each
        answer is.
        """
        answers = self._error_types.answers[_find_rows(self._matches.pictures, picture)]
        kinds = self._error_types.things[_find_rows(self._matches.things_in, picture)]
        things = [thing for thing in self._items[picture].things if thing.label in self._classes]
        named = [(thing, MISTAKES[kind]) for thing, kind in zip(things, kinds, strict=True)]
        return (
            named,
            self._shown_detections[picture],
            [MISTAKES[kind] for kind in answers if kind != UNSURE],
        )

    def item(self, picture: int) -> Sample:
        """The picture of this number, from 0, as the data set has it."""
        return self._items[picture]

    def table(self) -> Table:
        """The marks of every class, one row each, those of what is shown first; a class without things has no marks."""
        precision, recall, _, things = self.by_class()
        shown, all_answers = self.shown_average_precisions(), self.average_precisions()
        marks = zip(self._classes, precision, recall, shown, all_answers, things, strict=True)
        rows = [
            [label, *map(format_metric, (p, r, shown50, ap50, ap) if count else [None] * 5), int(count)]
            for label, p, r, (_, shown50), (ap, ap50), count in marks
        ]
        means = (self.precision, self.recall, self.shown_map50, self.map50, self.map)
        rows.append([get_text("total"), *map(format_metric, means), self.things])
        if self.map_unlimited is not None:
            unlimited = format_metric(self.map_unlimited)
            rows.append([get_text("map_unlimited"), None, None, None, None, unlimited, self.things])
        head = ("label", "precision", "recall", "shown_ap50", "ap50", "ap", "things")
        return Table([get_text(key) for key in head], rows, title=str(self))

    def chart(self, kind: str = "mistakes") -> np.ndarray:
        """A picture of the marks, (H, W, 3) uint8 RGB.

        Args:
            kind: 'mistakes' (how many of each kind), 'classes' (bars for every class) or 'pr' (curves).

        Raises: BadValue for another kind, BadData for curves where there is nothing to find.
        """
        from sunmao.tasks.evaluation import charts

        if str(kind).lower() in set(CLASS_KINDS) - set(KINDS):
            raise BadValue("mark_of_classifiers", mark=get_both(str(kind).lower()))
        kind = require_choice("kind", kind, KINDS)
        if kind == "mistakes":
            return charts.draw_counts(
                {get_text(f"mark_{name}"): count for name, count in self.counts.items()}, str(self)
            )
        if kind == "classes":
            precision, recall, _, things = self.by_class()
            marks = {get_text("precision"): precision, get_text("recall"): recall}
            return charts.draw_bars(marks, self._classes, get_text("classes"), things > 0)
        lines = self._lines()
        asked = sum(map(bool, self.curves()))
        title = get_text("pr") + (
            f"   {get_text('worst_classes', count=len(lines) - 1)}" if len(lines) - 1 < asked else ""
        )
        return charts.draw_curves(
            lines, title, get_text("pr_means"), (get_text("recall"), get_text("precision")), get_text("ap50")
        )

    def as_events(self) -> Iterator[Any]:
        """The marks of every class, how many mistakes of each kind and, the first time, what the words mean."""
        from sunmao.images.image_files import encode_png

        yield from self.table().as_events()
        image = self.chart()
        data = base64.b64encode(encode_png(image)).decode()
        yield messages.Image(data=data, title=get_text("mistake_kinds"), width=image.shape[1], height=image.shape[0])
        yield from explain_terms(FOUND_TERMS)
        if self.map_unlimited is not None:
            yield from explain_terms(UNLIMITED_TERMS)

    def __str__(self) -> str:
        part, right = get_both(f"{self._split}_set"), self.counts["right"]
        if not self.things:
            return get_text("found_line_nothing", split=part, total=self.total, imagined=sum(self.counts.values()))
        return get_text("found_line", split=part, right=right, things=self.things, shown=self._shown_count)

    @cached_property
    def _matches(self) -> Matches:
        return match_detections(self._items, self._shown, self._classes, self._task == "instance")

    @cached_property
    def _average_precision(self) -> AveragePrecision:
        return compute_metrics(self._items, self._detections, self._classes, self._task == "instance")

    @cached_property
    def _shown_detections(self) -> list[Detections]:
        """Detections of each picture that are shown."""
        return [found.surer(self._confidence) for found in self._shown]

    @cached_property
    def _shown_precision(self) -> AveragePrecision:
        return compute_metrics(self._items, self._shown_detections, self._classes, self._task == "instance")

    @cached_property
    def _error_types(self) -> ClassifiedErrors:
        return classify_errors(self._matches, self._confidence)

    @cached_property
    def _error_counts(self) -> np.ndarray:
        return count_by_image(self._matches, self._error_types, self.total)

    def _share(self, place: int) -> float | None:
        if not self.things:
            return None
        counts = np.array([[self.counts["right"]], [self._shown_count], [self.things]])
        return float(_compute_precision_recall(*counts)[place][0])

    @property
    def _shown_count(self) -> int:
        """Number of answers that are shown."""
        return int((self._error_types.answers != UNSURE).sum())

    def _result(self, picture: int) -> DetectionResult:
        item, found = self._items[picture], self._shown_detections[picture]
        # Without the picture: a test of thousands would fill the memory. It is read again when someone looks.
        return DetectionResult(None, found, self._classes, path=item.path.as_posix(), truth=item.things)

    def _lines(self) -> list[Curve]:
        """The mean curve, then those of single classes; of many classes the weakest. Raises BadData where there is
        nothing to find.
        """
        marks = zip(self._classes, self.curves(), self.average_precisions(), strict=True)
        single = [
            Curve(label, RECALLS, np.array(curve), ap50)
            for label, curve, (_, ap50) in marks
            if curve and ap50 is not None
        ]
        if not single or self.map50 is None:
            raise BadData("nothing_to_find")
        mean = Curve(get_text("all_classes"), RECALLS, np.mean([curve.y for curve in single], axis=0), self.map50)
        return [
            mean,
            *(sorted(single, key=lambda curve: curve.area)[:MAX_CURVES] if len(single) > MAX_CURVES else single),
        ]


def _compute_precision_recall(
    right: np.ndarray, given: np.ndarray, things: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Precision, recall and F1 of counts, (C,) each; 0 where there is nothing to divide by."""
    return right / np.maximum(1, given), right / np.maximum(1, things), 2 * right / np.maximum(1, given + things)


def _find_rows(pictures: np.ndarray, picture: int) -> slice:
    """Rows of a picture; pictures: the number of each row's picture, rising."""
    return slice(*np.searchsorted(pictures, (picture, picture + 1)))


def format_metric(mark: float | None, places: int = 3) -> float | None:
    """A mark with so many places."""
    return None if mark is None else round(float(mark), places)

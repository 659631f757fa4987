"""What an answer is: one class of a picture, or the things in it. A model that recognizes asks this of its answers."""

from collections import deque
from dataclasses import replace

from sunmao.core.validation import require_share, require_whole
from sunmao.errors import BadData, BadValue
from sunmao.texts import get_both
from sunmao.vision.inference.results import Result

LONGEST = 1000  # pictures that an average goes over
SURE = 0.5  # confidence from which a thing counts as found, where nothing else is said


class ScoreTask:
    """What answers have in common that are a row of scores a picture: those of a camera are averaged."""

    def __init__(self):
        self.sure = None
        self._recent: deque = deque(maxlen=1)

    def _smooth(self, scores, smooth: int):
        if smooth == 1:
            self._recent.clear()
            return scores
        if self._recent.maxlen != smooth or (self._recent and self._recent[0].shape != scores.shape):
            self._recent = deque(maxlen=smooth)
        self._recent.append(scores)
        return sum(self._recent) / len(self._recent)


class ClassificationTask(ScoreTask):
    """Answers of a classifier: a row of scores a picture."""

    tasks = ("classification",)
    result_kind = Result

    def options(self, unknown=None, smooth=None, confidence=None) -> dict:
        """What was asked for, checked. Raises BadValue for what only finders know."""
        if confidence is not None:
            raise BadValue("option_of_finders", option=get_both("option_confidence"))
        return {
            "unknown": require_share("unknown", unknown or 0.0),
            "smooth": require_whole("smooth", 1 if smooth is None else smooth, 1, LONGEST),
        }

    def result(self, scores, image, path: str, names: list[str], unknown: float, smooth: int) -> Result:
        """The Result for one picture. scores: (C,)."""
        return Result(image, self._smooth(scores, smooth), names, path=path, unknown=unknown)

    def item_result(self, scores, item, names: list[str], unknown: float, smooth: int = 1) -> Result:
        """The Result for a file; its picture is read again when someone looks."""
        from sunmao.vision.inference.batch_inference import make_result

        return make_result(item, scores, names, unknown)

    def report(self, look, answers, items: list, names: list[str], split: str, path: str, **_):
        """What a test on these items found. answers: from items to Results. Raises BadData when no label is known."""
        from sunmao.vision.evaluation.report import Report
        from sunmao.vision.inference.batch_inference import keep_known_labels

        return Report(answers(keep_known_labels(items, names, path)), names, split)

    def marks(self, report, tested: str):
        """The event of a report."""
        from sunmao.vision.evaluation.evaluation_event import make_evaluation_event

        return make_evaluation_event(report, tested)

    def rows(self, results: list) -> list:
        """Results as the textbook prints them: one dict a picture."""
        return [{"标签": each.number, "置信度": each.confidence, "预测结果": each.label} for each in results]


class MultiLabelTask(ScoreTask):
    """Answers of a model of several labels: a row of scores a picture, each of which counts for itself.

    thresholds: from which score on each label counts as recognized; None: `SURE` for all.
    """

    tasks = ("multi_label",)

    def __init__(self):
        from sunmao.vision.tagging.results import TagResult

        super().__init__()
        self.result_kind = TagResult
        self.thresholds: list[float] | None = None

    def options(self, unknown=None, smooth=None, confidence=None) -> dict:
        """What was asked for, checked. confidence: for all labels, in place of the thresholds. Raises BadValue."""
        if unknown is not None:
            raise BadValue("option_of_one_label", option=get_both("option_unknown"))
        return {
            "smooth": require_whole("smooth", 1 if smooth is None else smooth, 1, LONGEST),
            "confidence": None if confidence is None else require_share("confidence", confidence),
        }

    def result(self, scores, image, path: str, names: list[str], smooth: int, confidence: float | None):
        """The TagResult for one picture. scores: (C,)."""
        least = self.get_thresholds(names, confidence)
        return self.result_kind(image, self._smooth(scores, smooth), names, least, path=path)

    def item_result(self, scores, item, names: list[str], smooth: int = 1, confidence: float | None = None):
        """The TagResult for a file; its picture is read again when someone looks."""
        return self.result_kind(None, scores, names, self.get_thresholds(names, confidence), path=item.path.as_posix())

    def report(self, look, answers, items: list, names: list[str], split: str, path: str, confidence=None, **_):
        """What a test on these items found. Raises BadData when no label is known."""
        from sunmao.vision.inference.batch_inference import iter_outputs
        from sunmao.vision.tagging.known_tags import keep_known_tags
        from sunmao.vision.tagging.report import TagReport

        least = self.get_thresholds(names, confidence)
        rows = iter_outputs(look, keep_known_tags(items, names, path), "evaluate")
        results = [
            self.result_kind(None, row, names, least, path=item.path.as_posix(), truth=item.tags)
            for item, _, row in rows
        ]
        return TagReport(results, names, split)

    def marks(self, report, tested: str):
        """The event of a report."""
        from sunmao.vision.tagging.evaluation_event import make_tag_event

        return make_tag_event(report, tested)

    def rows(self, results: list) -> list:
        """Results as PaddleClas prints them: one dict a picture."""
        return [
            {"标签": each.labels, "置信度": [thing.confidence for thing in each.things], "预测结果": each.text}
            for each in results
        ]

    def get_thresholds(self, names: list[str], confidence: float | None) -> list[float]:
        """The threshold of each label. confidence: in place of those that were chosen, or None."""
        if confidence is not None or self.thresholds is None:
            return [SURE if confidence is None else confidence] * len(names)
        return self.thresholds


class DetectionTask:
    """Answers of a model that finds things: `Detections` a picture. task: 'detection' or 'instance'.

    sure: the confidence from which a thing counts as found where nothing else is said; None: `SURE`.
    """

    def __init__(self, task: str):
        from sunmao.vision.object_detection.results import DetectionResult

        # Outlines have boxes; boxes have no outlines.
        self.tasks = ("instance",) if task == "instance" else ("detection", "instance")
        self.task, self.result_kind, self.sure = task, DetectionResult, None

    def options(self, unknown=None, smooth=None, confidence=None) -> dict:
        """What was asked for, checked. Raises BadValue for what only classifiers know."""
        for name, value in (("unknown", unknown), ("smooth", smooth)):
            if value is not None:
                raise BadValue("option_of_classifiers", option=get_both(f"option_{name}"))
        return {"confidence": None if confidence is None else require_share("confidence", confidence)}

    def result(self, found, image, path: str, names: list[str], confidence: float | None):
        """The DetectionResult for one picture. A tracker looks at what is less sure, too."""
        shown = found.suppress_across_classes()
        return self.result_kind(image, shown, names, path=path, confidence=self.get_threshold(confidence))

    def item_result(self, found, item, names: list[str], confidence: float | None):
        """The DetectionResult for a file; its picture is read again when someone looks."""
        shown = found.suppress_across_classes().surer(self.get_threshold(confidence))
        return self.result_kind(None, shown, names, path=item.path.as_posix())

    def report(self, look, answers, items: list, names: list[str], split: str, path: str, confidence: float | None):
        """What a test on these items found. look: from pictures to `Detections`. Raises BadData when nothing there has
        a known label.
        """
        from sunmao.vision.inference.batch_inference import iter_outputs
        from sunmao.vision.object_detection.known_labels import keep_known_objects
        from sunmao.vision.object_detection.report import DetectionReport

        # With the size of the picture itself: a file of labels need not tell it, or tell the truth.
        seen = iter_outputs(look, keep_known_objects(items, names, path), "evaluate")
        pairs = [(replace(item, size=picture.shape[1::-1]), found) for item, picture, found in seen]
        return DetectionReport(pairs, names, split, self.task, self.get_threshold(confidence))

    def get_threshold(self, confidence: float | None = None) -> float:
        """How sure an answer must be to count. confidence: in place of the model's own, or None."""
        return next(each for each in (confidence, self.sure, SURE) if each is not None)

    def marks(self, report, tested: str):
        """The event of a report."""
        from sunmao.vision.object_detection.evaluation_event import make_detection_event

        return make_detection_event(report, tested)

    def rows(self, results: list) -> list:
        """Results as the textbook prints them: the list of things of one picture, or one such list a picture."""
        from sunmao.vision.object_detection.results import format_textbook_rows

        found = [format_textbook_rows(each) for each in results]
        return found[0] if len(found) == 1 else found


class SemanticTask:
    """Answers of a model that paints: a `PaintedImage` a picture."""

    tasks = ("semantic", "instance")  # outlines say what each pixel belongs to, too

    def __init__(self):
        from sunmao.vision.semantic_segmentation.results import PaintedResult

        self.result_kind, self.sure = PaintedResult, None

    def options(self, unknown=None, smooth=None, confidence=None) -> dict:
        """Nothing can be asked for. Raises BadValue for what others know."""
        for name, value in (("unknown", unknown), ("smooth", smooth), ("confidence", confidence)):
            if value is not None:
                raise BadValue("not_of_painters", option=get_both(f"option_{name}"))
        return {}

    def result(self, painted, image, path: str, names: list[str]):
        """The PaintedResult for one picture."""
        return self.result_kind(image, painted, names, path=path)

    def item_result(self, painted, item, names: list[str]):
        """The PaintedResult for a file; its picture is read again when someone looks."""
        return self.result_kind(None, painted, names, path=item.path.as_posix())

    def report(self, look, answers, items: list, names: list[str], split: str, path: str, **_):
        """What a test on these items found. look: from pictures to `PaintedImage`s. Raises BadData when none of its
        classes has a label that the model knows.
        """
        from sunmao.vision.semantic_segmentation.evaluate import evaluate_painting

        return evaluate_painting(look, items, names, split, path)

    def marks(self, report, tested: str):
        """The event of a report."""
        from sunmao.vision.semantic_segmentation.evaluation_event import make_segmentation_event

        return make_segmentation_event(report, tested)

    def rows(self, results: list) -> list:
        """Results as one dict a picture: each class with its share of the picture."""
        return [
            {"标签": [thing.label for thing in each.things], "占比": [each.share(thing.label) for thing in each.things]}
            for each in results
        ]


def get_task(task: str):
    """The kind of answers of a model for this task."""
    if task == "regression":
        from sunmao.tasks.image_regression.task import ImageRegressionTask

        return ImageRegressionTask()
    kinds = {"classification": ClassificationTask, "multi_label": MultiLabelTask, "semantic": SemanticTask}
    return kinds[task]() if task in kinds else DetectionTask(task)


def require_task(dataset, tasks: tuple) -> None:
    """Raises BadData when the data set is for another task than the model."""
    if dataset.task not in tasks:
        raise BadData(
            "other_task", path=dataset.path, task=get_both(f"task_{dataset.task}"), wanted=get_both(f"task_{tasks[0]}")
        )

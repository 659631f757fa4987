"""The kind of learning that finds things in pictures, each in its box."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.core.validation import require_share
from sunmao.errors import BadData, BadValue
from sunmao.tasks.image_task import ImageTask, ProposedLabels, note_never_seen
from sunmao.tasks.object_detection.parity import FOUND, DetectionCounter, RoughDetectionCounter, compare_things
from sunmao.tasks.object_detection.results import DetectionResult
from sunmao.tasks.task import SURE, InferenceOptions
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.data.listing import Sample
    from sunmao.protocol.learning_messages import DetectionEvaluation
    from sunmao.tasks.object_detection.report import DetectionReport


class DetectionTask(ImageTask):
    """Things and their boxes; outlines, which have boxes, may be learned from, too."""

    name = "detection"
    metric = "map"
    example_lines = "    for thing in result.things:\n        print(thing.label, thing.confidence, thing.box)"
    result_type = DetectionResult
    implied = {"nothing_marked": ("no_boxes",), "outlines_broken": ("no_boxes", "outline_bad")}

    def require_labels(self, dataset: "Dataset") -> None:
        """Things in a picture, whose outlines are not broken."""
        super().require_labels(dataset)
        marked = any(item.things for item in dataset.items("train") or dataset.items())
        broken = next((finding for finding in dataset.listing.findings if finding.key == "outline_bad"), None)
        if broken and not (marked and self._do_without(dataset, broken.count)):
            raise BadData("outlines_broken", path=dataset.path, **broken.holes)
        if not marked:
            raise BadData("nothing_marked", path=dataset.path)

    def note_labels(self, dataset: "Dataset") -> None:
        """Say which classes are nowhere in the training pictures."""
        note_never_seen(dataset)

    def _do_without(self, dataset: "Dataset", broken: int) -> bool:
        """Whether it is no fault of so many broken outlines when nothing can be learned from a data set."""
        things = [bool(thing.polygons or thing.rle) for item in dataset.items() for thing in item.things]
        return dataset.task in self.dataset_tasks or 2 * (sum(things) + broken) <= len(things)

    def check_options(
        self, unknown: float | None = None, smooth: int | None = None, confidence: float | None = None
    ) -> InferenceOptions:
        """confidence: the least of what counts as found."""
        for name, value in (("unknown", unknown), ("smooth", smooth)):
            if value is not None:
                raise BadValue("option_of_classifiers", option=get_both(f"option_{name}"))
        return InferenceOptions(confidence=None if confidence is None else require_share("confidence", confidence))

    def pick_options(self, confidence: float | None, unknown: float = 0.0, smooth: int = 1) -> dict:
        """confidence."""
        return {"confidence": confidence}

    def make_result(
        self, answer: Any, content: Any, path: str, names: list[str], options: InferenceOptions
    ) -> DetectionResult:
        """The DetectionResult for one picture. A tracker looks at what is less sure, too."""
        shown = answer.suppress_across_classes()
        return DetectionResult(content, shown, names, path=path, confidence=self.get_threshold(options.confidence))

    def make_item_result(
        self, answer: Any, item: "Sample", names: list[str], options: InferenceOptions
    ) -> DetectionResult:
        """The DetectionResult for a file."""
        shown = answer.suppress_across_classes().surer(self.get_threshold(options.confidence))
        return DetectionResult(None, shown, names, path=item.path.as_posix())

    def make_report(
        self, look: Any, answers: Any, items: list, names: list[str], split: str, path: str, options: InferenceOptions
    ) -> "DetectionReport":
        """A DetectionReport."""
        from sunmao.tasks.evaluation.batch_inference import iter_outputs
        from sunmao.tasks.object_detection.evaluation.known_labels import keep_known_objects
        from sunmao.tasks.object_detection.report import DetectionReport

        # With the size of the picture itself: a file of labels need not tell it, or tell the truth.
        seen = iter_outputs(look, keep_known_objects(items, names, path), "evaluate")
        pairs = [(replace(item, size=picture.shape[1::-1]), found) for item, picture, found in seen]
        return DetectionReport(pairs, names, split, self.name, self.get_threshold(options.confidence))

    def get_threshold(self, confidence: float | None = None) -> float:
        """Confidence that an answer needs to count. confidence: in place of the model's own, or None."""
        return next(each for each in (confidence, self.sure, SURE) if each is not None)

    def make_event(self, report: Any, tested: str) -> "DetectionEvaluation":
        """A `DetectionEvaluation`."""
        from sunmao.tasks.object_detection.evaluation_event import make_detection_event

        return make_detection_event(report, tested)

    def format_rows(self, results: Sequence) -> list:
        """The list of things of one picture, or one such list a picture."""
        from sunmao.tasks.object_detection.results import format_textbook_rows

        found = [format_textbook_rows(each) for each in results]
        return found[0] if len(found) == 1 else found

    def look(self, trained: Any, contents: list) -> list:
        """`Detections`, those too that lie at one place."""
        return trained.detect(contents)

    def ask_network(self, trained: Any, pictures: list) -> list:
        """`Detections`, of several answers at one place the surest, as a model file gives them."""
        return [found.suppress_across_classes() for found in trained.detect(pictures)]

    def score_labels(self, answers: Any, count: int) -> np.ndarray:
        """The confidence of the surest thing with each label."""
        scores = np.zeros((len(answers), count), np.float32)
        for row, found in zip(scores, answers, strict=True):
            shown = found.suppress_across_classes()
            np.maximum.at(row, shown.labels, shown.scores)
        return scores

    def describe_answer(self, answer: Any, names: list[str]) -> str:
        """'cat × 2, dog × 1 (0.9312)'."""
        counted = Counter(int(number) for number in answer.labels[answer.scores >= FOUND])
        best = f" ({float(answer.scores.max()):.4f})" if len(answer) else ""
        return (", ".join(f"{names[number]} × {count}" for number, count in sorted(counted.items())) or "–") + best

    def name_answer(self, answer: Any, names: list[str]) -> str:
        """'cat × 2, dog × 1'."""
        found = answer.suppress_across_classes().surer(FOUND)
        return ", ".join(f"{names[number]} × {count}" for number, count in sorted(Counter(found.labels).items()))

    def rate_answers(self, asked: list, names: list[str], dataset: "Dataset", split: str) -> dict:
        """COCO's mAP50, and that of what is shown."""
        from sunmao.tasks.object_detection.report import DetectionReport

        pairs = [(replace(item, size=size), answer) for item, size, answer in asked]
        report = DetectionReport(pairs, names, split, self.name, self.get_threshold())
        about = {"correct": None, "labeled": len(asked)}
        return {**about, "mark": report.map50, "shown_map50": report.shown_map50}

    def make_live_answer(self, result: Any, content: Any, unknown: float = 0.0) -> dict:
        """See `annotations.format_detections`."""
        from sunmao.tasks.object_detection.annotations import format_detections

        return format_detections(result, content)

    def propose_labels(self, result: Any, confidence: float) -> ProposedLabels:
        """The things that were found, surely enough."""
        from sunmao.tasks.object_detection.annotations import list_objects

        things, scores = list_objects(result)
        sure = sum(score >= confidence for score in scores)
        return ProposedLabels((), things[:sure], scores[:sure])

    def make_parity_counter(self, info: dict, exact: bool) -> DetectionCounter:
        """The same things, at the same places."""
        return DetectionCounter() if exact else RoughDetectionCounter()

    def measure_disagreement(self, whole: Any, small: Any) -> tuple[float, bool]:
        """1 less the share of confidence and overlap that both have found; whether only one of them found something."""
        return compare_things(whole, small)

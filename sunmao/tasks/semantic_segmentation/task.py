"""The kind of learning that says of each pixel what it belongs to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sunmao.errors import BadData, BadValue
from sunmao.tasks.image_task import ImageTask, ProposedLabels, note_never_seen
from sunmao.tasks.semantic_segmentation.parity import PaintCounter, RoughPaintCounter, compare_paint
from sunmao.tasks.semantic_segmentation.results import PaintedResult
from sunmao.tasks.task import InferenceOptions
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.data.listing import Sample
    from sunmao.protocol.learning_messages import SegmentationEvaluation
    from sunmao.tasks.semantic_segmentation.report import SegmentationReport


MAX_TABLE_LABELS = 5  # labels that are told in a table


class SemanticSegmentationTask(ImageTask):
    """A class for each pixel."""

    name = "semantic"
    metric = "miou"
    known_to_xedu = False
    answer_side = 512
    example_lines = "    for area in result.things:\n        print(area.label, result.share(label=area.label))"
    result_type = PaintedResult

    def require_labels(self, dataset: "Dataset") -> None:
        """Something that is painted."""
        super().require_labels(dataset)
        if not any(item.labels for item in dataset.items("train") or dataset.items()):
            raise BadData("nothing_painted", path=dataset.path)

    def note_labels(self, dataset: "Dataset") -> None:
        """Say which classes are nowhere in the training pictures."""
        note_never_seen(dataset)

    def check_options(
        self, unknown: float | None = None, smooth: int | None = None, confidence: float | None = None
    ) -> InferenceOptions:
        """Nothing can be asked for."""
        for name, value in (("unknown", unknown), ("smooth", smooth), ("confidence", confidence)):
            if value is not None:
                raise BadValue("not_of_painters", option=get_both(f"option_{name}"))
        return InferenceOptions()

    def make_result(
        self, answer: Any, content: Any, path: str, names: list[str], options: InferenceOptions
    ) -> PaintedResult:
        """The PaintedResult for one picture."""
        return PaintedResult(content, answer, names, path=path)

    def make_item_result(
        self, answer: Any, item: "Sample", names: list[str], options: InferenceOptions
    ) -> PaintedResult:
        """The PaintedResult for a file."""
        return PaintedResult(None, answer, names, path=item.path.as_posix())

    def make_report(
        self, look: Any, answers: Any, items: list, names: list[str], split: str, path: str, options: InferenceOptions
    ) -> "SegmentationReport":
        """A report of the areas."""
        from sunmao.tasks.semantic_segmentation.evaluate import evaluate_painting

        return evaluate_painting(look, items, names, split, path)

    def make_event(self, report: Any, tested: str) -> "SegmentationEvaluation":
        """A `SegmentationEvaluation`."""
        from sunmao.tasks.semantic_segmentation.evaluation_event import make_segmentation_event

        return make_segmentation_event(report, tested)

    def format_rows(self, results: Sequence) -> list:
        """One dict a picture: each class with its share of the picture."""
        return [
            {"标签": [thing.label for thing in each.things], "占比": [each.share(thing.label) for thing in each.things]}
            for each in results
        ]

    def look(self, trained: Any, contents: list) -> list:
        """`PaintedImage`s."""
        return trained.paint(contents)

    def score_labels(self, answers: Any, count: int) -> np.ndarray:
        """The confidence of the pixels with each label, in the mean."""
        return np.stack([painted.confidences[1:] for painted in answers])

    def describe_answer(self, answer: Any, names: list[str]) -> str:
        """'cat 12.5%, dog 3.0%': shares of the picture."""
        numbers, counts = np.unique(answer.mask, return_counts=True)
        shares = sorted(zip(counts / answer.mask.size, numbers, strict=True), reverse=True)[:MAX_TABLE_LABELS]
        named = ["–", *names]  # what belongs to no class comes first
        return ", ".join(f"{named[int(number)]} {100 * share:.1f}%" for share, number in shares)

    def rate_answers(self, asked: list, names: list[str], dataset: "Dataset", split: str) -> dict:
        """The mIoU."""
        from sunmao.tasks.semantic_segmentation.evaluate import rate_painted

        return {"correct": None, "labeled": len(asked), "mark": rate_painted(dataset, asked, names, split).miou}

    def make_live_answer(self, result: Any, content: Any, unknown: float = 0.0) -> dict:
        """See `annotations.format_areas`."""
        from sunmao.tasks.semantic_segmentation.annotations import format_areas

        return format_areas(result)

    def propose_labels(self, result: Any, confidence: float) -> ProposedLabels:
        """The areas of which the model is sure enough."""
        from sunmao.tasks.semantic_segmentation.annotations import list_areas

        return ProposedLabels((), *list_areas(result, confidence))

    def make_parity_counter(self, info: dict, exact: bool) -> PaintCounter:
        """Nearly all pixels in the same class."""
        return PaintCounter() if exact else RoughPaintCounter()

    def measure_disagreement(self, whole: Any, small: Any) -> tuple[float, bool]:
        """The share of pixels of another class, and whether that is much."""
        return compare_paint(whole, small)

"""The kind of learning that says a number of a picture."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sunmao.data.number_labels import get_number
from sunmao.errors import BadData, BadValue
from sunmao.tasks.image_regression.parity import MOVED, NumberCounter
from sunmao.tasks.image_regression.results import NumberResult
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.tasks.image_task import ProposedLabels
from sunmao.tasks.score_task import ImageScoreTask
from sunmao.tasks.task import InferenceOptions, require_finite
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.data.listing import Sample
    from sunmao.protocol.learning_messages import NumberEvaluation
    from sunmao.tasks.image_regression.report import RegressionReport


class ImageRegressionTask(ImageScoreTask):
    """One number a picture, its only score. Those of a camera are averaged.

    scale: the numbers that the model has learned.
    """

    name = "regression"
    metric = "mae"
    has_labels = False
    known_to_xedu = False
    compresses = False
    example_lines = "    print(result.value, result.unit)"
    result_type = NumberResult

    def __init__(self) -> None:
        super().__init__()
        self.scale = NumberScale()

    def require_labels(self, dataset: "Dataset") -> None:
        """Numbers that are not all the same."""
        super().require_labels(dataset)
        numbers = {get_number(item): item.label for item in dataset.items("train") or dataset.items()}
        if None in numbers:
            raise BadData("class_no_number", path=dataset.path, name=numbers[None] or "")
        if len(numbers) < 2:
            raise BadData("numbers_all_equal", path=dataset.path, value=f"{next(iter(numbers)):g}")

    def read_about(self, about: dict, count: int) -> None:
        """Take the numbers that the model has learned."""
        super().read_about(about, count)
        self.scale = NumberScale.from_info(about.get("numbers")) or NumberScale()

    def check_options(
        self, unknown: float | None = None, smooth: int | None = None, confidence: float | None = None
    ) -> InferenceOptions:
        """smooth: pictures that are averaged."""
        for name, value in (("unknown", unknown), ("confidence", confidence)):
            if value is not None:
                raise BadValue("not_of_numbers", option=get_both(f"option_{name}"))
        return InferenceOptions(smooth=self._check_smooth(smooth))

    def pick_options(self, confidence: float | None, unknown: float = 0.0, smooth: int = 1) -> dict:
        """smooth: a number has no confidence."""
        return {"smooth": smooth}

    def make_result(
        self, answer: Any, content: Any, path: str, names: list[str], options: InferenceOptions
    ) -> NumberResult:
        """The NumberResult for one picture."""
        return NumberResult(content, self._smooth(answer, options.smooth)[0], self.scale, path=path)

    def make_item_result(
        self, answer: Any, item: "Sample", names: list[str], options: InferenceOptions
    ) -> NumberResult:
        """The NumberResult for a file, with its truth where that is known."""
        return NumberResult(None, answer[0], self.scale, path=item.path.as_posix(), truth=item.number)

    def make_report(
        self, look: Any, answers: Any, items: list, names: list[str], split: str, path: str, options: InferenceOptions
    ) -> "RegressionReport":
        """A RegressionReport. Raises BadData for a class that is no number."""
        from sunmao.tasks.evaluation.batch_inference import iter_outputs
        from sunmao.tasks.image_regression.dataset import number_samples
        from sunmao.tasks.image_regression.report import RegressionReport

        rows = iter_outputs(look, number_samples(items, path), "evaluate")
        results = [self.make_item_result(row, item, names, options) for item, _, row in rows]
        return RegressionReport(results, self.scale, split)

    def make_event(self, report: Any, tested: str) -> "NumberEvaluation":
        """A `NumberEvaluation`."""
        from sunmao.tasks.image_regression.evaluation_event import make_number_event

        return make_number_event(report, tested)

    def format_rows(self, results: Sequence) -> list:
        """One dict a picture."""
        return [{"数值": each.value, "单位": each.unit, "预测结果": each.text} for each in results]

    def describe_answer(self, answer: Any, names: list[str]) -> str:
        """'37.4821'."""
        return f"{float(answer[0]):.4f}"

    def make_live_answer(self, result: Any, content: Any, unknown: float = 0.0) -> dict:
        """{'value', 'unit', 'low', 'high'}; low, high: the smallest and the largest number that the model has learned."""
        require_finite([result.value])
        return {"value": result.value, "unit": result.unit, "low": result.low, "high": result.high}

    def propose_labels(self, result: Any, confidence: float) -> ProposedLabels:
        """Nothing: a number is no label."""
        return ProposedLabels()

    def make_parity_counter(self, info: dict, exact: bool) -> NumberCounter:
        """Nearly the same numbers, by the width of their range."""
        scale = NumberScale.from_info(info.get("numbers")) or NumberScale()
        return NumberCounter.make(scale.width, exact)

    def measure_disagreement(self, whole: Any, small: Any) -> tuple[float, bool]:
        """The distance of two numbers as a share of the range, and whether it is more than `MOVED`."""
        apart = float(abs(whole[0] - small[0])) / self.scale.width
        return apart, apart > MOVED

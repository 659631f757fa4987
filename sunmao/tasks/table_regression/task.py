"""The kind of learning that estimates a number from a table's rows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sunmao.errors import BadData, BadValue
from sunmao.tasks.image_regression.parity import MOVED, NumberCounter
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.tasks.score_task import ScoreTask
from sunmao.tasks.table_regression.results import RowNumber, RowReport
from sunmao.tasks.task import InferenceOptions, require_finite
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.data.listing import Sample
    from sunmao.protocol.learning_messages import NumberEvaluation


class TableRegressionTask(ScoreTask):
    """One number a row, its only score. scale: the numbers that the model has learned; columns: the names of the row's
    cells, both set by the model.
    """

    name, sample_kind = "table_regression", "row"
    metric = "mae"
    has_labels = False
    result_type = RowNumber
    columns: Sequence[str] = ()

    def __init__(self) -> None:
        super().__init__()
        self.scale = NumberScale()

    def require_labels(self, dataset: "Dataset") -> None:
        """Numbers that are not all the same."""
        if not dataset.listing.items:
            raise BadData("rows_none", path=dataset.path)
        numbers = {item.number for item in dataset.items("train")}
        if len(numbers) == 1:
            raise BadData("numbers_all_equal", path=dataset.path, value=f"{next(iter(numbers)):g}")

    def read_about(self, about: dict, count: int) -> None:
        """Take the numbers that the model has learned."""
        super().read_about(about, count)
        self.scale = NumberScale.from_info(about.get("numbers")) or NumberScale()

    def check_options(
        self, unknown: float | None = None, smooth: int | None = None, confidence: float | None = None
    ) -> InferenceOptions:
        """None: a number has no confidence."""
        for name, value in (("unknown", unknown), ("smooth", smooth), ("confidence", confidence)):
            if value is not None:
                raise BadValue("not_of_rows", option=get_both(f"option_{name}"))
        return InferenceOptions()

    def make_result(
        self, answer: Any, content: Any, path: str, names: list[str], options: InferenceOptions
    ) -> RowNumber:
        """The RowNumber for one row."""
        return RowNumber(content, answer[0], self.scale, path=path)

    def make_item_result(self, answer: Any, item: "Sample", names: list[str], options: InferenceOptions) -> RowNumber:
        """The RowNumber for a row of a table, with its truth."""
        result = RowNumber(item.content, answer[0], self.scale, path=item.path.as_posix(), truth=item.number)
        result._columns = self.columns
        return result

    def make_report(
        self, look: Any, answers: Any, items: list, names: list[str], split: str, path: str, options: InferenceOptions
    ) -> RowReport:
        """A RowReport."""
        return RowReport(answers(items), self.scale, split)

    def make_event(self, report: Any, tested: str) -> "NumberEvaluation":
        """A `NumberEvaluation`."""
        from sunmao.tasks.image_regression.evaluation_event import make_number_event

        return make_number_event(report, tested, self.sample_kind)

    def format_rows(self, results: Sequence) -> list:
        """One dict a row."""
        return [{"数值": each.value, "单位": each.unit, "预测结果": each.text} for each in results]

    def describe_answer(self, answer: Any, names: list[str]) -> str:
        """'37.4821'."""
        return f"{float(answer[0]):.4f}"

    def make_live_answer(self, result: Any, content: Any, unknown: float = 0.0) -> dict:
        """{'value', 'unit', 'low', 'high'}; low, high: the smallest and the largest number that the model has learned."""
        require_finite([result.value])
        return {"value": result.value, "unit": result.unit, "low": result.low, "high": result.high}

    def make_parity_counter(self, info: dict, exact: bool) -> NumberCounter:
        """Nearly the same numbers, by the width of their range."""
        scale = NumberScale.from_info(info.get("numbers")) or NumberScale()
        return NumberCounter.make(scale.width, exact)

    def measure_disagreement(self, whole: Any, small: Any) -> tuple[float, bool]:
        """The distance of two numbers as a share of the range, and whether it is more than `MOVED`."""
        apart = float(abs(whole[0] - small[0])) / self.scale.width
        return apart, apart > MOVED

"""The kind of learning that tells classes of a table's rows apart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sunmao.errors import BadValue
from sunmao.tasks.classification.label_task import LabelTask, require_learned_classes
from sunmao.tasks.classification.results import Result
from sunmao.tasks.table_classification.results import RowResult
from sunmao.tasks.task import InferenceOptions
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.data.listing import Sample


class TableClassificationTask(LabelTask):
    """One label a row. columns: the names of its cells, set by the model."""

    name, sample_kind = "table_classification", "row"
    result_type = RowResult
    columns: Sequence[str] = ()

    def require_labels(self, dataset: "Dataset") -> None:
        """Two classes, each with a row to learn from."""
        require_learned_classes(dataset, "rows")

    def check_options(
        self, unknown: float | None = None, smooth: int | None = None, confidence: float | None = None
    ) -> InferenceOptions:
        """unknown: less sure than this, the label is 不知道 / unknown."""
        if smooth is not None:
            raise BadValue("not_of_rows", option=get_both("option_smooth"))
        return super().check_options(unknown, None, confidence)

    def make_item_result(self, answer: Any, item: "Sample", names: list[str], options: InferenceOptions) -> Result:
        """The RowResult for a row of a table, with its truth."""
        result = super().make_item_result(answer, item, names, options)
        vars(result).update(_columns=self.columns)
        return result

"""The kind of learning that tells classes of sentences apart."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sunmao.errors import BadValue
from sunmao.tasks.classification.label_task import LabelTask, require_learned_classes
from sunmao.tasks.task import InferenceOptions
from sunmao.tasks.text_classification.results import TextResult, WordEffect
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.data.listing import Sample


class TextClassificationTask(LabelTask):
    """One label a sentence.

    test_words: what leaving out each word of a sentence does to one of its scores, by the number of the class; set by
    the model, which can be asked again.
    """

    name, sample_kind = "text_classification", "sentence"
    result_type = TextResult

    def __init__(self) -> None:
        super().__init__()
        self.test_words: Callable[[str, int], list[WordEffect]] | None = None

    def require_labels(self, dataset: "Dataset") -> None:
        """Two classes, each with a sentence to learn from."""
        require_learned_classes(dataset, "sentences")

    def check_options(
        self, unknown: float | None = None, smooth: int | None = None, confidence: float | None = None
    ) -> InferenceOptions:
        """unknown: less sure than this, the label is 不知道 / unknown."""
        if smooth is not None:
            raise BadValue("option_of_pictures", option=get_both("option_smooth"))
        return super().check_options(unknown, None, confidence)

    def make_result(
        self, answer: Any, content: Any, path: str, names: list[str], options: InferenceOptions
    ) -> TextResult:
        """The TextResult for one sentence."""
        return self._make_testable(super().make_result(answer, content, path, names, options))

    def make_item_result(self, answer: Any, item: "Sample", names: list[str], options: InferenceOptions) -> TextResult:
        """The TextResult for a sentence of a data set, with its truth."""
        return self._make_testable(super().make_item_result(answer, item, names, options))

    def _make_testable(self, result: Any) -> TextResult:
        result._test_words = self.test_words
        return result

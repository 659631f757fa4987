"""Base of kinds of learning that give one label to a sample, be it a picture or something else."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sunmao.core.validation import require_share
from sunmao.errors import BadData, BadValue
from sunmao.tasks.classification.results import Result
from sunmao.tasks.evaluation.parity import ParityCounter, choose_tolerance
from sunmao.tasks.score_task import ScoreTask
from sunmao.tasks.task import InferenceOptions
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.data.listing import Sample
    from sunmao.protocol.learning_messages import Evaluation
    from sunmao.tasks.classification.report import Report


class LabelTask(ScoreTask):
    """One label a sample. A kind whose samples are no pictures says how its results are shown by its `result_type`, a
    `Result`.
    """

    metric = "accuracy"
    result_type: type[Result] = Result

    def require_labels(self, dataset: "Dataset") -> None:
        """Two classes."""
        super().require_labels(dataset)
        if not dataset.classes:
            raise BadData("pictures_without_classes", path=dataset.path)
        if len(dataset.classes) < 2:
            raise BadData("one_class", path=dataset.path, name=dataset.classes[0])

    def check_options(
        self, unknown: float | None = None, smooth: int | None = None, confidence: float | None = None
    ) -> InferenceOptions:
        """unknown: less sure than this, the label is 不知道 / unknown; smooth: samples that are averaged."""
        if confidence is not None:
            raise BadValue("option_of_finders", option=get_both("option_confidence"))
        return InferenceOptions(require_share("unknown", unknown or 0.0), self._check_smooth(smooth))

    def make_result(self, answer: Any, content: Any, path: str, names: list[str], options: InferenceOptions) -> Result:
        """The Result for one sample."""
        scores = self._smooth(answer, options.smooth)
        return self.result_type(content, scores, names, path=path, unknown=options.unknown)

    def make_item_result(self, answer: Any, item: "Sample", names: list[str], options: InferenceOptions) -> Result:
        """The Result for a sample, with its truth."""
        # Without the picture: a test of thousands would fill the memory. It is read again when someone looks.
        path, truth = item.path.as_posix(), item.label or None
        return self.result_type(item.content, answer, names, path=path, truth=truth, unknown=options.unknown)

    def make_report(
        self, look: Any, answers: Any, items: list, names: list[str], split: str, path: str, options: InferenceOptions
    ) -> "Report":
        """A Report."""
        from sunmao.tasks.classification.predictions import keep_known_labels
        from sunmao.tasks.classification.report import Report

        return Report(answers(keep_known_labels(items, names, path)), names, split)

    def make_event(self, report: Any, tested: str) -> "Evaluation":
        """An `Evaluation`."""
        from sunmao.tasks.classification.evaluation_event import make_evaluation_event

        return make_evaluation_event(report, tested, self.sample_kind)

    def format_rows(self, results: Sequence) -> list:
        """One dict a sample."""
        return [{"标签": each.number, "置信度": each.confidence, "预测结果": each.label} for each in results]

    def describe_answer(self, answer: Any, names: list[str]) -> str:
        """'cat 0.9312'."""
        return f"{names[int(answer.argmax())]} {float(answer.max()):.4f}"

    def make_parity_counter(self, info: dict, exact: bool) -> ParityCounter:
        """The same label, and nearly the same scores."""
        return ParityCounter(near=choose_tolerance(exact))

    def get_least_confidence(self, number: int) -> float:
        """The best label counts, however sure."""
        return 0.0


def require_learned_classes(dataset: "Dataset", words: str) -> None:
    """Raises BadData unless there are two classes, each with a sample to learn from. words: how the keys of the errors
    begin.
    """
    if not dataset.listing.items:
        raise BadData(f"{words}_none", path=dataset.path)
    if len(dataset.classes) < 2:
        raise BadData(f"{words}_one_class", path=dataset.path, name=dataset.classes[0])
    learned = {item.label for item in dataset.items("train")}
    if learned and (never := [label for label in dataset.classes if label not in learned]):
        raise BadData(f"{words}_never_learned", path=dataset.path, name=never[0])

"""The kind of learning that tells classes of pictures apart."""

from collections.abc import Sequence

from sunmao.core.validation import require_share
from sunmao.errors import BadValue
from sunmao.tasks.classification.results import Result
from sunmao.tasks.evaluation.parity import ParityCounter, choose_tolerance
from sunmao.tasks.score_task import ScoreTask
from sunmao.tasks.task import InferenceOptions, ProposedLabels
from sunmao.texts import get_both


class ClassificationTask(ScoreTask):
    """One label a picture."""

    name = "classification"
    dataset_tasks = ("classification",)
    model_class = "Classification"
    metric = "accuracy"
    example_lines = "    print(result.label, result.confidence)"
    result_type = Result

    def check_options(self, unknown=None, smooth=None, confidence=None) -> InferenceOptions:
        """unknown: less sure than this, the label is 不知道 / unknown; smooth: pictures that are averaged."""
        if confidence is not None:
            raise BadValue("option_of_finders", option=get_both("option_confidence"))
        return InferenceOptions(require_share("unknown", unknown or 0.0), self._check_smooth(smooth))

    def pick_options(self, confidence: float | None, unknown: float = 0.0, smooth: int = 1) -> dict:
        """unknown, smooth."""
        return {"unknown": unknown, "smooth": smooth}

    def make_result(self, answer, image, path: str, names: list[str], options: InferenceOptions) -> Result:
        """The Result for one picture."""
        return Result(image, self._smooth(answer, options.smooth), names, path=path, unknown=options.unknown)

    def make_item_result(self, answer, item, names: list[str], options: InferenceOptions) -> Result:
        """The Result for a file."""
        from sunmao.tasks.classification.predictions import make_result

        return make_result(item, answer, names, options.unknown)

    def make_report(
        self, look, answers, items: list, names: list[str], split: str, path: str, options: InferenceOptions
    ):
        """A Report."""
        from sunmao.tasks.classification.predictions import keep_known_labels
        from sunmao.tasks.classification.report import Report

        return Report(answers(keep_known_labels(items, names, path)), names, split)

    def make_event(self, report, tested: str):
        """An `Evaluation`."""
        from sunmao.tasks.classification.evaluation_event import make_evaluation_event

        return make_evaluation_event(report, tested)

    def format_rows(self, results: Sequence) -> list:
        """One dict a picture."""
        return [{"标签": each.number, "置信度": each.confidence, "预测结果": each.label} for each in results]

    def describe_answer(self, answer, names: list[str]) -> str:
        """'cat 0.9312'."""
        return f"{names[int(answer.argmax())]} {float(answer.max()):.4f}"

    def name_answer(self, answer, names: list[str]) -> str:
        """'cat'."""
        return names[int(answer.argmax())]

    def rate_answers(self, asked: list, names: list[str], dataset, split: str) -> dict:
        """How many of the pictures whose label is known are answered rightly."""
        numbers = {label: number for number, label in enumerate(names)}
        pairs = [(numbers[item.label], answer) for item, _, answer in asked if item.label in numbers]
        correct = sum(int(answer.argmax()) == number for number, answer in pairs)
        return {"correct": correct, "labeled": len(pairs), "mark": None}

    def propose_labels(self, result, confidence: float) -> ProposedLabels:
        """The best label, where it is sure enough."""
        best = result.top(1)[0]
        return ProposedLabels((best.label,) if best.confidence >= confidence else (), (), (best.confidence,))

    def make_parity_counter(self, info: dict, exact: bool) -> ParityCounter:
        """The same label, and nearly the same scores."""
        return ParityCounter(near=choose_tolerance(exact))

    def get_least_confidence(self, number: int) -> float:
        """The best label counts, however sure."""
        return 0.0

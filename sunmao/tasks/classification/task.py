"""The kind of learning that tells classes of pictures apart."""

from typing import TYPE_CHECKING, Any

from sunmao.data.formats.labels.imagenet import write_missing_lists
from sunmao.tasks.classification.label_task import LabelTask
from sunmao.tasks.image_task import ProposedLabels
from sunmao.tasks.score_task import ImageScoreTask

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


class ClassificationTask(LabelTask, ImageScoreTask):
    """One label a picture."""

    name = "classification"
    example_lines = "    print(result.label, result.confidence)"

    def note_labels(self, dataset: "Dataset") -> None:
        """Write the lists of pictures that the textbook's programs look for."""
        write_missing_lists(dataset.listing)

    def pick_options(self, confidence: float | None, unknown: float = 0.0, smooth: int = 1) -> dict:
        """unknown, smooth."""
        return {"unknown": unknown, "smooth": smooth}

    def name_answer(self, answer: Any, names: list[str]) -> str:
        """'cat'."""
        return names[int(answer.argmax())]

    def rate_answers(self, asked: list, names: list[str], dataset: "Dataset", split: str) -> dict:
        """Number of pictures with a known label that are answered rightly."""
        numbers = {label: number for number, label in enumerate(names)}
        pairs = [(numbers[item.label], answer) for item, _, answer in asked if item.label in numbers]
        correct = sum(int(answer.argmax()) == number for number, answer in pairs)
        return {"correct": correct, "labeled": len(pairs), "mark": None}

    def propose_labels(self, result: Any, confidence: float) -> ProposedLabels:
        """The best label, where it is sure enough."""
        best = result.top(1)[0]
        return ProposedLabels((best.label,) if best.confidence >= confidence else (), (), (best.confidence,))

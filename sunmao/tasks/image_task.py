"""The contract of a kind of learning from pictures."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from sunmao.data.listing import ObjectAnnotation
from sunmao.runtime.notices import show_notice
from sunmao.tasks.task import Task

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


MAX_THINGS = 300  # of one answer that is shown


@dataclass(frozen=True)
class ProposedLabels:
    """Proposal of a model for a picture: labels of the whole picture, or things in it; scores: how sure it is of
    each, 0 to 1, the surest first.
    """

    labels: tuple[str, ...] = ()
    objects: tuple[ObjectAnnotation, ...] = ()
    scores: tuple[float, ...] = ()


class ImageTask(Task):
    """A kind of learning from pictures: what can be asked of such besides.

    whole_picture: whether it speaks of a whole picture, not of places in it. scores_only: whether a raw answer is a row
    of scores. known_to_xedu: whether XEdu can open its ONNX files. compresses: whether `Compression` can compare its
    files. answer_side: the longer side in pixels to which pictures are shrunk where all raw answers are kept at once;
    None: as they are. example_lines: how the program beside a model file prints a `result`.
    """

    sample_kind = "picture"
    whole_picture: ClassVar[bool] = False
    scores_only: ClassVar[bool] = False
    known_to_xedu: ClassVar[bool] = True
    compresses: ClassVar[bool] = True
    answer_side: ClassVar[int | None] = None
    example_lines: ClassVar[str]

    def pick_options(self, confidence: float | None, unknown: float = 0.0, smooth: int = 1) -> dict:
        """Of what a page offers, what can be asked for of this kind of model."""
        return {}

    def ask_network(self, trained: Any, pictures: list) -> Any:
        """The raw answers of a trained network, as its model file gives them. pictures: each (H, W, 3) uint8 RGB."""
        return self.look(trained, pictures)

    @abstractmethod
    def score_labels(self, answers: Any, count: int) -> np.ndarray:
        """Confidence of raw answers in each of `count` labels, (N, count) float32, 0 to 1."""

    def name_answer(self, answer: Any, names: list[str]) -> str:
        """Meaning of a raw answer, without its confidence."""
        return self.describe_answer(answer, names)

    def rate_answers(self, asked: list, names: list[str], dataset: "Dataset", split: str) -> dict:
        """Marks of raw answers, by the fields of `CompressedFile`: correct, labeled, mark, shown_map50. Only of
        tasks that say `compresses`.

        asked: (Sample, (width, height), raw answer) of each picture.
        """
        raise NotImplementedError

    @abstractmethod
    def propose_labels(self, result: Any, confidence: float) -> ProposedLabels:
        """Proposal by a result for a picture that nobody has labeled. confidence: the least of what counts."""


def note_never_seen(dataset: "Dataset") -> None:
    """Say which classes of a data set are nowhere in its training pictures."""
    seen = {label for item in dataset.items("train") for label in item.labels}
    if never := [label for label in dataset.classes if label not in seen]:
        show_notice("never_marked", level="warn", names=", ".join(never))

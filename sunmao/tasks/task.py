"""The contract of a kind of learning from pictures: what the rest of the library asks of it."""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sunmao.data.listing import ObjectAnnotation
from sunmao.errors import BadData
from sunmao.texts import get_both

MOST_THINGS = 300  # of one answer that is shown
SURE = 0.5  # confidence from which something counts as found, where nothing else is said


@dataclass(frozen=True)
class ProposedLabels:
    """What a model proposes for a picture: labels of the whole picture, or things in it; scores: how sure it is of
    each, 0 to 1, the surest first.
    """

    labels: tuple[str, ...] = ()
    objects: tuple[ObjectAnnotation, ...] = ()
    scores: tuple[float, ...] = ()


def is_share(value) -> bool:
    """Whether it is a number from 0 to 1."""
    return isinstance(value, (int, float)) and 0 <= value <= 1


def require_finite(values) -> None:
    """Raises ValueError for what no page can show."""
    if not all(map(math.isfinite, values)):
        raise ValueError("the model computes no numbers")


@dataclass(frozen=True)
class InferenceOptions:
    """What can be asked for with a picture. unknown: less sure than this (0 to 1) a classifier says 不知道 / unknown;
    smooth: pictures of a camera whose scores are averaged; confidence: the least of what counts (0 to 1), None: the
    model's own.
    """

    unknown: float = 0.0
    smooth: int = 1
    confidence: float | None = None


class Task(ABC):
    """A kind of learning: how its answers are read, tested, compared and told. `registry` lists them all.

    A raw answer is what a network or a model file gives for one picture: scores, (C,) float32, `Detections` …

    name: in weights, model files and messages. dataset_tasks: the kinds of data sets that it learns from, the nearest
    first. model_class: its class in `sunmao.vision`. metric: the attribute of its report by which models are compared.
    whole_picture: whether it speaks of a whole picture, not of places in it. several_labels: whether a picture may have
    several labels. has_labels: whether it says labels, not a number. scores_only: whether a raw answer is a row of
    scores. known_to_xedu: whether XEdu can open its ONNX files. compresses: whether `Compression` can compare its
    files. answer_side: the longer side in pixels to which pictures are shrunk where all raw answers are kept at once;
    None: as they are. example_lines: how the program beside a model file prints a `result`.

    sure: the confidence from which an answer counts where nothing else is said, as the weights say; None: `SURE`.
    """

    name: ClassVar[str]
    dataset_tasks: ClassVar[tuple[str, ...]]
    model_class: ClassVar[str]
    metric: ClassVar[str]
    whole_picture: ClassVar[bool] = False
    several_labels: ClassVar[bool] = False
    has_labels: ClassVar[bool] = True
    scores_only: ClassVar[bool] = False
    known_to_xedu: ClassVar[bool] = True
    compresses: ClassVar[bool] = True
    answer_side: ClassVar[int | None] = None
    example_lines: ClassVar[str]
    result_type: type

    def __init__(self) -> None:
        self.sure: float | None = None

    def read_about(self, about: dict, count: int) -> None:
        """Take what the weights or the model file say of their making. count: how many labels the model has."""
        sure = about.get("confidence")
        self.sure = sure if is_share(sure) else None

    @abstractmethod
    def check_options(self, unknown=None, smooth=None, confidence=None) -> InferenceOptions:
        """What was asked for with a picture, checked; None: not asked for. Raises BadValue for what only other kinds of
        models have.
        """

    def pick_options(self, confidence: float | None, unknown: float = 0.0, smooth: int = 1) -> dict:
        """Of what a page offers, what can be asked for of this kind of model."""
        return {}

    @abstractmethod
    def make_result(self, answer, image, path: str, names: list[str], options: InferenceOptions):
        """The result for one picture. answer: raw; image: (H, W, 3) uint8 RGB."""

    @abstractmethod
    def make_item_result(self, answer, item, names: list[str], options: InferenceOptions):
        """The result for a file; its picture is read again when someone looks."""

    @abstractmethod
    def make_report(
        self, look, answers, items: list, names: list[str], split: str, path: str, options: InferenceOptions
    ):
        """What a test on these items found.

        look: from pictures to raw answers; answers: from items to results. Raises BadData when no label is known.
        """

    @abstractmethod
    def make_event(self, report, tested: str):
        """The event of a report, for pages. tested: the file that it is about."""

    @abstractmethod
    def format_rows(self, results: Sequence) -> list:
        """Results as the textbooks print them."""

    @abstractmethod
    def ask_network(self, trained, pictures: list) -> Any:
        """The raw answers of a trained network, as its model file gives them. pictures: each (H, W, 3) uint8 RGB."""

    @abstractmethod
    def score_labels(self, answers, count: int) -> np.ndarray:
        """How sure raw answers are of each of `count` labels, (N, count) float32, 0 to 1."""

    @abstractmethod
    def describe_answer(self, answer, names: list[str]) -> str:
        """A raw answer in a few words, with how sure it is, for a table."""

    def name_answer(self, answer, names: list[str]) -> str:
        """What a raw answer says, without how sure it is."""
        return self.describe_answer(answer, names)

    def rate_answers(self, asked: list, names: list[str], dataset, split: str) -> dict:
        """How right raw answers are, by the fields of `CompressedFile`: correct, labeled, mark, shown_map50. Only of
        tasks that say `compresses`.

        asked: (Sample, (width, height), raw answer) of each picture.
        """
        raise NotImplementedError

    @abstractmethod
    def make_live_answer(self, result, image, unknown: float = 0.0) -> dict:
        """A result as the page shows it while it is tried. image: (H, W, 3) uint8 RGB. Raises ValueError where it has
        numbers that no page can show.
        """

    @abstractmethod
    def propose_labels(self, result, confidence: float) -> ProposedLabels:
        """What a result proposes for a picture that nobody has labeled. confidence: the least of what counts."""

    @abstractmethod
    def make_parity_counter(self, info: dict, exact: bool):
        """What counts equal answers of two forms of a model, see `evaluation.parity.ParityCounter`.

        info: what the weights say. exact: numbers must agree, too; else what the answer says.
        """

    @abstractmethod
    def measure_disagreement(self, whole, small) -> tuple[float, bool]:
        """How far a smaller file's raw answer is from the whole one's, 0 for equal; and whether it says something else."""

    def get_least_confidence(self, number: int) -> float:
        """The confidence from which the label with this number counts."""
        return SURE if self.sure is None else self.sure

    def require_dataset(self, dataset) -> None:
        """Raises BadData when a data set is for another kind of learning."""
        if dataset.task not in self.dataset_tasks:
            task, wanted = get_both(f"task_{dataset.task}"), get_both(f"task_{self.dataset_tasks[0]}")
            raise BadData("other_task", path=dataset.path, task=task, wanted=wanted)

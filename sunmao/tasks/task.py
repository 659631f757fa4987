"""The contract of a kind of learning: what the rest of the library asks of it, whatever it learns from."""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sunmao.errors import BadData
from sunmao.texts import get_both

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.data.listing import Sample


SURE = 0.5  # confidence from which something counts as found, where nothing else is said


def is_share(value: Any) -> bool:
    """Whether it is a number from 0 to 1."""
    return isinstance(value, (int, float)) and 0 <= value <= 1


def require_finite(values: Any) -> None:
    """Raises ValueError for what no page can show."""
    if not all(map(math.isfinite, values)):
        raise ValueError("the model computes no numbers")


@dataclass(frozen=True)
class InferenceOptions:
    """Options that can be asked for with a sample. unknown: less sure than this (0 to 1) a classifier says 不知道 /
    unknown; smooth: pictures of a camera whose scores are averaged; confidence: the least of what counts (0 to 1),
    None: the model's own.
    """

    unknown: float = 0.0
    smooth: int = 1
    confidence: float | None = None


class Task(ABC):
    """A kind of learning: what it learns from, and how its answers are read, tested, compared and told. `registry`
    lists them all. How it learns says its `Learner`, which its public class makes.

    A raw answer is what a network or a model file gives for one sample: scores, (C,) float32, `Detections` …

    name: in weights, model files and messages. dataset_tasks: the kinds of data sets that it learns from, the nearest
    first, as its registration says. sample_kind: what its samples are, as in `sunmao.data.samples.registry`. metric:
    the attribute of its report by which models are compared. several_labels: whether a sample may have several labels.
    has_labels: whether it says labels, not a number. result_type: what it answers with. implied: of the errors of
    `require_labels`, by their keys: the keys of findings that need not be said before them.

    sure: the confidence from which an answer counts where nothing else is said, as the weights say; None: `SURE`.
    """

    name: ClassVar[str]
    sample_kind: ClassVar[str]
    metric: ClassVar[str]
    several_labels: ClassVar[bool] = False
    has_labels: ClassVar[bool] = True
    result_type: type
    implied: ClassVar[dict[str, tuple[str, ...]]] = {}
    dataset_tasks: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.sure: float | None = None

    def prepare_dataset(self, dataset: "Dataset", check: bool = False) -> None:
        """Make a `Dataset` ready to learn from. check: look at every sample first; damaged ones are left out.

        Raises: DataNotFound or BadData, which say why nothing can be learned from it.
        """
        dataset.read_again()
        try:
            self.require_learnable(dataset)
        except BadData as error:
            dataset.say_findings(self.implied.get(error.key, ()))  # what was left out may be why
            raise
        if check:
            dataset.drop_damaged()
            self.require_labels(dataset)
        if not dataset.items("train"):
            raise BadData("empty_part", path=dataset.path, split=get_both("train_set"))
        self.note_labels(dataset)

    def require_learnable(self, dataset: "Dataset") -> None:
        """Raises BadData for a data set of another kind, or whose labels are not enough."""
        self.require_dataset(dataset)
        self.require_labels(dataset)

    def require_labels(self, dataset: "Dataset") -> None:
        """Raises BadData where the labels of a data set are not enough to learn from, or no sample can be used."""
        if not dataset.listing.items:
            raise BadData("all_damaged", path=dataset.path)

    def note_labels(self, dataset: "Dataset") -> None:  # noqa: B027 - most kinds have nothing to say
        """Say what of a data set's labels is worth knowing before a training."""

    def read_about(self, about: dict, count: int) -> None:
        """Take what the weights or the model file say of their making. count: how many labels the model has."""
        sure = about.get("confidence")
        self.sure = sure if is_share(sure) else None

    @abstractmethod
    def check_options(
        self, unknown: float | None = None, smooth: int | None = None, confidence: float | None = None
    ) -> InferenceOptions:
        """Check the options that were asked for with a sample; None: not asked for. Raises BadValue for what only other
        kinds of models have.
        """

    @abstractmethod
    def look(self, trained: Any, contents: list) -> Any:
        """Raw answers of a trained model to contents of samples. trained: a `Trained`."""

    @abstractmethod
    def make_result(self, answer: Any, content: Any, path: str, names: list[str], options: InferenceOptions) -> Any:
        """The result for one sample. answer: raw; content: as its `SampleKind` reads it; path: of its file, or ''."""

    @abstractmethod
    def make_item_result(self, answer: Any, item: "Sample", names: list[str], options: InferenceOptions) -> Any:
        """The result for a sample of a data set; its content is read again when someone looks."""

    @abstractmethod
    def make_report(
        self, look: Any, answers: Any, items: list, names: list[str], split: str, path: str, options: InferenceOptions
    ) -> Any:
        """Results of a test on these items.

        look: from contents of samples to raw answers; answers: from items to results. Raises BadData when no label is
        known.
        """

    @abstractmethod
    def make_event(self, report: Any, tested: str) -> Any:
        """The event of a report, for pages. tested: the file that it is about."""

    @abstractmethod
    def format_rows(self, results: Sequence) -> list:
        """Results as the textbooks print them."""

    @abstractmethod
    def describe_answer(self, answer: Any, names: list[str]) -> str:
        """A raw answer in a few words, with how sure it is, for a table."""

    def decode_live(self, data: bytes) -> Any:
        """Decode a file that a page asks about: (H, W, 3) uint8 RGB unless a kind differs. Raises NotAPicture."""
        from sunmao.images.image_files import decode_image

        return decode_image(data)

    @abstractmethod
    def make_live_answer(self, result: Any, content: Any, unknown: float = 0.0) -> dict:
        """A result as the page shows it while it is tried. content: what was asked about. Raises ValueError where it
        has numbers that no page can show.
        """

    @abstractmethod
    def make_parity_counter(self, info: dict, exact: bool) -> Any:
        """Counter of equal answers of two forms of a model, see `evaluation.parity.ParityCounter`.

        info: what the weights say. exact: numbers must agree, too; else what the answer says.
        """

    @abstractmethod
    def measure_disagreement(self, whole: Any, small: Any) -> tuple[float, bool]:
        """Distance of a smaller file's raw answer from the whole one's, 0 for equal; and whether it says something
        else.
        """

    def get_least_confidence(self, number: int) -> float:
        """The confidence from which the label with this number counts."""
        return SURE if self.sure is None else self.sure

    def require_dataset(self, dataset: "Dataset") -> None:
        """Raises BadData when a data set is for another kind of learning."""
        if dataset.task not in self.dataset_tasks:
            task, wanted = get_both(f"task_{dataset.task}"), get_both(f"task_{self.dataset_tasks[0]}")
            raise BadData("other_task", path=dataset.path, task=task, wanted=wanted)

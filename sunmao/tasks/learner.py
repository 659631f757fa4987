"""The contract of how a kind of learning gets from samples to something trained, and reads that back."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sunmao.data.dataset import Dataset

if TYPE_CHECKING:  # it loads torch, which not everything that was learned needs to answer
    import torch

    from sunmao.training.checkpoints.checkpointing import CheckpointConfig, Metrics


class Trained:
    """A trained model; its answers come from `Task.look`.

    network: a torch module, of what is one. classes: the labels in the order of their numbers. info: what its file says
    of its making. path: its file, where there is one.
    """

    network: Any
    classes: list[str]
    info: dict
    path: Path | None

    def count_bytes(self) -> int:
        """Memory that its parameters take, as a file holds them."""
        return sum(each.numel() * each.element_size() for each in self.network.state_dict().values())


class Learner(ABC):
    """Base of learners, be it in epochs (`training_run.run_training`) or at once (`training.one_fit.fit_once`).

    ending: of the files that keep what is trained: '.pth' of networks, '.npz' of what is fitted at once.
    """

    ending: ClassVar[str] = ".pth"

    @abstractmethod
    def make_metrics(self, dataset: Dataset, asked: dict) -> "Metrics":
        """Metrics of a test during the training, and the one that decides the best. asked: the arguments for them.
        Raises BadValue.
        """

    @abstractmethod
    def fit(
        self,
        dataset: Dataset,
        config: Any,
        start: Any,
        checkpoint_config: "CheckpointConfig",
        device: "torch.device | str",
    ) -> tuple[list[dict], Trained]:
        """Learn from the training part of a data set; files are written as `CheckpointWriter` does.

        Args:
            config: a `TrainConfig`, or the options of what is fitted at once, by name.
            start: an `InitialWeights` of a network that learns from pictures, else None.
            checkpoint_config: what is kept, and where. device: of torch.

        Returns: (log lines, what is trained, with its best weights). Raises BadData, TrainingDiverged, OutOfMemory.
        """

    @abstractmethod
    def load(self, path: Path, device: "torch.device | str") -> Trained:
        """Load a trained model from a file of `ending`. Raises FileMissing, BadModelFile."""

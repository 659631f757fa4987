"""From a classifier's network and pictures with numbers to a trained network, and back from a weights file."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar

import torch

from sunmao.errors import BadModelFile
from sunmao.models.model_spec import ModelSpec
from sunmao.tasks.classification.train import NetworkLearner, TrainedNetwork, load_trained_network
from sunmao.tasks.image_regression.dataset import NumberDataset
from sunmao.tasks.image_regression.diagnostics import NumberDiagnostics
from sunmao.tasks.image_regression.objective import NumberObjective
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.training.dataloader import ClassificationDataset
from sunmao.training.training_loop import TrainConfig

TASK = "regression"


@dataclass
class TrainedNumber(TrainedNetwork):
    """A network that has learned the number of a picture. Its one score is that number, in its own unit."""

    task: ClassVar[str] = TASK

    @property
    def scale(self) -> NumberScale:
        """The numbers that it has learned."""
        return NumberScale.from_info(self.info["numbers"]) or NumberScale()

    def activation(self, logits: torch.Tensor) -> torch.Tensor:
        """The numbers in their unit, (N, 1): the network gives them standardized."""
        scale = self.scale
        return logits * scale.spread + scale.mean


class NumberLearner(NetworkLearner):
    """How a network learns a number. scale: of the training pictures."""

    trained = TrainedNumber
    samples = NumberDataset

    def __init__(self, scale: NumberScale):
        self.scale = scale

    def make_objective(self, config: TrainConfig, train_set: ClassificationDataset, device) -> NumberObjective:
        """Huber's loss."""
        return NumberObjective(self.scale)

    def make_diagnostics(self, info: dict) -> NumberDiagnostics:
        """The observer that notices answers no better than one number for all."""
        return NumberDiagnostics(info)

    def describe(self) -> dict:
        """The numbers that it learns."""
        return {"numbers": asdict(self.scale)}


def load_trained_number(entry: ModelSpec, path: Path, device) -> TrainedNetwork:
    """The trained network of a weights file of ours. Raises FileMissing, BadModelFile (of another kind of learning)."""
    trained = load_trained_network(entry, path, device, TrainedNumber)
    if NumberScale.from_info(trained.info.get("numbers")) is None or len(trained.classes) != 1:
        raise BadModelFile("bad_weights", path=path.as_posix())
    return trained

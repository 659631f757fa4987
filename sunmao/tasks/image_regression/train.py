"""From a classifier's network and pictures with numbers to a trained network, and back from a weights file."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, ClassVar

import torch

from sunmao.data.dataset import Dataset
from sunmao.errors import BadModelFile
from sunmao.models.model_spec import ModelSpec
from sunmao.tasks.classification.train import NetworkLearner, TrainedNetwork
from sunmao.tasks.image_regression.dataset import NumberDataset
from sunmao.tasks.image_regression.diagnostics import NumberDiagnostics
from sunmao.tasks.image_regression.metrics import make_number_metric_config
from sunmao.tasks.image_regression.objective import NumberObjective
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.training.checkpoints.checkpointing import Metrics
from sunmao.training.dataloader import ClassificationDataset
from sunmao.training.distillation.lesson import Lesson
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
    """Learner of a number by a network. scale: of the training pictures; None where nothing is to be trained."""

    trained = TrainedNumber
    samples = NumberDataset

    def __init__(self, entry: ModelSpec, scale: NumberScale | None, lesson: Lesson | None = None) -> None:
        super().__init__(entry, lesson)
        self.scale: Any = scale

    def make_metrics(self, dataset: Dataset, asked: dict) -> Metrics:
        """The mean absolute error and what else is known of numbers."""
        return make_number_metric_config(self.scale, asked.get("save_best", "auto"))

    def make_objective(
        self, config: TrainConfig, train_set: ClassificationDataset, device: torch.device | str
    ) -> NumberObjective:
        """Huber's loss."""
        return NumberObjective(self.scale)

    def make_diagnostics(self, info: dict) -> NumberDiagnostics:
        """The observer that notices answers no better than one number for all."""
        return NumberDiagnostics(info)

    def describe(self) -> dict:
        """The numbers that it learns."""
        return {"numbers": asdict(self.scale)}

    def load(self, path: Path, device: torch.device | str) -> TrainedNetwork:
        """The trained network of a weights file of ours."""
        trained = super().load(path, device)
        if NumberScale.from_info(trained.info.get("numbers")) is None or len(trained.classes) != 1:
            raise BadModelFile("bad_weights", path=path.as_posix())
        return trained

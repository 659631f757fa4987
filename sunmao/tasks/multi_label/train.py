"""From a classifier's network and a data set of several labels to a trained network, and back from a weights file."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from sunmao.tasks.classification.train import NetworkLearner, TrainedNetwork
from sunmao.tasks.multi_label.diagnostics import TagDiagnostics
from sunmao.tasks.multi_label.metrics import make_tag_metric_config
from sunmao.tasks.multi_label.objectives import TagObjective, compute_positive_weights
from sunmao.tasks.multi_label.tags import encode_tags
from sunmao.training.checkpoints.checkpointing import Metrics
from sunmao.training.dataloader import ClassificationDataset
from sunmao.training.training_loop import TrainConfig

TASK = "multi_label"


@dataclass
class TrainedTagger(TrainedNetwork):
    """A network that has learned which labels a picture has. Its scores do not sum up to 1."""

    task: ClassVar[str] = TASK

    def activation(self, logits: torch.Tensor) -> torch.Tensor:
        """Scores, (N, C), 0 to 1 each."""
        return logits.sigmoid()


class TagDataset(ClassificationDataset):
    """Prepared pictures and their tags, (N, C) float32, of some items, by index; see `ClassificationDataset`."""

    def _encode(self, items: list[Sample], classes: list[str]) -> np.ndarray:
        return encode_tags(items, classes)


class TagLearner(NetworkLearner):
    """Learner of yes or no of each label by a network."""

    trained = TrainedTagger
    samples = TagDataset

    def make_metrics(self, dataset: Dataset, asked: dict) -> Metrics:
        """The mAP and what else is known of several labels."""
        return make_tag_metric_config(asked.get("save_best", "auto"))

    def make_objective(
        self, config: TrainConfig, train_set: ClassificationDataset, device: torch.device | str
    ) -> TagObjective:
        """Binary cross-entropy of each label."""
        weights = compute_positive_weights(config.class_weights, train_set.labels)
        return TagObjective(config.label_smoothing, None if weights is None else weights.to(device))

    def make_diagnostics(self, info: dict) -> TagDiagnostics:
        """The observer that notices a loss that does not fall."""
        return TagDiagnostics(info)

"""Quick training on several labels: every picture is looked at once, then a logistic regression of each label is
fitted.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from sunmao.tasks.classification.train import TrainedNetwork
from sunmao.tasks.multi_label.diagnostics import TagDiagnostics
from sunmao.tasks.multi_label.objectives import TagObjective, compute_positive_weights, compute_tag_loss
from sunmao.tasks.multi_label.tags import encode_tags
from sunmao.tasks.multi_label.train import TASK, TrainedTagger
from sunmao.training.logistic_regression import (
    ENOUGH_ROWS,
    FOLDS,
    ITERATIONS,
    PENALTIES,
    Standardization,
    make_layer,
    make_lbfgs,
)
from sunmao.training.training_loop import Objective, TrainConfig
from sunmao.vision.linear_probe.linear_probe import ClassProbe, train_linear_probe

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset
    from sunmao.training.checkpoints.checkpointing import CheckpointConfig


class TagProbe(ClassProbe):
    """Objective of the last layer: yes or no for each label."""

    task = TASK
    kind = TrainedTagger

    def encode(self, items: list, classes: list[str]) -> torch.Tensor:
        """Encode the labels of each picture, (N, C) float32 of 0 and 1."""
        return torch.from_numpy(encode_tags(items, classes))

    def make_standardization(self, rows: torch.Tensor, labels: torch.Tensor, classes: int) -> Standardization:
        """As of `ClassProbe`; pictures of several labels have no one class within which they could differ."""
        return Standardization(rows)

    def make_objective(
        self, rows: torch.Tensor, labels: torch.Tensor, classes: int, config: TrainConfig
    ) -> tuple[float, Objective]:
        """The L2 penalty by cross-validation, and the objective with it. rows: (N, features) float32, standardized."""
        weights = compute_positive_weights(config.class_weights, labels.numpy())
        penalty = choose_tag_penalty(rows, labels, config.seed, weights)
        return penalty, TagObjective(weights=weights, penalty=penalty)

    def make_diagnostics(self, info: dict) -> TagDiagnostics:
        """The observer that notices when nothing is learned."""
        return TagDiagnostics(info)


def train_tag_probe(
    entry: Any, dataset: "Dataset", config: Any, start: Any, checkpoint_config: "CheckpointConfig", given: Any = None
) -> tuple[list, TrainedNetwork]:
    """`train_linear_probe` on several labels."""
    return train_linear_probe(entry, dataset, config, start, checkpoint_config, given, TagProbe())


def choose_tag_penalty(
    rows: torch.Tensor, tags: torch.Tensor, seed: int | None, weights: torch.Tensor | None = None
) -> float:
    """The L2 penalty with the smallest binary cross-entropy on rows that were left out, of `FOLDS` folds.

    rows: (N, features) float32, standardized; tags: (N, C) float32; weights: of `compute_positive_weights`, or None.
    """
    order = np.random.default_rng((seed or 0, 2)).permutation(len(tags))[:ENOUGH_ROWS]
    share = len(order) / len(tags)  # the penalty stands against the number of rows
    folds = [torch.from_numpy(fold) for fold in np.array_split(order, FOLDS)]
    losses = [0.0] * len(PENALTIES)
    for fold in range(FOLDS):
        learned, left_out = torch.cat([each for n, each in enumerate(folds) if n != fold]), folds[fold]
        layer = make_layer(rows.shape[1], tags.shape[1])
        for place, penalty in enumerate(PENALTIES):
            _fit(layer, rows[learned], tags[learned], penalty, weights)
            with torch.inference_mode():
                losses[place] += compute_tag_loss(layer(rows[left_out]), tags[left_out], weights).item()
    return PENALTIES[int(np.argmin(losses))] * share


def _fit(layer: nn.Linear, rows: torch.Tensor, tags: torch.Tensor, penalty: float, weights: Any) -> None:
    optimizer = make_lbfgs(layer.parameters(), ITERATIONS)

    def evaluate() -> torch.Tensor:
        optimizer.zero_grad()
        loss = compute_tag_loss(layer(rows), tags, weights) / len(tags) + penalty / 2 * layer.weight.square().sum()
        loss.backward()
        return loss

    optimizer.step(evaluate)

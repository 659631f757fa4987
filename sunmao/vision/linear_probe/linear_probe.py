"""Quick training: every picture is looked at once by a backbone that has learned, then the last layer is fitted."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.errors import BadData
from sunmao.models.model_spec import ModelSpec
from sunmao.models.network import Classifier
from sunmao.runtime.notices import print_progress
from sunmao.tasks.classification.predictions import make_result
from sunmao.tasks.classification.results import Result
from sunmao.tasks.classification.train import TrainedNetwork, build_network, describe_widths, load_best
from sunmao.training.checkpoints.checkpoint_loading import LoadedWeights
from sunmao.training.checkpoints.checkpointing import CheckpointConfig
from sunmao.training.gradient_accumulation import catch_out_of_memory
from sunmao.training.logistic_regression import (
    FullBatchLoop,
    LogisticRegression,
    PenalizedCrossEntropy,
    Standardization,
    WithinClassNormalization,
    choose_penalty,
)
from sunmao.training.recipes.class_weights import compute_class_weights
from sunmao.training.run_metadata import InitialWeights, add_config, draw_seed, run_metadata, use_seed
from sunmao.training.training_loop import Objective, TrainConfig
from sunmao.training.training_run import run_training
from sunmao.vision.embedding.embedding import Embedder


class ClassProbe:
    """Objective of the last layer: one class a picture. task: where it is another than the network was made for."""

    task: str | None = None
    kind: type[TrainedNetwork] = TrainedNetwork

    def encode(self, items: list, classes: list[str]) -> torch.Tensor:
        """Targets of the pictures: label numbers, (N,) int64."""
        numbers = {label: number for number, label in enumerate(classes)}
        return torch.tensor([numbers[item.label] for item in items], dtype=torch.long)

    def make_standardization(self, rows: torch.Tensor, labels: torch.Tensor, classes: int) -> Standardization:
        """Scaling of rows before anything is fitted. rows: (N, features) float32; labels: of `encode`."""
        return WithinClassNormalization(rows, labels, classes)

    def make_objective(
        self, rows: torch.Tensor, labels: torch.Tensor, classes: int, config: TrainConfig
    ) -> tuple[float, Objective]:
        """The L2 penalty by cross-validation, and the objective with it. rows: (N, features) float32, standardized."""
        weights = compute_class_weights(config.class_weights, labels, classes)
        penalty = choose_penalty(rows, labels, classes, config.require_seed(), weights)
        return penalty, PenalizedCrossEntropy(penalty, weights)

    def make_diagnostics(self, info: dict) -> Any:
        """The observer that notices when nothing is learned; None: that of classes. info: of the weights files."""
        return None


class EmbeddedSamples:
    """The rows of some pictures with what is to be learned of them, as tensors."""

    def __init__(self, rows: np.ndarray, labels: torch.Tensor) -> None:
        self.rows, self.labels = torch.from_numpy(rows), labels


def train_linear_probe(
    entry: ModelSpec,
    dataset: Dataset,
    config: TrainConfig,
    start: InitialWeights,
    checkpoint_config: CheckpointConfig,
    given: LoadedWeights | None = None,
    probe: ClassProbe | None = None,
) -> tuple[list, TrainedNetwork]:
    """Fit the last layer only. Returns (log lines, the trained network with its best weights).

    given: what the file `start.checkpoint` holds; None: ImageNet weights. probe: what is learned.
    """
    probe = probe or ClassProbe()
    config = replace(config, seed=draw_seed(config.seed))
    with use_seed(config.require_seed()):
        own = build_network(entry, dataset.classes, start, given=given) if given else None
    train, val = _embed_splits(dataset, partial(Embedder, entry, start.image_size, own), probe)
    config = replace(config, batch_size=len(train.labels))
    with use_seed(config.require_seed()):
        network = own or Classifier(entry, len(dataset.classes), start.image_size, pretrained=True)
        before: Any = network.head
        layer = torch.nn.Linear(before.in_features, len(dataset.classes))
        network.replace_head(layer)
        standardization = probe.make_standardization(train.rows, train.labels, len(dataset.classes))
        for samples in (train, val):
            samples.rows = standardization.transform(samples.rows)
        penalty, objective = probe.make_objective(train.rows, train.labels, len(dataset.classes), config)
        config, head = replace(config, weight_decay=penalty), LogisticRegression(len(dataset.classes), standardization)

        def state() -> dict:
            head.fold_into(layer)
            return network.state_dict()

        metadata = run_metadata(entry.name, probe.task or entry.task, dataset, config, start)
        info = {**add_config(metadata, config, start), "frozen": own is None, **describe_widths(network)}
        # After a kill it begins anew: it takes seconds.
        checkpoint_plan = checkpoint_config.make_plan(info, resumable=False)
        validate = (
            (lambda head: checkpoint_plan.metrics.measure(*_compute_logits(head, val))) if len(val.labels) else None
        )
        lines, kept, training = run_training(
            head,
            lambda epoch: iter([(train.rows, train.labels)]),
            1,
            validate,
            config,
            checkpoint_plan,
            state,
            objective=objective,
            diagnostics=probe.make_diagnostics(info),
            loop=FullBatchLoop,
        )
    return lines, load_best(entry, network, kept, training, probe.kind)


def predict_embedded(trained: TrainedNetwork, items: list, labels: list[str]) -> list[Result]:
    """One Result a picture: what the packaged backbone sees is computed faster than by torch, and remembered."""
    items, rows = Embedder(trained.entry, trained.info["image_size"]).of_items(items)
    scores = trained.scores_of_rows(rows)
    return [make_result(item, row, labels) for item, row in zip(items, scores, strict=True)]


def _embed_splits(
    dataset: Dataset, make_embedder: Callable[[], Embedder], probe: ClassProbe
) -> tuple[EmbeddedSamples, EmbeddedSamples]:
    """Rows of the training and validation pictures."""
    parts = {split: dataset.items(split) for split in ("train", "val")}
    if len(parts["train"]) < 2:
        raise BadData("too_few_pictures", path=dataset.path, count=len(parts["train"]))
    print_progress("embedding", pictures=sum(len(items) for items in parts.values()))
    with catch_out_of_memory():
        items, rows = make_embedder().of_items(parts["train"] + parts["val"])
    ends = sum(item.split == "train" for item in items)
    labels = probe.encode(items, dataset.classes)
    return EmbeddedSamples(rows[:ends], labels[:ends]), EmbeddedSamples(rows[ends:], labels[ends:])


def _compute_logits(head: LogisticRegression, val: EmbeddedSamples) -> tuple:
    head.eval()
    with torch.inference_mode():
        return head(val.rows), val.labels

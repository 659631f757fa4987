"""Quick training: every picture is looked at once by the packaged backbone, then only the last layer learns."""

from dataclasses import replace
from functools import partial

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.errors import BadData
from sunmao.models.model_spec import ModelSpec
from sunmao.models.network import Classifier
from sunmao.runtime.notices import print_progress
from sunmao.vision.checkpoints.checkpointing import CheckpointConfig
from sunmao.vision.inference.batch_inference import make_result
from sunmao.vision.inference.embedding import Embedder
from sunmao.vision.inference.results import Result
from sunmao.vision.training.dataloader import iter_chunks
from sunmao.vision.training.train import (
    InitialWeights,
    TrainedNetwork,
    add_config,
    draw_seed,
    load_best,
    run_metadata,
    use_seed,
)
from sunmao.vision.training.training_loop import TrainConfig
from sunmao.vision.training.training_run import run_training


class LinearHead(torch.nn.Module):
    """The last layer alone: (N, features) → (N, classes)."""

    def __init__(self, features: int, classes: int):
        super().__init__()
        self.layer = torch.nn.Linear(features, classes)
        torch.nn.init.zeros_(self.layer.weight)

    def forward(self, rows):
        return self.layer(rows)


class EmbeddedSamples:
    """The rows of some pictures with their label numbers, as tensors."""

    def __init__(self, items: list, rows: np.ndarray, classes: list[str]):
        numbers = {label: number for number, label in enumerate(classes)}
        self.labels = torch.tensor([numbers[item.label] for item in items], dtype=torch.long)
        self.rows = torch.from_numpy(rows)


def train_linear_probe(
    entry: ModelSpec, dataset: Dataset, config: TrainConfig, start: InitialWeights, checkpoint_config: CheckpointConfig
) -> tuple[list, TrainedNetwork]:
    """Train the last layer only. Returns (log lines, the trained network with its best weights)."""
    train, val = _embed_splits(entry, dataset, start.image_size)
    config = replace(config, seed=draw_seed(config.seed))
    with use_seed(config.seed):
        network = Classifier(entry, len(dataset.classes), start.image_size, pretrained=True)
        head = LinearHead(entry.features, len(dataset.classes))
        network.replace_head(head.layer)
        info = {**add_config(run_metadata(entry, dataset, config, start), config, start), "frozen": True}
        # After a kill it begins anew: it takes seconds.
        checkpoint_plan = checkpoint_config.make_plan(info, resumable=False)
        validate = (
            (lambda head: checkpoint_plan.metrics.measure(*_compute_logits(head, val))) if len(val.labels) else None
        )
        size = min(config.batch_size, len(train.labels))
        steps = -(-len(train.labels) // size)
        batches = partial(_iter_batches, train, size, config.seed)
        lines, kept, training = run_training(
            head, batches, steps, validate, config, checkpoint_plan, network.state_dict
        )
    return lines, load_best(entry, network, kept, training)


def predict_embedded(trained: TrainedNetwork, items: list, labels: list[str]) -> list[Result]:
    """One Result a picture: what the packaged backbone sees is computed faster than by torch, and remembered."""
    items, rows = Embedder(trained.entry, trained.info["image_size"]).of_items(items)
    scores = trained.scores_of_rows(rows)
    return [make_result(item, row, labels) for item, row in zip(items, scores, strict=True)]


def _embed_splits(entry: ModelSpec, dataset: Dataset, image_size: int) -> tuple[EmbeddedSamples, EmbeddedSamples]:
    """Rows of the training and validation pictures."""
    parts = {split: dataset.items(split) for split in ("train", "val")}
    if len(parts["train"]) < 2:
        raise BadData("too_few_pictures", path=dataset.path, count=len(parts["train"]))
    print_progress("embedding", pictures=sum(len(items) for items in parts.values()))
    embedder = Embedder(entry, image_size)
    items, rows = embedder.of_items(parts["train"] + parts["val"])
    ends = sum(item.split == "train" for item in items)
    return EmbeddedSamples(items[:ends], rows[:ends], dataset.classes), EmbeddedSamples(
        items[ends:], rows[ends:], dataset.classes
    )


def _iter_batches(train: EmbeddedSamples, size: int, seed: int, epoch: int):
    random = np.random.default_rng((seed, epoch))
    for indices in iter_chunks(torch.from_numpy(random.permutation(len(train.labels))), size):
        yield train.rows[indices], train.labels[indices]


def _compute_logits(head: LinearHead, val: EmbeddedSamples) -> tuple:
    head.eval()
    with torch.inference_mode():
        return head(val.rows), val.labels

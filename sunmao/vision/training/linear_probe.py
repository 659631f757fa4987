"""Quick training: every picture is looked at once by a backbone that has learned, then the last layer is fitted."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.errors import BadData
from sunmao.models.model_spec import ModelSpec
from sunmao.models.network import Classifier
from sunmao.runtime.notices import print_progress
from sunmao.vision.checkpoints.checkpoint_loading import LoadedWeights
from sunmao.vision.checkpoints.checkpointing import CheckpointConfig
from sunmao.vision.inference.batch_inference import make_result
from sunmao.vision.inference.embedding import Embedder
from sunmao.vision.inference.results import Result
from sunmao.vision.training.gradient_accumulation import catch_out_of_memory
from sunmao.vision.training.logistic_regression import (
    FullBatchLoop,
    LogisticRegression,
    PenalizedCrossEntropy,
    Standardization,
    choose_penalty,
)
from sunmao.vision.training.train import (
    InitialWeights,
    TrainedNetwork,
    add_config,
    build_network,
    draw_seed,
    load_best,
    run_metadata,
    use_seed,
)
from sunmao.vision.training.training_loop import TrainConfig
from sunmao.vision.training.training_run import run_training


class EmbeddedSamples:
    """The rows of some pictures with their label numbers, as tensors."""

    def __init__(self, items: list, rows: np.ndarray, classes: list[str]):
        numbers = {label: number for number, label in enumerate(classes)}
        self.labels = torch.tensor([numbers[item.label] for item in items], dtype=torch.long)
        self.rows = torch.from_numpy(rows)


def train_linear_probe(
    entry: ModelSpec,
    dataset: Dataset,
    config: TrainConfig,
    start: InitialWeights,
    checkpoint_config: CheckpointConfig,
    given: LoadedWeights | None = None,
) -> tuple[list, TrainedNetwork]:
    """Fit the last layer only. Returns (log lines, the trained network with its best weights).

    given: what the file `start.checkpoint` holds; None: ImageNet weights.
    """
    config = replace(config, seed=draw_seed(config.seed))
    with use_seed(config.seed):
        own = build_network(entry, dataset.classes, start, given=given) if given else None
    train, val = _embed_splits(dataset, partial(Embedder, entry, start.image_size, own))
    config = replace(config, batch_size=len(train.labels))
    with use_seed(config.seed):
        network = own or Classifier(entry, len(dataset.classes), start.image_size, pretrained=True)
        layer = torch.nn.Linear(entry.features, len(dataset.classes))
        network.replace_head(layer)
        standardization = Standardization(train.rows)
        for samples in (train, val):
            samples.rows = standardization.transform(samples.rows)
        penalty = choose_penalty(train.rows, train.labels, len(dataset.classes), config.seed)
        config, head = replace(config, weight_decay=penalty), LogisticRegression(len(dataset.classes), standardization)

        def state() -> dict:
            head.fold_into(layer)
            return network.state_dict()

        info = {**add_config(run_metadata(entry, dataset, config, start), config, start), "frozen": own is None}
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
            objective=PenalizedCrossEntropy(penalty),
            loop=FullBatchLoop,
        )
    return lines, load_best(entry, network, kept, training)


def predict_embedded(trained: TrainedNetwork, items: list, labels: list[str]) -> list[Result]:
    """One Result a picture: what the packaged backbone sees is computed faster than by torch, and remembered."""
    items, rows = Embedder(trained.entry, trained.info["image_size"]).of_items(items)
    scores = trained.scores_of_rows(rows)
    return [make_result(item, row, labels) for item, row in zip(items, scores, strict=True)]


def _embed_splits(dataset: Dataset, make_embedder: Callable[[], Embedder]) -> tuple[EmbeddedSamples, EmbeddedSamples]:
    """Rows of the training and validation pictures."""
    parts = {split: dataset.items(split) for split in ("train", "val")}
    if len(parts["train"]) < 2:
        raise BadData("too_few_pictures", path=dataset.path, count=len(parts["train"]))
    print_progress("embedding", pictures=sum(len(items) for items in parts.values()))
    with catch_out_of_memory():
        items, rows = make_embedder().of_items(parts["train"] + parts["val"])
    ends = sum(item.split == "train" for item in items)
    return EmbeddedSamples(items[:ends], rows[:ends], dataset.classes), EmbeddedSamples(
        items[ends:], rows[ends:], dataset.classes
    )


def _compute_logits(head: LogisticRegression, val: EmbeddedSamples) -> tuple:
    head.eval()
    with torch.inference_mode():
        return head(val.rows), val.labels

"""From a classifier's network and a data set of several labels to a trained network, and back from a weights file."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from sunmao.models.model_spec import ModelSpec
from sunmao.models.preprocessing import get_classifier_resize
from sunmao.tasks.classification.train import (
    InitialWeights,
    TrainedNetwork,
    add_config,
    build_network,
    choose_augmentation,
    describe_widths,
    load_best,
    load_trained_network,
    require_enough_pictures,
    resume_or_begin,
    use_seed,
)
from sunmao.tasks.multi_label.diagnostics import TagDiagnostics
from sunmao.tasks.multi_label.objectives import TagObjective, compute_positive_weights
from sunmao.tasks.multi_label.tags import encode_tags
from sunmao.training.checkpoints.checkpointing import CheckpointConfig
from sunmao.training.dataloader import ClassificationDataset
from sunmao.training.distillation.lesson import Lesson
from sunmao.training.training_loop import Objective, TrainConfig
from sunmao.training.training_run import fit_network

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


def train_tagger(
    entry: ModelSpec,
    dataset: Dataset,
    config: TrainConfig,
    start: InitialWeights,
    checkpoint_config: CheckpointConfig,
    device,
    lesson: Lesson | None = None,
) -> tuple[list, TrainedNetwork]:
    """Train a whole network on several labels; as `training.train.train`."""
    info, resume_state, config, start = resume_or_begin(entry, dataset, config, start, checkpoint_config, TASK)
    with use_seed(config.seed):
        network = build_network(
            entry, dataset.classes, start, resume_state.state if resume_state else None, frozen=config.frozen
        ).to(device)
        train_set: ClassificationDataset = make_tag_dataset(dataset, "train", entry, start.image_size)
        val_set = make_tag_dataset(dataset, "val", entry) if checkpoint_config.validate else None
        objective: Objective = make_tag_objective(config, train_set, device)
        if lesson:
            train_set, objective = lesson.prepare(train_set, objective, config)
        plan = checkpoint_config.make_plan(
            {**add_config(info, config, start), **describe_widths(network)},
            resume_state.training if resume_state else None,
        )
        lines, kept, training = fit_network(
            network,
            train_set,
            val_set,
            config,
            choose_augmentation(entry, config),
            plan,
            objective,
            TagDiagnostics(plan.info),
        )
    return lines, load_best(entry, network, kept, training, TrainedTagger)


def load_trained_tagger(entry: ModelSpec, path: Path, device) -> TrainedNetwork:
    """The trained network of a weights file of ours. Raises FileMissing, BadModelFile (of another kind of learning)."""
    return load_trained_network(entry, path, device, TrainedTagger)


def make_tag_dataset(dataset: Dataset, split: str, entry: ModelSpec, learned_at: int | None = None) -> TagDataset:
    """The prepared pictures of a part and their tags, as `train.make_dataset`."""
    if split == "train":
        require_enough_pictures(dataset)
    return TagDataset(dataset.items(split), dataset.classes, get_classifier_resize(entry.geometry), learned_at)


def make_tag_objective(config: TrainConfig, train_set: ClassificationDataset, device) -> TagObjective:
    """What is learned: yes or no of each label."""
    weights = compute_positive_weights(config.class_weights, train_set.labels)
    return TagObjective(config.label_smoothing, None if weights is None else weights.to(device))

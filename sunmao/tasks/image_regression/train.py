"""From a classifier's network and pictures with numbers to a trained network, and back from a weights file."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ClassVar

import torch

from sunmao.errors import BadModelFile
from sunmao.models.model_spec import ModelSpec
from sunmao.models.preprocessing import get_classifier_resize
from sunmao.tasks.classification.train import (
    InitialWeights,
    TrainedNetwork,
    add_config,
    build_network,
    choose_augmentation,
    load_best,
    load_trained_network,
    require_enough_pictures,
    resume_or_begin,
    use_seed,
)
from sunmao.tasks.image_regression.dataset import NumberDataset, NumberedDataset
from sunmao.tasks.image_regression.diagnostics import NumberDiagnostics
from sunmao.tasks.image_regression.objective import NumberObjective
from sunmao.tasks.image_regression.scale import NumberScale
from sunmao.training.checkpoints.checkpointing import CheckpointConfig
from sunmao.training.training_loop import TrainConfig
from sunmao.training.training_run import fit_network

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


def train_number(
    entry: ModelSpec,
    dataset: NumberedDataset,
    config: TrainConfig,
    start: InitialWeights,
    checkpoint_config: CheckpointConfig,
    device,
    scale: NumberScale,
) -> tuple[list, TrainedNetwork]:
    """Train a whole network on numbers; as `training.train.train`."""
    info, resume_state, config, start = resume_or_begin(entry, dataset, config, start, checkpoint_config, TASK)
    with use_seed(config.seed):
        resumed = resume_state.state if resume_state else None
        network = build_network(entry, dataset.classes, start, resumed, frozen=config.frozen).to(device)
        plan = checkpoint_config.make_plan(
            {**add_config(info, config, start), "numbers": asdict(scale)},
            resume_state.training if resume_state else None,
        )
        lines, kept, training = fit_network(
            network,
            make_number_dataset(dataset, "train", entry, start.image_size),
            make_number_dataset(dataset, "val", entry) if checkpoint_config.validate else None,
            config,
            choose_augmentation(entry, config),
            plan,
            NumberObjective(scale),
            NumberDiagnostics(plan.info),
        )
    return lines, load_best(entry, network, kept, training, TrainedNumber)


def load_trained_number(entry: ModelSpec, path: Path, device) -> TrainedNetwork:
    """The trained network of a weights file of ours. Raises FileMissing, BadModelFile (of another kind of learning)."""
    trained = load_trained_network(entry, path, device, TrainedNumber)
    if NumberScale.from_info(trained.info.get("numbers")) is None or len(trained.classes) != 1:
        raise BadModelFile("bad_weights", path=path.as_posix())
    return trained


def make_number_dataset(dataset: NumberedDataset, split: str, entry: ModelSpec, learned_at: int | None = None):
    """The prepared pictures of a part and their numbers, as `train.make_dataset`."""
    if split == "train":
        require_enough_pictures(dataset)
    return NumberDataset(dataset.items(split), dataset.classes, get_classifier_resize(entry.geometry), learned_at)

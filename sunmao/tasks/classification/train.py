"""From a model's entry and a data set to trained weights, and back from a weights file."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.data.listing import TASKS
from sunmao.errors import BadData, BadModelFile
from sunmao.models.imagenet_classes import read_imagenet_classes
from sunmao.models.model_spec import Augmentation, ModelSpec
from sunmao.models.network import Classifier
from sunmao.models.preprocessing import get_classifier_resize
from sunmao.runtime.notices import show_notice
from sunmao.tasks.classification.metrics import make_metric_config
from sunmao.tasks.learner import Learner, Trained
from sunmao.texts import get_both
from sunmao.training.checkpoints import weight_files
from sunmao.training.checkpoints.checkpoint_loading import LoadedWeights, find_architecture, load_weights
from sunmao.training.checkpoints.checkpointing import CheckpointConfig, CheckpointWriter, Metrics
from sunmao.training.dataloader import ClassificationDataset
from sunmao.training.distillation.lesson import Lesson
from sunmao.training.learning_rate_finder import LearningRateCurve, find_learning_rate
from sunmao.training.prefetch import open_readers
from sunmao.training.recipes.class_weights import compute_class_weights
from sunmao.training.run_metadata import (
    InitialWeights,
    add_config,
    draw_seed,
    report_trained,
    resume_or_begin,
    use_seed,
)
from sunmao.training.training_loop import CrossEntropyObjective, Objective, TrainConfig, TrainingLoop
from sunmao.training.training_run import compute_scores, fit_network, make_batches

if TYPE_CHECKING:
    from torch import nn


@dataclass
class TrainedNetwork(Trained):
    """A network with what it has learned. path: its weights file, where there is one.

    frozen: only the last layer was trained; the rest is as packaged. task: what it has learned.
    """

    entry: ModelSpec
    network: Classifier
    classes: list[str]
    info: dict
    path: Path | None = None
    frozen: bool = False
    task: ClassVar[str] = "classification"

    def scores(self, pictures: list) -> np.ndarray:
        """Scores, (N, C) float32, of pictures, each (H, W, 3) uint8 RGB."""
        geometry = get_classifier_resize(self.entry.geometry)
        return compute_scores(
            self.network, np.stack([geometry.prepare(picture) for picture in pictures]), self.activation
        )

    def activation(self, logits: torch.Tensor) -> torch.Tensor:
        """The scores that the network's outputs, (N, C), stand for."""
        return logits.softmax(1)

    def scores_of_rows(self, rows: np.ndarray) -> np.ndarray:
        """Scores, (N, C) float32, of what the packaged backbone saw, (N, features) float32."""
        layer: Any = self.network.head
        with torch.inference_mode():
            return layer(torch.from_numpy(rows).to(layer.weight.device)).softmax(1).cpu().numpy()


def try_learning_rates(
    entry: ModelSpec,
    dataset: Dataset,
    config: TrainConfig,
    start: InitialWeights,
    train_set: ClassificationDataset,
    objective: Objective,
    device: torch.device | str,
) -> LearningRateCurve:
    """The loss of a network of its own at many learning rates, from tiny to huge; see `find_learning_rate`."""
    config = replace(config, seed=draw_seed(config.seed))
    with use_seed(config.require_seed()), open_readers() as pool:
        network = build_network(entry, dataset.classes, start, frozen=config.frozen).to(device)
        batches, _ = make_batches(train_set, config, choose_augmentation(entry, config), pool, device)
        return find_learning_rate(network, batches, objective, config)


def load_best(
    entry: ModelSpec,
    network: Classifier,
    kept: CheckpointWriter,
    training: TrainingLoop,
    kind: type[TrainedNetwork] = TrainedNetwork,
) -> TrainedNetwork:
    """The trained network with its best weights, said."""
    info = weight_files.load_own_weights(kept.use)
    network.load_state_dict(info.pop("state_dict"))
    report_trained(kept, training)
    return kind(entry, network.eval(), info["classes"], info, kept.use, bool(info.get("frozen")))


def build_network(
    entry: ModelSpec,
    classes: list[str],
    start: InitialWeights,
    resumed_weights: dict | None = None,
    given: LoadedWeights | None = None,
    frozen: str | None = None,
) -> Classifier:
    """The network before it learns: fresh, with ImageNet weights, or with those of a file. What has learned before
    keeps some of it.

    The last layer starts anew where its classes are others. resumed_weights: the weights of a training that
    goes on, in place of all these. given: what the file holds, where it was read already. frozen: 'nothing', 'body'
    (all but the last layer), or None: what the model's recipe says.
    """
    if given is None and start.checkpoint and resumed_weights is None:
        given = load_weights(entry, start.checkpoint)
    architecture = (
        given.architecture
        if given
        else entry.architecture
        if resumed_weights is None
        else find_architecture(entry, resumed_weights)
    )
    network = Classifier(
        entry,
        len(classes),
        start.image_size,
        start.pretrained and given is None and resumed_weights is None,
        architecture=architecture,
    )
    if start.learned:
        recipe = entry.recipe
        network.freeze(recipe.frozen if frozen is None else (), recipe.norm_eval)
        if frozen == "body":
            network.freeze_body()
    if resumed_weights is not None:
        network.load_state_dict(resumed_weights)
    elif given:
        try:
            network.load_state_dict(_adapt_to_classes(given, classes), strict=False)
        except RuntimeError:  # the shapes are others than its own words say
            assert start.checkpoint is not None  # `given` is from it
            raise BadModelFile("bad_weights", path=Path(start.checkpoint).as_posix()) from None
    return network


def _adapt_to_classes(given: LoadedWeights, classes: list[str]) -> dict:
    if len(given.classes) != len(classes):
        show_notice("fitting_weights", theirs=len(given.classes), ours=len(classes))
    elif given.classes != classes:
        show_notice("fitting_classes")
    else:
        return given.state
    return given.without_head()


def load_trained_network(
    entry: ModelSpec, path: str | Path, device: torch.device | str, kind: type[TrainedNetwork] = TrainedNetwork
) -> TrainedNetwork:
    """The trained network of a weights file, ours or another's. Raises FileMissing, BadModelFile."""
    given = load_weights(entry, path)
    _require_task(given.info.get("task", "classification"), kind.task, path)
    if not given.classes:
        raise BadModelFile("no_last_layer", path=Path(path).as_posix())
    network = Classifier(entry, len(given.classes), given.info["image_size"], architecture=given.architecture)
    load_state(network, given.state, path)
    return kind(entry, network.to(device).eval(), given.classes, given.info, Path(path), bool(given.info.get("frozen")))


def load_imagenet_network(entry: ModelSpec, image_size: int, device: torch.device | str) -> TrainedNetwork:
    """The network as its makers trained it, with the classes of ImageNet. Raises NoNetwork, BadModelFile."""
    classes = read_imagenet_classes()
    network = Classifier(entry, len(classes), image_size)
    network.body.load_state_dict(entry.pretrained.state())
    info = {"model": entry.name, "task": entry.task, "classes": classes, "image_size": image_size}
    return TrainedNetwork(entry, network.to(device).eval(), classes, info)


def _require_task(task: str, wanted: str, path: str | Path) -> None:
    """Raises BadModelFile where the weights have learned something else: their scores would mean nothing."""
    if task not in TASKS:
        raise BadModelFile("bad_weights", path=Path(path).as_posix())
    if task != wanted:
        theirs, ours = get_both(f"task_{task}"), get_both(f"task_{wanted}")
        raise BadModelFile("weights_of_other_task", path=Path(path).as_posix(), theirs=theirs, ours=ours)


def load_state(network: torch.nn.Module, state: dict, path: str | Path) -> None:
    """Give a network all its weights, from those of a file. Raises BadModelFile."""
    counters = {name: value for name, value in network.state_dict().items() if name.endswith("num_batches_tracked")}
    try:
        network.load_state_dict(counters | state)  # not everybody keeps the counters
    except RuntimeError:
        raise BadModelFile("bad_weights", path=Path(path).as_posix()) from None


def require_enough_pictures(dataset: Dataset) -> None:
    """Raises BadData when there are too few pictures to train on."""
    if (count := len(dataset.items("train"))) < 2:
        raise BadData("too_few_pictures", path=dataset.path, count=count)


def choose_augmentation(entry: ModelSpec, config: TrainConfig) -> Augmentation:
    """Changes of pictures while training: as the model's recipe says, but for what was chosen.

    A policy stands in place of the turns, slants and light of the recipe, which it has itself.
    """
    own = entry.recipe.augmentation
    if config.policy:
        own = replace(own, rotate=0.0, shear=0.0, color=0.0, blur=0.0)
    chosen = {name: getattr(config, name) for name in ("flip", "rotate", "scale", "shift", "color")}
    return replace(own, **{name: value for name, value in chosen.items() if value is not None})


def describe_widths(network: "nn.Module") -> dict:
    """Facts that the weights of a pruned network state of it."""
    return {"widths": network.widths} if network.widths else {}


class NetworkLearner(Learner):
    """Training of a classifier's network, one class a picture; of other kinds of learning what is theirs.

    entry: the network. lesson: what teachers add to the labels, or None. trained: what comes of it; samples: the
    prepared pictures, with what is learned of each.
    """

    trained: type[TrainedNetwork] = TrainedNetwork
    samples: type[ClassificationDataset] = ClassificationDataset

    def __init__(self, entry: ModelSpec, lesson: Lesson | None = None) -> None:
        self.entry, self.lesson = entry, lesson

    def make_dataset(self, dataset: Dataset, split: str, learned_at: int | None = None) -> ClassificationDataset:
        """The prepared pictures of a part, as `ClassificationDataset` says. Raises BadData when there are too few to
        train on.
        """
        if split == "train":
            require_enough_pictures(dataset)
        return self.make_samples(dataset.items(split), dataset.classes, learned_at)

    def make_samples(self, items: list, classes: list[str], learned_at: int | None = None) -> ClassificationDataset:
        """These pictures, prepared."""
        return self.samples(items, classes, get_classifier_resize(self.entry.geometry), learned_at)

    def make_metrics(self, dataset: Dataset, asked: dict) -> Metrics:
        """Accuracy and what else was asked for."""
        return make_metric_config(len(dataset.classes), **asked)

    def make_objective(
        self, config: TrainConfig, train_set: ClassificationDataset, device: torch.device | str
    ) -> Objective:
        """Objective of the training."""
        weights = compute_class_weights(config.class_weights, train_set.labels, len(train_set.classes))
        return CrossEntropyObjective(config.label_smoothing, None if weights is None else weights.to(device))

    def make_diagnostics(self, info: dict) -> Any:
        """The observer that notices when nothing is learned; None: that of one class a picture."""
        return None

    def describe(self) -> dict:
        """More that the weights state."""
        return {}

    def fit(
        self,
        dataset: Dataset,
        config: TrainConfig,
        start: InitialWeights,
        checkpoint_config: CheckpointConfig,
        device: torch.device | str,
    ) -> tuple[list, TrainedNetwork]:
        """Train the whole network."""
        entry = self.entry
        info, resume_state, config, start = resume_or_begin(
            entry.name, self.trained.task, dataset, config, start, checkpoint_config
        )
        with use_seed(config.require_seed()):
            network = build_network(
                entry, dataset.classes, start, resume_state.state if resume_state else None, frozen=config.frozen
            ).to(device)
            train_set = self.make_dataset(dataset, "train", start.image_size)
            val_set = self.make_dataset(dataset, "val") if checkpoint_config.validate else None
            objective = self.make_objective(config, train_set, device)
            if self.lesson:
                train_set, objective = self.lesson.prepare(train_set, objective, config)
            plan = checkpoint_config.make_plan(
                {**add_config(info, config, start), **describe_widths(network), **self.describe()},
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
                self.make_diagnostics(plan.info),
            )
        return lines, load_best(entry, network, kept, training, self.trained)

    def load(self, path: Path, device: torch.device | str) -> TrainedNetwork:
        """The trained network of a weights file, ours or another's."""
        return load_trained_network(self.entry, path, device, self.trained)

"""From a trained network to a narrower one that keeps to a budget; it has not learned anew yet."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import torch

from sunmao.data.listing import Sample
from sunmao.errors import BadValue
from sunmao.models.pruned_architecture import fit_widths, list_widths
from sunmao.tasks.semantic_segmentation.train import measure_segmenter
from sunmao.training.checkpoints.checkpoint_loading import find_architecture
from sunmao.training.checkpoints.weight_files import list_versions, save_weights
from sunmao.training.gradient_accumulation import MicroBatches
from sunmao.training.prefetch import open_readers
from sunmao.training.training_run import CHECK_BATCH, compute_logits
from sunmao.vision.pruning.budget import choose_shares
from sunmao.vision.pruning.channels import choose_multiple, cut_channels, list_layers
from sunmao.vision.pruning.cost import count_cost, measure_times
from sunmao.vision.pruning.sensitivity import LayerSensitivity, measure_sensitivity

if TYPE_CHECKING:
    from sunmao.data.dataset import Dataset


BEGINNING = "epoch_0.pth"  # of the training that follows
KEPT = ("model", "task", "classes", "image_size", "data")  # what the file says as that of the whole network does
PICTURES, PAINTED = 40, 12  # validation pictures that each layer is judged by; of those with a class for each pixel


@dataclass(frozen=True)
class PrunedNetwork:
    """network: the narrower one; sensitivities: of the whole one; shares: what was cut out of each layer."""

    network: torch.nn.Module
    sensitivities: list[LayerSensitivity]
    shares: dict[str, float]


def prune_network(trained: Any, judge: Callable, budget: float, of: str) -> PrunedNetwork:
    """Cut the channels out of a copy of a trained network that it can best do without.

    Args:
        trained: a `TrainedNetwork` or a `TrainedSegmenter`.
        judge: network → (mark 0 to 1, mean loss).
        budget: the share that shall go, 0 to 1, of: one of `pruning.BUDGETS`.

    Raises: BadValue, when the network cannot be pruned, or not so far.
    """
    network, multiple = trained.network, choose_multiple(trained.entry.small)
    example = make_example(trained)
    layers = list_layers(network, example, trained.entry.name)
    sensitivities = measure_sensitivity(network, layers, judge, example, multiple)
    cut = partial(cut_channels, network, example=example, multiple=multiple)
    measure = _make_measure(trained, example, of)
    shares = choose_shares(sensitivities, budget, lambda shares: measure(cut(shares)))
    return PrunedNetwork(cut(shares), sensitivities, shares)


def make_example(trained: Any) -> torch.Tensor:
    """Example input of the network's body, (1, C, S, S) float32."""
    network, side = trained.network, trained.info["image_size"]
    return torch.zeros(1, network.front.mean.shape[1], side, side, device=network.front.mean.device)


def make_judge(pictures: Any, metrics: Any) -> Callable:
    """Judge of networks: network → (mark 0 to 1, mean loss).

    Args:
        pictures: a `ClassificationDataset`. metrics: how a test is measured, a `checkpointing.Metrics`.
    """

    def judge(network: Any) -> tuple[float, float]:
        device = next(network.parameters()).device
        with open_readers() as pool:
            logits, truth = compute_logits(network, pictures, pool, device, MicroBatches(CHECK_BATCH))
        marks = metrics.measure(logits, truth)
        return marks[metrics.progress], marks["val_loss"]

    return judge


def make_painting_judge(trained: Any, dataset: "Dataset", metrics: Any) -> Callable:
    """Judge of networks that paint: network → (mark 0 to 1, mean loss). trained: the whole one; metrics: how a test
    is measured.
    """
    items = select_judging(dataset, PAINTED)

    def judge(network: Any) -> tuple[float, float]:
        marks = measure_segmenter(network, dataset, items, trained.prepared, metrics)
        return marks[metrics.progress], marks["val_loss"]

    return judge


def select_judging(dataset: "Dataset", most: int = PICTURES) -> list[Sample]:
    """The pictures that layers are judged by: of the validation set, or where there is none, of the training set."""
    items = dataset.items("val") or dataset.items("train")
    return Random(0).sample(items, min(most, len(items)))


def save_pruned(trained: Any, pruned: PrunedNetwork, folder: Path) -> Path:
    """Write the narrower network as a weights file, with which a training can begin. Returns its path.

    Raises: BadValue, when it could not be loaded again: its network has layers of a kind that cannot be narrower.
    """
    state = pruned.network.state_dict()
    widths = _find_widths(trained, state)
    if widths is None:
        raise BadValue("cannot_prune", name=trained.entry.name)
    info = {name: value for name, value in trained.info.items() if name in KEPT}
    info |= {"widths": widths, "versions": list_versions()}
    save_weights(folder / BEGINNING, state, info)
    return folder / BEGINNING


def _find_widths(trained: Any, state: dict) -> dict[str, int] | None:
    """Number of channels of each layer of the narrower network; None where it could not be built from its weights."""
    entry = trained.entry
    if trained.task == "semantic":
        return fit_widths(entry.build(len(trained.classes), trained.info["image_size"]), state)
    architecture = find_architecture(entry, state)
    return None if architecture is None else list_widths(architecture)


def _make_measure(trained: Any, example: torch.Tensor, of: str) -> Callable:
    """Share of the network that is gone in a narrower one, 0 to 1."""
    if of == "time":

        def measure(smaller: Any) -> float:
            before, after = measure_times([trained, replace(trained, network=smaller)])
            return 1 - after / before

        return measure
    name = {"multiply_adds": "multiply_adds", "size": "parameters"}[of]
    before = getattr(count_cost(trained.network, example), name)
    return lambda smaller: 1 - getattr(count_cost(smaller, example), name) / before

"""From a segmenter's entry and a data set to a trained network that paints, and back from a weights file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from sunmao.errors import BadModelFile
from sunmao.models.model_spec import Augmentation, SegmenterModel
from sunmao.models.preprocessing import Resize, get_classifier_resize, get_resize_name
from sunmao.models.pruned_architecture import fit_widths
from sunmao.models.segmentation_network import SegmentationNetwork
from sunmao.runtime.notices import show_notice
from sunmao.tasks.classification.train import describe_widths, load_state, require_enough_pictures
from sunmao.tasks.learner import Learner, Trained
from sunmao.tasks.semantic_segmentation.dataset import IGNORED, SegmentationDataset, augment_masked
from sunmao.tasks.semantic_segmentation.diagnostics import SegmentationDiagnostics
from sunmao.tasks.semantic_segmentation.metrics import count_confusion, make_segmentation_metric_config
from sunmao.tasks.semantic_segmentation.objectives import SegmentationObjective, compute_pixel_weights
from sunmao.tasks.semantic_segmentation.painting import PaintedImage, paint_scores
from sunmao.training.checkpoints import weight_files
from sunmao.training.checkpoints.checkpoint_loading import read_own_checkpoint, select_matching
from sunmao.training.checkpoints.checkpointing import CheckpointConfig, CheckpointPlan, Metrics
from sunmao.training.dataloader import iter_chunks
from sunmao.training.devices.mixed_precision import copy_to_device
from sunmao.training.dry_run import DryRun
from sunmao.training.gradient_accumulation import MIN_BATCH, MicroBatches, fit_side_to_memory, split_range
from sunmao.training.prefetch import open_readers, prefetch
from sunmao.training.run_metadata import InitialWeights, add_config, report_trained, resume_or_begin, use_seed
from sunmao.training.training_loop import TrainConfig
from sunmao.training.training_run import run_training, to_tensor

if TYPE_CHECKING:
    from torch import nn


TOGETHER = 8  # pictures that a network looks at at once


@dataclass
class TrainedSegmenter(Trained):
    """A network that paints with what it has learned. path: its weights file, where there is one.

    prepared: how a picture is prepared for it.
    """

    entry: SegmenterModel
    network: Any
    classes: list[str]
    info: dict
    prepared: Resize
    path: Path | None = None
    task = "semantic"
    frozen = False

    def paint(self, pictures: list) -> list[PaintedImage]:
        """Class of each pixel of pictures, each (H, W, 3) uint8 RGB."""
        sizes = [picture.shape[1::-1] for picture in pictures]
        images = np.stack([self.prepared.prepare(picture) for picture in pictures])
        device, painted = next(self.network.parameters()).device, []
        self.network.eval()
        with torch.inference_mode():
            for places in iter_chunks(np.arange(len(images)), TOGETHER):
                scores = self.network(to_tensor(images[places], device)).softmax(1).cpu().numpy()
                painted += [paint_scores(row, sizes[place]) for row, place in zip(scores, places, strict=True)]
        return painted


def fit_segmenter(
    network: "nn.Module",
    train_set: SegmentationDataset,
    val_set: SegmentationDataset | None,
    config: TrainConfig,
    changes: Augmentation,
    plan: CheckpointPlan,
) -> tuple[list[dict], Any, Any]:
    """Train a network on pictures; same seed, same run.

    Returns: (log lines, the `CheckpointWriter` observer, the training).
    """
    device, classes = next(network.parameters()).device, len(plan.info["classes"])
    with open_readers() as pool:
        weights = _weigh_classes(config.class_weights, train_set, classes, pool)
        objective = SegmentationObjective(None if weights is None else weights.to(device))
        batches, steps = make_batches(train_set, config, changes, pool, device)
        validate = None
        if val_set is not None:

            def validate(network: "nn.Module", most: int | None = None) -> dict:
                return plan.metrics.measure(*_test(network, val_set, objective, classes, pool, device, most))

        dry_run = DryRun(plan.folder, None if val_set is None else partial(validate, most=2))
        diagnostics = SegmentationDiagnostics(plan.info)
        return run_training(
            network, batches, steps, validate, config, plan, network.state_dict, dry_run, objective, diagnostics
        )


def make_batches(
    pictures: SegmentationDataset,
    config: TrainConfig,
    changes: Augmentation,
    pool: Any,
    device: Any,
) -> tuple[Callable, int]:
    """The batches that `TrainingLoop` asks for, and how many an epoch has."""
    slices = split_range(len(pictures), min(config.batch_size, len(pictures)))

    def batches(epoch: int) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        # From the seed and the epoch alone, so that a training that goes on after a break sees the same.
        random = np.random.default_rng((config.require_seed(), epoch))
        order = random.permutation(len(pictures))
        for part in slices:
            images, masks = pictures.batch(order[part].tolist(), pool)
            if len(images) == 1:  # a single picture has no spread, which batch normalization needs
                images, masks = images * MIN_BATCH, masks * MIN_BATCH
            if images:
                pairs = zip(images, masks, strict=True)
                changed = [augment_masked(image, mask, changes, random) for image, mask in pairs]
                inputs, labels = (np.stack(each) for each in zip(*changed, strict=True))
                yield to_tensor(inputs, device), copy_to_device(torch.from_numpy(labels), device).long()

    return batches, len(slices)


def measure_segmenter(
    network: "nn.Module", dataset: Dataset, items: list[Sample], resize: Resize, metrics: Any
) -> dict:
    """The marks of a network that paints, see `SegmentationMetricConfig.measure`.

    items: of the data set, whose classes the network has learned. resize: how a picture is prepared for it.
    """
    pictures, device = SegmentationDataset(items, dataset, resize), next(network.parameters()).device
    with open_readers() as pool:
        return metrics.measure(
            *_test(network, pictures, SegmentationObjective(None), len(dataset.classes), pool, device, None)
        )


def _weigh_classes(asked: str | None, pictures: SegmentationDataset, classes: int, pool: Any) -> torch.Tensor | None:
    if asked is None:
        return None
    counts = np.zeros(IGNORED + 1, np.int64)
    for indices in iter_chunks(range(len(pictures)), TOGETHER):
        for mask in pictures.batch(indices, pool)[1]:
            counts += np.bincount(mask.ravel(), minlength=len(counts))
    return compute_pixel_weights(asked, counts[: classes + 1])


def _test(
    network: Any,
    pictures: SegmentationDataset,
    objective: Any,
    classes: int,
    pool: Any,
    device: Any,
    most: int | None,
) -> tuple:
    """The confusion matrix of all pixels at the network's size (of at most so many pictures), and the mean loss."""
    network.eval()
    confusion, loss, seen = np.zeros((classes + 1, classes + 1), np.int64), 0.0, 0
    micro_batches = MicroBatches(TOGETHER)
    chunks = iter_chunks(range(len(pictures))[:most], TOGETHER)
    with torch.inference_mode():
        for images, masks in prefetch(pictures.batch(indices, pool) for indices in chunks):
            if not images:
                continue
            inputs, truth = to_tensor(np.stack(images), device), torch.from_numpy(np.stack(masks)).to(device).long()

            def look(part: Any, inputs: Any = inputs, truth: Any = truth) -> tuple[float, np.ndarray]:
                answers: list[torch.Tensor] = []

                def answer(pixels: torch.Tensor) -> torch.Tensor:
                    answers.append(network(pixels))
                    return answers[0]

                sums = objective(answer, inputs[part], truth[part])
                return sums[0].item(), answers[0].argmax(1).cpu().numpy()

            for (summed, answers), part in zip(
                micro_batches.work(look, len(images)), split_range(len(images), micro_batches.size), strict=True
            ):
                loss += summed
                confusion += count_confusion(np.stack(masks[part]), answers, classes)
            seen += len(images)
    return confusion, loss / max(1, seen)


def build_segmenter(
    entry: SegmenterModel, classes: list[str], start: InitialWeights, resumed_weights: dict | None = None
) -> SegmentationNetwork:
    """The network before it learns: fresh, with a body that has seen ImageNet, or with the weights of a file; of a file
    for other classes all is taken that has the same shape. resumed_weights: the weights of a training that goes on.
    """
    network = entry.build(len(classes), start.image_size)
    if resumed_weights is not None:
        fit_widths(network, resumed_weights)
        network.load_state_dict(resumed_weights)
    elif start.checkpoint:
        state, info = read_own_checkpoint(entry, start.checkpoint)
        if len(info["classes"]) != len(classes):
            show_notice("fitting_weights", theirs=len(info["classes"]), ours=len(classes))
        _fit_widths(network, state, start.checkpoint)
        network.load_state_dict(select_matching(state, network.state_dict()), strict=False)
    elif start.pretrained:
        network.body.backbone.load_state_dict(entry.pretrained.state())
    if start.learned:
        network.freeze(entry.recipe.frozen, entry.recipe.norm_eval)
    return network


def load_trained_segmenter(entry: SegmenterModel, path: str | Path, device: torch.device | str) -> TrainedSegmenter:
    """The trained network of a weights file. Raises FileMissing, BadModelFile."""
    state, info = read_own_checkpoint(entry, path)
    network = entry.build(len(info["classes"]), info["image_size"])
    _fit_widths(network, state, path)
    load_state(network, state, path)
    resize = get_resize(entry, info["image_size"])
    return TrainedSegmenter(entry, network.to(device).eval(), list(info["classes"]), info, resize, Path(path))


def _fit_widths(network: "nn.Module", state: dict, path: str | Path) -> None:
    """Make a whole network as narrow as weights of a pruned one. Raises BadModelFile."""
    try:
        fit_widths(network, state)
    except ValueError:
        raise BadModelFile("bad_weights", path=Path(path).as_posix()) from None


def get_resize(entry: SegmenterModel, image_size: int) -> Resize:
    """Preprocessing of a picture for this model."""
    return get_classifier_resize(get_resize_name(entry, image_size))


class SegmenterLearner(Learner):
    """Learner of a network that paints."""

    def __init__(self, entry: SegmenterModel) -> None:
        self.entry = entry

    def make_metrics(self, dataset: Dataset, asked: dict) -> Metrics:
        """The mIoU."""
        return make_segmentation_metric_config(**asked)

    def fit(
        self,
        dataset: Dataset,
        config: TrainConfig,
        start: InitialWeights,
        checkpoint_config: CheckpointConfig,
        device: torch.device | str,
    ) -> tuple[list, TrainedSegmenter]:
        """Train the whole network."""
        entry = self.entry
        info, resume_state, config, start = resume_or_begin(
            entry.name, entry.task, dataset, config, start, checkpoint_config
        )
        if not (resume_state and resume_state.parameters or "image_size" in checkpoint_config.asked):
            start = InitialWeights(fit_side_to_memory(entry), start.pretrained, start.checkpoint)
        with use_seed(config.require_seed()):
            network = build_segmenter(entry, dataset.classes, start, resume_state.state if resume_state else None)
            require_enough_pictures(dataset)
            resize = get_resize(entry, start.image_size)
            train_set, val_set = (
                SegmentationDataset(dataset.items(split), dataset, resize) for split in ("train", "val")
            )
            plan = checkpoint_config.make_plan(
                {**add_config(info, config, start), **describe_widths(network)},
                resume_state.training if resume_state else None,
            )
            lines, kept, training = fit_segmenter(
                network.to(device),
                train_set,
                val_set if checkpoint_config.validate and len(val_set) else None,
                config,
                entry.recipe_for(start.learned).augmentation,
                plan,
            )
        info = weight_files.load_own_weights(kept.use)
        network.load_state_dict(info.pop("state_dict"))
        report_trained(kept, training)
        return lines, TrainedSegmenter(entry, network.eval(), info["classes"], info, resize, kept.use)

    def load(self, path: Path, device: torch.device | str) -> Any:
        """The trained network of a weights file."""
        return load_trained_segmenter(self.entry, path, device)

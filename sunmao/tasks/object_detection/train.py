"""From a detector's entry and a data set to a trained network that finds things, and back from a weights file."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from sunmao.models.model_spec import Augmentation, DetectorModel
from sunmao.models.openmmlab import pretrained
from sunmao.models.openmmlab.detector_module import DetectorModule, Targets
from sunmao.models.preprocessing import GEOMETRIES, LetterboxResize, Resize, get_resize_name
from sunmao.runtime.notices import show_notice
from sunmao.tasks.classification.train import load_state
from sunmao.tasks.learner import Learner
from sunmao.tasks.object_detection.augmentation import augment_samples
from sunmao.tasks.object_detection.dataset import DetectionDataset, DetectionTestDataset
from sunmao.tasks.object_detection.diagnostics import DetectionDiagnostics
from sunmao.tasks.object_detection.evaluation.metrics import make_detection_metric_config
from sunmao.tasks.object_detection.trained_detector import TOGETHER, TrainedDetector, detect
from sunmao.training.checkpoints import weight_files
from sunmao.training.checkpoints.checkpoint_loading import LoadedWeights, read_own_checkpoint, select_matching
from sunmao.training.checkpoints.checkpointing import CheckpointConfig, CheckpointPlan, CheckpointWriter, Metrics
from sunmao.training.devices.mixed_precision import copy_to_device
from sunmao.training.dry_run import DryRun
from sunmao.training.gradient_accumulation import MIN_BATCH, MicroBatches, fit_side_to_memory, split_range
from sunmao.training.prefetch import open_readers, prefetch
from sunmao.training.run_metadata import InitialWeights, add_config, report_trained, resume_or_begin, use_seed
from sunmao.training.training_loop import Objective, TrainConfig, TrainingLoop
from sunmao.training.training_run import run_training, to_tensor

if TYPE_CHECKING:
    pass


SHAPE = ("bbox", "iou", "xy", "wh", "l1")  # in the names of what mmdet's losses say about a box's place
TINY, FEW = 4, 0.05  # pixels of a thing in the network's input; the share of all things that may be so small


class DetectionObjective(Objective):
    """Objective of a network that finds things: the parts of its loss, in three sums.

    loss_cls: what a thing is, and whether there is one; loss_bbox: where; loss_mask: its outline.
    """

    def __init__(self, masks: bool) -> None:
        self.names = ("loss", "loss_cls", "loss_bbox", *(("loss_mask",) if masks else ()))

    def __call__(self, network: Any, inputs: Any, labels: Any) -> torch.Tensor:
        sums = dict.fromkeys(self.names, inputs.new_zeros(()))
        for name, value in network.losses(inputs, labels).items():
            part = "loss_mask" if "mask" in name else "loss_bbox" if any(word in name for word in SHAPE) else "loss_cls"
            sums["loss"] = sums["loss"] + value
            sums[part] = sums[part] + value.detach()
        return torch.stack(list(sums.values())) * len(labels)


def warn_tiny_objects(items: list[Sample], image_size: int) -> None:
    """Say how many things are so small in the network's input that they cannot be learned, where these are not few."""
    sized = [(thing.box, item.size) for item in items if item.size for thing in item.things]
    small = sum(min((x2 - x1) / wide, (y2 - y1) / high) * image_size < TINY for (x1, y1, x2, y2), (wide, high) in sized)
    if small > FEW * len(sized):
        show_notice("tiny_things", level="warn", count=small, total=len(sized), size=image_size)


def make_test_dataset(dataset: Dataset, entry: DetectorModel, image_size: int) -> DetectionTestDataset | None:
    """The pictures of the validation set; None when nothing in them is to be found."""
    items = dataset.items("val")
    if items and not any(item.things for item in items):
        show_notice("val_without_things", level="warn", path=dataset.path)
        return None
    return DetectionTestDataset(items, get_resize(entry, image_size)) if items else None


def fit_detector(
    network: DetectorModule,
    train_set: DetectionDataset,
    val_set: DetectionTestDataset | None,
    config: TrainConfig,
    changes: Augmentation,
    checkpoint_plan: CheckpointPlan,
) -> tuple[list[dict], Any, Any]:
    """Train a network on pictures; same seed, same run.

    Returns: (log lines, the `CheckpointWriter` observer, the training).
    """
    device = next(network.parameters()).device
    with open_readers() as pool:
        batches, steps = make_batches(train_set, config, changes, pool, network, device)
        validate, micro_batches = None, MicroBatches(TOGETHER)
        if val_set is not None:

            def validate(network: Any, most: int | None = None) -> dict:
                return checkpoint_plan.metrics.measure(
                    *_compute_detections(network, val_set, pool, micro_batches, most)
                )

        dry_run = DryRun(checkpoint_plan.folder, None if val_set is None else partial(validate, most=2))
        objective, diagnostics = DetectionObjective(network.gives_masks), DetectionDiagnostics(checkpoint_plan.info)
        return run_training(
            network,
            batches,
            steps,
            validate,
            config,
            checkpoint_plan,
            network.state_dict,
            dry_run,
            objective,
            diagnostics,
        )


def make_batches(
    scenes: DetectionDataset,
    config: TrainConfig,
    changes: Augmentation,
    pool: Executor,
    network: DetectorModule,
    device: torch.device | str,
) -> tuple[Callable, int]:
    """The batches that `TrainingLoop` asks for, and how many an epoch has."""
    # A single picture is learned from twice, changed differently: batch normalization needs more than one.
    count = max(MIN_BATCH, len(scenes))
    slices = split_range(count, min(config.batch_size, count))

    def batches(epoch: int) -> Iterator[tuple]:
        # From the seed and the epoch alone, so that a training that goes on after a break sees the same.
        random = np.random.default_rng((config.require_seed(), epoch))
        order = random.permutation(count) % len(scenes)
        for part in slices:
            read = scenes.batch(order[part].tolist(), pool)
            if len(read) == 1:
                read *= MIN_BATCH
            if read:
                ready = augment_samples(read, changes, random, network.size, network.gives_masks)
                images = np.stack([each.image for each in ready])
                yield to_tensor(images, device), [_make_targets(each, device) for each in ready]

    return batches, len(slices)


def _make_targets(ready: Any, device: Any) -> Targets:
    boxes, labels = (copy_to_device(torch.from_numpy(part), device) for part in (ready.boxes, ready.labels))
    masks = None if ready.masks is None else copy_to_device(torch.from_numpy(ready.masks), device)
    return Targets(boxes, labels, masks)


def _compute_detections(
    network: DetectorModule, views: DetectionTestDataset, pool: Any, micro_batches: MicroBatches, most: int | None
) -> tuple[list, list]:
    """The items that can be read (at most so many, those with things first) and what the network finds in them."""
    items, found = [], []
    indices: Sequence[int] = range(len(views))
    if most is not None:
        indices = sorted(indices, key=lambda place: not views.items[place].things)[:most]
    parts = split_range(len(indices), TOGETHER)
    for places, images in prefetch(views.batch(indices[part], pool) for part in parts):
        items += [views.items[place] for place in places]
        found += detect(network, images, [views.sizes[place] for place in places], micro_batches)
    return items, found


def load_best_detector(
    entry: DetectorModel, network: DetectorModule, kept: CheckpointWriter, training: TrainingLoop
) -> TrainedDetector:
    """The trained network with its best weights, said."""
    info = weight_files.load_own_weights(kept.use)
    network.load_state_dict(info.pop("state_dict"))
    report_trained(kept, training)
    return TrainedDetector(entry, network.eval(), info["classes"], info, get_resize(entry, network.size), kept.use)


def build_detector_network(
    entry: DetectorModel, classes: list[str], start: InitialWeights, resumed_weights: dict | None = None
) -> DetectorModule:
    """The network before it learns: fresh, with a body that has seen ImageNet, or with the weights of a file. What has
    learned before keeps some of it.

    Of a file for other classes all is taken that has the same shape. resumed_weights: the weights of a training
    that goes on, in place of all these.
    """
    network = entry.build(len(classes), start.image_size)
    if resumed_weights is not None:
        network.load_state_dict(resumed_weights)
    elif start.checkpoint:
        given = load_detector_weights(entry, start.checkpoint)
        if len(given.classes) != len(classes):
            show_notice("fitting_weights", theirs=len(given.classes), ours=len(classes))
        network.load_state_dict(select_matching(given.state, network.state_dict()), strict=False)
    elif start.pretrained:
        network.body.backbone.load_state_dict(entry.pretrained.state())
    if start.learned:
        network.freeze(entry.recipe.frozen, entry.recipe.norm_eval)
    return network


def load_trained_detector(entry: DetectorModel, path: str | Path, device: torch.device | str) -> TrainedDetector:
    """The trained network of a weights file. Raises FileMissing, BadModelFile."""
    given = load_detector_weights(entry, path)
    network = entry.build(len(given.classes), given.info["image_size"])
    load_state(network, given.state, path)
    network.to(device).eval()
    return TrainedDetector(entry, network, given.classes, given.info, get_resize(entry, network.size), Path(path))


def load_detector_weights(entry: DetectorModel, path: str | Path) -> LoadedWeights:
    """Read a weights file for this model, ours or one of mmdet. Raises FileMissing, BadModelFile."""
    data = weight_files.load_any_weights(path)
    if not weight_files.is_own(data):
        return LoadedWeights(None, *pretrained.convert_checkpoint(entry, data, path))
    state, info = read_own_checkpoint(entry, path)
    return LoadedWeights(None, state, list(info["classes"]), info)


def get_resize(entry: DetectorModel, image_size: int) -> Resize | LetterboxResize:
    """Preprocessing of a picture for this model."""
    return GEOMETRIES[get_resize_name(entry, image_size)]


class DetectorLearner(Learner):
    """Learner of a network that finds things."""

    def __init__(self, entry: DetectorModel) -> None:
        self.entry = entry

    def make_metrics(self, dataset: Dataset, asked: dict) -> Metrics:
        """The mAP of what is tested, by COCO's rules."""
        return make_detection_metric_config(dataset.classes, self.entry.task, **asked)

    def fit(
        self,
        dataset: Dataset,
        config: TrainConfig,
        start: InitialWeights,
        checkpoint_config: CheckpointConfig,
        device: torch.device | str,
    ) -> tuple[list, TrainedDetector]:
        """Train the whole network."""
        entry = self.entry
        info, resume_state, config, start = resume_or_begin(
            entry.name, entry.task, dataset, config, start, checkpoint_config
        )
        if not (resume_state and resume_state.parameters or "image_size" in checkpoint_config.asked):
            start = replace(start, image_size=fit_side_to_memory(entry))
        with use_seed(config.require_seed()):
            network = build_detector_network(
                entry, dataset.classes, start, resume_state.state if resume_state else None
            ).to(device)
            warn_tiny_objects(dataset.items("train"), start.image_size)
            train_set = DetectionDataset(dataset.items("train"), dataset.classes, start.image_size, network.gives_masks)
            val_set = make_test_dataset(dataset, entry, start.image_size) if checkpoint_config.validate else None
            checkpoint_plan = checkpoint_config.make_plan(
                add_config(info, config, start), resume_state.training if resume_state else None
            )
            lines, kept, training = fit_detector(
                network, train_set, val_set, config, entry.recipe_for(start.learned).augmentation, checkpoint_plan
            )
        return lines, load_best_detector(entry, network, kept, training)

    def load(self, path: Path, device: torch.device | str) -> Any:
        """The trained network of a weights file, ours or of mmdet."""
        return load_trained_detector(self.entry, path, device)

"""From a detector's entry and a data set to a trained network that finds things, and back from a weights file."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.data.listing import Item
from sunmao.data.images.image_files import READERS
from sunmao.errors import BadModelFile
from sunmao.models.model_spec import Augmentation, Detector
from sunmao.models.openmmlab import pretrained as published
from sunmao.models.openmmlab.detector_module import Finder, Targets
from sunmao.models.preprocessing import GEOMETRIES, Geometry, Whole, geometry_of
from sunmao.runtime.notices import note
from sunmao.vision.checkpoints import weight_files
from sunmao.vision.checkpoints.checkpointing import Checkpoints, Keeping, Wishes
from sunmao.vision.training.training_run import pixels, run
from sunmao.vision.checkpoints.checkpoint_loading import Held, own
from sunmao.vision.training.train import Start, a_seed, described, say_trained, seeded, with_plan
from sunmao.vision.training.dry_run import Rehearsal
from sunmao.vision.checkpoints.resume import left_over
from sunmao.vision.training.gradient_accumulation import LEAST, Portions, affordable_side, parts
from sunmao.vision.training.training_loop import Lesson, Plan, Training
from sunmao.vision.object_detection.augmentation import changed
from sunmao.vision.object_detection.dataset import Scenes, Views
from sunmao.vision.object_detection.diagnostics import Symptoms
from sunmao.vision.object_detection.trained_detector import TOGETHER, TrainedFinder, answers

SHAPE = ("bbox", "iou", "xy", "wh", "l1")  # in the names of what mmdet's losses say about a box's place
TINY, FEW = 4, 0.05  # pixels of a thing in the network's input; the share of all things that may be so small
BATCHES = 8  # of an epoch at least: where pictures are few, smaller batches take more steps
SMALLEST = 4  # pictures of a batch that is made smaller for this


class Finding(Lesson):
    """What a network that finds things learns from: the parts of its loss, in three sums.

    loss_cls: what a thing is, and whether there is one; loss_bbox: where; loss_mask: its outline.
    """

    def __init__(self, masks: bool):
        self.names = ("loss", "loss_cls", "loss_bbox", *(("loss_mask",) if masks else ()))

    def __call__(self, network, inputs, labels) -> torch.Tensor:
        sums = dict.fromkeys(self.names, inputs.new_zeros(()))
        for name, value in network.losses(inputs, labels).items():
            part = "loss_mask" if "mask" in name else "loss_bbox" if any(word in name for word in SHAPE) else "loss_cls"
            sums["loss"] = sums["loss"] + value
            sums[part] = sums[part] + value.detach()
        return torch.stack(list(sums.values())) * len(labels)


def train(entry: Detector, dataset: Dataset, plan: Plan, start: Start, wishes: Wishes, device) -> tuple[list, TrainedFinder]:
    """Train a network that finds things. Returns (log lines, the trained network with its best weights)."""
    info = described(entry, dataset, plan, start)
    left = left_over(wishes, info)
    plan, start = (left.planned(plan), left.started(start)) if left else (plan, start)
    plan = replace(plan, seed=a_seed(plan.seed))
    if not (left and left.parameters or "image_size" in wishes.asked):
        start = replace(start, image_size=affordable_side(entry))
    with seeded(plan.seed):
        network = begun(entry, dataset.classes, start, left and left.state).to(device)
        say_tiny(dataset.items("train"), start.image_size)
        train_set = Scenes(dataset.items("train"), dataset.classes, start.image_size, network.gives_masks)
        val_set = tested(dataset, entry, start.image_size) if wishes.validate else None
        keeping = wishes.keeping(with_plan(info, plan, start), left and left.training)
        lines, kept, training = fit(network, train_set, val_set, plan, entry.recipe_for(start.learned).augmentation, keeping)
    return lines, ended(entry, network, kept, training)


def suited_batch(size: int, pictures: int) -> int:
    """How many of so many pictures are learned from at once where the recipe says `size`: an epoch shall have some steps."""
    while size > SMALLEST and pictures < BATCHES * size:
        size = max(SMALLEST, size // 2)
    return size


def say_tiny(items: list[Item], image_size: int) -> None:
    """Say how many things are so small in the network's input that they cannot be learned, where these are not few."""
    sized = [(thing.box, item.size) for item in items if item.size for thing in item.things]
    small = sum(min((x2 - x1) / wide, (y2 - y1) / high) * image_size < TINY for (x1, y1, x2, y2), (wide, high) in sized)
    if small > FEW * len(sized):
        note("tiny_things", level="warn", count=small, total=len(sized), size=image_size)


def tested(dataset: Dataset, entry: Detector, image_size: int) -> Views | None:
    """The pictures of the validation set; None when nothing in them is to be found."""
    items = dataset.items("val")
    if items and not any(item.things for item in items):
        note("val_without_things", level="warn", path=dataset.path)
        return None
    return Views(items, prepared(entry, image_size)) if items else None


def fit(network: Finder, train_set: Scenes, val_set: Views | None, plan: Plan, changes: Augmentation, keeping: Keeping):
    """Train a network on pictures; same seed, same run.

    Returns: (log lines, the `Checkpoints` observer, the training).
    """
    device = next(network.parameters()).device
    with ThreadPoolExecutor(READERS) as pool:
        batches, steps = batches_of(train_set, plan, changes, pool, network, device)
        check, portions = None, Portions(TOGETHER)
        if val_set is not None:

            def check(network, most: int | None = None):
                return keeping.marking.measure(*_asked(network, val_set, pool, portions, most))

        rehearsal = Rehearsal(keeping.folder, check and partial(check, most=2))
        lesson, symptoms = Finding(network.gives_masks), Symptoms(keeping.info)
        return run(network, batches, steps, check, plan, keeping, network.state_dict, rehearsal, lesson, symptoms)


def batches_of(scenes: Scenes, plan: Plan, changes: Augmentation, pool, network: Finder, device):
    """The batches that `Training` asks for, and how many an epoch has."""
    # A single picture is learned from twice, changed differently: batch normalisation needs more than one.
    count = max(LEAST, len(scenes))
    slices = parts(count, min(plan.batch_size, count))

    def batches(epoch: int):
        # From the seed and the epoch alone, so that a training that goes on after a break sees the same.
        random = np.random.default_rng((plan.seed, epoch))
        order = random.permutation(count) % len(scenes)
        for part in slices:
            read = scenes.batch(order[part].tolist(), pool)
            if len(read) == 1:
                read *= LEAST
            if read:
                ready = changed(read, changes, random, network.size, network.gives_masks)
                images = np.stack([each.image for each in ready])
                yield pixels(images, device), [_targets(each).to(device) for each in ready]

    return batches, len(slices)


def _targets(ready) -> Targets:
    masks = None if ready.masks is None else torch.from_numpy(ready.masks)
    return Targets(torch.from_numpy(ready.boxes), torch.from_numpy(ready.labels), masks)


def _asked(network: Finder, views: Views, pool, portions: Portions, most: int | None) -> tuple[list, list]:
    """The items that can be read (at most so many, those with things first) and what the network finds in them."""
    items, found, indices = [], [], range(len(views))
    if most is not None:
        indices = sorted(indices, key=lambda place: not views.items[place].things)[:most]
    for part in parts(len(indices), TOGETHER):
        places, images = views.batch(indices[part], pool)
        items += [views.items[place] for place in places]
        found += answers(network, images, [views.sizes[place] for place in places], portions)
    return items, found


def ended(entry: Detector, network: Finder, kept: Checkpoints, training: Training) -> TrainedFinder:
    """The trained network with its best weights, said."""
    info = weight_files.load(kept.use)
    network.load_state_dict(info.pop("state_dict"))
    say_trained(kept, training)
    return TrainedFinder(entry, network.eval(), info["classes"], info, prepared(entry, network.size), kept.use)


def begun(entry: Detector, classes: list[str], start: Start, left: dict | None = None) -> Finder:
    """The network before it learns: fresh, with a body that has seen ImageNet, or with the weights of a file. What has learned before
    keeps some of it.

    Of a file for other classes all is taken that has the same shape. left: the weights of a training that goes on, in place of all these.
    """
    network = entry.build(len(classes), start.image_size)
    if left is not None:
        network.load_state_dict(left)
    elif start.checkpoint:
        given = held(entry, start.checkpoint)
        if len(given.classes) != len(classes):
            note("fitting_weights", theirs=len(given.classes), ours=len(classes))
        network.load_state_dict(_fitting(given.state, network.state_dict()), strict=False)
    elif start.pretrained:
        network.body.backbone.load_state_dict(entry.pretrained.state())
    if start.learned:
        network.freeze(entry.recipe.frozen)
    return network


def _fitting(state: dict, own: dict) -> dict:
    return {name: value for name, value in state.items() if name in own and own[name].shape == value.shape}


def load(entry: Detector, path, device) -> TrainedFinder:
    """The trained network of a weights file. Raises FileMissing, BadModelFile."""
    given = held(entry, path)
    network = entry.build(len(given.classes), given.info["image_size"])
    counters = {name: value for name, value in network.state_dict().items() if name.endswith("num_batches_tracked")}
    try:
        network.load_state_dict(counters | given.state)  # not everybody keeps the counters
    except RuntimeError:
        raise BadModelFile("bad_weights", path=Path(path).as_posix()) from None
    network.to(device).eval()
    return TrainedFinder(entry, network, given.classes, given.info, prepared(entry, network.size), Path(path))


def held(entry: Detector, path) -> Held:
    """What a weights file holds for this model, ours or one of mmdet. Raises FileMissing, BadModelFile."""
    data = weight_files.opened(path)
    if not weight_files.is_own(data):
        return Held(None, *published.taken(entry, data, path))
    state, info = own(entry, path)
    return Held(None, state, list(info["classes"]), info)


def prepared(entry: Detector, image_size: int) -> Geometry | Whole:
    """How a picture is prepared for this model."""
    return GEOMETRIES[geometry_of(entry, image_size)]

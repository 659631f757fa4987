"""From a model's entry and a data set to trained weights, and back from a weights file."""

import random
import secrets
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.errors import BadData, BadModelFile
from sunmao.models.model_spec import Augmentation, Entry
from sunmao.models.network import Network
from sunmao.models.preprocessing import GEOMETRIES
from sunmao.runtime.notices import note
from sunmao.vision.checkpoints import weight_files
from sunmao.vision.checkpoints.checkpointing import Checkpoints, Wishes
from sunmao.vision.training.training_run import fit, scores
from sunmao.vision.checkpoints.checkpoint_loading import Held, form_of, held
from sunmao.vision.training.dataloader import Pictures
from sunmao.vision.checkpoints.resume import left_over
from sunmao.vision.training.training_loop import Plan, Training


@dataclass
class Trained:
    """A network with what it has learned. path: its weights file, where there is one.

    frozen: only the last layer was trained; the rest is as packaged.
    """

    entry: Entry
    network: Network
    classes: list[str]
    info: dict
    path: Path | None = None
    frozen: bool = False

    def scores(self, pictures: list) -> np.ndarray:
        """Scores, (N, C) float32, of pictures, each (H, W, 3) uint8 RGB."""
        geometry = GEOMETRIES[self.entry.geometry]
        return scores(self.network, np.stack([geometry.prepare(picture) for picture in pictures]))

    def scores_of_rows(self, rows: np.ndarray) -> np.ndarray:
        """Scores, (N, C) float32, of what the packaged backbone saw, (N, features) float32."""
        layer = self.network.head
        with torch.inference_mode():
            return layer(torch.from_numpy(rows).to(layer.weight.device)).softmax(1).cpu().numpy()


@dataclass(frozen=True)
class Start:
    """What a training begins with. pretrained: ImageNet weights; checkpoint: weights of a file, in their place."""

    image_size: int
    pretrained: bool
    checkpoint: str | None = None

    @property
    def learned(self) -> bool:
        """Whether it begins with weights that have learned before."""
        return self.pretrained or self.checkpoint is not None


def train(entry: Entry, dataset: Dataset, plan: Plan, start: Start, wishes: Wishes, device) -> tuple[list, Trained]:
    """Train a whole network. Returns (log lines, the trained network with its best weights)."""
    info = described(entry, dataset, plan, start)
    left = left_over(wishes, info)
    plan, start = (left.planned(plan), left.started(start)) if left else (plan, start)
    plan = replace(plan, seed=a_seed(plan.seed))
    with seeded(plan.seed):
        network = begun(entry, dataset.classes, start, left and left.state).to(device)
        train_set = pictures_of(dataset, "train", entry, learned_at=start.image_size)
        val_set = pictures_of(dataset, "val", entry) if wishes.validate else None
        keeping = wishes.keeping(with_plan(info, plan, start), left and left.training)
        lines, kept, training = fit(network, train_set, val_set, plan, changes_for(entry), keeping)
    return lines, ended(entry, network, kept, training)


def ended(entry: Entry, network: Network, kept: Checkpoints, training: Training) -> Trained:
    """The trained network with its best weights, said."""
    info = weight_files.load(kept.use)
    network.load_state_dict(info.pop("state_dict"))
    say_trained(kept, training)
    return Trained(entry, network.eval(), info["classes"], info, kept.use, bool(info.get("frozen")))


def say_trained(kept: Checkpoints, training: Training) -> None:
    """Say that a training is done, and where its weights are."""
    note("trained" if kept.best else "trained_untested", seconds=f"{training.seconds:.1f}", path=kept.use.as_posix())


def begun(entry: Entry, classes: list[str], start: Start, left: dict | None = None) -> Network:
    """The network before it learns: fresh, with ImageNet weights, or with those of a file. What has learned before keeps some of it.

    The last layer starts anew where its classes are others. left: the weights of a training that goes on, in place of all these.
    """
    given = held(entry, start.checkpoint) if start.checkpoint and left is None else None
    form = given.form if given else entry.form if left is None else form_of(entry, left)
    network = Network(entry, len(classes), start.image_size, start.pretrained and given is None and left is None, form=form)
    if start.learned:
        network.freeze(entry.recipe.frozen)
    if left is not None:
        network.load_state_dict(left)
    elif given:
        try:
            network.load_state_dict(_for_classes(given, classes), strict=False)
        except RuntimeError:  # the shapes are others than its own words say
            raise BadModelFile("bad_weights", path=Path(start.checkpoint).as_posix()) from None
    return network


def _for_classes(given: Held, classes: list[str]) -> dict:
    if len(given.classes) != len(classes):
        note("fitting_weights", theirs=len(given.classes), ours=len(classes))
    elif given.classes != classes:
        note("fitting_classes")
    else:
        return given.state
    return given.without_head()


def load(entry: Entry, path, device) -> Trained:
    """The trained network of a weights file, ours or another's. Raises FileMissing, BadModelFile."""
    given = held(entry, path)
    if not given.classes:
        raise BadModelFile("no_last_layer", path=Path(path).as_posix())
    network = Network(entry, len(given.classes), given.info["image_size"], form=given.form)
    counters = {name: value for name, value in network.state_dict().items() if name.endswith("num_batches_tracked")}
    try:
        network.load_state_dict(counters | given.state)  # not everybody keeps the counters
    except RuntimeError:
        raise BadModelFile("bad_weights", path=Path(path).as_posix()) from None
    return Trained(entry, network.to(device).eval(), given.classes, given.info, Path(path), bool(given.info.get("frozen")))


def pictures_of(dataset: Dataset, split: str, entry: Entry, learned_at: int | None = None) -> Pictures:
    """The prepared pictures of a part, as `Pictures` says. Raises BadData when there are too few to train on."""
    items = dataset.items(split)
    if split == "train" and len(items) < 2:
        raise BadData("too_few_pictures", path=dataset.path, count=len(items))
    return Pictures(items, dataset.classes, GEOMETRIES[entry.geometry], learned_at)


def changes_for(entry: Entry) -> Augmentation:
    """How the model's recipe changes pictures while training."""
    return entry.recipe.augmentation


def described(entry: Entry, dataset: Dataset, plan: Plan, start: Start) -> dict:
    """What every weights file of a training says about it, so that it can be repeated."""
    counts = {split: dataset.count_pictures(split=split) for split in ("train", "val", "test")}
    return {
        "model": entry.name,
        "task": entry.task,
        "classes": dataset.classes,
        "image_size": start.image_size,
        "parameters": {**asdict(plan), **asdict(start)},
        "data": {"path": dataset.path, "hash": dataset.content_hash(), "pictures": counts},
        "versions": weight_files.versions(),
        "time": time.strftime("%Y-%m-%d %H:%M:%S"),
    }


def with_plan(info: dict, plan: Plan, start: Start) -> dict:
    """What `described` says, with the plan that is followed, its seed included, and how it really began."""
    return {**info, "image_size": start.image_size, "seed": plan.seed, "parameters": {**info["parameters"], **asdict(plan), **asdict(start)}}


def a_seed(wanted: int | None) -> int:
    """The seed that was asked for, or one drawn now; it is kept with the weights, so that any run can be repeated."""
    return wanted or secrets.randbelow(2**31 - 1) + 1


@contextmanager
def seeded(seed: int):
    """Random numbers of the training come from the seed; those of the pupil's program stay as they were."""
    before, numbers = random.getstate(), np.random.get_state()
    with torch.random.fork_rng(devices=range(torch.cuda.device_count())):
        torch.manual_seed(seed)
        try:
            yield
        finally:
            random.setstate(before)
            np.random.set_state(numbers)

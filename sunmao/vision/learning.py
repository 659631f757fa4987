"""From a model's entry and a data set to trained weights, and back from a weights file."""

import random
import secrets
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from ..data.dataset import Dataset
from ..errors import BadData, BadModelFile
from ..models import find
from ..models.entry import Augmentation, Entry
from ..models.network import Network
from ..models.preparation import GEOMETRIES
from ..notes import note
from . import weights
from .fitting import fit, scores
from .loading import Pictures
from .training import Plan


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
    """What a training begins with. pretrained: the packaged weights; checkpoint: weights of a file, on top of these."""

    image_size: int
    pretrained: bool
    checkpoint: str | None = None


def train(
    entry: Entry, dataset: Dataset, plan: Plan, start: Start, folder: Path, validate: bool, device
) -> tuple[list, Trained]:
    """Train a whole network. Returns (log lines, the trained network with its best weights)."""
    with seeded(plan.seed):
        network = begun(entry, dataset.classes, start).to(device)
        train_set, val_set = pictures_of(dataset, "train", entry), pictures_of(dataset, "val", entry) if validate else None
        info = described(entry, dataset, plan, start)
        lines, kept, training = fit(network, train_set, val_set, plan, changes_for(entry), folder, info)
    if kept.best:
        network.load_state_dict(kept.best["state_dict"])
    path = kept.path or folder / "latest.pth"
    note("trained", seconds=f"{training.seconds:.1f}", path=path.as_posix())
    return lines, Trained(entry, network.eval(), dataset.classes, kept.best or info, path)


def begun(entry: Entry, classes: list[str], start: Start) -> Network:
    """The network before it learns: fresh, with packaged weights, or with those of a file."""
    network = Network(entry, len(classes), start.image_size, start.pretrained and not start.checkpoint)
    if start.pretrained:
        network.freeze(entry.recipe.frozen)
    if start.checkpoint:
        data = _of_model(entry, start.checkpoint)
        state = data["state_dict"]
        if len(data["classes"]) != len(classes):
            note("fitting_weights", theirs=len(data["classes"]), ours=len(classes))
            state = {name: value for name, value in state.items() if not name.startswith(f"body.{entry.head}.")}
        network.load_state_dict(state, strict=False)
    return network


def load(entry: Entry, path, device) -> Trained:
    """The trained network of a weights file. Raises FileMissing, BadModelFile."""
    data = _of_model(entry, path)
    network = Network(entry, len(data["classes"]), data["image_size"])
    try:
        network.load_state_dict(data["state_dict"])
    except RuntimeError:
        raise BadModelFile("bad_weights", path=Path(path).as_posix()) from None
    info = {key: value for key, value in data.items() if key != "state_dict"}
    return Trained(entry, network.to(device).eval(), list(data["classes"]), info, Path(path), bool(data.get("frozen")))


def _of_model(entry: Entry, path) -> dict:
    data = weights.load(path)
    if find(data["model"]).name != entry.name:
        raise BadModelFile("other_model", path=Path(path).as_posix(), theirs=data["model"], ours=entry.name)
    return data


def pictures_of(dataset: Dataset, split: str, entry: Entry) -> Pictures:
    """The prepared pictures of a part. Raises BadData when there are too few to train on."""
    items = dataset.items(split)
    if split == "train" and len(items) < 2:
        raise BadData("too_few_pictures", path=dataset.path, count=len(items))
    return Pictures(items, dataset.classes, GEOMETRIES[entry.geometry])


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
        "seed": plan.seed,
        "parameters": {**asdict(plan), **asdict(start)},
        "data": {"path": dataset.path, "hash": dataset.content_hash(), "pictures": counts},
        "versions": weights.versions(),
        "time": time.strftime("%Y-%m-%d %H:%M:%S"),
    }


def a_seed(wanted: int | None) -> int:
    """The seed that was asked for, or one drawn now; it is kept with the weights, so that any run can be repeated."""
    return int(wanted) if wanted is not None else secrets.randbelow(2**31)


@contextmanager
def seeded(seed: int):
    """Random numbers of the training come from the seed; those of the pupil's program stay as they were."""
    before, numbers = random.getstate(), np.random.get_state()
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        try:
            yield
        finally:
            random.setstate(before)
            np.random.set_state(numbers)

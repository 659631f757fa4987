"""Quick training: every picture is looked at once by the packaged backbone, then only the last layer learns."""

from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from ..data.dataset import Dataset
from ..errors import BadData
from ..models.entry import Entry
from ..models.network import Network
from ..notes import note, say
from .embedding import Embedder
from .fitting import run
from .learning import Start, Trained, described, seeded
from .loading import chunks
from .results import Result
from .testing import answered
from .training import Plan


class Head(torch.nn.Module):
    """The last layer alone: (N, features) → (N, classes)."""

    def __init__(self, features: int, classes: int):
        super().__init__()
        self.layer = torch.nn.Linear(features, classes)
        torch.nn.init.zeros_(self.layer.weight)

    def forward(self, rows):
        return self.layer(rows)


class Rows:
    """The rows of some pictures with their label numbers, as tensors."""

    def __init__(self, items: list, rows: np.ndarray, classes: list[str]):
        numbers = {label: number for number, label in enumerate(classes)}
        self.labels = torch.tensor([numbers[item.label] for item in items], dtype=torch.long)
        self.rows = torch.from_numpy(rows)


def quick_train(entry: Entry, dataset: Dataset, plan: Plan, start: Start, folder: Path) -> tuple[list, Trained]:
    """Train the last layer only. Returns (log lines, the trained network with its best weights)."""
    train, val = _looked_at(entry, dataset, start.image_size)
    with seeded(plan.seed):
        network = Network(entry, len(dataset.classes), start.image_size, pretrained=True)
        head = Head(entry.features, len(dataset.classes))
        network.replace_head(head.layer)
        info = {**described(entry, dataset, plan, start), "frozen": True}
        check = (lambda head: _marks(head, val)) if len(val.labels) else None
        size = min(plan.batch_size, len(train.labels))
        steps = -(-len(train.labels) // size)
        lines, kept, training = run(
            head, lambda epoch: _batches(train, size, np.random.default_rng((plan.seed, epoch))), steps, check, plan, folder, network.state_dict, info
        )
    if kept.best:
        network.load_state_dict(kept.best["state_dict"])
    path = kept.path or folder / "latest.pth"
    note("trained", seconds=f"{training.seconds:.1f}", path=path.as_posix())
    return lines, Trained(entry, network.eval(), dataset.classes, kept.best or info, path, frozen=True)


def answers(trained: Trained, items: list) -> list[Result]:
    """One Result a picture: what the packaged backbone sees is computed faster than by torch, and remembered."""
    items, rows = Embedder(trained.entry, trained.info["image_size"]).of_items(items)
    scores = trained.scores_of_rows(rows)
    return [answered(item, row, trained.classes) for item, row in zip(items, scores, strict=True)]


def _looked_at(entry: Entry, dataset: Dataset, image_size: int) -> tuple[Rows, Rows]:
    """Rows of the training and validation pictures."""
    parts = {split: dataset.items(split) for split in ("train", "val")}
    if len(parts["train"]) < 2:
        raise BadData("too_few_pictures", path=dataset.path, count=len(parts["train"]))
    say("embedding", pictures=sum(len(items) for items in parts.values()))
    embedder = Embedder(entry, image_size)
    items, rows = embedder.of_items(parts["train"] + parts["val"])
    ends = sum(item.split == "train" for item in items)
    return Rows(items[:ends], rows[:ends], dataset.classes), Rows(items[ends:], rows[ends:], dataset.classes)


def _batches(train: Rows, size: int, random):
    for indices in chunks(torch.from_numpy(random.permutation(len(train.labels))), size):
        yield train.rows[indices], train.labels[indices]


def _marks(head: Head, val: Rows) -> dict:
    head.eval()
    with torch.inference_mode():
        logits = head(val.rows)
        loss = functional.cross_entropy(logits, val.labels).item()
        return {"accuracy": (logits.argmax(1) == val.labels).float().mean().item(), "val_loss": loss}

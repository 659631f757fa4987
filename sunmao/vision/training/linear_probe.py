"""Quick training: every picture is looked at once by the packaged backbone, then only the last layer learns."""

from dataclasses import replace
from functools import partial

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.errors import BadData
from sunmao.models.model_spec import Entry
from sunmao.models.network import Network
from sunmao.runtime.notices import say
from sunmao.vision.checkpoints.checkpointing import Wishes
from sunmao.vision.inference.embedding import Embedder
from sunmao.vision.training.training_run import run
from sunmao.vision.training.train import Start, Trained, a_seed, described, ended, seeded, with_plan
from sunmao.vision.training.dataloader import chunks
from sunmao.vision.inference.results import Result
from sunmao.vision.inference.batch_inference import answered
from sunmao.vision.training.training_loop import Plan


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


def quick_train(entry: Entry, dataset: Dataset, plan: Plan, start: Start, wishes: Wishes) -> tuple[list, Trained]:
    """Train the last layer only. Returns (log lines, the trained network with its best weights)."""
    train, val = _looked_at(entry, dataset, start.image_size)
    plan = replace(plan, seed=a_seed(plan.seed))
    with seeded(plan.seed):
        network = Network(entry, len(dataset.classes), start.image_size, pretrained=True)
        head = Head(entry.features, len(dataset.classes))
        network.replace_head(head.layer)
        info = {**with_plan(described(entry, dataset, plan, start), plan, start), "frozen": True}
        # After a kill it begins anew: it takes seconds.
        keeping = wishes.keeping(info, resumable=False)
        check = (lambda head: keeping.marking.measure(*_answers(head, val))) if len(val.labels) else None
        size = min(plan.batch_size, len(train.labels))
        steps = -(-len(train.labels) // size)
        batches = partial(_batches, train, size, plan.seed)
        lines, kept, training = run(head, batches, steps, check, plan, keeping, network.state_dict)
    return lines, ended(entry, network, kept, training)


def answers(trained: Trained, items: list, labels: list[str]) -> list[Result]:
    """One Result a picture: what the packaged backbone sees is computed faster than by torch, and remembered."""
    items, rows = Embedder(trained.entry, trained.info["image_size"]).of_items(items)
    scores = trained.scores_of_rows(rows)
    return [answered(item, row, labels) for item, row in zip(items, scores, strict=True)]


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


def _batches(train: Rows, size: int, seed: int, epoch: int):
    random = np.random.default_rng((seed, epoch))
    for indices in chunks(torch.from_numpy(random.permutation(len(train.labels))), size):
        yield train.rows[indices], train.labels[indices]


def _answers(head: Head, val: Rows) -> tuple:
    head.eval()
    with torch.inference_mode():
        return head(val.rows), val.labels

"""The training loop against a bare PyTorch loop: same network, pictures, changes, batches and threads, taking turns."""

import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from benchmarks.costs import Cost, alternate, divide_processor, measure_cost, median_wall
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from benchmarks.transfer import DATA

ROUNDS = 5
SIDE = 112


@dataclass(frozen=True)
class Case:
    """A network and what it learns from: so many pictures, so often."""

    backbone: str
    pictures: int
    epochs: int


CASES = (Case("LeNet", 1200, 8), Case("EfficientNet-Lite0", 480, 2), Case("MobileNet", 320, 1))


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """One row a network: milliseconds for a picture."""
    from sunmao.data.builtin.samples import make_sample

    rounds = size.pick(ROUNDS, 1)
    with tempfile.TemporaryDirectory() as folder:
        make_sample("digits", Path(folder))
        for case in size.pick(CASES, (Case("LeNet", 64, 1),)):
            data = Path(folder, "digits") if case.backbone == "LeNet" else DATA
            yield from attempt(f"training loop, {case.backbone}", compare, case, data, Path(folder), rounds)


def compare(case: Case, data: Path, folder: Path, rounds: int) -> Row:
    """Both loops in turns; the first round warms up. Raises NotHere."""
    if not data.is_dir():
        raise NotHere(f"no folder {data}")
    train, images = pictures(case, data)
    mine, theirs = alternate(
        lambda: time_loop(ours, case, train, images, folder),
        lambda: time_loop(bare, case, train, images, folder),
        rounds,
        warm=1,
    )
    part = 1000 / case.epochs / len(images)
    name, share = f"training loop, {case.backbone}, a picture", divide_processor(mine, theirs)
    times = [part * median_wall(costs) for costs in (mine, theirs)]
    return Row(name, times[0], "ms", "<= 1.03", times[1], "bare loop", processor_ratio=share)


def pictures(case: Case, data: Path) -> tuple:
    """Training pictures of the library, and the same as arrays: all are read before the clock runs."""
    from sunmao.data.dataset import open_dataset
    from sunmao.models import find_model
    from sunmao.models.preprocessing import GEOMETRIES
    from sunmao.vision.training.dataloader import ClassificationDataset

    dataset, entry = open_dataset(data), find_model(case.backbone)
    items = dataset.items("train")
    some = items[:: len(items) // case.pictures][: case.pictures]
    train = ClassificationDataset(
        some, dataset.classes, GEOMETRIES[entry.geometry], entry.image_size if entry.fixed_size else SIDE
    )
    with ThreadPoolExecutor(4) as pool:
        return train, train.batch(range(len(train)), pool)[0]


def time_loop(loop: Callable, case: Case, train, images: list, folder: Path) -> Cost:
    """What a loop costs with a fresh network."""
    import torch

    from sunmao.models import find_model
    from sunmao.models.network import Classifier

    torch.manual_seed(1)
    network = Classifier(find_model(case.backbone), len(train.labels), train.learned_at)
    with redirect_stdout(StringIO()), measure_cost(time.process_time) as cost:
        loop(network, case, train, images, folder)
    return cost


def ours(network, case: Case, train, images: list, folder: Path) -> None:
    """The library's loop with all who watch it: log, weights files, console; without the one batch that is tried
    before.
    """
    import torch

    from sunmao.models import find_model
    from sunmao.vision.checkpoints.checkpointing import CheckpointPlan
    from sunmao.vision.training.train_config import make_train_config
    from sunmao.vision.training.training_run import make_batches, run_training

    recipe = find_model(case.backbone).recipe
    asked = dict.fromkeys(("lr", "batch_size", "optimizer", "weight_decay", "early_stop"))
    plan = make_train_config(recipe, epochs=case.epochs, seed=1, **asked)
    data = {"path": "data", "hash": "", "pictures": {"train": len(train)}}
    info = {
        "model": case.backbone,
        "task": find_model(case.backbone).task,
        "image_size": train.learned_at,
        "classes": list("0123456789"),
        "parameters": {},
        "data": data,
    }
    with ThreadPoolExecutor(4) as pool:
        batches, steps = make_batches(train, plan, recipe.augmentation, pool, torch.device("cpu"))
        run_training(
            network, batches, steps, None, plan, CheckpointPlan(folder / case.backbone, info), network.state_dict
        )


def bare(network, case: Case, train, images: list, folder: Path) -> None:
    """The same as anyone would write it, who watches the loss."""
    import numpy as np
    import torch
    from torch.nn import functional

    from sunmao.models import find_model
    from sunmao.vision.training.augmentation import augment
    from sunmao.vision.training.threads import limit_threads

    recipe, random, labels = find_model(case.backbone).recipe, np.random.default_rng(1), torch.from_numpy(train.labels)
    steps = case.epochs * -(-len(labels) // recipe.batch_size)
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.lr, weight_decay=recipe.weight_decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.lr, steps)
    network.train()
    with limit_threads(network):
        for epoch in range(case.epochs):
            total = 0.0
            for part in torch.randperm(len(labels)).split(recipe.batch_size):
                batch = augment([images[n] for n in part], recipe.augmentation, random, train.learned_at, train.view)
                batch = torch.from_numpy(batch)
                inputs = (batch[:, None] if batch.ndim == 3 else batch.permute(0, 3, 1, 2)).float()
                loss = functional.cross_entropy(network(inputs), labels[part], label_smoothing=recipe.label_smoothing)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                schedule.step()
                total += loss.item()
            print(epoch, total)

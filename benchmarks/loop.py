"""The training loop against a bare PyTorch loop with the quicker of two loaders: same network, frozen layers, pictures,
changes, batches and threads.

Each side has an interpreter of its own and takes turns with the others; reading the files is part of it. The bare loop
reads all of them with both cores before it begins, keeps them as the library does, and changes them in a `DataLoader`
without workers or with two.
"""

import multiprocessing
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from benchmarks.costs import THREADS, Cost, alternate, divide_processor, measure_cost, median_wall, set_threads
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt, format_spread
from benchmarks.transfer import DATA

ROUNDS = 6
SIDE = 112
WORKERS = (0, 2)
READERS = 4
BUSY = 0.925  # of all cores: 1.85 of two


@dataclass(frozen=True)
class Case:
    """A network and what it learns from: so many pictures, so often. busy: whether its use of the cores is a row."""

    backbone: str
    pictures: int
    epochs: int
    busy: bool = False


CASES = (Case("LeNet", 1200, 8), Case("EfficientNet-Lite0", 480, 2, busy=True), Case("MobileNet", 320, 1))


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """One row a network: milliseconds for a picture; how many cores work."""
    from sunmao.data.builtin.samples import make_sample

    with tempfile.TemporaryDirectory() as folder:
        make_sample("digits", Path(folder))
        for case in size.pick(CASES, (Case("LeNet", 64, 1),)):
            data = Path(folder, "digits") if case.backbone == "LeNet" else DATA
            yield from attempt(f"training loop, {case.backbone}", compare, case, data, Path(folder), size)


def compare(case: Case, data: Path, folder: Path, size: Size) -> Iterator[Row]:
    """All loops in turns; the first round warms up. Raises NotHere."""
    choices, rounds = size.pick(WORKERS, WORKERS[:1]), size.pick(ROUNDS, 1)
    if not data.is_dir():
        raise NotHere(f"no folder {data}")
    with ExitStack() as stack:
        # What one side does to its memory or threads stays its own; three interpreters are too much for the smallest.
        make: Callable = size.pick(_start_interpreter, lambda: ThreadPoolExecutor(1))
        mine, *theirs = [stack.enter_context(make()) for _ in (ours, *choices)]

        def peers() -> list[Cost]:
            return [
                pool.submit(time_bare, workers, case, data).result()
                for pool, workers in zip(theirs, choices, strict=True)
            ]

        costs, turns = alternate(
            lambda: mine.submit(time_ours, folder, case, data).result(), peers, rounds, warm=int(rounds > 1)
        )
    workers, best = min(zip(choices, zip(*turns, strict=True), strict=True), key=lambda pair: median_wall(pair[1]))
    part, name = 1000 / case.epochs / case.pictures, f"training loop, {case.backbone}, a picture"
    used = [cost.processor / cost.wall for cost in costs]
    note = f"{workers} workers; ours uses {format_spread(used, 2)} cores"
    times, share = [part * median_wall(each) for each in (costs, best)], divide_processor(costs, best)
    yield Row(name, times[0], "ms", "<= 1.00", times[1], "bare loop, best loader", note, share)
    if share is not None:
        yield Row(f"training loop, {case.backbone}, processor time", share, "×", "<= 1.03", note=f"{workers} workers")
    if case.busy:
        use = sum(cost.processor for cost in costs) / sum(cost.wall for cost in costs)
        yield Row(
            f"cores that work, {case.backbone}", use, "cores", f">= {BUSY * THREADS:.2f}", note=format_spread(used, 2)
        )


def _start_interpreter() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


def open_pictures(case: Case, data: Path):
    """The pictures that are learned from; nothing is read yet."""
    from sunmao.data.dataset import open_dataset
    from sunmao.models import find_model
    from sunmao.models.preprocessing import GEOMETRIES
    from sunmao.training.dataloader import ClassificationDataset

    dataset, entry = open_dataset(data), find_model(case.backbone)
    items = dataset.items("train")
    some = items[:: len(items) // case.pictures][: case.pictures]
    side = entry.image_size if entry.fixed_size else SIDE
    return ClassificationDataset(some, dataset.classes, GEOMETRIES[entry.geometry], side)


def make_network(case: Case, side: int):
    """A fresh network whose layers are frozen as in a training that begins with packaged weights."""
    import torch

    from sunmao.models import find_model
    from sunmao.models.network import Classifier

    torch.manual_seed(1)
    network = Classifier(find_model(case.backbone), 10, side)
    network.freeze(find_model(case.backbone).recipe.frozen)
    return network


def time_ours(folder: Path, case: Case, data: Path) -> Cost:
    """Return the cost of the library's loop, in the process that calls it."""
    return _time(lambda train, network: ours(network, case, train, folder), case, data)


def time_bare(workers: int, case: Case, data: Path) -> Cost:
    """Return the cost of the bare loop with so many workers of its loader, in the process that calls it."""
    return _time(lambda train, network: bare(network, case, train, workers), case, data)


def _time(loop: Callable, case: Case, data: Path) -> Cost:
    set_threads()
    train = open_pictures(case, data)
    network = make_network(case, train.learned_at)
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()), measure_cost() as cost:
        loop(train, network)
    return cost


def ours(network, case: Case, train, folder: Path) -> None:
    """The library's loop with all who watch it: log, weights files, console; without the one batch that is tried
    before.
    """
    import torch

    from sunmao.models import find_model
    from sunmao.tasks.classification.metrics import MetricConfig
    from sunmao.training.checkpoints.checkpointing import CheckpointPlan
    from sunmao.training.train_config import make_train_config
    from sunmao.training.training_run import make_batches, run_training

    recipe = find_model(case.backbone).recipe
    asked = dict.fromkeys(("lr", "batch_size", "optimizer", "weight_decay", "early_stop"))
    plan = make_train_config(recipe, epochs=case.epochs, seed=1, **asked)
    data = {"path": "data", "hash": "", "learned_hash": "", "pictures": {"train": len(train)}, "edits": None}
    info = {
        "model": case.backbone,
        "task": find_model(case.backbone).task,
        "image_size": train.learned_at,
        "classes": list("0123456789"),
        "parameters": {},
        "data": data,
    }
    with ThreadPoolExecutor(READERS) as pool:
        batches, steps = make_batches(train, plan, recipe.augmentation, pool, torch.device("cpu"))
        run_training(
            network,
            batches,
            steps,
            None,
            plan,
            CheckpointPlan(folder / case.backbone, info, MetricConfig()),
            network.state_dict,
        )


class BarePictures:
    """The pictures as a `DataLoader` wants them: read by threads before it begins, changed when they are asked for."""

    def __init__(self, train, augmentation):
        import numpy as np

        with ThreadPoolExecutor(READERS) as pool:
            self.images, self.labels = train.batch(range(len(train)), pool)
        self.how, self.side, self.view = augmentation, train.learned_at, train.view
        self.random = np.random.default_rng(1)

    def __len__(self) -> int:
        return len(self.images)

    def __getitem__(self, place: int):
        import torch

        from sunmao.training.augmentation import augment

        image = torch.from_numpy(augment([self.images[place]], self.how, self.random, self.side, self.view)[0])
        return (image[None] if image.ndim == 2 else image.permute(2, 0, 1)), self.labels[place]


def bare(network, case: Case, train, workers: int) -> None:
    """The same as anyone would write it who watches the loss, with all that makes it quick."""
    import cv2
    import torch
    from torch.nn import functional
    from torch.utils.data import DataLoader

    from sunmao.models import find_model
    from sunmao.training.devices.threads import limit_threads

    if workers:
        cv2.setNumThreads(1)  # its threads do not survive the fork, and the workers would wait for them
    recipe = find_model(case.backbone).recipe
    loader = DataLoader(
        BarePictures(train, recipe.augmentation),
        recipe.batch_size,
        shuffle=True,
        num_workers=workers,
        persistent_workers=workers > 0,
    )
    network = network.to(memory_format=torch.channels_last)
    learned = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=recipe.lr, weight_decay=recipe.weight_decay, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, recipe.lr, case.epochs * len(loader))
    network.train()
    with limit_threads(network):
        for epoch in range(case.epochs):
            total = torch.zeros(())
            for images, labels in loader:
                inputs = images.float().contiguous(memory_format=torch.channels_last)
                loss = functional.cross_entropy(network(inputs), labels, label_smoothing=recipe.label_smoothing)
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                schedule.step()
                total += loss.detach()
            print(epoch, total.item())

"""`train()` by its defaults against three recipes that others fine-tune by, over sets of pictures.

The peers, fixed before anything was measured, are those of `peers/fine_tuning_recipes.py`: a bare script, torchvision's
reference recipe and timm's fine-tuning (left out where timm is not installed). For each of them:

- The same ImageNet weights, a new last layer, all layers learn, batches of 16. The input is as large as ours; to test,
  the shorter side is resized to 8/7 of the input and the middle is cut out.
- Each of its three learning rates has all the seconds of processor (user and system) that ours took from the first
  picture to the last epoch. Its pictures are decoded before, its tests after each epoch are not counted, and the cosine
  is over when the seconds are.
- Of each rate the weights of the epoch that is best on the validation pictures (accuracy, then cross entropy); of the
  rates the one whose are.

Ours is `Classification(backbone='EfficientNet-Lite0')` with `train()`, nothing said. The sets are those of `linear_probe`,
divided as there; at most 120 pictures in all are learned from, as a class of children has them, and those left over are
tested on.

What came out, one division, one thread; test accuracy in percent, each peer at the rate that its validation chose:

| set | seconds | ours | bare script | torchvision | timm |
|---|---|---|---|---|---|
| clothes, 10 classes | 31 | 71.7 | 58.0 | 40.4 | 36.2 |
| masks, 2 | 46 | 100.0 | 99.3 | 97.5 | 91.4 |
| hand signs, 10 | 35 | 93.5 | 84.7 | 60.8 | 64.4 |
| steel, 6 | 39 | 99.5 | 97.2 | 92.9 | 85.0 |

Three times the highest rate brought no peer more than 58.0 on clothes, 84.7 on hand signs.
"""

import copy
import math
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np

from benchmarks.costs import measure_cost
from benchmarks.linear_probe import BACKBONE, divide, find_sets
from benchmarks.rows import NotHere, Row, Size, report_progress
from benchmarks.small import change_folder
from benchmarks.transfer import DATA

BATCH = 16
PICTURES = 120  # to learn from, of all classes
SEED = 1


@dataclass(frozen=True)
class Outcome:
    """Test accuracy, per cent, of ours and of a peer; the peer's rate; ours' seconds of processor."""

    ours: float
    peer: float
    rate: float
    seconds: float


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows: for each set and peer the difference in percentage points, and of each peer the mean. Raises NotHere.

    SUNMAO_BENCHMARK_SEEDS: the divisions, such as 1,2; 1 when nothing is said.
    """
    seeds = [int(each) for each in os.environ.get("SUNMAO_BENCHMARK_SEEDS", str(SEED)).split(",")]
    differences: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        for name, pictures in find_sets(Path(folder), size):
            divided = [compare(Path(folder, f"{name}-{seed}"), pictures, seed, size) for seed in seeds]
            for peer in divided[0]:
                found = [outcomes[peer] for outcomes in divided]
                differences.setdefault(peer, []).append(statistics.mean(each.ours - each.peer for each in found))
                yield Row(f"{name}, train − {peer}", differences[peer][-1], "points", ">= 0", note=describe(found))
    if not differences:
        raise NotHere(f"no folder {DATA}")
    for peer, found in differences.items():
        yield Row(f"mean of the sets, train − {peer}", statistics.mean(found), "points", ">= 1.5")


def describe(found: list[Outcome]) -> str:
    """The accuracies and what they cost, as a note."""
    ours, peer = (statistics.mean(values) for values in zip(*((each.ours, each.peer) for each in found), strict=True))
    rates = ", ".join(sorted({f"{each.rate:.0e}" for each in found}))
    seconds = statistics.mean(each.seconds for each in found)
    return f"ours {ours:.1f}, peer {peer:.1f} % (lr {rates}), {seconds:.0f} s of processor"


def compare(folder: Path, pictures: dict[str, list[Path]], seed: int, size: Size) -> dict[str, Outcome]:
    """One division of a set: ours and each peer."""
    divide(folder, pictures, np.random.default_rng(seed), PICTURES // len(pictures))
    ours, seconds = learn(folder, seed, size)
    report_progress(f"{folder.name}: ours {ours:.1f} % in {seconds:.0f} s of processor")
    from benchmarks.peers.fine_tuning_recipes import list_recipes

    recipes = [recipe(BACKBONE, len(pictures)) for recipe in list_recipes()]
    return {recipe.name: rate_peer(recipe, folder, (ours, seconds), seed, size) for recipe in recipes}


def rate_peer(recipe, folder: Path, own: tuple[float, float], seed: int, size: Size) -> Outcome:
    """A peer at the best of its rates. own: our accuracy and seconds."""
    trained = {}
    for rate in recipe.rates[: size.pick(None, 1)]:
        trained[rate] = validation, test = learn_peer(recipe, folder, rate, own[1], seed)
        said = f"{validation[0]:.1f} % of validation, {test[0]:.1f} % of test"
        report_progress(f"{folder.name}: {recipe.name}, lr {rate:.0e}: {said}")
    rate = max(trained, key=trained.__getitem__)
    return Outcome(own[0], trained[rate][1][0], rate, own[1])


def learn(folder: Path, seed: int, size: Size) -> tuple[float, float]:
    """Test accuracy of ours, per cent, and the seconds of processor that `train()` took."""
    from sunmao.core.training_engine import require_torch
    from sunmao.vision import Classification

    require_torch()  # its waiting threads sleep from now on, ours and the peer's
    import sunmao.tasks.classification.train  # noqa: F401  # loading PyTorch is no training

    with redirect_stdout(StringIO()):
        model = Classification(backbone=BACKBONE)
        model.load_dataset(path=str(folder))
        with measure_cost() as cost:
            model.train(**size.pick({}, {"epochs": 1}), random_seed=seed, save_fold=f"{folder}-weights")
        return 100 * model.evaluate().accuracy, cost.processor


def learn_peer(recipe, folder: Path, rate: float, seconds: float, seed: int) -> tuple[tuple, tuple]:
    """A peer at one rate: what `score` says of validation and test."""
    import torch

    from benchmarks.peers.fine_tuning_recipes import compute_loss

    torch.manual_seed(seed)
    random.seed(seed)
    np.random.seed(seed)
    network, change = recipe.make_network(), recipe.make_transform()
    pictures, labels = load(folder / "training_set")
    tests = [load(folder / part) for part in ("val_set", "test_set")]
    optimizer = recipe.make_optimizer(network, rate)
    highest = [group["lr"] for group in optimizer.param_groups]
    best, weights, left = (-1.0, 0.0), network.state_dict(), seconds
    while left > 0:
        network.train()
        since = time.process_time()
        for indices in torch.randperm(len(pictures)).split(BATCH):
            passed = (seconds - left + time.process_time() - since) / seconds
            if passed >= 1:
                break
            if len(indices) > 1:  # batch normalization needs a spread
                share = min(1, (passed + 0.001) / recipe.warmup if recipe.warmup else 1)
                for group, top in zip(optimizer.param_groups, highest, strict=True):
                    group["lr"] = top * share * (1 + math.cos(math.pi * passed)) / 2
                batch = torch.stack([change(pictures[index]) for index in indices.tolist()]).float()
                batch, targets = recipe.mix(batch, labels[indices])
                optimizer.zero_grad()
                compute_loss(recipe, network(batch), targets).backward()
                optimizer.step()
        left -= time.process_time() - since
        marks = score(network, *tests[0], recipe.side)
        if marks > best:
            best, weights = marks, copy.deepcopy(network.state_dict())
    network.load_state_dict(weights)
    return best, score(network, *tests[1], recipe.side)


def load(folder: Path) -> tuple:
    """Decoded pictures, each (3, H, W) uint8, whose shorter side has at most 256 pixels, and label numbers."""
    import torch
    from torchvision.datasets import ImageFolder
    from torchvision.transforms.v2.functional import pil_to_tensor, resize

    pictures, labels = [], []
    for picture, label in ImageFolder(str(folder)):
        picture = picture if min(picture.size) <= 256 else resize(picture, [256])
        pictures.append(pil_to_tensor(picture))
        labels.append(label)
    return pictures, torch.tensor(labels)


def score(network, pictures: list, labels, side: int) -> tuple[float, float]:
    """Accuracy, per cent, and the cross entropy below zero: the greater, the better."""
    import torch
    from torch.nn import functional
    from torchvision.transforms.v2.functional import center_crop, resize

    network.eval()
    with torch.inference_mode():
        prepared = torch.stack([center_crop(resize(picture, [side * 8 // 7]), [side]) for picture in pictures])
        logits = torch.cat([network(part.float()) for part in prepared.split(32)])
    return 100 * (logits.argmax(1) == labels).float().mean().item(), -functional.cross_entropy(logits, labels).item()

"""One training of a whole network on pictures: data, loop and observers put together."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from ..data.pictures import READERS
from ..models.entry import Augmentation
from ..models.preparation import to_planes
from .checkpoints import Checkpoints
from .loading import Pictures, chunks
from .observers import Console, EarlyStop, Events, Log, StopRequest
from .threads import fitting_threads
from .training import Plan, Training

CHECK_BATCH = 64


def fit(network, train: Pictures, val: Pictures | None, plan: Plan, changes: Augmentation, folder: Path, info: dict):
    """Train a network on pictures; same seed, same run.

    Returns: (log lines, the `Checkpoints` observer, the training).
    """
    device = next(network.parameters()).device
    size = min(plan.batch_size, len(train))
    steps = -(-len(train) // size)
    with ThreadPoolExecutor(READERS) as pool:

        def batches(epoch: int):
            # From the seed and the epoch alone, so that a training that goes on after a break sees the same.
            random = np.random.default_rng((plan.seed, epoch))
            for indices in chunks(random.permutation(len(train)), size):
                images, labels = train.batch(indices, pool)
                # A single picture has no spread, which batch normalisation needs.
                if len(labels) > 1 or (len(labels) and size == 1):
                    yield pixels(augmented_by(changes, images, random), device), torch.from_numpy(labels).to(device)

        check = (lambda network: marks(network, val, pool, device)) if val and len(val) else None
        return run(network, batches, steps, check, plan, folder, network.state_dict, info)


def run(network, batches, steps: int, check, plan: Plan, folder: Path, state, info: dict):
    """Train with the observers that every training has. Returns (log lines, Checkpoints, Training)."""
    log, kept = Log(folder), Checkpoints(folder, state, info)
    # Weights are on the disk before anyone is told of the epoch; the wish to stop comes last.
    observers = [kept, log, Console(), Events(), StopRequest()]
    if plan.early_stop:
        observers.insert(-1, EarlyStop(plan.early_stop))
    training = Training(network, batches, steps, check, plan, observers)
    with fitting_threads(network):
        training.run()
    return log.lines, kept, training


def augmented_by(changes: Augmentation, images: np.ndarray, random) -> np.ndarray:
    """The pictures changed at random, or themselves where nothing is to be changed."""
    if changes == Augmentation():
        return images
    from .augmentation import augmented

    return augmented(images, changes, random)


def pixels(images: np.ndarray, device) -> torch.Tensor:
    """Prepared pictures, (N, H, W[, 3]) uint8, as (N, C, H, W) float32 0–255 on a device."""
    return torch.from_numpy(to_planes(images)).to(device).float()


def marks(network, pictures: Pictures, pool, device) -> dict:
    """Accuracy and loss of a network on pictures."""
    network.eval()
    right, loss, seen = 0, 0.0, 0
    with torch.inference_mode():
        for indices in chunks(np.arange(len(pictures)), CHECK_BATCH):
            images, labels = pictures.batch(indices, pool)
            if not len(labels):
                continue
            logits, truth = network(pixels(images, device)), torch.from_numpy(labels).to(device)
            loss += functional.cross_entropy(logits, truth, reduction="sum").item()
            right += int((logits.argmax(1) == truth).sum())
            seen += len(labels)
    return {"accuracy": right / max(1, seen), "val_loss": loss / max(1, seen)}


def scores(network, images: np.ndarray) -> np.ndarray:
    """Softmax scores, (N, C) float32, of prepared pictures, (N, H, W[, 3]) uint8."""
    network.eval()
    device = next(network.parameters()).device
    with torch.inference_mode():
        parts = [network(pixels(images[part], device)).softmax(1).cpu() for part in chunks(np.arange(len(images)), CHECK_BATCH)]
    return torch.cat(parts).numpy()


def chosen_device(wanted: str):
    """The torch device for 'auto', 'cpu', 'cuda', 'cuda:0', 'mps'; the CPU with a note where it is not there."""
    from ..notes import note

    wanted = str(wanted).lower()
    if wanted in ("auto", "cuda", "gpu") or wanted.startswith("cuda:"):
        if torch.cuda.is_available():
            return torch.device("cuda" if wanted in ("auto", "gpu") else wanted)
    if wanted in ("auto", "mps") and torch.backends.mps.is_available():
        return torch.device("mps")
    if wanted not in ("auto", "cpu"):
        note("no_gpu", level="warn", device=wanted)
    return torch.device("cpu")

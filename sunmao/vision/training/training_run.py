"""One training of a whole network on pictures: data, loop and observers put together."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import torch

from sunmao.data.images.image_files import READERS
from sunmao.models import find
from sunmao.models.model_spec import Augmentation
from sunmao.vision.training.augmentation import augmented
from sunmao.vision.checkpoints.checkpointing import Checkpoints, Keeping
from sunmao.vision.training.dataloader import Pictures, chunks
from sunmao.vision.training.json_log import Log
from sunmao.vision.training.observers import Bell, Console, EarlyStop, Events, StopRequest
from sunmao.vision.training.duration_estimate import Pace
from sunmao.vision.training.train_config import need_choice
from sunmao.vision.training.dry_run import Rehearsal
from sunmao.vision.training.gradient_accumulation import Portions, affordable, told
from sunmao.vision.training.diagnostics import Symptoms
from sunmao.vision.training.threads import fitting_threads
from sunmao.vision.training.training_loop import Lesson, Plan, Training

CHECK_BATCH = 64
DEVICES = ("auto", "cpu", "cuda", "gpu", "mps")


def fit(network, train: Pictures, val: Pictures | None, plan: Plan, changes: Augmentation, keeping: Keeping):
    """Train a network on pictures; same seed, same run.

    Returns: (log lines, the `Checkpoints` observer, the training).
    """
    device = next(network.parameters()).device
    with ThreadPoolExecutor(READERS) as pool:
        batches, steps = batches_of(train, plan, changes, pool, device)
        check, portions = None, Portions(CHECK_BATCH)
        if val is not None and len(val):

            def check(network, most: int | None = None):
                logits, truth = answers(network, val, pool, device, portions, most)
                return keeping.marking.measure(logits, truth) if len(truth) else {}

        rehearsal = Rehearsal(keeping.folder, check and partial(check, most=2))
        return run(network, batches, steps, check, plan, keeping, network.state_dict, rehearsal)


def run(
    network, batches, steps: int, check, plan: Plan, keeping: Keeping, state, rehearsal: Rehearsal | None = None,
    lesson: Lesson | None = None, symptoms=None,
):  # fmt: skip
    """Train with the observers that every training has. Returns (log lines, Checkpoints, Training).

    state: gives all weights, where the network is only a part; rehearsal: None where there is little that could break;
    lesson: what is learned, where it is not classes; symptoms: the observer that notices when nothing is learned, likewise.
    """
    left, info, marking = keeping.left or {}, keeping.info, keeping.marking
    log = Log(keeping.folder, left.get("log"))
    kept = Checkpoints(keeping, state, log)
    device = device_name(next(network.parameters()).device)
    # Weights are on the disk before anyone is told of the epoch; the wish to stop comes last.
    events = Events(info, device, keeping.folder, kept, marking.told)
    observers = [log, kept, events, rehearsal, symptoms or Symptoms(info), Console(log.lines), rehearsal and Pace(info)]
    observers += [plan.early_stop and EarlyStop(plan.early_stop, marking.progress), plan.minutes and Bell(), StopRequest()]
    training = Training(network, batches, steps, check, plan, [each for each in observers if each], lesson)
    training.portions.size = affordable(plan.batch_size, find(info["model"]), info["image_size"]) if rehearsal else plan.batch_size
    if left:
        training.resume(left)
    with fitting_threads(network), told():
        training.run()
    return log.lines, kept, training


def batches_of(train: Pictures, plan: Plan, changes: Augmentation, pool, device):
    """The batches that `Training` asks for, and how many an epoch has at most."""
    size = min(plan.batch_size, len(train))

    def batches(epoch: int):
        # From the seed and the epoch alone, so that a training that goes on after a break sees the same.
        random = np.random.default_rng((plan.seed, epoch))
        for indices in chunks(random.permutation(len(train)), size):
            images, labels = train.batch(indices, pool)
            # A single picture has no spread, which batch normalisation needs.
            if len(labels) > 1 or (len(labels) and size == 1):
                changed = augmented(images, changes, random, train.learned_at, train.view)
                yield pixels(changed, device), torch.from_numpy(labels).to(device)

    return batches, -(-len(train) // size)


def pixels(images: np.ndarray, device) -> torch.Tensor:
    """Prepared pictures, (N, H, W[, 3]) uint8 or float32, as (N, C, H, W) float32 0–255 on a device."""
    if images.ndim == 3:
        return torch.from_numpy(images[:, None]).to(device).float()
    planes = torch.from_numpy(images).permute(0, 3, 1, 2)
    # Colours side by side, as pictures come and torch calls channels_last: a third quicker in training on a processor.
    return (planes.contiguous() if device.type == "mps" else planes).to(device).float()


def answers(network, pictures: Pictures, pool, device, portions: Portions, most: int | None = None) -> tuple:
    """What a network answers to pictures that can be read (at most so many): logits, (N, C) float32, and label numbers, (N,) int64."""
    network.eval()
    logits, truth = [torch.zeros(0)], [torch.zeros(0, dtype=torch.int64)]  # which torch.cat passes over
    with torch.inference_mode():
        for indices in chunks(np.arange(len(pictures))[:most], CHECK_BATCH):
            images, labels = pictures.batch(indices, pool)
            if len(labels):
                inputs = pixels(np.stack(images), device)
                logits += portions.work(lambda part, inputs=inputs: network(inputs[part]).cpu(), len(labels))
                truth.append(torch.from_numpy(labels))
    return torch.cat(logits), torch.cat(truth)


def scores(network, images: np.ndarray) -> np.ndarray:
    """Softmax scores, (N, C) float32, of prepared pictures, (N, H, W[, 3]) uint8."""
    network.eval()
    device = next(network.parameters()).device
    with torch.inference_mode():
        parts = [network(pixels(images[part], device)).softmax(1).cpu() for part in chunks(np.arange(len(images)), CHECK_BATCH)]
    return torch.cat(parts).numpy()


def chosen_device(wanted: str):
    """The torch device for 'auto', 'cpu', 'cuda', 'cuda:0', 'mps'; the CPU with a note where it is not there."""
    from sunmao.runtime.notices import note

    wanted = "auto" if wanted is None else str(wanted).lower()
    kind, _, number = wanted.partition(":")
    if number and not (kind == "cuda" and number.isdecimal()):
        kind = wanted
    need_choice("device", kind, DEVICES)
    if wanted in ("auto", "cuda", "gpu") or wanted.startswith("cuda:"):
        if int(number or 0) < torch.cuda.device_count():
            return torch.device("cuda" if wanted in ("auto", "gpu") else wanted)
    if wanted in ("auto", "mps") and torch.backends.mps.is_available():
        return torch.device("mps")
    if wanted not in ("auto", "cpu"):
        note("no_gpu", level="warn", device=wanted)
    return torch.device("cpu")


def device_name(device) -> str:
    """A device in words, as the page shows it: 'CPU', 'NVIDIA H200 (cuda:0)', 'Apple GPU (mps)'."""
    if device.type == "cuda":
        return f"{torch.cuda.get_device_name(device)} ({device})"
    return {"cpu": "CPU", "mps": "Apple GPU (mps)"}.get(device.type, str(device))

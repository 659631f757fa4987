"""One training of a whole network on pictures: data, loop and observers put together."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from sunmao.core.validation import require_choice
from sunmao.errors import BadModelFile
from sunmao.models import find_model
from sunmao.models.model_spec import Augmentation
from sunmao.training.augmentation import augment
from sunmao.training.checkpoints.checkpointing import LATEST, CheckpointPlan, CheckpointWriter
from sunmao.training.config_writer import ConfigWriter
from sunmao.training.dataloader import ClassificationDataset, iter_chunks
from sunmao.training.devices.deterministic import use_deterministic_algorithms
from sunmao.training.devices.heap import keep_freed_memory
from sunmao.training.devices.mixed_precision import choose_dtype, copy_to_device
from sunmao.training.devices.threads import limit_threads
from sunmao.training.diagnostics import TrainingDiagnostics
from sunmao.training.dry_run import DryRun
from sunmao.training.duration_estimate import DurationEstimate
from sunmao.training.gradient_accumulation import MicroBatches, catch_out_of_memory, fit_batch_to_memory
from sunmao.training.json_log import JsonLog
from sunmao.training.observers import EarlyStopping, LogPrinter, StopOnRequest, StudioReporter, TimeLimit
from sunmao.training.prefetch import open_readers, prefetch
from sunmao.training.recipes.mixing import encode_shares, erase_pieces, mix_batch
from sunmao.training.recipes.sampling import draw_order
from sunmao.training.training_loop import Objective, TrainConfig, TrainingLoop

if TYPE_CHECKING:
    from torch import nn


CHECK_BATCH = 64
DEVICES = ("auto", "cpu", "cuda", "gpu", "mps")


def fit_network(
    network: "nn.Module",
    train: ClassificationDataset,
    val: ClassificationDataset | None,
    config: TrainConfig,
    changes: Augmentation,
    checkpoint_plan: CheckpointPlan,
    objective: Objective,
    diagnostics: Any = None,
) -> tuple[list[dict], CheckpointWriter, TrainingLoop]:
    """Train a network on pictures; same seed, same run. diagnostics: where it is not one class a picture.

    Returns: (log lines, the `CheckpointWriter` observer, the training).
    """
    device = next(network.parameters()).device
    with open_readers() as pool:
        batches, steps = make_batches(train, config, changes, pool, device)
        validate, micro_batches = None, MicroBatches(CHECK_BATCH)
        if val is not None and len(val):

            def validate(network: "nn.Module", most: int | None = None) -> dict:
                logits, truth = compute_logits(network, val, pool, device, micro_batches, most)
                return checkpoint_plan.metrics.measure(logits, truth) if len(truth) else {}

        dry_run = DryRun(checkpoint_plan.folder, partial(validate, most=2) if val is not None and len(val) else None)
        given = (network, batches, steps, validate, config, checkpoint_plan, network.state_dict)
        processes = config.processes or 1
        if processes == 1:
            return run_training(*given, dry_run, objective, diagnostics)
        from sunmao.training.distributed.loop import DistributedLoop
        from sunmao.training.distributed.process_group import Job, open_process_group

        with open_process_group(Job(network, train, config, changes, objective), processes):
            return run_training(*given, dry_run, objective, diagnostics, DistributedLoop)


def run_training(
    network: "nn.Module",
    batches: Callable,
    steps: int,
    validate: Callable | None,
    config: TrainConfig,
    checkpoint_plan: CheckpointPlan,
    state: Callable,
    dry_run: DryRun | None = None,
    objective: Objective | None = None,
    diagnostics: Any = None,
    loop: type[TrainingLoop] = TrainingLoop,
) -> tuple[list[dict], CheckpointWriter, TrainingLoop]:
    """Train with the observers that every training has. Returns (log lines, CheckpointWriter, TrainingLoop).

    state: gives all weights, where the network is only a part; dry_run: None where there is little that could break;
    objective: what is learned, where it is not classes; diagnostics: the observer that notices when nothing is learned,
    likewise; loop: how an epoch is learned.
    """
    if dtype := choose_dtype(next(network.parameters()).device):
        precision = str(dtype).removeprefix("torch.")
        checkpoint_plan = replace(checkpoint_plan, info={**checkpoint_plan.info, "precision": precision})
    resume_from, info, metrics = checkpoint_plan.resume_from or {}, checkpoint_plan.info, checkpoint_plan.metrics
    log = JsonLog(checkpoint_plan.folder, resume_from.get("log"))
    kept = CheckpointWriter(checkpoint_plan, lambda: training.tested.state_dict() if training.average else state(), log)
    device = describe_device(next(network.parameters()).device)
    # Weights are on the disk before anyone is told of the epoch; the wish to stop comes last.
    events = StudioReporter(checkpoint_plan, device, kept)
    watchers = checkpoint_plan.watchers
    observers = [
        *watchers,
        log,
        kept,
        checkpoint_plan.call and ConfigWriter(checkpoint_plan, device),
        not watchers and events,
        dry_run,
        diagnostics or TrainingDiagnostics(info),
        not watchers and LogPrinter(log.lines),
        dry_run and not watchers and DurationEstimate(info),
    ]
    observers += [
        config.early_stop and EarlyStopping(config.early_stop, metrics.progress),
        config.minutes and TimeLimit(),
        StopOnRequest(),
    ]
    training = loop(network, batches, steps, validate, config, [each for each in observers if each], objective)
    largest = min(config.batch_size, info["data"]["pictures"]["train"])
    training.micro_batches.size = (
        fit_batch_to_memory(largest, find_model(info["model"]), info["image_size"]) if dry_run else config.batch_size
    )
    if resume_from:
        try:
            training.resume(resume_from)
        except (AttributeError, IndexError, KeyError, RuntimeError, TypeError, ValueError):
            # Whatever torch makes of a state that is none, is not written down anywhere.
            raise BadModelFile("bad_weights", path=(checkpoint_plan.folder / LATEST).as_posix()) from None
    exact = use_deterministic_algorithms(config.deterministic)
    with keep_freed_memory(), limit_threads(network), catch_out_of_memory(), exact:
        training.run()
    return log.lines, kept, training


def make_batches(
    train: ClassificationDataset, config: TrainConfig, changes: Augmentation, pool: Any, device: Any
) -> tuple[Callable, int]:
    """The batches that `TrainingLoop` asks for, and how many an epoch has at most."""
    size = min(config.batch_size, len(train))

    def batches(epoch: int) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        # From the seed and the epoch alone, so that a training that goes on after a break sees the same.
        random = np.random.default_rng((config.require_seed(), epoch))
        for indices in iter_chunks(draw_order(train.labels, config.sampling, random), size):
            images, labels = train.batch(indices, pool)
            # A single picture has no spread, which batch normalization needs.
            if len(labels) > 1 or (len(labels) and size == 1):
                changed, truth = change_batch(images, labels, train, config, changes, random)
                yield to_tensor(changed, device), copy_to_device(torch.from_numpy(truth), device)

    return batches, -(-len(train) // size)


def change_batch(
    images: list,
    labels: np.ndarray,
    train: ClassificationDataset,
    config: TrainConfig,
    changes: Augmentation,
    random: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Prepared pictures and labels of `train.batch` as they are learned from: changed by chance, mixed where asked.

    Returns: (pictures, (N, S, S[, 3]) uint8, mixed ones float32 0–255; label numbers, or shares of the classes).
    """
    assert train.learned_at is not None  # it is made to be learned from
    changed = augment(images, changes, random, train.learned_at, train.view, config.policy)
    if config.random_erasing:
        changed = erase_pieces(changed, config.random_erasing, random)
    if config.mixup or config.cutmix:
        shares = encode_shares(labels, len(train.classes))
        return mix_batch(changed, shares, config.mixup or 0, config.cutmix or 0, random)
    return changed, labels


def to_tensor(images: np.ndarray, device: Any) -> torch.Tensor:
    """Prepared pictures, (N, H, W[, 3]) uint8 or float32, as (N, C, H, W) float32 0–255 on a device."""
    if device.type == "cpu":
        # By NumPy, for torch would start threads of its own for every thread that makes batches.
        images = images.astype(np.float32, copy=False)
    if images.ndim == 3:
        return copy_to_device(torch.from_numpy(images[:, None]), device).float()
    planes = torch.from_numpy(images).permute(0, 3, 1, 2)
    # Colors side by side, as pictures come and torch calls channels_last: a third quicker in training on a processor.
    return copy_to_device(planes.contiguous() if device.type == "mps" else planes, device).float()


def compute_logits(
    network: "nn.Module",
    pictures: ClassificationDataset,
    pool: Executor,
    device: torch.device | str,
    micro_batches: MicroBatches,
    most: int | None = None,
) -> tuple:
    """Outputs of a network for pictures that can be read (at most so many): logits, (N, C) float32, and label numbers,
    (N,) int64.
    """
    network.eval()
    logits, truth = [torch.zeros(0)], [torch.zeros(0, dtype=torch.int64)]  # which torch.cat passes over
    chunks = iter_chunks(np.arange(len(pictures))[:most], CHECK_BATCH)
    with torch.inference_mode():
        for images, labels in prefetch(pictures.batch(indices, pool) for indices in chunks):
            if len(labels):
                inputs = to_tensor(np.stack(images), device)
                logits += micro_batches.work(lambda part, inputs=inputs: network(inputs[part]).cpu(), len(labels))
                truth.append(torch.from_numpy(labels))
    return torch.cat(logits), torch.cat(truth)


def compute_scores(network: "nn.Module", images: np.ndarray, activation: Callable) -> np.ndarray:
    """Scores, (N, C) float32, of prepared pictures, (N, H, W[, 3]) uint8. activation: from logits to scores."""
    network.eval()
    device = next(network.parameters()).device
    with torch.inference_mode(), limit_threads(network, len(images)):
        parts = [
            activation(network(to_tensor(images[part], device))).cpu()
            for part in iter_chunks(np.arange(len(images)), CHECK_BATCH)
        ]
    return torch.cat(parts).numpy()


def select_device(wanted: str) -> torch.device:
    """The torch device for 'auto', 'cpu', 'cuda', 'cuda:0', 'mps'; the CPU with a note where it is not there."""
    from sunmao.runtime.notices import show_notice

    wanted = "auto" if wanted is None else str(wanted).lower()
    kind, _, number = wanted.partition(":")
    if number and not (kind == "cuda" and number.isdecimal()):
        kind = wanted
    require_choice("device", kind, DEVICES)
    if wanted in ("auto", "cuda", "gpu") or wanted.startswith("cuda:"):
        if int(number or 0) < torch.cuda.device_count():
            return torch.device("cuda" if wanted in ("auto", "gpu") else wanted)
    if wanted in ("auto", "mps") and torch.backends.mps.is_available():
        return torch.device("mps")
    if wanted not in ("auto", "cpu"):
        show_notice("no_gpu", level="warn", device=wanted)
    return torch.device("cpu")


def describe_device(device: Any) -> str:
    """A device in words, with the numbers in which networks learn on it where they are not float32, as the page shows
    it: 'CPU', 'NVIDIA H200 (cuda:0), bfloat16', 'Apple GPU (mps)'.
    """
    if device.type == "cuda":
        return f"{torch.cuda.get_device_name(device)} ({device}), {str(choose_dtype(device)).removeprefix('torch.')}"
    return {"cpu": "CPU", "mps": "Apple GPU (mps)"}.get(device.type, str(device))

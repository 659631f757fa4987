"""Metadata of a training, by which it can be repeated: its data, its configuration, its seed, how it began."""

import random
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch

from sunmao.data.dataset import Dataset
from sunmao.data.edits.edit_log import EditLog
from sunmao.runtime.notices import show_notice
from sunmao.training.checkpoints import weight_files
from sunmao.training.checkpoints.checkpointing import CheckpointConfig, CheckpointWriter
from sunmao.training.checkpoints.resume import ResumeState, find_resume_state
from sunmao.training.training_loop import TrainConfig, TrainingLoop


@dataclass(frozen=True)
class InitialWeights:
    """Initial weights of a training. pretrained: ImageNet weights; checkpoint: weights of a file, in their place."""

    image_size: int
    pretrained: bool
    checkpoint: str | None = None

    @property
    def learned(self) -> bool:
        """Whether it begins with weights that have learned before."""
        return self.pretrained or self.checkpoint is not None


def run_metadata(
    model: str, task: str, dataset: Dataset, config: TrainConfig | dict, start: InitialWeights | None = None
) -> dict:
    """Metadata in every file of a training, by which it can be repeated.

    Args:
        model: the name of the network, or of what is fitted. task: what it learns.
        config: what was asked; of what has no epochs, by the names of its options.
        start: how it begins, of a network that learns from pictures.
    """
    counts = {split: dataset.count_pictures(split=split) for split in ("train", "val", "test")}
    whole, learned = dataset.content_hashes(("train", "val", "test"), ("train", "val"))
    return {
        "model": model,
        "task": task,
        "classes": dataset.classes,
        **({"image_size": start.image_size} if start else {"sample_kind": dataset.sample_kind.name}),
        "parameters": {**_list_parameters(config), **(asdict(start) if start else {"checkpoint": None})},
        "data": {
            "path": dataset.path,
            "hash": whole,
            "learned_hash": learned,
            "pictures": counts,
            "edits": _read_data_version(dataset),
        },
        "versions": weight_files.list_versions(),
        "time": time.strftime("%Y-%m-%d %H:%M:%S"),
    }


def _list_parameters(config: TrainConfig | dict) -> dict:
    return config if isinstance(config, dict) else asdict(config)


def _read_data_version(dataset: Dataset) -> int | None:
    """Number of entries of the data set's log of edits; None where it cannot be read."""
    try:
        return EditLog(Path(dataset.path)).version
    except OSError:
        return None


def add_config(info: dict, config: TrainConfig, start: InitialWeights | None = None) -> dict:
    """`run_metadata` with the configuration that is followed, its seed included, and how it really began."""
    begun = asdict(start) if start else {}
    size = {"image_size": start.image_size} if start else {}
    return {**info, **size, "seed": config.seed, "parameters": {**info["parameters"], **asdict(config), **begun}}


Start = TypeVar("Start", InitialWeights, None)


def resume_or_begin(
    model: str,
    task: str,
    dataset: Dataset,
    config: TrainConfig,
    start: Start,
    checkpoint_config: CheckpointConfig,
) -> tuple[dict, ResumeState | None, TrainConfig, Start]:
    """Metadata of a training, the state that it resumes, if anything, its configuration with a seed, and how it begins.

    Args: as of `run_metadata`.
    """
    info = run_metadata(model, task, dataset, config, start)
    resume_state = find_resume_state(checkpoint_config, info)
    if resume_state:
        config = resume_state.restore_config(config)
        start = start and resume_state.restore_initial_weights(start)
    return info, resume_state, replace(config, seed=draw_seed(config.seed)), start


def report_trained(kept: CheckpointWriter, training: TrainingLoop) -> None:
    """Say that a training is done, and where its weights are."""
    assert kept.use is not None  # the end of a training writes weights
    show_notice(
        "trained" if kept.best else "trained_untested", seconds=f"{training.seconds:.1f}", path=kept.use.as_posix()
    )


def draw_seed(wanted: int | None) -> int:
    """The seed that was asked for, or one drawn now; it is kept with the weights, so that any run can be repeated."""
    return wanted or secrets.randbelow(2**31 - 1) + 1


@contextmanager
def use_seed(seed: int) -> Iterator[None]:
    """Random numbers of the training come from the seed; those of the pupil's program stay as they were."""
    before, numbers = random.getstate(), np.random.get_state()
    with torch.random.fork_rng(devices=range(torch.cuda.device_count())):
        torch.manual_seed(seed)
        try:
            yield
        finally:
            random.setstate(before)
            np.random.set_state(numbers)

"""Files that a training keeps while it runs: its best weights and its latest, on the disk before anyone is told."""

import copy
import json
import math
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from sunmao.core.atomic_files import display_path, write_with_parents
from sunmao.protocol.messages import FileWritten
from sunmao.runtime import session
from sunmao.training.checkpoints.weight_files import save_weights
from sunmao.training.config_files.training_call import TrainingCall
from sunmao.training.json_log import JsonLog

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


LATEST = "latest.pth"
MARKER = "unfinished.json"  # is there while a training runs, and after a kill
_SHARE_OF_TIME = 50  # writing may take at most a fiftieth of a training's time,
_UNSAVED = 60.0  # but after so many seconds without it the next epoch is written
_REMEMBERED = 16_000_000  # numbers: a larger network is not held in memory twice, only to be stopped


class Metrics(Protocol):
    """Metrics of a training; `classification.metrics.MetricConfig` says what each part means."""

    @property
    def kept(self) -> tuple[str, ...]: ...
    @property
    def told(self) -> tuple[str, ...]: ...
    @property
    def progress(self) -> str: ...
    @property
    def best(self) -> str | None: ...
    def measure(self, *args: Any, **kwargs: Any) -> dict: ...


@runtime_checkable
class RankedMetrics(Metrics, Protocol):
    """Metrics of a training of many epochs. key: how good an epoch is, more is better; None where nothing was tested."""

    def key(self, row: dict, /) -> tuple | None: ...


@dataclass(frozen=True)
class CheckpointPlan:
    """Choice of what is kept of a training, and where.

    folder: where the files go. info: what stands in each file besides the weights. metrics: decides what is best.
    every: keep `epoch_N.pth` every so many epochs, or None. resume_from: the 'training' of the `latest.pth` that it
    goes on from.
    resumable: whether it can go on after a kill. call: how it was asked for, None where nobody may ask again. watchers:
    observers of who has asked for it and tells of it instead of the page and the console.
    """

    folder: Path
    info: dict
    metrics: Metrics
    every: int | None = None
    resume_from: dict | None = None
    resumable: bool = True
    call: TrainingCall | None = None
    watchers: tuple = ()


@dataclass(frozen=True)
class CheckpointConfig:
    """Options of a training besides the `TrainConfig`. resume: as in `resume.find_resume_state`; the rest: as in
    `CheckpointPlan`.

    asked: what was said aloud of the configuration and of 'image_size', without what the recipe adds.
    """

    folder: Path
    metrics: Metrics
    validate: bool = True
    every: int | None = None
    resume: bool | None = None
    asked: dict = field(default_factory=dict)
    call: TrainingCall | None = None
    watchers: tuple = ()

    def make_plan(self, info: dict, resume_from: dict | None = None, resumable: bool = True) -> CheckpointPlan:
        """Files of one training."""
        return CheckpointPlan(
            self.folder, info, self.metrics, self.every, resume_from, resumable, self.call, self.watchers
        )


def list_checkpoints(folder: Path, ending: str = ".pth") -> list[Path]:
    """The weights files of a folder in the order in which one would use them: the newest best, older ones, the latest.
    ending: of their names, as `Learner` says.
    """
    found = sorted(folder.glob(f"best_*{ending}"), key=lambda path: -path.stat().st_mtime)
    return [*found, *folder.glob(f"{Path(LATEST).stem}{ending}")]


class CheckpointWriter:
    """Observer that keeps the best and the latest weights of a training, and what it needs to go on after a kill.

    The best is written before the latest, which names it; the best before it goes last: whenever a kill comes, the
    latest and the best that it names are there.

    Args:
        checkpoint_plan: what is kept, and where.
        state: gives the model's whole state as tensors.
        log: whose file the training goes on with.

    best: 'epoch', 'key', 'file' and the marks that are kept of the best epoch, or None. use: the file one would use, or
    None.
    """

    def __init__(self, checkpoint_plan: CheckpointPlan, state: Callable[[], dict], log: JsonLog) -> None:
        self._plan, self._folder, self._state, self._log = checkpoint_plan, checkpoint_plan.folder, state, log
        resume_from = checkpoint_plan.resume_from or {}
        self.best: dict | None = resume_from.get("best")
        if self.best and not (self._folder / self.best["file"]).is_file():
            self.best = None
        self._id = resume_from.get("id") or secrets.token_hex(8)
        self._on_disk = self.best and self.best["file"]
        self._unwritten: tuple | None = None  # weights and information of the best
        self._skipped_state: tuple | None = None  # those of an epoch that was too short to be written, for a stop
        self._latest, self._written_at, self._cost = len(resume_from.get("history", ())), 0.0, 0.0
        self._ended = False  # the latest is on the disk as it stays

    @property
    def use(self) -> Path | None:
        """The weights file that one would use: the best, else the latest."""
        name = self._on_disk or LATEST
        return self._folder / name if (self._on_disk or self._latest) else None

    def before_train(self, training: "TrainingLoop") -> None:
        for half in (
            path for name in ("best_*", "latest", "epoch_*") for path in self._folder.glob(f".{name}.pth.*.tmp")
        ):
            half.unlink(missing_ok=True)  # a kill came while it was written
        if self._plan.resumable:
            write_with_parents(self._folder / MARKER, json.dumps({"id": self._id}).encode())

    def after_epoch(self, training: "TrainingLoop") -> None:
        row, every = training.history[-1], self._plan.every
        assert isinstance(self._plan.metrics, RankedMetrics)
        key = self._plan.metrics.key(row)
        if key is not None and (self.best is None or list(key) > self.best["key"]):
            name = f"best_{self._plan.metrics.best}_epoch_{row['epoch']}.pth"
            self.best = {
                "file": name,
                "key": list(key),
                "epoch": row["epoch"],
                **{mark: row[mark] for mark in self._plan.metrics.kept},
            }
            self._unwritten = _copy_state(self._state()), self._about(training)
        if every and row["epoch"] % every == 0:
            save_weights(self._folder / f"epoch_{row['epoch']}.pth", self._state(), self._about(training))
        if row["epoch"] == training.config.epochs:
            self._write(training, ended=True)
        elif training.paused or time.monotonic() - self._written_at > min(_SHARE_OF_TIME * self._cost, _UNSAVED):
            self._write(training)
        elif sum(value.numel() for value in self._state().values()) < _REMEMBERED:
            self._skipped_state = _copy_state(self._state()), copy.deepcopy(self._about_latest(training))

    def after_train(self, training: "TrainingLoop") -> None:
        (self._folder / MARKER).unlink(missing_ok=True)
        if training.reason in ("finished", "early"):
            if not self._ended:
                self._write(training, ended=True)
        else:
            # The latest stays as it is after its epoch, so that the training can go on from there.
            before = self._write_best()
            if self._skipped_state:
                save_weights(self._folder / LATEST, *self._skipped_state)
            self._remove(before)
            if not self._latest and math.isfinite(training.loss):
                save_weights(self._folder / LATEST, self._state(), self._about(training))
                self._latest = training.epoch
        for path in () if self._plan.watchers else dict.fromkeys((self.use, self._folder / LATEST)):
            if path and path.exists():
                session.emit(FileWritten(path=display_path(path), role="weights"))

    def _write(self, training: "TrainingLoop", ended: bool = False) -> None:
        since = time.monotonic()
        before = self._write_best()
        save_weights(
            self._folder / LATEST, self._state(), self._about_ended(training) if ended else self._about_latest(training)
        )
        self._latest, self._skipped_state, self._ended = training.epoch, None, ended
        self._remove(before)
        self._written_at = time.monotonic()
        self._cost = self._written_at - since

    def _write_best(self) -> str | None:
        """Bring the best to the disk; returns the name of the one before, which is still there."""
        if self._unwritten is None:
            return None
        assert self.best is not None  # it is what has not been written
        before, self._on_disk = self._on_disk, self.best["file"]
        save_weights(self._folder / self._on_disk, *self._unwritten)
        self._unwritten = None
        return before

    def _remove(self, name: str | None) -> None:
        if name and name != self._on_disk:
            (self._folder / name).unlink(missing_ok=True)

    def _about_latest(self, training: "TrainingLoop") -> dict:
        """Contents of a latest from which the training can go on."""
        if not self._plan.resumable:
            return self._about(training)
        going_on = {**training.state(), "id": self._id, "best": self.best, "log": self._log.name}
        return {**self._about(training), "training": going_on}

    def _about_ended(self, training: "TrainingLoop") -> dict:
        """Contents of the latest of a training that has nothing left to do: which file one would use, and its log."""
        return {**self._about(training), "ended": {"file": self._on_disk or LATEST, "log": self._log.name}}

    def _about(self, training: "TrainingLoop") -> dict:
        row = (training.history or [{}])[-1]
        marks = {name: value for name, value in row.items() if isinstance(value, float) or name == "thresholds"}
        return {**self._plan.info, **marks, "epoch": training.epoch, "loss": float(training.loss)}


def _copy_state(state: dict) -> dict:
    return {name: value.detach().cpu().clone() for name, value in state.items()}

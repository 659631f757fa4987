"""Observers of a training: the console, the studio, the wish to stop, the time limit. Each hooks into its stages."""

import time
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.core.atomic_files import display_path
from sunmao.core.processor_load import BusyWatch
from sunmao.protocol.learning_messages import (
    BestEpoch,
    PictureCounts,
    TrainingData,
    TrainingEnded,
    TrainingStarted,
)
from sunmao.protocol.messages import Metric, Progress
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.training.config_writer import format_training
from sunmao.training.json_log import measure_memory

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


CURVES = (
    "loss",
    "loss_cls",
    "loss_bbox",
    "loss_mask",
    "train_accuracy",
    "accuracy",
    "val_loss",
    "recall",
    "precision",
    "mAP",
    "mAP50",
    "mIoU",
    "mae",
    "r2",
)
KNOWN_MARKS = {each.name for each in fields(BestEpoch)} - {"others"}


class LogPrinter:
    """Prints the lines of the log as the textbook's package does, where there is no studio.

    Args:
        lines: the log's, to which each stage may have added one.
    """

    def __init__(self, lines: list[dict]) -> None:
        self._lines, self._printed = lines, 0

    def before_train(self, training: "TrainingLoop") -> None:
        self._printed = len(self._lines)

    def after_step(self, training: "TrainingLoop") -> None:
        self._print(training)

    def after_epoch(self, training: "TrainingLoop") -> None:
        self._print(training)

    def _print(self, training: "TrainingLoop") -> None:
        if len(self._lines) > self._printed:
            self._printed = len(self._lines)
            if not session.is_in_studio():
                print(_format_line(self._lines[-1], training), flush=True)


def _format_line(row: dict, training: "TrainingLoop") -> str:
    if row["mode"] == "val":
        marks = ", ".join(f"{name}: {row[name]:.4f}" for name in row if name not in ("mode", "epoch", "iter", "lr"))
        return f"Epoch(val) [{row['epoch']}][{row['iter']}] {marks}"
    eta = timedelta(seconds=round(training.seconds_left))
    losses = ", ".join(f"{name}: {value:.4f}" for name, value in row.items() if name.startswith("loss"))
    return (
        f"Epoch [{row['epoch']}][{row['iter']}/{training.steps}] lr: {row['lr']:.3e}, eta: {eta}, time: {row['time']:.3f}, "
        f"data_time: {row['data_time']:.3f}, memory: {row['memory']}, {losses}"
    )


class StudioReporter:
    """Tells the studio that a training begins, the curve's points, how long it will take, and the end.

    Args:
        plan: the `CheckpointPlan`. device: in words. kept: the `CheckpointWriter`.
    """

    def __init__(self, plan: Any, device: str, kept: Any) -> None:
        self._plan, self._device, self._kept, self._last = plan, device, kept, 0.0
        self._watch = BusyWatch()

    def before_train(self, training: "TrainingLoop") -> None:
        info, data = self._plan.info, self._plan.info["data"]
        session.emit(
            TrainingStarted(
                model=info["model"],
                parameters={**info["parameters"], "device": self._device},
                dataset=TrainingData(
                    path=display_path(data["path"]),
                    hash=data["hash"],
                    classes=info["classes"],
                    pictures=PictureCounts(**data["pictures"]),
                    edits=data["edits"],
                    learned_hash=data["learned_hash"],
                    target=data.get("target"),
                ),
                save_fold=display_path(self._plan.folder),
                resumed=training.resumed,
                task=info["task"],
                config=format_training(self._plan, self._device, Path()),
            )
        )
        for row in training.history:  # the curve of a training that goes on is whole
            session.emit(_make_metric(row, training, self._plan.metrics.told))

    def after_step(self, training: "TrainingLoop") -> None:
        now = time.monotonic()
        if now - self._last > 0.5:
            self._last = now
            session.emit(_make_progress(training, training.epoch - 1, self._watch.look()))

    def after_epoch(self, training: "TrainingLoop") -> None:
        session.emit(_make_metric(training.history[-1], training, self._plan.metrics.told))
        session.emit(_make_progress(training, training.epoch, self._watch.look()))

    def after_train(self, training: Any) -> None:
        session.emit(
            TrainingEnded(
                reason=training.reason,
                epochs=len(training.history),
                best=_make_best(self._kept.best or {}, self._plan.metrics.told),
                path=display_path(self._kept.use) if self._kept.use else "",
                seconds=round(training.seconds, 2),
            )
        )


def _make_metric(row: dict, training: "TrainingLoop", told: tuple[str, ...]) -> Metric:
    values = {name: row[name] for name in (*CURVES, *told) if name in row}
    return Metric(values=values, step=row["epoch"], total=training.config.epochs)


def _make_best(best: dict, told: tuple[str, ...]) -> BestEpoch:
    """The marks of the best epoch that are told; a training that goes on may have epochs of a version that measured
    less.
    """
    said = {name: best[name] for name in ("epoch", *told) if name in best}
    known = {name: said.pop(name) for name in [*said] if name in KNOWN_MARKS}
    return BestEpoch(**known, others=said or None)


def _make_progress(training: "TrainingLoop", done: int, busy: bool) -> Progress:
    left = round(training.seconds_left, 1)
    return Progress(done=done, total=training.config.epochs, seconds_left=left, memory=measure_memory(), busy=busy)


class StopOnRequest:
    """Ends the training between two batches when the studio, or Ctrl+C, asks to stop."""

    def after_step(self, training: "TrainingLoop") -> None:
        session.check_stop()


class EarlyStopping:
    """Ends the training when a mark, such as the accuracy, has not risen for some epochs that were tested.

    It counts from the first mark above 0: until a fresh network finds its first thing, only its loss tells that it
    learns. Where nothing is tested it says so and ends nothing, as Keras and MMEngine do: the loss of what is learned
    falls also when no more is gained.
    """

    def __init__(self, patience: int, mark: str) -> None:
        self._patience, self._mark = patience, mark

    def after_epoch(self, training: "TrainingLoop") -> None:
        rows = training.history
        marks = [row[self._mark] for row in rows if self._mark in row]
        if not marks and len(rows) == training.resumed + 1:
            show_notice("early_stop_untested", level="warn")
        since = len(marks) - 1 - marks.index(max(marks)) if any(marks) else 0
        if since >= self._patience and len(rows) < training.config.epochs:
            training.enough = True
            show_notice("stopped_early", epochs=self._patience)


class TimeLimit:
    """Ends the training when another epoch would not end in time."""

    def after_epoch(self, training: Any) -> None:
        done = len(training.history)
        epoch = training.seconds / (done - training.resumed)
        if training.seconds + epoch > 60 * training.config.minutes and done < training.config.epochs:
            training.enough = True
            show_notice("bell", epochs=done, minutes=f"{training.config.minutes:g}")

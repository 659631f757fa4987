"""A training without epochs: what is fitted at once, with the log, the files and the messages of every training."""

import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np

from sunmao.core.atomic_files import display_path
from sunmao.protocol.messages import FileWritten
from sunmao.runtime import session
from sunmao.runtime.notices import show_notice
from sunmao.training.checkpoints.array_files import ENDING, save_arrays
from sunmao.training.checkpoints.checkpointing import LATEST, CheckpointPlan
from sunmao.training.config_writer import ConfigWriter
from sunmao.training.json_log import JsonLog
from sunmao.training.observers import LogPrinter, StudioReporter

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


DEVICE = "CPU"


class OneFit:
    """View that observers have of it: a training of one epoch, with one step; see `TrainingLoop`."""

    def __init__(self) -> None:
        self.config = SimpleNamespace(epochs=1)
        self.epoch = self.step = self.steps = 1
        self.resumed, self.lr, self.seconds, self.seconds_left = 0, 0.0, 0.0, 0.0
        self.history: list[dict] = []
        self.reason = "error"


class ArrayWriter:
    """Observer that keeps what was fitted, on the disk before anyone is told.

    best: as of `CheckpointWriter`. use: the file, or None.
    """

    def __init__(self, plan: CheckpointPlan) -> None:
        self._plan = plan
        self.best: dict | None = None
        self.use: Path | None = None
        self.arrays: dict[str, np.ndarray] = {}

    def after_epoch(self, training: "TrainingLoop") -> None:
        row, metrics, folder = training.history[-1], self._plan.metrics, self._plan.folder
        known = {name: row[name] for name in metrics.kept if name in row}
        tested = bool(known and metrics.best)
        name = f"best_{metrics.best}_epoch_1" if tested else Path(LATEST).stem
        self.use, before = folder / f"{name}{ENDING}", list(folder.glob(f"best_*{ENDING}"))
        self.best = {"file": self.use.name, "epoch": 1, **known} if tested else None
        save_arrays(self.use, self.arrays, {**self._plan.info, **known, "epoch": 1})
        for path in before:
            if path != self.use:
                path.unlink(missing_ok=True)

    def after_train(self, training: "TrainingLoop") -> None:
        if self.use and not self._plan.watchers:
            session.emit(FileWritten(path=display_path(self.use), role="weights"))


def fit_once(
    fit: Callable[[], tuple[dict[str, np.ndarray], dict]], plan: CheckpointPlan
) -> tuple[list[dict], dict[str, np.ndarray], Path]:
    """Fit what has no epochs.

    Args:
        fit: gives the arrays that are kept, and the marks of a test as `Metrics.measure` does; without a test none.
        plan: what is kept, and where.

    Returns: (log lines, the arrays, the file that holds them). Raises what `fit` raises, StopProgram.
    """
    log, training, kept = JsonLog(plan.folder), OneFit(), ArrayWriter(plan)
    tellers = plan.watchers or (StudioReporter(plan, DEVICE, kept), LogPrinter(log.lines))
    config = (ConfigWriter(plan, DEVICE),) if plan.call else ()
    observers = [log, kept, *config, *tellers]

    def enter(stage: str) -> None:
        for each in observers:
            getattr(each, stage, lambda training: None)(training)

    session.check_stop()
    enter("before_train")
    since = time.monotonic()
    try:
        kept.arrays, marks = fit()
        training.history.append({"epoch": 1, **marks})
        training.seconds, training.reason = time.monotonic() - since, "finished"
        enter("after_epoch")
    finally:
        enter("after_train")
    assert kept.use is not None
    show_notice(
        "trained" if kept.best else "trained_untested", seconds=f"{training.seconds:.1f}", path=kept.use.as_posix()
    )
    return log.lines, kept.arrays, kept.use

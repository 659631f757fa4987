"""What a training keeps while it runs: its best weights and its latest, on the disk before anyone is told."""

import math
import time
from collections.abc import Callable
from pathlib import Path

from .. import link
from ..disk import shown
from ..events import File
from .weights import save

_SHARE_OF_TIME = 10  # writing may take at most a tenth of a training's time


def kept(folder: Path) -> list[Path]:
    """The weights files of a folder in the order in which one would use them: the newest best, older ones, the latest."""
    found = sorted(folder.glob("best_*.pth"), key=lambda path: -path.stat().st_mtime)
    return [*found, *folder.glob("latest.pth")]


class Checkpoints:
    """Observer that keeps the best and the latest weights of a training.

    Args:
        folder: where the files go.
        state: gives the model's whole state as tensors.
        info: what stands in each file besides the weights.
    """

    def __init__(self, folder: Path, state: Callable[[], dict], info: dict):
        self.best: dict | None = None
        self.path: Path | None = None
        self._folder, self._state, self._info = folder, state, info
        self._key, self._unwritten, self._wrote, self._cost = (-1.0, 0.0), False, 0.0, 0.0

    def epoch_ends(self, training):
        if training.marks and (key := (training.marks["accuracy"], -training.marks["val_loss"])) > self._key:
            self._key, self._unwritten = key, True
            self.best = {**self._about(training), "state_dict": _copied(self._state())}
        if time.monotonic() - self._wrote > _SHARE_OF_TIME * self._cost:
            self._write(training)

    def train_ends(self, training):
        if training.epoch and training.step:
            self._write(training)
            for path in (self.path, self._folder / "latest.pth"):
                if path and path.exists():
                    link.emit(File(path=shown(path), role="weights"))

    def _write(self, training):
        since = time.monotonic()
        if math.isfinite(training.loss):
            save(self._folder / "latest.pth", _copied(self._state()), self._about(training))
        if self._unwritten:
            self._write_best()
        self._wrote = time.monotonic()
        self._cost = self._wrote - since

    def _write_best(self):
        old, self.path = self.path, self._folder / f"best_accuracy_top-1_epoch_{self.best['epoch']}.pth"
        save(self.path, self.best["state_dict"], {key: value for key, value in self.best.items() if key != "state_dict"})
        if old and old != self.path:
            old.unlink(missing_ok=True)
        self._unwritten = False

    def _about(self, training) -> dict:
        marks = {name: float(value) for name, value in training.marks.items()}
        return {**self._info, "epoch": training.epoch, "loss": float(training.loss), **marks}


def _copied(state: dict) -> dict:
    return {name: value.detach().cpu().clone() for name, value in state.items()}

"""The textbook's log: one dict a line, in memory and in the file `<time>.log.json`."""

import json
import math
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import psutil
import torch

from sunmao.core.atomic_files import write_with_parents
from sunmao.training.training_loop import LOOK_EVERY

if TYPE_CHECKING:
    from sunmao.training.training_loop import TrainingLoop


LOG_EVERY = LOOK_EVERY  # batches, as in the textbook's logs


class JsonLog:
    """Keeps the log of a training; one that goes on keeps the lines of its finished epochs.

    Args:
        folder: where the file goes.
        name: the file of the training that goes on, or None.

    lines: what was written. lr: the learning rate; time, data_time: seconds a batch, all of it and the wait for its
    pictures;
    memory: MB; loss, and its parts: means over the epoch so far; what a test found, as its `MetricConfig` says.
    """

    def __init__(self, folder: Path, name: str | None = None) -> None:
        self.lines: list[dict] = []
        self.name = name
        self._folder, self._since = folder, (0, 0.0, 0.0)
        self._file: Any = None

    def before_train(self, training: "TrainingLoop") -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / self.name if self.name else None
        if path and path.is_file():
            self.lines += _read_lines_to(path, training.resumed)
            write_with_parents(path, "".join(json.dumps(line) + "\n" for line in self.lines).encode())
            self._file = open(path, "a", encoding="utf-8")
        else:
            self._file = _find_new_file(self._folder)
            self.name = Path(self._file.name).name

    def after_step(self, training: "TrainingLoop") -> None:
        if training.step % LOG_EVERY and training.step != training.steps:
            return
        epochs = training.epoch - training.resumed - 1
        now = (epochs * training.steps + training.step, training.learning_seconds, training.data_seconds)
        steps, seconds, data = (new - old for new, old in zip(now, self._since, strict=True))
        self._since = now
        self._write(
            training,
            mode="train",
            memory=measure_memory(),
            data_time=round(data / steps, 5),
            time=round(seconds / steps, 5),
            **_list_losses(training.means),
        )

    def after_epoch(self, training: "TrainingLoop") -> None:
        row = training.history[-1]
        if "logged" in row:
            loss = {"loss": round(row["val_loss"], 5)} if "val_loss" in row else {}
            self._write(training, mode="val", **row["logged"], **loss)
        self._file.flush()

    def after_train(self, training: "TrainingLoop") -> None:
        if self._file:
            self._file.close()

    def _write(self, training: "TrainingLoop", mode: str, **values: Any) -> None:
        line = {"mode": mode, "epoch": training.epoch, "iter": training.step, "lr": round(training.lr, 8), **values}
        self.lines.append(line)
        self._file.write(json.dumps(line) + "\n")


def read_log(folder: Path, name: Any) -> list[dict]:
    """The lines of a log of this folder; none where it is not there."""
    path = folder / Path(name or "").name
    return _read_lines_to(path) if path.is_file() else []


def read_newest_log(folder: Path) -> list[dict]:
    """The lines of the newest log of a folder; none where there is none."""
    found = sorted(folder.glob("*.log.json"), key=lambda path: (path.stat().st_mtime, path.name))
    return read_log(folder, found[-1].name) if found else []


def _list_losses(means: dict) -> dict:
    """The parts of the loss, then the whole, as the textbook's package writes them."""
    parts = {name: round(value, 5) for name, value in means.items() if name.startswith("loss_")}
    return {**parts, "loss": round(means["loss"], 5)}


def _read_lines_to(path: Path, epoch: float = math.inf) -> list[dict]:
    """The lines of a log up to the end of an epoch; a kill may have cut the last one."""
    lines = []
    for text in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if line.get("epoch", epoch + 1) <= epoch:
            lines.append(line)
    return lines


def _find_new_file(folder: Path) -> TextIO:
    name = time.strftime("%Y%m%d_%H%M%S")
    for again in ("", *(f"_{n}" for n in range(2, 100))):
        try:
            return open(folder / f"{name}{again}.log.json", "x", encoding="utf-8")
        except FileExistsError:
            continue
    raise FileExistsError(folder / f"{name}.log.json")


def measure_memory() -> int:
    """MB that the training takes: of the graphics card where it learns on one, else of the program."""
    if torch.cuda.is_initialized():
        return torch.cuda.max_memory_allocated() // 2**20
    if torch.backends.mps.is_available() and (taken := torch.mps.driver_allocated_memory()):
        return taken // 2**20
    return psutil.Process().memory_info().rss // 2**20

"""Who watches a training: the log file, the console, the studio, the wish to stop. Each hooks into its stages."""

import json
import time
from datetime import timedelta
from pathlib import Path

from .. import link
from ..events import Metric, Progress
from ..notes import note, say
from ..texts import both

LOG_EVERY = 10  # batches, as in the textbook's logs


class Log:
    """Keeps the textbook's log: one dict a line, in memory and in `<time>.log.json`."""

    def __init__(self, folder: Path):
        self.lines: list[dict] = []
        self._folder = folder

    def train_begins(self, training):
        self._folder.mkdir(parents=True, exist_ok=True)
        self._file = _new_file(self._folder)
        self._last = time.perf_counter()

    def batch_ends(self, training):
        if training.step % LOG_EVERY and training.step != training.steps:
            return
        now = time.perf_counter()
        self._write(
            {
                "mode": "train", "epoch": training.epoch, "iter": training.step, "lr": round(training.lr, 8),
                "memory": _memory(), "data_time": 0.0, "time": round((now - self._last) / LOG_EVERY, 5),
                "loss": round(training.loss, 5),
            }
        )  # fmt: skip
        self._last = now

    def epoch_ends(self, training):
        if training.marks:
            accuracy = round(100 * training.marks["accuracy"], 4)
            loss = round(training.marks["val_loss"], 5)
            self._write(
                {
                    "mode": "val",
                    "epoch": training.epoch,
                    "iter": training.steps,
                    "lr": round(training.lr, 8),
                    "accuracy_top-1": accuracy,
                    "loss": loss,
                }
            )
        self._file.flush()

    def train_ends(self, training):
        self._file.close()

    def _write(self, line: dict):
        self.lines.append(line)
        self._file.write(json.dumps(line) + "\n")


def _new_file(folder: Path):
    name = time.strftime("%Y%m%d_%H%M%S")
    for again in ("", *(f"_{n}" for n in range(2, 100))):
        try:
            return open(folder / f"{name}{again}.log.json", "x", encoding="utf-8")
        except FileExistsError:
            continue
    raise FileExistsError(folder / f"{name}.log.json")


def _memory() -> int:
    import psutil

    return psutil.Process().memory_info().rss // 2**20


class Console:
    """Prints a line an epoch where there is no studio."""

    def epoch_ends(self, training):
        eta = str(timedelta(seconds=round(training.seconds_left)))
        marks = (
            both("epoch_mark", accuracy=f"{100 * training.marks['accuracy']:.1f}") if training.marks else {"zh": "", "en": ""}
        )
        say(
            "epoch_line",
            epoch=training.epoch,
            epochs=training.plan.epochs,
            lr=f"{training.lr:.3e}",
            eta=eta,
            loss=f"{training.loss:.4f}",
            marks=marks,
        )


class Events:
    """Tells the studio the curve's points and how long it will take."""

    def __init__(self):
        self._last = 0.0

    def batch_ends(self, training):
        now = time.monotonic()
        if now - self._last > 0.5:
            self._last = now
            link.emit(_progress(training, training.epoch - 1))

    def epoch_ends(self, training):
        values = {"loss": training.loss, **training.marks}
        link.emit(Metric(values=values, step=training.epoch, total=training.plan.epochs))
        link.emit(_progress(training, training.epoch))


def _progress(training, done: int) -> Progress:
    return Progress(done=done, total=training.plan.epochs, seconds_left=round(training.seconds_left, 1))


class StopRequest:
    """Ends the training between two batches when the studio, or Ctrl+C, asks to stop."""

    def batch_ends(self, training):
        link.stopping_point()


class EarlyStop:
    """Ends the training when the accuracy has not risen for some epochs."""

    def __init__(self, patience: int):
        self._patience, self._best, self._since = patience, -1.0, 0

    def epoch_ends(self, training):
        accuracy = training.marks.get("accuracy", -1.0)
        if accuracy > self._best:
            self._best, self._since = accuracy, training.epoch
        elif training.epoch - self._since >= self._patience and not training.enough:
            training.enough = True
            note("stopped_early", epochs=self._patience)

"""Training of a BaseNN network by the loop of every network, with the lines that the textbook prints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import torch
from torch import nn, optim
from torch.utils.data import DataLoader

from sunmao.core.strict import suggest_nearest
from sunmao.display.api import plot
from sunmao.errors import BadValue
from sunmao.runtime import session
from sunmao.runtime.notices import print_safely
from sunmao.training.devices.heap import keep_freed_memory
from sunmao.training.devices.threads import limit_threads
from sunmao.training.gradient_accumulation import catch_out_of_memory
from sunmao.training.observers import StopOnRequest
from sunmao.training.training_loop import Objective, TrainConfig, TrainingLoop

OPTIMIZERS = ("Adam", "SGD", "Adagrad", "ASGD")
METRICS = {"acc": "Accuracy", "mae": "MAE", "mse": "MSE"}


class BookLoop(TrainingLoop):
    """The loop, with the one optimizer that only textbooks name."""

    def _make_optimizer(self) -> optim.Optimizer:
        if self.config.optimizer == "ASGD":
            return optim.ASGD(self._learned, lr=self.config.lr)
        return super()._make_optimizer()


class BookObjective(Objective):
    """A loss of torch by its name, as BaseNN takes it: of classes between the outputs and rows of 0 and 1.

    measures: of `METRICS`. last: (loss, measures …) of the last batch.
    """

    def __init__(self, loss: str, measures: list[str]) -> None:
        kind = getattr(nn, loss, None) if loss.endswith("Loss") else None
        if kind is None:
            names = [name for name in dir(nn) if name.endswith("Loss")]
            raise BadValue("nn_no_loss", value=repr(loss)[:60], guess=suggest_nearest(loss, names))
        self._loss, self._by_number = kind(), loss == "NLLLoss"
        self.names = ("loss", *measures)
        self.last: list[float] = []

    def __call__(self, network: nn.Module, inputs: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        outputs = network(inputs)
        is_class = labels.dtype == torch.int64
        if is_class and int(labels.max()) >= outputs.shape[-1]:
            raise BadValue("nn_few_outputs", outputs=outputs.shape[-1], label=int(labels.max()))
        truth = nn.functional.one_hot(labels, outputs.shape[-1]).to(outputs.dtype) if is_class else labels
        if not is_class and outputs.shape != truth.shape:
            raise BadValue("nn_other_outputs", outputs=outputs.shape[-1], wanted=truth.shape[-1])
        loss = self._loss(outputs, labels if self._by_number else truth)
        found = [loss.mean(), *(self._measure(name, outputs.detach(), labels, truth) for name in self.names[1:])]
        self.last = [float(each.detach()) for each in found]
        return torch.stack(found) * len(labels)

    def _measure(self, name: str, outputs: torch.Tensor, labels: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
        if name == "acc":
            right = labels if labels.dtype == torch.int64 else truth.argmax(-1) if truth.shape[-1] > 1 else truth[:, 0]
            answers = outputs.argmax(-1) if outputs.shape[-1] > 1 else outputs[:, 0].round()
            return (answers == right).float().mean()
        apart = (outputs.argmax(-1) - labels).float() if labels.dtype == torch.int64 else outputs - truth
        return (apart.abs() if name == "mae" else apart**2).mean()


@dataclass
class BookLog:
    """Prints a line a batch as the textbook does, and collects them; in the studio the curve is drawn, too."""

    objective: BookObjective
    lines: list[dict] = field(default_factory=list)

    def after_step(self, training: TrainingLoop) -> None:
        """A line of the batch."""
        named = dict(zip(self.objective.names, self.objective.last, strict=True))
        self.lines.append({"epoch": training.epoch - 1, **named})
        words = [f"  {METRICS.get(name, 'Loss')}:{value:.4f}" for name, value in named.items()]
        print_safely(f"{{epoch:{training.epoch - 1}{''.join(words)}}}")

    def after_epoch(self, training: TrainingLoop) -> None:
        """A point of the curve."""
        if session.is_in_studio():
            for name, value in training.means.items():
                plot(name, value)


def find_optimizer(name: str) -> str:
    """One of `OPTIMIZERS`, whatever its capital letters. Raises BadValue."""
    found = next((each for each in OPTIMIZERS if each.lower() == str(name).lower()), None)
    if found is None:
        guess = suggest_nearest(str(name), OPTIMIZERS)
        raise BadValue("nn_no_optimizer", value=repr(name)[:60], names=", ".join(OPTIMIZERS), guess=guess)
    return found


def read_metrics(metrics: str | Sequence[str] | None) -> list[str]:
    """Names of `METRICS` from a name or a list of them. Raises BadValue."""
    said = [metrics] if isinstance(metrics, str) else list(metrics or [])
    for name in said:
        if str(name).lower() not in METRICS:
            guess = suggest_nearest(str(name), METRICS)
            raise BadValue("ml_no_metric", value=repr(name)[:60], names=", ".join(METRICS), guess=guess)
    return [str(name).lower() for name in said]


def train_book_network(
    network: nn.Module, loader: DataLoader, config: TrainConfig, objective: BookObjective, device: torch.device
) -> list[dict]:
    """Train on a loader's batches. Returns a dict a batch: epoch, loss, and each measure.

    Raises: TrainingDiverged, OutOfMemory.
    """
    network.to(device).train()
    # The last batch may be a single row, which has no spread.
    alone = 2 if any(isinstance(part, nn.modules.batchnorm._BatchNorm) for part in network.modules()) else 1

    def batches(epoch: int) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        for inputs, labels in loader:
            if len(labels) >= alone:
                yield inputs.to(device), labels.to(device)

    log = BookLog(objective)
    training = BookLoop(network, batches, len(loader), None, config, [log, StopOnRequest()], objective)
    with keep_freed_memory(), limit_threads(network), catch_out_of_memory():
        training.run()
    return log.lines

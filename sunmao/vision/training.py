"""The training loop. It knows stages, not who watches: observers hook in at the stages.

A stage is a method of the observer with the stage's name that takes the training: `train_begins`, `batch_ends`,
`epoch_ends`, `train_ends` (always called, also when an error or a stop ends the training).
"""

import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from torch import optim
from torch.nn import functional

from ..errors import LearningBroke

# Without momentum a lesson's epochs are too few for SGD.
OPTIMIZERS = {"AdamW": optim.AdamW, "Adam": optim.Adam, "Adagrad": optim.Adagrad, "SGD": partial(optim.SGD, momentum=0.9)}


@dataclass(frozen=True)
class Plan:
    """What is asked of a training. epochs, batch_size ≥ 1; lr: the highest learning rate of the one-cycle schedule."""

    epochs: int
    lr: float
    batch_size: int
    optimizer: str
    weight_decay: float
    seed: int
    early_stop: int | None = None
    label_smoothing: float = 0.0


class Training:
    """One training of one network.

    Args:
        network: a torch module from a batch to logits.
        batches: gives the batches of an epoch (a number from 1; the same number gives the same batches): (inputs, label numbers), tensors on the network's device.
        steps: how many batches an epoch has.
        check: tests the network and returns its marks (`accuracy`, `val_loss`), or None.
        plan: what is asked.
        observers: objects with methods named as stages.
    """

    def __init__(
        self, network, batches: Callable[[int], Iterator], steps: int, check: Callable | None, plan: Plan, observers: list
    ):
        self.network, self.plan, self.steps = network, plan, steps
        self.epoch, self.step, self.loss, self.marks = 0, 0, math.nan, {}
        self.enough = False
        self.seconds = 0.0
        self._batches, self._check, self._observers = batches, check, observers
        learned = [parameter for parameter in network.parameters() if parameter.requires_grad]
        self._optimizer = OPTIMIZERS[plan.optimizer](learned, lr=plan.lr, weight_decay=plan.weight_decay)
        # Smith, Topin 2018, "Super-convergence": up, then down to nearly nothing.
        self._schedule = optim.lr_scheduler.OneCycleLR(
            self._optimizer, plan.lr, max(1, plan.epochs * steps), div_factor=10, cycle_momentum=False
        )

    @property
    def lr(self) -> float:
        """The learning rate now."""
        return self._optimizer.param_groups[0]["lr"]

    @property
    def seconds_left(self) -> float:
        """How long the rest will take at this pace."""
        done = (self.epoch - 1) * self.steps + self.step
        return self.seconds / done * (self.plan.epochs * self.steps - done) if done > 0 else 0.0

    def run(self) -> None:
        """Train to the end, or until an observer has enough.

        Raises: LearningBroke when the loss is no number any more.
        """
        self._since = time.perf_counter()
        self._stage("train_begins")
        try:
            for self.epoch in range(1, self.plan.epochs + 1):
                self._learn_epoch()
                self.marks = self._check(self.network) if self._check else {}
                self.seconds = time.perf_counter() - self._since
                self._stage("epoch_ends")
                if self.enough:
                    break
        finally:
            self._stage("train_ends")

    def _learn_epoch(self) -> None:
        self.network.train()
        losses = []
        for self.step, (inputs, labels) in enumerate(self._batches(self.epoch), 1):
            loss = functional.cross_entropy(self.network(inputs), labels, label_smoothing=self.plan.label_smoothing)
            self._optimizer.zero_grad()
            loss.backward()
            self._optimizer.step()
            self._schedule.step()
            losses.append(loss.item())
            if not math.isfinite(losses[-1]):
                self.loss = math.nan
                raise LearningBroke("learning_broke", epoch=self.epoch)
            self.loss = sum(losses) / len(losses)
            self.seconds = time.perf_counter() - self._since
            self._stage("batch_ends")

    def _stage(self, name: str) -> None:
        for observer in self._observers:
            hook = getattr(observer, name, None)
            if hook:
                hook(self)

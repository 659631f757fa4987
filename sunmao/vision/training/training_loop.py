"""The training loop. It knows stages, not who watches: observers hook in at the stages.

A stage is a method of the observer with the stage's name that takes the training: `train_begins`, `batch_ends`,
`epoch_ends`, `train_ends` (always called, also when an error or a stop ends the training).
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from torch import nn, optim
from torch.nn import functional

from sunmao.core.strict import NOTHING
from sunmao.errors import BadData, TrainingDiverged
from sunmao.texts import get_both
from sunmao.vision.training.gradient_accumulation import MicroBatches

# Without momentum a lesson's epochs are too few for SGD.
# Fused: all sums of a weight in one go; one by one they take a sixth of a small network's time.
OPTIMIZERS: dict[str, Callable] = {
    "AdamW": partial(optim.AdamW, fused=True),
    "Adam": partial(optim.Adam, fused=True),
    "Adagrad": optim.Adagrad,
    "SGD": partial(optim.SGD, momentum=0.9),
}
STAGES = ("train_begins", "batch_ends", "epoch_ends", "train_ends")
SAFE = 0.01  # a learning rate from which hardly anything breaks
LOOK_EVERY = 10  # batches: a look at the loss makes a graphics card wait


@dataclass(frozen=True)
class TrainConfig:
    """What is asked of a training. epochs, batch_size ≥ 1; lr: the highest learning rate of the one-cycle schedule.

    seed: None until one is drawn. minutes: how long it may take. clip: the largest length of a gradient, or None.
    """

    epochs: int
    lr: float
    batch_size: int
    optimizer: str
    weight_decay: float
    seed: int | None
    early_stop: int | None = None
    minutes: float | None = None
    label_smoothing: float = 0.0
    clip: float | None = None


class Objective:
    """What is learned from a batch: how far the network is from the truth, and how that is summed up.

    names: of the means that `TrainingLoop` reports; the first is 'loss'.
    """

    names: tuple[str, ...] = ("loss",)

    def __call__(self, network, inputs, labels) -> torch.Tensor:
        """Sums over the pictures of a batch, (len(names),) float32; the first one has a gradient."""
        raise NotImplementedError


@dataclass(frozen=True)
class CrossEntropyObjective(Objective):
    """Cross entropy between logits and label numbers, and the share of right answers.

    label_smoothing: Szegedy and others 2015, "Rethinking the Inception Architecture", 0 to 1.
    """

    label_smoothing: float = 0.0
    names = ("loss", "train_accuracy")

    def __call__(self, network, inputs, labels) -> torch.Tensor:
        logits = network(inputs)
        loss = functional.cross_entropy(logits, labels, label_smoothing=self.label_smoothing, reduction="sum")
        return torch.stack((loss, (logits.detach().argmax(1) == labels).sum()))


class TrainingLoop:
    """One training of one network. Its random numbers come from the plan's seed and the epoch alone.

    Args:
        network: a torch module that learns.
        batches: gives the batches of an epoch (from 1; the same epoch, the same batches): (inputs, labels), of which
        slices can
            be taken, on the network's device.
        steps: how many batches an epoch has at most.
        check: tests the network and returns its marks (`accuracy`, `val_loss` …), or None.
        plan: what is asked.
        observers: objects with methods named as stages.
        lesson: what is learned from a batch.

    history: one dict a finished epoch: epoch, the lesson's means and the marks. reason: why it ended, as in
    `messages.TrainingEnded`.
    means: the lesson's means over the epoch so far, as of the last look.
    """

    def __init__(
        self,
        network,
        batches: Callable[[int], Iterator],
        steps: int,
        check: Callable | None,
        plan: TrainConfig,
        observers: list,
        lesson: Objective | None = None,
    ):
        self.network, self.batches, self.steps, self.plan = network, batches, steps, plan
        self.lesson = lesson or CrossEntropyObjective(plan.label_smoothing)
        self.epoch, self.step, self.means = 0, 0, dict.fromkeys(self.lesson.names, math.nan)
        self.history: list[dict] = []
        self.resumed, self.enough, self.reason = 0, False, "error"
        self.seconds = self.data_seconds = self.learning_seconds = 0.0
        self.portions = MicroBatches(plan.batch_size)
        self._check = check
        self._hooks = {stage: [getattr(each, stage) for each in observers if hasattr(each, stage)] for stage in STAGES}
        self._learned = [parameter for parameter in network.parameters() if parameter.requires_grad]
        self._optimizer = OPTIMIZERS[plan.optimizer](self._learned, lr=plan.lr, weight_decay=plan.weight_decay)
        # Smith, Topin 2018, "Super-convergence": up, then down to nearly nothing.
        self._schedule = optim.lr_scheduler.OneCycleLR(
            self._optimizer, plan.lr, max(1, plan.epochs * steps), div_factor=10, cycle_momentum=False
        )

    @property
    def loss(self) -> float:
        """The mean loss over the epoch so far."""
        return self.means["loss"]

    @property
    def lr(self) -> float:
        """The learning rate now."""
        return self._optimizer.param_groups[0]["lr"]

    @property
    def seconds_left(self) -> float:
        """How long the rest will take at this pace, tests included."""
        steps = (self.epoch - 1 - self.resumed) * self.steps + self.step
        ended = len(self.history) - self.resumed
        if steps <= 0:
            return 0.0
        between = (self.seconds - self.learning_seconds) / ended if ended else 0.0
        left = (self.plan.epochs - self.resumed) * self.steps - steps
        return self.learning_seconds / steps * left + between * (self.plan.epochs - len(self.history))

    def state(self) -> dict:
        """All that a training needs, besides the network's weights, to go on after this epoch."""
        return {
            "history": self.history,
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "portion": self.portions.size,
        }

    def resume(self, state: dict) -> None:
        """Go on where `state` was taken; the network has its weights already."""
        self.history = list(state["history"])
        self._optimizer.load_state_dict(state["optimizer"])
        self._schedule.load_state_dict(state["schedule"])
        self.portions.size = state["portion"]
        self.resumed = self.epoch = len(self.history)
        self.means = {name: self.history[-1][name] for name in self.lesson.names}

    def run(self) -> None:
        """Train to the end, or until an observer has enough.

        Raises: TrainingDiverged when the loss is no number any more, OutOfMemory, BadData when no picture can be read.
        """
        self._since = time.perf_counter()
        with ExitStack() as endings:  # each observer's ending, also when an earlier one meets a full disk
            for hook in reversed(self._hooks["train_ends"]):
                endings.callback(hook, self)
            try:
                self._stage("train_begins")
                for self.epoch in range(self.resumed + 1, self.plan.epochs + 1):
                    self._learn_epoch()
                    marks = self._check(self.network) if self._check else {}
                    self.seconds = time.perf_counter() - self._since
                    self.history.append({"epoch": self.epoch, **self.means, **marks})
                    self._stage("epoch_ends")
                    if self.enough:
                        break
                self.reason = "early" if self.enough else "finished"
            except KeyboardInterrupt:
                self.reason = "stopped"
                raise

    def gradient(self, inputs, labels) -> torch.Tensor:
        """The gradient of a batch, in portions where memory is short. Returns the lesson's sums over its pictures."""

        def learn(part: slice):
            sums = self.lesson(self.network, inputs[part], labels[part])
            (sums[0] / len(labels)).backward()
            return sums.detach()

        return sum(self.portions.work(learn, len(labels), begin=self._optimizer.zero_grad))

    def _learn_epoch(self) -> None:
        self.network.train()
        torch.manual_seed(int(np.random.SeedSequence((self.plan.seed, self.epoch)).generate_state(1)[0]))
        sums: torch.Tensor | int = 0
        seen = self.step = 0
        since = time.perf_counter()
        for self.step, (inputs, labels) in enumerate(self.batches(self.epoch), 1):
            self.data_seconds += time.perf_counter() - since
            sums, seen = self.gradient(inputs, labels) + sums, seen + len(labels)
            if self.plan.clip:
                nn.utils.clip_grad_norm_(self._learned, self.plan.clip)
            self._optimizer.step()
            self._schedule.step()
            if self.step % LOOK_EVERY == 0 or self.step == self.steps:
                self._look(sums / seen)
            now = time.perf_counter()
            self.learning_seconds, self.seconds, since = self.learning_seconds + now - since, now - self._since, now
            self._stage("batch_ends")
        if not seen:
            raise BadData("nothing_to_learn")
        self._look(sums / seen)

    def _look(self, means) -> None:
        self.means = dict(zip(self.lesson.names, means.tolist(), strict=True))
        if not math.isfinite(self.loss):
            self.means["loss"] = math.nan
            kept = get_both("best_is_kept") if self.history else NOTHING
            raise TrainingDiverged(
                "learning_broke", epoch=self.epoch, lr=f"{min(self.plan.lr / 10, SAFE):.1g}", kept=kept
            )

    def _stage(self, name: str) -> None:
        for hook in self._hooks[name]:
            hook(self)

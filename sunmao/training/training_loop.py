"""The training loop. It knows stages, not who watches: observers hook in at the stages.

A stage is a method of the observer with the stage's name that takes the training: `before_train`, `after_step`,
`after_epoch`, `after_train` (always called, also when an error or a stop ends the training).
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import nn, optim
from torch.nn import functional

from sunmao.core.strict import NOTHING
from sunmao.errors import BadData, TrainingDiverged
from sunmao.texts import get_both
from sunmao.training.devices.mixed_precision import MixedPrecision, choose_dtype, match_layout
from sunmao.training.duration_estimate import RecentPace
from sunmao.training.gradient_accumulation import MicroBatches
from sunmao.training.prefetch import prefetch
from sunmao.training.recipes.schedules import PlateauSchedule, make_schedule
from sunmao.training.recipes.weight_average import make_weight_average

# Without momentum a lesson's epochs are too few for SGD.
# Fused: all sums of a weight in one go; one by one they take a sixth of a small network's time.
OPTIMIZERS: dict[str, Callable] = {
    "AdamW": partial(optim.AdamW, fused=True),
    "Adam": partial(optim.Adam, fused=True),
    "Adagrad": optim.Adagrad,
    "SGD": partial(optim.SGD, momentum=0.9),
}
STAGES = ("before_train", "after_step", "after_epoch", "after_train")
SAFE = 0.01  # a learning rate from which hardly anything breaks
LOOK_EVERY = 10  # batches: a look at the loss makes a graphics card wait


@dataclass(frozen=True)
class TrainConfig:
    """Configuration of a training. epochs, batch_size ≥ 1; lr: the highest learning rate of the schedule.

    seed: None until one is drawn. minutes: how long it may take. clip: the largest length of a gradient, or None.
    backbone_lr: the share of lr with which a body that has learned before does. class_weights: 'balanced' or None, see
    `compute_class_weights`. schedule, warmup: as in `make_schedule`, None: one cycle. momentum: of SGD; of Adam and
    AdamW their first beta; None: 0.9. ema: as in `make_weight_average`. The rest: as in `models.recipe_options`, None:
    as the model's own recipe has it. teacher: which weights teach, as `name_teachers` names them; temperature,
    teacher_share: as of `DistillationObjective`. processes: that learn from parts of each batch; None: one. budget:
    share that was cut off before, as of `prune`; budget_of: of what. deterministic: as of
    `use_deterministic_algorithms`.
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
    backbone_lr: float = 1.0
    class_weights: str | None = None
    schedule: str | None = None
    warmup: int | None = None
    momentum: float | None = None
    ema: float | None = None
    sampling: str | None = None
    frozen: str | None = None
    policy: str | None = None
    mixup: float | None = None
    cutmix: float | None = None
    random_erasing: float | None = None
    flip: bool | None = None
    rotate: float | None = None
    scale: float | None = None
    shift: float | None = None
    color: float | None = None
    teacher: str | None = None
    temperature: float | None = None
    teacher_share: float | None = None
    processes: int | None = None
    budget: float | None = None
    budget_of: str | None = None
    deterministic: bool | None = None

    def require_seed(self) -> int:
        """The seed, of a training that has drawn one."""
        assert self.seed is not None
        return self.seed


class Objective:
    """Objective of a batch: how far the network is from the truth, and how that is summed up.

    names: of the means that `TrainingLoop` reports; the first is 'loss'.
    """

    names: tuple[str, ...] = ("loss",)

    def __call__(self, network: Any, inputs: Any, labels: Any) -> torch.Tensor:
        """Sums over the pictures of a batch, (len(names),) float32; the first one has a gradient."""
        raise NotImplementedError


@dataclass(frozen=True)
class CrossEntropyObjective(Objective):
    """Cross entropy between logits and label numbers, (N,), or shares of the classes, (N, C), and the share of right
    answers.

    label_smoothing: Szegedy and others 2015, "Rethinking the Inception Architecture", 0 to 1. weights: of the classes,
    (C,) float32 on the network's device, or None.
    """

    label_smoothing: float = 0.0
    weights: torch.Tensor | None = None
    names = ("loss", "train_accuracy")

    def __call__(self, network: Any, inputs: Any, labels: Any) -> torch.Tensor:
        logits = network(inputs)
        loss = functional.cross_entropy(
            logits, labels, self.weights, label_smoothing=self.label_smoothing, reduction="sum"
        )
        answers = logits.detach().argmax(1)
        right = answers == labels if labels.ndim == 1 else labels.gather(1, answers[:, None])
        return torch.stack((loss, right.sum()))


class TrainingLoop:
    """One training of one network. Its random numbers come from the configuration's seed and the epoch alone.

    Args:
        network: a torch module that learns.
        batches: gives the batches of an epoch (from 1; the same epoch, the same batches): (inputs, labels), of which
            slices can be taken, on the network's device. They are made in another thread, one ahead.
        steps: how many batches an epoch has at most.
        validate: tests the network and returns its metrics (`accuracy`, `val_loss` …), or None.
        config: what is asked.
        observers: objects with methods named as stages.
        objective: what is learned from a batch.

    history: one dict a finished epoch: epoch, the objective's means and the metrics. reason: why it ended, as in
    `learning_messages.TrainingEnded`.
    paused: set by an observer that wants it to end after this epoch, or before the first, as if it were stopped, so
    that it can go on later.
    means: the objective's means over the epoch so far, as of the last update. average: the moving average of the
    weights where the configuration asks for one, which is tested and kept in their place, or None. precision: how the
    network computes while it learns, by its device; tests are in float32, as all use is.
    """

    def __init__(
        self,
        network: Any,
        batches: Callable[[int], Iterator],
        steps: int,
        validate: Callable | None,
        config: TrainConfig,
        observers: list,
        objective: Objective | None = None,
    ) -> None:
        self.network, self.batches, self.steps, self.config = network, batches, steps, config
        self.objective = objective or CrossEntropyObjective(config.label_smoothing)
        self.epoch, self.step, self.means = 0, 0, dict.fromkeys(self.objective.names, math.nan)
        self.history: list[dict] = []
        self.resumed, self.enough, self.paused, self.reason = 0, False, False, "error"
        self.seconds = self.data_seconds = self.learning_seconds = 0.0
        self.micro_batches = MicroBatches(config.batch_size)
        self._step_pace, self._test_pace = RecentPace(), RecentPace()
        self._validate = validate
        self._hooks = {stage: [getattr(each, stage) for each in observers if hasattr(each, stage)] for stage in STAGES}
        device = next(network.parameters()).device
        self.precision = MixedPrecision(device, choose_dtype(device))
        self.precision.lay_out(network)
        self._learned = [parameter for parameter in network.parameters() if parameter.requires_grad]
        self.average = make_weight_average(network, config.ema) if config.ema else None
        self._optimizer = self._make_optimizer()
        self._schedule = self._make_schedule(steps)

    @property
    def tested(self) -> nn.Module:
        """The network that is tested and kept: the one that learns, or the average of its weights."""
        return self.average.module if self.average else self.network

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
        """Time that the rest will take at this pace, tests included."""
        steps = (self.epoch - 1 - self.resumed) * self.steps + self.step
        if steps <= 0:
            return 0.0
        left = (self.config.epochs - self.resumed) * self.steps - steps
        return self._step_pace.seconds * left + self._test_pace.seconds * (self.config.epochs - len(self.history))

    def state(self) -> dict:
        """All that a training needs, besides the weights that are kept, to go on after this epoch."""
        learned = {
            "weights": self.network.state_dict(),
            "averaged": int(self.average.n_averaged),
        } if self.average else {}  # fmt: skip
        return {
            **learned,
            "history": self.history,
            "optimizer": self._optimizer.state_dict(),
            "schedule": self._schedule.state_dict(),
            "portion": self.micro_batches.size,
            **self.precision.state(),
        }

    def resume(self, state: dict) -> None:
        """Go on where `state` was taken; the network has the weights that were kept already."""
        if self.average:
            self.network.load_state_dict(state["weights"])
            self.average.n_averaged.fill_(state["averaged"])
        self.history = list(state["history"])
        self._optimizer.load_state_dict(state["optimizer"])
        match_layout(self._optimizer)
        self.precision.resume(state)
        self._schedule.load_state_dict(state["schedule"])
        self.micro_batches.size = state["portion"]
        self.resumed = self.epoch = len(self.history)
        self.means = {name: self.history[-1][name] for name in self.objective.names}

    def run(self) -> None:
        """Train to the end, or until an observer has enough.

        Raises: TrainingDiverged when the loss is no number any more, OutOfMemory, BadData when no picture can be read.
        """
        self._since = time.perf_counter()
        with ExitStack() as endings:  # each observer's ending, also when an earlier one meets a full disk
            for hook in reversed(self._hooks["after_train"]):
                endings.callback(hook, self)
            for network in {self.network, self.tested}:
                endings.callback(self.precision.restore_layout, network)  # before the last weights are kept
            try:
                self._stage("before_train")
                for self.epoch in () if self.paused else range(self.resumed + 1, self.config.epochs + 1):
                    self._learn_epoch()
                    since = time.perf_counter()
                    marks = self._validate(self.tested) if self._validate else {}
                    self._test_pace.note(time.perf_counter() - since)
                    self._end_epoch(marks)
                    self.seconds = time.perf_counter() - self._since
                    self.history.append({"epoch": self.epoch, **self.means, **marks})
                    self._stage("after_epoch")
                    if self.paused or self._has_enough():
                        break
                self.reason = "stopped" if self.paused else "early" if self.enough else "finished"
            except KeyboardInterrupt:
                self.reason = "stopped"
                raise

    def try_rate(self, rate: float, inputs: torch.Tensor, labels: torch.Tensor) -> float:
        """Learn from one batch at this learning rate, in place of the schedule's. Returns the mean loss before it."""
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        return float(self._take_step(inputs, labels)[0]) / len(labels)

    def gradient(self, inputs: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """The gradient of a batch, in micro-batches where memory is short. Returns the objective's sums."""

        def learn(part: slice) -> torch.Tensor:
            with self.precision.autocast(self.network):
                sums = self.objective(self.network, inputs[part], labels[part])
            self.precision.backward(sums[0] / len(labels))
            return sums.detach()

        return sum(self.micro_batches.work(learn, len(labels), begin=self._optimizer.zero_grad))

    def _make_optimizer(self) -> optim.Optimizer:
        config = self.config
        momentum: dict = {}
        if config.momentum is not None:
            sgd = config.optimizer == "SGD"
            momentum = {"momentum": config.momentum} if sgd else {"betas": (config.momentum, 0.999)}
        return OPTIMIZERS[config.optimizer](
            self._group_parameters(), lr=config.lr, weight_decay=config.weight_decay, **momentum
        )

    def _group_parameters(self) -> list[dict]:
        """Groups of parameters that learn; a body that takes smaller steps is a group of its own."""
        if self.config.backbone_lr == 1:
            return [{"params": self._learned}]
        body = set(map(id, self.network.list_backbone_parameters()))
        slow = {"params": [each for each in self._learned if id(each) in body]}
        fast = {"params": [each for each in self._learned if id(each) not in body]}
        return [fast, slow | {"lr": self.config.lr * self.config.backbone_lr}]

    def _make_schedule(self, steps: int) -> Any:
        config = self.config
        return make_schedule(self._optimizer, config.schedule, config.warmup, config.epochs, steps)

    def _take_step(self, inputs: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Learn from one batch. Returns the objective's sums."""
        sums = self._learn_batch(inputs, labels)
        while not self.precision.step(self._optimizer, self._learned, self.config.clip):
            sums = self._learn_batch(inputs, labels)  # so that no batch is lost to schedule, average and means
        if self.average:
            self.average.update_parameters(self.network)
        return sums

    def _learn_batch(self, inputs: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """The gradient of a batch, and the objective's sums."""
        return self.gradient(inputs, labels)

    def _end_epoch(self, marks: dict) -> None:
        """Tell a schedule that goes by the loss of an epoch."""
        if isinstance(self._schedule, PlateauSchedule):
            self._schedule.end_epoch(marks.get("val_loss", self.loss))

    def _has_enough(self) -> bool:
        """Whether an observer has enough."""
        return self.enough

    def _learn_epoch(self) -> None:
        self.network.train()
        torch.manual_seed(int(np.random.SeedSequence((self.config.require_seed(), self.epoch)).generate_state(1)[0]))
        sums: torch.Tensor | int = 0
        seen = self.step = 0
        since = time.perf_counter()
        with closing(prefetch(self.batches(self.epoch))) as batches:
            for self.step, (inputs, labels) in enumerate(batches, 1):
                self.data_seconds += time.perf_counter() - since
                sums, seen = self._take_step(inputs, labels) + sums, seen + len(labels)
                self._schedule.step()
                if self.step % LOOK_EVERY == 0 or self.step == self.steps:
                    self._update_means(sums / seen)
                now = time.perf_counter()
                self._step_pace.note(now - since)
                self.learning_seconds, self.seconds, since = self.learning_seconds + now - since, now - self._since, now
                self._stage("after_step")
        if not seen:
            raise BadData("nothing_to_learn")
        self._update_means(sums / seen)

    def _update_means(self, means: Any) -> None:
        self.means = dict(zip(self.objective.names, means.tolist(), strict=True))
        if not math.isfinite(self.loss):
            self.means["loss"] = math.nan
            kept = get_both("best_is_kept") if self.history else NOTHING
            raise TrainingDiverged(
                "learning_broke", epoch=self.epoch, lr=f"{min(self.config.lr / 10, SAFE):.1g}", kept=kept
            )

    def _stage(self, name: str) -> None:
        for hook in self._hooks[name]:
            hook(self)

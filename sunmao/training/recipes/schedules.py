"""Schedules of the learning rate."""

from typing import Any

from torch import optim
from torch.optim import lr_scheduler

START = 0.1  # share of the learning rate with which a warm-up begins
PATIENCE = 2  # epochs without a smaller loss, after which the learning rate falls to a tenth on a plateau
MIN_RISE = 2  # batches; a cycle's rise ends one batch early, so that one of a single batch divides by zero
DROPS = 3  # parts of a training by steps; from one to the next the learning rate falls to a tenth


def make_schedule(optimizer: optim.Optimizer, name: str | None, warmup: int | None, epochs: int, steps: int) -> Any:
    """The scheduler of a training, asked for its next learning rate after every batch.

    None: one cycle, up, then down to nearly nothing (Smith, Topin 2018, "Super-convergence"), without the way up where
    that is shorter than `MIN_RISE` batches. 'cosine': down along half a cosine to 0 (Loshchilov, Hutter 2016,
    "SGDR"). 'step': a tenth after each third, as He and others 2015, "Deep Residual Learning". 'plateau': a tenth
    whenever the loss of the tests (without tests: of learning) has not fallen for `PATIENCE` epochs. 'constant': always
    the same. All but one cycle begin when the warm-up has ended, at the highest learning rate.

    Args:
        optimizer: whose groups have the highest learning rate each.
        name: a choice of `recipe_options.RECIPE_OPTIONS`, or None.
        warmup: epochs in which the learning rate rises (Goyal and others 2017, "Accurate, Large Minibatch SGD"), fewer
            than `epochs`; None: none, and 0.3 of the training in one cycle.
        epochs, steps: of the training, and batches of an epoch.
    """
    whole = max(1, epochs * steps)
    rising = (warmup or 0) * steps
    if name is None:
        share = 0.3 if warmup is None else rising / whole
        if share * whole >= MIN_RISE:
            rates = [group["lr"] for group in optimizer.param_groups]
            return lr_scheduler.OneCycleLR(
                optimizer, rates, whole, pct_start=share, div_factor=10, cycle_momentum=False
            )
        return lr_scheduler.CosineAnnealingLR(optimizer, whole)
    warm = lr_scheduler.LinearLR(optimizer, START, total_iters=rising) if rising else None
    if name == "plateau":
        return PlateauSchedule(optimizer, warm)
    if name == "cosine":
        falling: lr_scheduler.LRScheduler = lr_scheduler.CosineAnnealingLR(optimizer, whole - rising)
    elif name == "step":
        falling = lr_scheduler.StepLR(optimizer, -(-(whole - rising) // DROPS))
    else:
        falling = lr_scheduler.ConstantLR(optimizer, 1.0)
    return falling if warm is None else lr_scheduler.SequentialLR(optimizer, [warm, falling], [rising])


class PlateauSchedule:
    """A warm-up (or None) batch by batch, then a learning rate that falls when the loss no longer does, by epochs."""

    def __init__(self, optimizer: optim.Optimizer, warmup: lr_scheduler.LRScheduler | None) -> None:
        self._warmup = warmup
        self._plateau = lr_scheduler.ReduceLROnPlateau(optimizer, patience=PATIENCE)

    def step(self) -> None:
        """A batch was learned."""
        if self._warmup is not None:
            self._warmup.step()

    def end_epoch(self, loss: float) -> None:
        """An epoch was learned, and this is its loss."""
        self._plateau.step(loss)

    def state_dict(self) -> dict:
        """All that goes on after a stop."""
        return {"warmup": self._warmup and self._warmup.state_dict(), "plateau": self._plateau.state_dict()}

    def load_state_dict(self, state: dict) -> None:
        """Go on where `state_dict` was taken."""
        self._plateau.load_state_dict(state["plateau"])
        if self._warmup is not None:
            self._warmup.load_state_dict(state["warmup"])

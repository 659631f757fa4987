"""Looking for a learning rate before a training: from tiny to huge, until the loss breaks away."""

import itertools
import math
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sunmao.runtime import session
from sunmao.training.prefetch import prefetch
from sunmao.training.training_loop import Objective, TrainConfig, TrainingLoop

if TYPE_CHECKING:
    from torch import nn


LOWEST, HIGHEST, STEPS = 1e-6, 1.0, 100
SMOOTHING = 0.9  # how much of the means before stays when a batch's loss is added
BROKEN = 3.0  # times the smallest loss, from which on nothing is to be learned
SAFE_SHARE = 0.1  # of the learning rate with the smallest loss


@dataclass(frozen=True)
class LearningRateCurve:
    """The loss at each learning rate. rates, losses: (n,) float64, smoothed; suggestion: the learning rate to take."""

    rates: np.ndarray
    losses: np.ndarray
    suggestion: float


def find_learning_rate(
    network: "nn.Module", batches: Callable[[int], Iterator], objective: Objective, config: TrainConfig
) -> LearningRateCurve:
    """The learning rate range test (Smith 2015, "Cyclical Learning Rates for Training Neural Networks").

    The network learns from one batch after the other while the learning rate rises by the same factor each time, until
    its smoothed loss is `BROKEN` times the smallest. What is suggested is a tenth of the rate at which the loss was
    smallest, rounded to one digit.

    Args:
        network: is changed; its weights are of no use afterwards.
        batches, objective: as `TrainingLoop` takes them; epochs follow each other as long as batches are needed.
    """
    start = replace(config, lr=LOWEST, schedule="constant", warmup=None, ema=None, clip=None)
    loop = TrainingLoop(network, batches, STEPS, None, start, [], objective)
    rates = np.geomspace(LOWEST, HIGHEST, STEPS)
    losses: list[float] = []
    mean = 0.0
    network.train()
    for step, ((inputs, labels), rate) in enumerate(zip(_follow_epochs(batches), rates, strict=False), 1):
        session.check_stop()
        loss = loop.try_rate(float(rate), inputs, labels)
        mean = SMOOTHING * mean + (1 - SMOOTHING) * loss
        losses.append(mean / (1 - SMOOTHING**step))
        if not math.isfinite(loss) or losses[-1] > BROKEN * min(losses):
            break
    found = np.array(losses)
    return LearningRateCurve(rates[: len(found)], found, _suggest(rates, found))


def _suggest(rates: np.ndarray, losses: np.ndarray) -> float:
    best = int(np.nanargmin(np.where(np.isfinite(losses), losses, np.nan)))
    return float(f"{rates[best] * SAFE_SHARE:.0e}")


def _follow_epochs(batches: Callable[[int], Iterator]) -> Iterator:
    for epoch in itertools.count(1):
        empty = True
        with closing(prefetch(batches(epoch))) as made:
            for batch in made:
                empty = False
                yield batch
        if empty:
            return

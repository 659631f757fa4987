"""Objective of a student: the labels of the pictures, and its teachers' ratings of all of them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch.nn import functional

from sunmao.training.training_loop import Objective

if TYPE_CHECKING:
    pass


@dataclass(frozen=True)
class DistillationObjective(Objective):
    """The loss of the labels and the distance from the teachers' scores, weighed against each other.

    Classes: the Kullback-Leibler divergence of both softmaxes at a temperature, times its square, so that its gradients
    do not shrink with it (Hinton, Vinyals, Dean 2015, "Distilling the Knowledge in a Neural Network"). Several labels:
    the binary cross-entropy of each, likewise. Labels have the columns of `lesson.make_targets`.

    labels: what is learned from the labels alone. classes: how many. temperature: above 0. share: of the teachers in
    the loss, 0 to 1. several: whether a picture may have several labels.
    """

    labels: Objective
    classes: int
    temperature: float
    share: float
    several: bool = False
    names = ("loss", "train_accuracy")

    def __call__(self, network: Any, inputs: Any, labels: Any) -> torch.Tensor:
        logits = network(inputs)
        truth, said, known = labels[:, : self.classes], labels[:, self.classes : -1], labels[:, -1] > 0.5
        sums = logits.new_zeros(2)
        if known.any():
            sums = self.labels(lambda _: logits[known], inputs, truth[known])
        agreed = self._count_agreed(logits.detach()[~known], said[~known])
        loss = (1 - self.share) * sums[0] + self.share * self._compute_distance(logits, said)
        return torch.stack((loss, sums[1] + agreed))

    def _compute_distance(self, logits: torch.Tensor, said: torch.Tensor) -> torch.Tensor:
        soft = logits / self.temperature
        if self.several:
            loss = functional.binary_cross_entropy_with_logits(soft, said, reduction="sum") / self.classes
        else:
            loss = functional.kl_div(soft.log_softmax(1), said, reduction="sum")
        return loss * self.temperature**2

    def _count_agreed(self, logits: torch.Tensor, said: torch.Tensor) -> torch.Tensor:
        if self.several:
            return ((logits > 0) == (said > 0.5)).float().mean(1).sum()
        return (logits.argmax(1) == said.argmax(1)).sum()

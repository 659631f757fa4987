"""The training loop of each of several processes: every batch is made by all, and each learns from its part of it."""

import warnings

import torch
from torch import distributed
from torch.nn.parallel import DistributedDataParallel

from sunmao.training.distributed.synchronized_batch_norm import sum_over_processes, synchronize_batch_norm
from sunmao.training.distributed.synchronized_dropout import synchronize_dropout
from sunmao.training.recipes.schedules import PlateauSchedule
from sunmao.training.training_loop import TrainingLoop


class DistributedLoop(TrainingLoop):
    """A `TrainingLoop` in a group of processes, of which that of rank 0 has the observers and the tests.

    Weights, gradients, batch normalization, dropout and means are those of one process that has the whole batch,
    up to the order in which numbers are summed. What is dropped on graphics cards, or not by a layer, is drawn anew.
    """

    def run(self) -> None:
        """Train to the end with the others; see `TrainingLoop.run`."""
        self._share_state()
        device = next(self.network.parameters()).device
        cards = [device.index] if device.type == "cuda" else None
        self._parallel = DistributedDataParallel(self.network, device_ids=cards)
        with warnings.catch_warnings():
            # Colors lie side by side in our pictures; copying the gradients of the first layers costs next to nothing.
            warnings.filterwarnings("ignore", message="Grad strides do not match")
            super().run()

    def _share_state(self) -> None:
        """Go on where the first process goes on."""
        shared = [self.state() if self.history else None]
        distributed.broadcast_object_list(shared)
        if shared[0] and distributed.get_rank() > 0:
            self.resume(shared[0])

    def _learn_batch(self, inputs: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        count, rank = distributed.get_world_size(), distributed.get_rank()
        part = slice(len(labels) * rank // count, len(labels) * (rank + 1) // count)
        self._optimizer.zero_grad()
        with synchronize_batch_norm(self.network), synchronize_dropout(self.network, part, len(labels)):
            with self.precision.autocast(self.network):
                sums = self.objective(self._parallel, inputs[part], labels[part])
            # The gradients of all are averaged, and shall be those of the mean over the whole batch.
            self.precision.backward(sums[0] * (count / len(labels)))
        return sum_over_processes(sums.detach())

    def _end_epoch(self, marks: dict) -> None:
        if isinstance(self._schedule, PlateauSchedule):
            loss = torch.tensor(marks.get("val_loss", self.loss), device=next(self.network.parameters()).device)
            distributed.broadcast(loss, 0)
            self._schedule.end_epoch(loss.item())

    def _has_enough(self) -> bool:
        said = torch.tensor(int(self.enough), device=next(self.network.parameters()).device)
        distributed.broadcast(said, 0)
        return bool(said)

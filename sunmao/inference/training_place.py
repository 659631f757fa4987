"""The place of this process's trainings: here, or one that was set."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sunmao.training.checkpoints.checkpointing import CheckpointConfig


class Place(Protocol):
    """Interface of another computer that trains: `ClusterPlace`."""

    def train(self, checkpoint_config: "CheckpointConfig", info: dict) -> Path | None:
        """Train there. Returns the weights to use, which are here now; None: it is to be trained here, as it cannot be
        handed in.

        Args:
            checkpoint_config: where the files of the training go, and how it was asked for.
            info: what its weights would say of themselves, as `run_metadata`; without a seed where none was asked for.
        """


_loaders: list[Callable[[], Place]] = []


def set_place(load: Callable[[], Place] | None) -> None:
    """From now on trainings take place where `load()` says, which is called when one begins; None: here."""
    _loaders[:] = [load] if load else []


def find_place() -> Place | None:
    """Return the place of trainings; None: here. Raises what the loader raises."""
    return _loaders[0]() if _loaders else None

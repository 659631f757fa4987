"""The place of this process's trainings: here, or one that was set."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sunmao.training.checkpoints.checkpointing import CheckpointConfig


@dataclass(frozen=True)
class StudyPart:
    """Part of a training that a study asks for. share: of the training samples, above 0 to 1, drawn by `seed`; until:
    the epoch after which the training pauses.
    """

    share: float
    seed: int
    until: int


class Place(Protocol):
    """Interface of another computer that trains: `ClusterPlace`."""

    def train(self, checkpoint_config: "CheckpointConfig", info: dict) -> Path | None:
        """Train there. Returns the weights to use, which are here now; None: it is to be trained here, as it cannot be
        handed in.

        Args:
            checkpoint_config: where the files of the training go, and how it was asked for.
            info: what its weights would say of themselves, as `run_metadata`; without a seed where none was asked for.
        """

    def hand_in(self, checkpoint_config: "CheckpointConfig", info: dict) -> bool:
        """As `train`, but without waiting for the end: `follow` brings it. The only watcher has the `StudyPart` that is
        asked for as its `part`. Returns False where it is to be trained here.
        """

    def follow(self, tell: Callable[[Path, int, float], None]) -> Iterator[tuple[Path, BaseException | None]]:
        """Bring back what was handed in. Yields of each the folder of its weights, which are here now, and what the
        training raised, in the order in which they end.

        Args:
            tell: is called with the folder, the epoch and the mark of each epoch, NaN where there was none.
        """

    def abandon(self, folder: Path) -> None:
        """Stop the training that was handed in from a folder and has not come back, where there is one."""


_loaders: list[Callable[[], Place]] = []


def set_place(load: Callable[[], Place] | None) -> None:
    """From now on trainings take place where `load()` says, which is called when one begins; None: here."""
    _loaders[:] = [load] if load else []


def find_place() -> Place | None:
    """Return the place of trainings; None: here. Raises what the loader raises."""
    return _loaders[0]() if _loaders else None


@contextmanager
def keep_place() -> Iterator[Place | None]:
    """Meanwhile all trainings take place where one would begin now. Raises what the loader raises."""
    place, before = find_place(), [*_loaders]
    set_place(None if place is None else lambda: place)
    try:
        yield place
    finally:
        _loaders[:] = before

"""Interface of all loaders, and the steps in which a sketch is loaded: inspect, write, verify."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from sunmao.boards.board_spec import BoardSpec

OnProgress = Callable[[str, int, int], None]  # the step ('write' or 'verify'), bytes done, bytes in all


@dataclass(frozen=True)
class Chip:
    """Chip as its bootloader reports it before anything is written. signature: three bytes that name the chip; empty:
    whether there is no sketch on it.
    """

    signature: bytes
    empty: bool


class SketchLoader(ABC):
    """A conversation with the bootloader at a port; a context manager, after which the board runs its sketch.

    Args:
        board: its kind, which says the speeds to try, and the chip that has to be there; port: as `open_port` takes it;
        tries: how often the board is reset at each speed, None: as often as it may need.

    Raises:
        BoardMissing, BoardBusy: the port cannot be opened.
        UploadFailed: no bootloader answers, or the chip is another.
    """

    @abstractmethod
    def __init__(self, board: BoardSpec, port: str, tries: int | None = None) -> None: ...

    @abstractmethod
    def inspect(self) -> Chip:
        """Return the chip's signature, and whether it has no sketch."""

    @abstractmethod
    def write(self, image: bytes, on_progress: OnProgress) -> None:
        """Write a sketch from address 0 on. Raises UploadFailed; ValueError: it does not fit."""

    @abstractmethod
    def verify(self, image: bytes, on_progress: OnProgress) -> None:
        """Read back what was written. Raises UploadFailed where it differs."""

    @abstractmethod
    def close(self) -> None:
        """Let the board start its sketch, and let go of the port. Never raises; safe to call twice."""

    @abstractmethod
    def find_sketch(self) -> str:
        """After `close`: the port at which the sketch can be spoken with, as soon as it is there. Raises UploadFailed."""

    def load(self, image: bytes, on_progress: OnProgress = lambda step, done, total: None) -> None:
        """Write a sketch and read it back."""
        self.write(image, on_progress)
        self.verify(image, on_progress)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

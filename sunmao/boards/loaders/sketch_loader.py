"""What every loader can do, and the way in which a sketch is loaded: look, write, read back."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

OnProgress = Callable[[str, int, int], None]  # the step ('write' or 'verify'), bytes done, bytes in all


@dataclass(frozen=True)
class Chip:
    """What a bootloader tells before anything is written. signature: three bytes that name the chip; empty: whether
    there is no sketch on it.
    """

    signature: bytes
    empty: bool


class SketchLoader(ABC):
    """A conversation with the bootloader at a port; a context manager, after which the board runs its sketch.

    Args:
        port: as `open_port` takes it; bauds: speeds to try, in bits a second; signature: the chip that has to be there;
        tries: how often the board is reset at each speed, None: as often as it may need.

    Raises:
        BoardMissing, BoardBusy: the port cannot be opened.
        UploadFailed: no bootloader answers, or the chip is another.
    """

    @abstractmethod
    def __init__(self, port: str, bauds: tuple[int, ...], signature: bytes, tries: int | None = None): ...

    @abstractmethod
    def inspect(self) -> Chip:
        """Which chip there is, and whether a sketch is on it."""

    @abstractmethod
    def write(self, image: bytes, on_progress: OnProgress) -> None:
        """Write a sketch from address 0 on. Raises UploadFailed; ValueError: it does not fit."""

    @abstractmethod
    def verify(self, image: bytes, on_progress: OnProgress) -> None:
        """Read back what was written. Raises UploadFailed where it differs."""

    @abstractmethod
    def close(self) -> None:
        """Let the board start its sketch, and let go of the port. Never raises; safe to call twice."""

    def load(self, image: bytes, on_progress: OnProgress = lambda step, done, total: None) -> None:
        """Write a sketch and read it back."""
        self.write(image, on_progress)
        self.verify(image, on_progress)

    def __enter__(self):
        return self

    def __exit__(self, *exc) -> None:
        self.close()

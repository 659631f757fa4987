"""Interface of all links: how programs, and the studio that holds the ports, speak with a board."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, NamedTuple

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.firmware import Firmware
from sunmao.errors import SunmaoError


class BoardClient(ABC):
    """A board as parts use it; pins are numbers of `PinSpec`. Every verb may be called from any thread; after the board
    is lost, each raises what `lost` holds.

    What a link's boards cannot do need not be there: parts ask `firmware` first.
    """

    lost: SunmaoError | None = None
    # Called in threads of their own: with the error after a loss; after a restart that nobody asked for, when all is
    # set again.
    on_loss: Callable[[SunmaoError], None]
    on_restart: Callable[[], None]

    @property
    @abstractmethod
    def firmware(self) -> Firmware:
        """Name, version, abilities and analog channels of the board."""

    @abstractmethod
    def set_mode(self, pin: int, mode: str) -> None:
        """Use a pin so; mode: of `pin_modes`."""

    @abstractmethod
    def write_digital(self, pin: int, level: int) -> None:
        """Set an output to 0 or 1."""

    @abstractmethod
    def write_analog(self, pin: int, value: int) -> None:
        """Set PWM (0 to 255), or a servo: degrees below `MIN_PULSE`, microseconds from there on."""

    @abstractmethod
    def set_safe(self, pin: int, level: int) -> None:
        """Set the level that an output gets when the program leaves; without a call, it is 0."""

    @abstractmethod
    def report_digital(self, pin: int, on: bool = True) -> None:
        """Let the board report an input at once and whenever it changes, or not."""

    @abstractmethod
    def report_analog(self, pin: int, on: bool = True) -> None:
        """Let the board report an analog pin, or not."""

    @abstractmethod
    def digital(self, pin: int) -> int:
        """The level of an input, 0 or 1, as it was last reported. Raises BoardDisconnected when none comes."""

    @abstractmethod
    def analog(self, pin: int) -> float:
        """The value of an analog pin from 0 to 1. Raises BoardDisconnected when none comes."""

    @abstractmethod
    def on_change(self, pin: int, act: Callable[[int, float], None] | None) -> None:
        """Call `act(level, time)` in the reading thread whenever an input changes (time: of `time.monotonic`); None: no
        more.
        """

    @abstractmethod
    def settle(self, within: float = 1.0) -> bool:
        """Wait until the board has done all that it was told, at most so many seconds; returns whether it said so.
        Raises BoardDisconnected.
        """

    @abstractmethod
    def reconnect(self, stream: Any = None, firmware: Firmware | None = None) -> None:
        """Go on after a loss, with the board that came back: everything is set once more."""

    @abstractmethod
    def close(self) -> None:
        """Make the outputs safe and let go of the board."""


class Heard(NamedTuple):
    """Content of the bytes from a board. changed: a pin has a new value; restarted: the board has begun anew; texts:
    lines of its sketch.
    """

    changed: bool
    restarted: bool
    texts: list[str]


class WireTracker(ABC):
    """Tracker of what a program does with a board's pins, read from the bytes that pass: for the process that holds the
    port meanwhile. Safe to use from several threads.
    """

    @abstractmethod
    def track_written(self, data: bytes, at_rest: bool = False) -> bytes:
        """Bytes on their way to the board, however they are cut. Returns what may go there: at rest, nothing that
        drives an output.
        """

    @abstractmethod
    def track_heard(self, data: bytes) -> Heard:
        """Bytes from the board, however they are cut."""

    @abstractmethod
    def encode_rest(self, wanted: bytes | None) -> bytes:
        """Encode the bytes that bring the outputs to rest and end all reports; b'' where nothing is in use. wanted:
        what the program said of its end (its client's last `stream.safe`), in place of what was found out here.
        """

    @abstractmethod
    def encode_text(self, text: str) -> bytes:
        """A line for the sketch."""

    @abstractmethod
    def state(self) -> dict[str, dict]:
        """The used pins: name → {'mode', 'value', …}; values 0 to 1, of servos degrees, with their pulse in µs."""

    @abstractmethod
    def forget(self) -> None:
        """The board was reset, or the program has left."""


class Link(ABC):
    """A way of speaking with boards; a `BoardSpec` names it. It keeps nothing itself: one serves all boards.

    has_port: whether its boards are at ports of this computer.
    """

    has_port = True

    @abstractmethod
    def open(self, board: BoardSpec, port: str, baud: int | None = None) -> Any:
        """The stream to a board at a port (`SerialStream` says what one can do); baud: bits a second, None: those of
        the board. Raises BoardMissing, BoardBusy.
        """

    @abstractmethod
    def identify(self, stream: Any, within: float = 5) -> Firmware:
        """Ask a board what it is and what its pins can; within: seconds. Raises BoardDisconnected, WrongFirmware."""

    @abstractmethod
    def rest(self, stream: Any, firmware: Firmware, wanted: bytes = b"") -> None:
        """Switch off whatever is on, of whoever had the board before; wanted: what that one said of its end, whose
        levels hold. Raises BoardDisconnected.
        """

    @abstractmethod
    def connect(self, stream: Any, firmware: Firmware) -> BoardClient:
        """The board for parts, over any stream that carries this link's bytes."""

    @abstractmethod
    def track(self, board: BoardSpec, firmware: Firmware) -> WireTracker:
        """Return a tracker that reads the bytes along, for the process that holds the port."""

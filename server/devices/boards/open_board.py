"""A board that the studio holds, on a cable or on the screen: who uses it, and what is switched off when that one
leaves.
"""

import time
from collections.abc import Callable

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links import firmata_protocol
from sunmao.boards.links.firmata_protocol import FirmataMessage, FirmataParser
from sunmao.boards.links.firmware_capabilities import Firmware
from sunmao.errors import BoardDisconnected
from sunmao.locks.lock_order import LockOrder, make_condition, make_lock
from sunmao.server.devices.boards.pin_tracker import CLEAR, PinTracker

LEAVING = 0.5  # seconds that a new owner waits for the last one to go
PIECE = 128  # bytes that go to the board in one piece: 22 ms of a wire of 57,600 bits a second
LONGEST_TEXT = 400  # characters of one line that a sketch says


class OpenBoard:
    """One board. What a subclass does: `_put` bytes to the board, `_drop` those that have not gone out yet.

    owner: the session that uses it, or None; fresh: whether nobody has used it since it was opened; released_at: when
    the last owner left, on the clock of `time.monotonic`. The manager sets what is called, from any thread:
    `on_change()` when something that `state` shows is new, `on_text(text)` for a line that the sketch says.
    """

    port = ""

    def __init__(self, board: BoardSpec, firmware: Firmware):
        self.board, self.firmware = board, firmware
        self.owner, self.fresh = None, True
        self.plugged, self.released_at = True, time.monotonic()
        self.on_change: Callable[[], None] = lambda: None
        self.on_text: Callable[[str], None] = lambda text: None
        self._pins, self._parser = PinTracker(board, firmware), FirmataParser()
        self._putting = make_lock(LockOrder.BOARD_WRITE)
        self._free = make_condition()
        self._safe: bytes | None = None
        self._parts: list = []
        self._expected = 0  # reports of the firmware that the program asked for

    # For the program that uses it.

    def acquire(self, session) -> bool:
        """Make this session the owner; False when another one is. Raises BoardDisconnected when the board has gone, or
        was closed, meanwhile.
        """
        with self._free:
            if not self._free.wait_for(lambda: self.owner is None, LEAVING):
                return False
            if not self.plugged:
                raise BoardDisconnected("board_gone")
            self.owner = session
        self.on_change()
        return True

    def retire(self) -> bool:
        """Let nobody take it any more; False when somebody has it."""
        with self._free:
            if self.owner is None:
                self.plugged = False
            return not self.plugged

    def set_kind(self, board: BoardSpec) -> None:
        """What kind of board it is, as its new owner says."""
        if board is not self.board:
            self.board, self._pins = board, PinTracker(board, self.firmware)

    def write(self, data: bytes) -> None:
        """Hand the program's bytes to the board. Raises BoardDisconnected when it does not take them."""
        self._expected += sum(
            message.command in (firmata_protocol.VERSION, firmata_protocol.FIRMWARE)
            for message in self._pins.to_board(data)
        )
        for at in range(0, len(data), PIECE):
            if self.owner is None or self.owner.is_leaving():
                return  # what is left of it would only come in the way of what makes the board safe
            with self._putting:
                self._put(data[at : at + PIECE])
        self.on_change()

    def set_safe(self, data: bytes) -> None:
        """What to write when the program leaves, in place of what `PinTracker` finds out."""
        self._safe = data

    def set_parts(self, parts: list) -> None:
        """What the program has connected, for the page."""
        self._parts = parts
        self.on_change()

    def release(self) -> None:
        """The owner leaves: everything that it switched on goes off, and reports end. Never raises."""
        self.make_safe()
        self.detach()

    def detach(self) -> None:
        """The board and its owner have nothing to do with each other any more."""
        self._pins.forget()
        self._safe, self._parts, self.fresh = None, [], False
        with self._free:
            self.owner, self.released_at = None, time.monotonic()
            self._free.notify_all()
        self.on_change()

    def make_safe(self) -> None:
        """Switch off what is on, before anything that still waits to go out."""
        safe = self._safe if self._safe is not None else self._pins.safe()
        out = safe + self._pins.quiet()
        if self.owner is None or not self.plugged or not out:
            return
        try:
            self._drop()
            with self._putting:
                self._put(CLEAR + out)
        except (OSError, ValueError):  # BoardDisconnected is an OSError: what has no cable is off, or beyond our reach
            pass

    # For what the board says.

    def receive(self, data: bytes) -> None:
        """Bytes from the board."""
        messages = self._parser.feed(data)
        restarted, owner = self._has_restarted(messages), self.owner
        if restarted:
            self._pins.forget()
            if owner is not None:
                owner.notify({"say": "restarted", "firmware": self.firmware.as_dict()})
        elif owner is not None:
            owner.notify({"say": "data"}, data)
        for message in messages:
            if message.command == firmata_protocol.TEXT:
                self.on_text(firmata_protocol.decode_7bit(message.data).decode("utf-8", "replace")[:LONGEST_TEXT])
        if self._pins.from_board(messages) or restarted:
            self.on_change()

    def say_text(self, text: str) -> None:
        """Send a line to the sketch, as Firmata's text. Raises BoardDisconnected."""
        with self._putting:
            self._put(
                firmata_protocol.encode_sysex(firmata_protocol.TEXT, *firmata_protocol.encode_7bit(text.encode()))
            )

    def _has_restarted(self, messages: list[FirmataMessage]) -> bool:
        """Whether the sketch introduces itself without having been asked: it has begun anew."""
        for message in messages:
            if message.command in (firmata_protocol.VERSION, firmata_protocol.FIRMWARE):
                if not self._expected:
                    return (
                        message.command == firmata_protocol.FIRMWARE
                    )  # its version comes before, alone it says nothing
                self._expected -= 1
        return False

    def state(self) -> dict:
        """The board as a page shows it."""
        return {
            "board": self.board.name,
            "plugged": self.plugged,
            "owner": self.owner and self.owner.who,
            "pins": self._pins.state(),
            "parts": self._parts,
        }

    def _put(self, data: bytes) -> None:
        raise NotImplementedError

    def _drop(self) -> None:
        raise NotImplementedError

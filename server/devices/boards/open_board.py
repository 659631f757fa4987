"""A board that the studio holds, on a cable or on the screen: who uses it, and what is switched off when that one
leaves.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.link_registry import get_link
from sunmao.errors import BoardDisconnected
from sunmao.locks.lock_order import LockOrder, make_condition, make_lock

if TYPE_CHECKING:
    pass


LEAVING = 0.5  # seconds that a new owner waits for the last one to go
PIECE = 128  # bytes that go to the board in one piece: 22 ms of a wire of 57,600 bits a second
LONGEST_TEXT = 400  # characters of one line that a sketch says


class OpenBoard:
    """One board. What a subclass does: `_put` bytes to the board, `_drop` those that have not gone out yet.

    owner: the session that uses it, or None; fresh: whether nobody has used it since it was opened; released_at: when
    the last owner left, on the clock of `time.monotonic`; rest: what a program said last of its end, whose levels the
    outputs keep after it. The manager sets what is called, from any thread: `on_change()` when something that `state`
    shows is new, `on_text(text)` for a line that the sketch says, `on_rest()` when `rest` is new.
    """

    port = ""

    def __init__(self, board: BoardSpec, firmware: Firmware) -> None:
        self.board, self.firmware = board, firmware
        self.owner, self.fresh = None, True
        self.plugged, self.released_at = True, time.monotonic()
        self.on_change: Callable[[], None] = lambda: None
        self.on_text: Callable[[str], None] = lambda text: None
        self._pins = get_link(board).track(board, firmware)
        self._putting = make_lock(LockOrder.BOARD_WRITE)
        self._free = make_condition()
        self._safe: bytes | None = None
        self.rest = b""
        self.on_rest: Callable[[], None] = lambda: None
        self._parts: list = []

    # For the program that uses it.

    def acquire(self, session: Any) -> bool:
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
        """Set the kind of the board, as its new owner says."""
        if board is not self.board:
            self.board, self._pins = board, get_link(board).track(board, self.firmware)

    def write(self, data: bytes) -> None:
        """Hand the program's bytes to the board. Raises BoardDisconnected when it does not take them."""
        for at in range(0, len(data), PIECE):
            with self._putting:
                if (owner := self.owner) is None or owner.is_leaving():
                    return  # what is left of it would only come in the way of what makes the board safe
                self._put(self._pins.track_written(data[at : at + PIECE], owner.at_rest))
        self.on_change()

    def set_safe(self, data: bytes) -> None:
        """Set the bytes to write when the program leaves, in place of what `WireTracker` finds out."""
        self._safe = data
        if data != self.rest:
            self.rest = data
            self.on_rest()

    def set_parts(self, parts: list) -> None:
        """Set the parts that the program has connected, for the page."""
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
        out = self._pins.encode_rest(self._safe)
        if self.owner is None or not self.plugged or not out:
            return
        try:
            self._drop()
            with self._putting:
                self._pins.track_written(out)
                self._put(out)
        except (OSError, ValueError):  # BoardDisconnected is an OSError: what has no cable is off, or beyond our reach
            pass

    # For what the board says.

    def receive(self, data: bytes) -> None:
        """Bytes from the board."""
        heard = self._pins.track_heard(data)
        if (owner := self.owner) is not None:
            owner.notify({"say": "data"}, data)
        for text in heard.texts:
            self.on_text(text[:LONGEST_TEXT])
        if heard.changed:
            self.on_change()

    def say_text(self, text: str) -> None:
        """Send a line to the sketch. Raises BoardDisconnected."""
        with self._putting:
            self._put(self._pins.encode_text(text))

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

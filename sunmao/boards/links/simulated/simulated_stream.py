"""The stream to the simulated board in this very process: the same bytes as over a cable, without one."""

import queue
from typing import Any

from sunmao.boards.links.simulated.device import SimulatedFirmware
from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardDisconnected


class SimulatedStream:
    """Carries Firmata to a simulated board and back. `firmware`: the board itself, whose inputs a program or a test may
    set.

    Args:
        board: a name of `BOARDS`.
        on_state: called whenever the board's state has changed.
    """

    speeds = ()

    def __init__(self, board: str = "simulated", on_state: Any = lambda: None) -> None:
        self._coming: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._safe = b""
        self._closed = False
        self.firmware = SimulatedFirmware(BOARDS[board], self._coming.put, on_state)

    def write(self, data: bytes) -> None:
        """Give bytes to the board. Raises BoardDisconnected when its cable is pulled."""
        if self._closed or not self.firmware.plugged:
            raise BoardDisconnected("board_gone")
        self.firmware.feed(data)

    def read(self, within: float | None = None) -> bytes | None:
        """The next bytes; b'' at the end, None when nothing came within so many seconds."""
        try:
            return self._coming.get(timeout=within)
        except queue.Empty:
            return None

    def plug(self, plugged: bool) -> None:
        """Pull the cable, which ends the stream, or put it back."""
        self.firmware.plug(plugged)
        if not plugged:
            self._coming.put(b"")

    def safe(self, data: bytes) -> None:
        """Set the bytes that are written at the end."""
        self._safe = data

    def parts(self, parts: list[dict]) -> None:
        """Say which parts the program connected."""
        self.firmware.set_parts(parts)

    def close(self) -> None:
        """Make the outputs safe and end. Safe to call twice."""
        if not self._closed:
            self.firmware.feed(self._safe)
            self._closed = True
            self._coming.put(b"")

"""A board that a running program has lost, and how it is known again."""

import time
from typing import TYPE_CHECKING, Any

from sunmao.boards.links.firmware import Firmware
from sunmao.server.devices.boards.port_selection import find_returned
from sunmao.server.devices.boards.serial_board import SerialBoard

if TYPE_CHECKING:
    from sunmao.boards.links.ports import SerialPort


LATER = 1.0  # seconds


class LostBoard:
    """State of a lost board that a program waits for. present: the ports that were there when the board went."""

    def __init__(self, session: Any, held: SerialBoard, present: set[str]) -> None:
        self.session, self.held = session, held
        self.board = held.board.name
        self._present = present - {held.port}
        self._refused: set[str] = set()
        self._next, self._is_trying = 0.0, False

    def find_port(self, rows: list, taken: set[str]) -> Any:
        """The port at which it may be again and should be asked now, or None. taken: ports that are open."""
        if self._is_trying or time.monotonic() < self._next:
            return None
        names = {row.port for row in rows}
        # What goes and comes back may be another board by then.
        self._present &= names
        self._refused &= names
        free = [row for row in rows if row.port not in taken and row.port not in self._refused]
        found = find_returned(self.held.row, self._fits, free, self._present)
        self._is_trying = bool(found)
        return found[0] if found else None

    def retry_later(self) -> None:
        """It did not answer, or its port cannot be opened yet."""
        self._next, self._is_trying = time.monotonic() + LATER, False

    def refuse(self, port: str) -> None:
        """Something else is at this port."""
        self._refused.add(port)
        self._is_trying = False

    def is_same(self, firmware: Firmware) -> bool:
        """Whether a board that says this about itself may be the lost one."""
        known = self.held.firmware
        return (firmware.name, firmware.pins) == (known.name, known.pins)

    def _fits(self, row: "SerialPort") -> bool:
        lost = self.held.row
        return (row.vid, row.pid) == (lost.vid, lost.pid) and row.likely

"""A board on a cable, whose port stays open from one run to the next: opening it would reset the board, and cost
seconds.
"""

import threading
from collections.abc import Callable

from sunmao.boards.links.firmata_protocol import AFRESH
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.identify import identify
from sunmao.boards.links.ports import SerialPort, open_port
from sunmao.boards.links.serial_stream import SerialStream
from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardDisconnected
from sunmao.server.devices.boards.open_board import OpenBoard


class SerialBoard(OpenBoard):
    """The board at an open port. lost: called, from the reading thread, with this when its cable is out."""

    def __init__(
        self,
        row: SerialPort,
        board: str,
        stream: SerialStream,
        firmware: Firmware,
        lost: Callable[["SerialBoard"], None],
    ):
        super().__init__(BOARDS[board], firmware)
        self.port, self.row = row.port, row
        self._stream, self._lost = stream, lost
        threading.Thread(target=self._listen, name=f"board {row.port}", daemon=True).start()

    def close(self) -> None:
        """Let go of the port. Safe to call twice."""
        self.plugged = False
        self._stream.close()

    def _listen(self) -> None:
        try:
            while data := self._stream.read():
                self.receive(data)
        except BoardDisconnected:
            pass
        if self.plugged:
            self._lost(self)

    def _put(self, data: bytes) -> None:
        self._stream.write(data)

    def _drop(self) -> None:
        self._stream.forget()


def open_board(row: SerialPort, board: str, lost: Callable[[SerialBoard], None]) -> SerialBoard:
    """Open a port and ask what is there; takes the seconds in which the board starts. Raises BoardBusy,
    BoardDisconnected, BoardMissing or WrongFirmware.
    """
    stream = SerialStream(open_port(row.port, BOARDS[board].baud))
    try:
        firmware = identify(stream)
        stream.write(AFRESH)
    except BaseException:
        stream.close()
        raise
    return SerialBoard(row, board, stream, firmware, lost)

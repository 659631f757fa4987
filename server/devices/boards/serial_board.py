"""A board on a cable, whose port stays open from one run to the next: opening it would reset the board, and cost
seconds.
"""

import threading
from collections.abc import Callable

from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.link_registry import get_link
from sunmao.boards.links.ports import SerialPort, name_doubt
from sunmao.boards.links.serial_stream import SerialStream
from sunmao.boards.registry import BOARDS
from sunmao.errors import BoardDisconnected, WrongFirmware
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
    ) -> None:
        super().__init__(BOARDS[board], firmware)
        self.port, self.row = row.port, row
        self._stream, self._lost = stream, lost
        threading.Thread(target=self._listen, name=f"board {row.port}", daemon=True).start()

    @property
    def baud(self) -> int:
        """Bits a second at which the board speaks."""
        return self._stream.baud

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


def open_board(
    row: SerialPort, board: str, lost: Callable[[SerialBoard], None], baud: int | None = None, rest: bytes = b""
) -> SerialBoard:
    """Open a port, ask what is there and switch off what is on; takes the seconds in which the board starts.

    Args:
        baud: bits a second that the board spoke at when it was open before; None: as its kind usually does.
        rest: what a program said of its end that had this board until just now.

    Raises:
        BoardBusy, BoardDisconnected, BoardMissing, WrongFirmware: it cannot be used, and why.
    """
    link = get_link(BOARDS[board])
    stream = link.open(BOARDS[board], row.port, baud)
    try:
        stream.write(rest)  # at once: opening the port may not have begun the sketch anew
        firmware = link.identify(stream)
        link.rest(stream, firmware, rest)
    except WrongFirmware as error:
        stream.close()
        raise name_doubt(row, error) from None
    except BaseException:
        stream.close()
        raise
    opened = SerialBoard(row, board, stream, firmware, lost)
    opened.rest = rest
    return opened

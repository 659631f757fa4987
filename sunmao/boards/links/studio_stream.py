"""The stream through the studio, which owns the ports: a program in the studio borrows a board from it, and gives it
back.
"""

import time

from sunmao.boards.links.firmware import Firmware, from_dict
from sunmao.errors import BoardDisconnected, SunmaoError, error_from_dict
from sunmao.locks.lock_order import LockOrder, make_condition
from sunmao.protocol.frames import decode_frame, encode_frame
from sunmao.runtime import session

MAX_FRAME_BYTES = 1 << 20  # bytes of one frame
AHEAD = 1024  # bytes that may be on their way to the board: at 57,600 bits a second, 0.18 s
PIECE = 128  # bytes of one frame, where the studio has something to do already
PATIENCE = 1.0  # seconds without any byte taken
LOOK_EVERY = 0.02  # seconds


class StudioStream:
    """Carries bytes to a board that the studio holds.

    After `open`: port, board (its name), topic (of its pictures on the page), firmware, fresh (whether nobody had it
    before). A cable that is pulled ends `read`; `came_back` waits for the board on the same wire.
    """

    speeds = ()

    def __init__(self) -> None:
        self._wire = session.connect_bridge("boards")
        self._moving = make_condition(LockOrder.SENDER)
        self._connection, self._write_header = 0, b""  # which of the times that the board was opened or came back
        self._ahead = self._sent = 0  # bytes that the board has not taken; of these, those that are not gathered
        self._gathered = bytearray()
        self._gone: SunmaoError | None = None
        self._closed = False
        self.port = self.board = self.topic = ""
        self.firmware: Firmware | None = None
        self.fresh = True

    def open(self, board: str, port: str = "auto") -> list[dict]:
        """Borrow a board. Returns [] when we have it, else the ports of which one must be named: [{'port', 'title'}].

        Raises:
            BoardMissing, BoardBusy, WrongFirmware, BoardDisconnected: as the studio says.
        """
        self._send_message({"do": "open", "board": board, "port": port})
        said, _ = self._receive_message()
        while "say" in said:  # what the board said may be faster than the answer
            said, _ = self._receive_message()
        if said.get("error"):
            raise error_from_dict(said["error"])
        if not said.get("ok"):
            return said["which"]
        self.port, self.board, self.topic, self.fresh = said["port"], said["board"], said["topic"], said["fresh"]
        self.firmware = from_dict(said["firmware"])
        self._connect(said["connection"])
        return []

    def write(self, data: bytes) -> None:
        """Send bytes; waits while too many are on their way. Raises BoardDisconnected.

        What is written while the studio has something to do already is gathered until it has done that: a frame costs
        both sides as much as forty messages to the board.
        """
        with self._moving:
            before, end = self._ahead, time.monotonic() + PATIENCE
            while self._ahead >= AHEAD and not self._gone:
                if not self._moving.wait(max(0.0, end - time.monotonic())) and self._ahead >= before:
                    raise BoardDisconnected("board_silent")
                if self._ahead < before:
                    before, end = self._ahead, time.monotonic() + PATIENCE
            if self._gone:
                raise self._gone
            self._ahead += len(data)
            self._gathered += data
            if not self._sent or len(self._gathered) >= PIECE:
                self._send_gathered()

    def read(self, within: float | None = None) -> bytes:
        """The next bytes; b'' at the end. Raises BoardDisconnected when the cable is out."""
        while True:
            said, data = self._receive_message()
            if said.get("say") == "data":
                return data
            self._handle_message(said)
            if self._gone:
                raise self._gone

    def came_back(self, seconds: float | None = None) -> bool:
        """Wait until the board is plugged in again, at most so many seconds (None: for ever). To be called after `read`
        has ended.

        Raises:
            StopProgram: the program was asked to stop meanwhile.
            BoardDisconnected: the studio's bridge has ended.
        """
        end = None if seconds is None else time.monotonic() + seconds
        while self._gone:
            if self._wire.has_news():
                self._handle_message(self._receive_message()[0])
            elif end is not None and time.monotonic() >= end:
                return False
            else:
                session.wait_seconds(LOOK_EVERY)
        return True

    def safe(self, data: bytes) -> None:
        """Set the bytes that the studio writes when this program leaves, however it does."""
        self._flush()
        self._send(encode_frame({"do": "safe"}, data))

    def parts(self, parts: list[dict]) -> None:
        """Say which parts the program connected, for the page."""
        self._send_message({"do": "parts", "parts": parts})

    def close(self) -> None:
        """Give the board back: the studio makes it safe and keeps it open. Never raises; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        try:
            self._flush()
            self._send_message({"do": "close"})
        except BoardDisconnected:
            pass
        self._wire.shut()

    def _handle_message(self, said: dict) -> None:
        with self._moving:
            if said.get("say") == "took" and said["connection"] == self._connection:
                self._ahead -= said["n"]
                self._sent -= said["n"]
                if not self._sent:
                    self._send_gathered()
            elif said.get("say") == "gone":
                self._gone = error_from_dict(said["error"]) if said.get("error") else BoardDisconnected("board_gone")
            elif said.get("say") == "back":
                self.port, self.firmware = said["port"], from_dict(said["firmware"])
                self._connect(said["connection"])
            self._moving.notify_all()

    def _connect(self, number: int) -> None:
        """The board is there, and nothing is on its way."""
        self._gone, self._connection = None, number
        self._write_header = encode_frame({"do": "write", "connection": number})
        self._ahead = self._sent = 0
        self._gathered.clear()

    def _flush(self) -> None:
        with self._moving:
            self._send_gathered()

    def _send_gathered(self) -> None:
        """To be called under `_moving`, by which frames keep their order."""
        if self._gathered:
            self._sent += len(self._gathered)
            data = self._write_header + self._gathered
            self._gathered.clear()
            self._send(data)

    def _send_message(self, said: dict) -> None:
        self._send(encode_frame(said))

    def _send(self, frame: bytes) -> None:
        try:
            self._wire.send_bytes(frame)
        except OSError:
            raise BoardDisconnected("bridge_gone") from None

    def _receive_message(self) -> tuple[dict, bytes]:
        try:
            return decode_frame(self._wire.receive_bytes(MAX_FRAME_BYTES))
        except (OSError, EOFError, ValueError):
            with self._moving:
                self._gone = BoardDisconnected("bridge_gone")
                self._moving.notify_all()
            raise self._gone from None

"""Queue of messages to a board: whole, in order, from any thread; no lock is held while the port takes them."""

import threading
from collections import deque
from collections.abc import Callable

from sunmao.errors import BoardDisconnected

PATIENCE = 1.0  # seconds in which the port must have taken something, while a message waits for its turn
PIECE = 256  # bytes that it takes in one go
MAX_WAITING_BYTES = 1024  # bytes that wait behind the one message that the port is taking


class WriteQueue:
    """Carries messages into `write`, which may block.

    The thread that finds nobody writing becomes the writer, and carries what others add meanwhile.
    """

    def __init__(self, write: Callable[[bytes], object], turn: threading.Condition) -> None:
        self._write, self._turn = write, turn
        self._waiting: deque[bytes] = deque()
        self._size = self._carried = 0  # bytes that wait; pieces that the port has been given
        self._busy = False

    def put(self, make: Callable[[], bytes]) -> None:
        """Send what `make()` returns, which is called when it is this message's turn and must not block.

        Raises:
            BoardDisconnected: the board takes no bytes; whatever `make` and `write` raise.
        """
        with self._turn:
            self._wait_for_room()
            data = make()
            self._waiting.append(data)
            self._size += len(data)
            if self._busy:
                return
            self._busy = True
        try:
            while data := self._next():
                self._write(data)
        except BaseException:
            with self._turn:
                self._busy = False
            raise

    def _wait_for_room(self) -> None:
        while self._size >= MAX_WAITING_BYTES:
            if not self._wait_for_progress(self._carried):
                raise BoardDisconnected("board_silent")

    def _wait_for_progress(self, before: int) -> bool:
        return self._turn.wait_for(lambda: self._carried > before, PATIENCE)

    def _next(self) -> bytes:
        with self._turn:
            piece = bytearray()
            while self._waiting and len(piece) < PIECE:
                piece += self._waiting.popleft()
            self._size -= len(piece)
            self._carried += 1
            self._busy = bool(piece)
            self._turn.notify_all()
            return bytes(piece)

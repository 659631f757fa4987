"""What goes to a board: whole messages, in order, from any thread; no lock is held while the port takes them."""

import threading
from collections.abc import Callable

from sunmao.errors import BoardDisconnected

PATIENCE = 1.0  # seconds that a message may have to wait for its turn
MOST = 1024  # bytes that wait behind the one message that the port is taking


class WriteQueue:
    """Carries messages into `write`, which may block.

    The thread that finds nobody writing becomes the writer, and carries what others add meanwhile.
    """

    def __init__(self, write: Callable[[bytes], object], turn: threading.Condition):
        self._write, self._turn = write, turn
        self._waiting = bytearray()
        self._busy = False

    def put(self, make: Callable[[], bytes]) -> None:
        """Send what `make()` returns, which is called when it is this message's turn and must not block.

        Raises:
            BoardDisconnected: the board takes no bytes; whatever `make` and `write` raise.
        """
        with self._turn:
            if not self._turn.wait_for(lambda: len(self._waiting) < MOST, PATIENCE):
                raise BoardDisconnected("board_silent")
            self._waiting += make()
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

    def _next(self) -> bytes:
        with self._turn:
            data, self._waiting = bytes(self._waiting), bytearray()
            self._busy = bool(data)
            self._turn.notify_all()
            return data

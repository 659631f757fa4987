"""Contents of boards that do not speak with us: nothing, or somebody's program, as the bootloader tells."""

import logging
import threading
from typing import Any

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.links.ports import SerialPort
from sunmao.boards.loaders.loader_registry import open_loader
from sunmao.errors import SunmaoError
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.server.devices.boards.callbacks import DEVICES

log = logging.getLogger(__name__)

TRIES = 2  # resets: a program may want the port meanwhile
EMPTY, PROGRAM = "empty", "program"


class BoardContents:
    """Contents that were found on boards, by port. Safe to use from several threads; looks in threads of its own."""

    def __init__(self, manager: Any) -> None:
        self._manager, self._lock = manager, make_lock(LockOrder.LEAF)
        self._found: dict[str, str] = {}

    def get(self, port: str) -> str | None:
        """`EMPTY`, `PROGRAM`, or None where nobody has looked or no bootloader answered."""
        with self._lock:
            return self._found.get(port)

    def forget(self, port: str) -> None:
        """Another board may be there, or another program on it."""
        with self._lock:
            self._found.pop(port, None)

    def look(self, port: str, board: BoardSpec) -> None:
        """Find it out in the background, where boards of this kind have a bootloader that we speak with."""
        self.forget(port)
        if board.loader is not None:
            row = self._manager.find_port(port)
            threading.Thread(target=self._look, args=(row, board), name=f"look {port}", daemon=True).start()

    def _look(self, row: SerialPort, board: BoardSpec) -> None:
        port = row.port
        with self._manager.open_locks[port], self._manager.keep_row(row):
            try:
                with open_loader(board, port, TRIES) as loader:
                    found = EMPTY if loader.inspect().empty else PROGRAM
                if found == PROGRAM:  # a board without a sketch stays in its bootloader
                    loader.find_sketch()
            except SunmaoError as error:
                log.info("%s: %s", port, error)
                return
        with self._lock:
            self._found[port] = found
        self._manager.changes.notify(DEVICES)

"""Our own sketch put on boards, one thread a port: how far each is, for the rows of the ports."""

import logging
import threading
import time
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.sketches.install_sketch import LoadStopped, install_sketch
from sunmao.errors import SunmaoError, UploadFailed
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.server.devices.boards.callbacks import DEVICES

if TYPE_CHECKING:
    from sunmao.boards.links.ports import SerialPort


log = logging.getLogger(__name__)

TELL_EVERY = 0.2  # seconds: a row costs a look at all ports
OVER = ("done", "failed", "stopped")


@dataclass
class SketchInstall:
    """State of one installation of a sketch. step: of `install_sketch`, or how it ended, of `OVER`; done, total: of the
    step; failed_at: the step that failed or was stopped; error, hint: why, in both languages; seconds: how long it
    took, once it is over.
    """

    board: str
    step: str = "find"
    done: int = 0
    total: int = 1
    failed_at: str | None = None
    error: dict | None = None
    hint: dict | None = None
    seconds: float | None = None
    begun: float = field(default_factory=time.monotonic, repr=False)

    def end(self, step: str, error: SunmaoError | None = None) -> None:
        """It is over."""
        self.failed_at = None if step == "done" else self.step
        self.error, self.hint = (error.title, error.hint) if error is not None else (None, None)
        self.step, self.seconds = step, round(time.monotonic() - self.begun, 1)


class SketchInstalls:
    """The boards that get our sketch. Safe to use from several threads."""

    def __init__(self, manager: Any) -> None:
        self._manager, self._lock = manager, make_lock(LockOrder.LEAF)
        self._installs: dict[str, SketchInstall] = {}
        self._stopping: set[str] = set()

    def start(self, port: str, board: BoardSpec) -> None:
        """Begin, unless it goes on already. Raises BoardBusy, BoardMissing: the port cannot be had."""
        row = self._manager.find_port(port)
        self._manager.close_idle(port)
        with self._lock:
            if self.is_running(port):
                return
            self._installs[port] = SketchInstall(board.name)
            self._stopping.discard(port)
        threading.Thread(target=self._install, args=(row, board), name=f"load {port}", daemon=True).start()

    def stop(self, port: str) -> None:
        """End it as soon as it can be ended: the bootloader takes another sketch later."""
        with self._lock:
            self._stopping.add(port)

    def is_running(self, port: str) -> bool:
        """Whether a sketch is being put on the board there."""
        return port in self._installs and self._installs[port].step not in OVER

    def describe(self, port: str) -> dict | None:
        """Describe the installation at a port as JSON; None: nothing was begun there."""
        if port not in self._installs:
            return None
        return {name: value for name, value in asdict(self._installs[port]).items() if name != "begun"}

    def _install(self, row: "SerialPort", board: BoardSpec) -> None:
        install, told = self._installs[row.port], 0.0

        def show(step: str, done: int, total: int) -> None:
            nonlocal told
            if row.port in self._stopping:
                raise LoadStopped
            is_new = step != install.step
            install.step, install.done, install.total = step, done, total
            if is_new or time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                self._manager.changes.notify(DEVICES)

        with self._manager.open_locks[row.port], self._manager.keep_row(row):
            self._manager.monitors.stop(row.port)
            try:
                port = install_sketch(board, row.port, show).port
            except LoadStopped:
                install.end("stopped")
            except SunmaoError as error:
                install.end("failed", error)
            except Exception:
                log.exception("the sketch cannot be put on %s", row.port)
                install.end("failed", UploadFailed("upload_our_fault"))
        if install.step not in OVER:
            try:
                row = self._manager.find_port(port)
                self._manager.remembered.keep(board.name, row)
                self._manager.open_port(row, board.name)
                install.end("done")
            except SunmaoError as error:
                install.end("failed", error)
        self._manager.changes.notify(DEVICES)

"""Looks what is plugged in, as long as somebody wants to know, and gives programs their lost boards back."""

import logging
import threading
import time
from typing import TYPE_CHECKING, Any

from sunmao.boards.links.ports import SerialPort
from sunmao.errors import BoardBusy, BoardDisconnected, SunmaoError
from sunmao.locks.lock_order import make_lock
from sunmao.server.devices.boards.callbacks import DEVICES
from sunmao.server.devices.boards.open_board import OpenBoard
from sunmao.server.devices.boards.reconnect import LostBoard
from sunmao.server.devices.boards.serial_board import SerialBoard

if TYPE_CHECKING:
    pass


log = logging.getLogger(__name__)

IDLE = 300  # seconds that a port stays open when nobody uses it
LOOKS, LOOKS_SOON = (
    1.0,
    0.25,
)  # seconds between two looks at the ports: usually, and while a program waits for its board


class PortWatcher:
    """The boards that programs wait for, and a thread that looks at the ports; it sleeps when nobody would be glad of a
    look.
    """

    def __init__(self, manager: Any) -> None:
        self._manager, self._lock = manager, make_lock()
        self._lost: list[LostBoard] = []
        self._wake, self._watching = threading.Event(), False

    def check_soon(self) -> None:
        """Look at once, and then as often as is needed now."""
        with self._lock:
            if not self._watching:
                self._watching = True
                threading.Thread(target=self._watch, name="ports", daemon=True).start()
        self._wake.set()

    def add_lost(self, lost: LostBoard) -> None:
        """A program waits for this board."""
        with self._lock:
            self._lost.append(lost)

    def remove(self, session: Any) -> None:
        """This program waits for no board any more."""
        with self._lock:
            self._lost = [lost for lost in self._lost if lost.session is not session]

    def handle_plugged_again(self, held: OpenBoard) -> None:
        """The cable of this very board is in again."""
        for lost in [lost for lost in self._lost if lost.held is held]:
            self._reattach(lost, held)

    def _watch(self) -> None:
        while True:
            self._wake.wait(self._pause())
            self._wake.clear()
            try:
                self._check_ports()
            except Exception:
                log.exception("the ports cannot be listed")

    def _pause(self) -> float | None:
        """Seconds until the next look; None: nobody would be glad of one."""
        if any(isinstance(lost.held, SerialBoard) for lost in self._lost):
            return LOOKS_SOON
        if self._manager.changes.has_listeners(DEVICES) or any(
            kept.owner for kept in list(self._manager.open_boards.values())
        ):
            return LOOKS
        return IDLE / 10 if self._manager.open_boards else None

    def _check_ports(self) -> None:
        if self._manager.refresh_ports():
            self._manager.changes.notify(DEVICES)
        here = {row.port for row in self._manager.ports}
        for port, kept in list(self._manager.open_boards.items()):
            if kept.owner is None and (time.monotonic() - kept.released_at > IDLE or port not in here):
                self._close_idle(port)
        for lost in list(self._lost):
            if (
                isinstance(lost.held, SerialBoard)
                and (row := lost.find_port(self._manager.ports, set(self._manager.open_boards))) is not None
            ):
                threading.Thread(target=self._try, args=(lost, row), name="found again", daemon=True).start()

    def _close_idle(self, port: str) -> None:
        try:
            self._manager.close_idle(port)
        except BoardBusy:  # somebody has just taken it
            return
        self._manager.changes.notify(DEVICES)

    def _try(self, lost: LostBoard, row: SerialPort) -> None:
        """Ask the board at this port whether it is the lost one."""
        try:
            kept = self._manager.open_port(row, lost.board)
        except SunmaoError:
            return lost.retry_later()
        if not lost.is_same(kept.firmware):
            return lost.refuse(row.port)
        self._reattach(lost, kept)

    def _reattach(self, lost: LostBoard, held: OpenBoard) -> None:
        with self._lock:
            if lost not in self._lost:
                return
            self._lost.remove(lost)
        try:
            lost.session.reattach_board(held)
        except BoardDisconnected:  # once more
            lost.retry_later()
            return self.add_lost(lost)
        if isinstance(held, SerialBoard):
            self._manager.remembered.keep(lost.board, held.row)
        self._manager.changes.notify(DEVICES)

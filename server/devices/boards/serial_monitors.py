"""The serial monitors that are open, one a port."""

from functools import partial
from typing import Any

from sunmao.server.devices.boards.callbacks import DEVICES
from sunmao.server.devices.boards.serial_monitor import SerialMonitor


class SerialMonitors:
    """Reads ports as text for pages. A port that is open for programs says the texts of its sketch instead."""

    def __init__(self, manager: Any) -> None:
        self._manager = manager
        self._open: dict[str, SerialMonitor] = {}

    def all(self) -> dict[str, SerialMonitor]:
        """Port → its monitor."""
        return dict(self._open)

    def start(self, port: str, baud: int) -> None:
        """Read a port. Raises BoardMissing, BoardBusy."""
        manager = self._manager
        manager.find_port(port)
        with manager.open_locks[port]:
            kept, monitor = manager.open_boards.get(port), self._open.get(port)
            if (kept is not None and kept.owner is not None) or (monitor is not None and monitor.baud == baud):
                return
            manager.close_idle(port)
            self.stop(port)
            self._open[port] = SerialMonitor(
                port, baud, partial(manager.texts.notify, port), partial(self._handle_disconnect, port)
            )
        manager.port_watcher.check_soon()
        manager.changes.notify(DEVICES)

    def write(self, port: str, text: str, end: str) -> None:
        """Send a line, to a board of a program as Firmata's text. Raises BoardDisconnected."""
        kept, monitor = self._manager.open_boards.get(port), self._open.get(port)
        if monitor is not None:
            monitor.write(text + end)
        elif kept is not None:
            kept.say_text(text)

    def stop(self, port: str) -> None:
        """Let go of a port, if it is read."""
        monitor = self._open.pop(port, None)
        if monitor is not None:
            monitor.close()

    def release(self, port: str) -> None:
        """Nobody reads this port's text any more."""
        self.stop(port)
        self._manager.changes.notify(DEVICES)

    def _handle_disconnect(self, port: str) -> None:
        self.release(port)
        self._manager.texts.notify(port, None)

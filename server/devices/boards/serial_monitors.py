"""The serial monitors that are open, one a port."""

from functools import partial

from sunmao.server.devices.boards.callbacks import DEVICES
from sunmao.server.devices.boards.serial_monitor import SerialMonitor


class SerialMonitors:
    """Reads ports as text for pages. A port that is open for programs says the texts of its sketch instead."""

    def __init__(self, desk):
        self._desk = desk
        self._open: dict[str, SerialMonitor] = {}

    def all(self) -> dict[str, SerialMonitor]:
        """Port → its monitor."""
        return dict(self._open)

    def begin(self, port: str, baud: int) -> None:
        """Read a port. Raises BoardMissing, BoardBusy."""
        desk = self._desk
        desk.find_port(port)
        with desk.opening[port]:
            kept, monitor = desk.kept.get(port), self._open.get(port)
            if (kept is not None and kept.owner is not None) or (monitor is not None and monitor.baud == baud):
                return
            desk.close_idle(port)
            self.stop(port)
            self._open[port] = SerialMonitor(port, baud, partial(desk.texts.tell, port), partial(self._over, port))
        desk.plugging.look_soon()
        desk.changes.tell(DEVICES)

    def write(self, port: str, text: str, end: str) -> None:
        """Send a line, to a board of a program as Firmata's text. Raises BoardDisconnected."""
        kept, monitor = self._desk.kept.get(port), self._open.get(port)
        if monitor is not None:
            monitor.write(text + end)
        elif kept is not None:
            kept.say_text(text)

    def stop(self, port: str) -> None:
        """Let go of a port, if it is read."""
        monitor = self._open.pop(port, None)
        if monitor is not None:
            monitor.close()

    def leave(self, port: str) -> None:
        """Nobody reads this port's text any more."""
        self.stop(port)
        self._desk.changes.tell(DEVICES)

    def _over(self, port: str) -> None:
        self.leave(port)
        self._desk.texts.tell(port, None)

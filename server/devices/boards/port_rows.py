"""A port as the page shows it: what may be there, whether it can be opened, who has it, and what mends it."""

import os
import time

from sunmao.boards.links import port_owner
from sunmao.boards.links.ports import SerialPort
from sunmao.boards.links.usb_devices import list_driverless, make_driver_error
from sunmao.errors import BoardBusy, SunmaoError
from sunmao.locks.lock_order import make_lock
from sunmao.server.devices.boards.open_board import OpenBoard
from sunmao.server.devices.boards.serial_monitor import SerialMonitor

LOOKS_EVERY = 5.0  # seconds: all open files of all programs are looked at


class PortOwners:
    """Programs that have the ports open, and ports that we may not open, where the system tells. Looks again after a
    while.
    """

    def __init__(self) -> None:
        self._lock = make_lock()
        self._errors: dict[str, SunmaoError] = {}
        self._looked = float("-inf")

    def is_due(self) -> bool:
        """Whether it is time to look again."""
        return time.monotonic() - self._looked >= LOOKS_EVERY

    def error(self, port: str) -> SunmaoError | None:
        """Return the error for which this port could not be opened now, or None."""
        return self._errors.get(port)

    def look(self, rows: list[SerialPort]) -> list[str]:
        """Look at these ports, when it is time. Returns those that were held by somebody, and are free now."""
        with self._lock:
            if not self.is_due():
                return []
            before = set(self._errors)
            found = {row.port: self._find_access_error(row.port) for row in rows if row.likely}
            self._errors = {port: error for port, error in found.items() if error is not None}
            self._looked = time.monotonic()
            return sorted(before - set(self._errors))

    def _find_access_error(self, port: str) -> SunmaoError | None:
        if os.name != "posix" or not os.path.exists(port):
            return None
        if not os.access(port, os.R_OK | os.W_OK):
            return BoardBusy("port_denied", port=port, command=port_owner.get_repair_command(port))
        name = port_owner.find_port_owner(port)
        return BoardBusy("port_busy_by", port=port, holder=name) if name else None


class DriverlessBoards:
    """Boards on USB without a serial port, as rows of ports. Looks again after a while: some systems take their time."""

    def __init__(self) -> None:
        self._rows: list[dict] = []
        self._looked = float("-inf")

    def list_rows(self, ports: list[SerialPort]) -> list[dict]:
        """List rows for the boards without a driver that are plugged in now; ports: those that there are."""
        if time.monotonic() - self._looked >= LOOKS_EVERY:
            self._rows = [make_driverless_row(row) for row in list_driverless(ports)]
            self._looked = time.monotonic()
        return self._rows


def make_driverless_row(row: SerialPort) -> dict:
    """The row of one of `list_driverless`."""
    told = make_port_row(row, None, make_driver_error(row), [], None)
    return {**told, "state": "driverless"}


def make_port_row(
    row: SerialPort,
    taken: OpenBoard | SerialMonitor | None,
    error: SunmaoError | None,
    names: list[str],
    install: dict | None,
    contents: str | None = None,
) -> dict:
    """The row of one port. taken: what we do with it; error: why it could not be opened or used; names: what it was
    used as; install: how far our sketch is on its way into it; contents: of `BoardContents`.
    """
    held = taken if isinstance(taken, OpenBoard) else None
    error = None if held is not None else error
    own = held.board.name if held is not None else names[0] if names else None
    firmware = {"name": held.firmware.name, "version": list(held.firmware.version)} if held is not None else None
    return {
        **row.as_dict(),
        **format_hindrance(error),
        "board": row.board or own,
        "firmware": firmware,
        "install": install,
        "contents": contents,
        "owner": held.owner.who if held is not None and held.owner is not None else None,
        **({"state": "open"} if taken is not None else {}),
    }


def format_hindrance(error: SunmaoError | None) -> dict:
    """Describe why a port, or what is at it, cannot be used, as fields of its row.

    Returns: {'state': 'free', 'busy' (another program has it) or 'denied' (the system does not let us), 'error',
    'hint': {'zh', 'en'} or None, 'holder': the other program, as far as it is known, 'repair': a command or None}.
    """
    if error is None:
        return {"state": "free", "error": None, "hint": None, "holder": "", "repair": None}
    state = "free" if not isinstance(error, BoardBusy) else "denied" if error.key == "port_denied" else "busy"
    return {
        "state": state,
        "error": error.title,
        "hint": error.hint,
        "holder": error.params.get("holder", ""),
        "repair": error.params.get("command"),
    }

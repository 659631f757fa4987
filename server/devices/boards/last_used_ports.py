"""Records of the board that a child last used as each kind: kept in the studio's own folder, so that the next Run finds
it again.
"""

import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sunmao.core.atomic_files import write_atomic
from sunmao.locks.lock_order import make_lock
from sunmao.server.storage.safe_files import SETTINGS_LIMIT, load_object_safely

if TYPE_CHECKING:
    from sunmao.boards.links.ports import SerialPort


log = logging.getLogger(__name__)

TELLS = ("serial_number", "location", "port")  # what tells two equal boards apart, the surest first


class LastUsedPorts:
    """Board name → where it was. path: the file, None: nowhere. Safe to use from several threads."""

    def __init__(self, path: Path | None) -> None:
        self._path, self._lock = path, make_lock()
        self._known = self._read()

    def find(self, board: str, rows: list) -> Any:
        """The port at which that board is now, or None. rows: the ports of this computer."""
        known = self._known.get(board)
        return next((row for row in rows if known and is_same_board(known, row)), None)

    def names(self, row: "SerialPort") -> list[str]:
        """List the board names that the board at this port was used as."""
        return [board for board, known in self._known.items() if is_same_board(known, row)]

    def keep(self, board: str, row: "SerialPort") -> None:
        """This port has this board."""
        known = {"vid": row.vid, "pid": row.pid, **{tell: getattr(row, tell) for tell in TELLS}}
        with self._lock:
            if self._known.get(board) == known:
                return
            self._known[board] = known
            if self._path is not None:
                try:
                    write_atomic(self._path, json.dumps(self._known, indent=1).encode())
                except OSError:
                    log.warning("%s cannot be written", self._path)  # then it is remembered until the studio ends

    def _read(self) -> dict[str, dict]:
        try:
            known = load_object_safely(self._path, SETTINGS_LIMIT) if self._path is not None else {}
        except (OSError, ValueError, RecursionError):
            return {}
        return {
            board: dict(row)
            for board, row in known.items()
            if isinstance(row, dict) and isinstance(row.get("port"), str)
        }


def is_same_board(known: dict, row: "SerialPort") -> bool:
    """Whether the board at this port is certainly the one that was known: by its number, else by its place, else by the
    port's name.
    """
    if (known.get("vid"), known.get("pid")) != (row.vid, row.pid):
        return False
    for tell in TELLS:
        was, now = known.get(tell), getattr(row, tell)
        if was and now:
            return was == now
    return False

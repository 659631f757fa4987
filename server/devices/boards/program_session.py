"""One program at one board: what it asks for on its wire, and what it is told. It ends with the wire, however the
program ends.
"""

from typing import Any

from sunmao.boards.links.firmware import Firmware
from sunmao.errors import BoardDisconnected, SunmaoError, error_to_dict
from sunmao.locks.lock_order import LockOrder, make_rlock
from sunmao.server.devices.worker_server import Client

MAX_MESSAGE_BYTES = 64 * 1024  # bytes of one message of a program
MAX_PARTS = 100
TELL_AFTER = 256  # bytes that the board has taken


class ProgramSession:
    """A program's visit. held: the board that it uses, or None; at_rest: its run is being stopped, so that it switches
    nothing on any more.

    Each time that the board is opened or comes back is a connection with a number of its own: what was written on an
    earlier one may arrive late, and neither reaches the board nor is counted.
    """

    def __init__(self, manager: Any, client: Client) -> None:
        self._manager, self._client = manager, client
        self.who, self.held, self.at_rest = client.who, None, False
        self._connection, self._taken, self._waits = 0, 0, False
        self._settings: dict[str, object] = {}  # for the board when it is back
        self._moving = make_rlock(LockOrder.BOARD_SESSION)

    def serve(self) -> None:
        """Do what the program asks, until it has gone."""
        acts = {
            "open": self._open,
            "write": self._write,
            "safe": self._safe,
            "parts": self._parts,
            "close": self._close,
        }
        try:
            while True:
                said, data = self._client.receive(MAX_MESSAGE_BYTES)
                if said.get("do") not in acts:
                    return  # no message of the library: a program wrote its own
                acts[said["do"]](said, data)
                self._acknowledge_writes()
        finally:
            self._close()

    def is_leaving(self) -> bool:
        """Whether the program has been sent away: nothing that it still says matters."""
        return self._client.disconnected

    def notify(self, said: dict, data: bytes = b"") -> None:
        """Say something to the program. Nothing happens when it has gone: `serve` notices."""
        try:
            self._client.send(said, data)
        except OSError:
            pass

    def detach_board(self, error: BoardDisconnected | None) -> None:
        """The board has gone. error: why, when it is not the cable."""
        with self._moving:
            self.held, self._waits = None, True
            self.notify({"say": "gone", **({"error": error_to_dict(error)} if error else {})})

    def reattach_board(self, held: Any) -> bool:
        """The board is there again. False when the program does not want it any more. Raises BoardDisconnected when it
        has gone once more.
        """
        with self._moving:
            if not self._waits or not held.acquire(self):
                return False
            self.held, self._waits = held, False
            if "safe" in self._settings:
                held.set_safe(self._settings["safe"])
            held.set_parts(self._settings.get("parts", []))
            self._connect()
            self.notify(
                {
                    "say": "back",
                    "port": held.port,
                    "firmware": held.firmware.as_dict(),
                    "connection": self._connection,
                }
            )
        return True

    def _open(self, said: dict, data: bytes) -> None:
        self._close()
        with self._moving:  # should it be lost at once, that is told after the answer
            try:
                found = self._manager.open(str(said.get("board")), str(said.get("port", "auto")), self)
            except SunmaoError as error:
                return self._client.send({"error": error_to_dict(error)})
            if isinstance(found, list):
                return self._client.send({"which": [{"port": row.port, "title": row.title} for row in found]})
            self.held = found
            self._connect()
            firmware: Firmware = found.firmware
            self._client.send(
                {
                    "ok": True,
                    "port": found.port,
                    "board": found.board.name,
                    "topic": f"board:{found.port}",
                    "firmware": firmware.as_dict(),
                    "connection": self._connection,
                    "fresh": found.fresh,
                }
            )

    def _write(self, said: dict, data: bytes) -> None:
        held, connection = self.held, said.get("connection")
        if held is None or connection != self._connection:
            return  # gone, or back meanwhile: the program has been told
        try:
            held.write(data)
        except BoardDisconnected as error:
            self._manager.report_lost(held, error)
            return
        with self._moving:
            if connection == self._connection:
                self._taken += len(data)

    def _connect(self) -> None:
        """Begin another connection. To be called under `_moving`."""
        self._connection += 1
        self._taken = 0

    def _acknowledge_writes(self) -> None:
        # A program may not be far ahead of its board: it waits while too much has not been taken, or gathers.
        with self._moving:
            if self._taken and (self._taken >= TELL_AFTER or not self._client.has_pending()):
                self.notify({"say": "took", "n": self._taken, "connection": self._connection})
                self._taken = 0

    def _safe(self, said: dict, data: bytes) -> None:
        self._settings["safe"] = data
        if (held := self.held) is not None:
            held.set_safe(data)

    def _parts(self, said: dict, data: bytes) -> None:
        self._settings["parts"] = said["parts"][:MAX_PARTS] if isinstance(said.get("parts"), list) else []
        if (held := self.held) is not None:
            held.set_parts(self._settings["parts"])

    def _close(self, *_: Any) -> None:
        with self._moving:
            held, self.held, self._waits = self.held, None, False
            self._settings.clear()
        self._manager.forget(self)
        if held is not None:
            held.release()

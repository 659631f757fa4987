"""Parts that a page lets try one by one, on a board that no program uses: the same parts as a program's, over a stream
within this process.
"""

import queue
import threading
from collections.abc import Callable
from typing import Any

from sunmao.boards.board_session import BoardSession
from sunmao.boards.parts.part_trial import make_part, try_part
from sunmao.boards.registry import BOARDS
from sunmao.boards.select_board import use_session
from sunmao.errors import BoardDisconnected, SunmaoError
from sunmao.locks.lock_order import LockOrder, make_lock
from sunmao.server.devices.boards.open_board import OpenBoard
from sunmao.server.devices.boards.port_rows import format_hindrance


class TrialStream:
    """Owner of a held board and stream to it, for one trial. who: {'project', 'title'} of the page.

    What goes to the board goes in a thread of its own, as a program's does: the part holds locks meanwhile.
    """

    speeds = ()

    def __init__(self, who: dict) -> None:
        self.who, self.at_rest = who, False
        self._held: OpenBoard | None = None
        self._coming: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._going: queue.SimpleQueue[Callable[[OpenBoard], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run_trials, name="trial", daemon=True)

    def take(self, held: OpenBoard) -> None:
        """This is the board."""
        self._held = held
        self._thread.start()

    # As the board's owner.

    def is_leaving(self) -> bool:
        """Whether what it still says matters."""
        return self._held is None

    def notify(self, said: dict, data: bytes = b"") -> None:
        """Hear what the board says."""
        if said.get("say") == "data":
            self._coming.put(data)

    def detach_board(self, error: BoardDisconnected | None) -> None:
        """The board has gone."""
        self._held = None
        self._coming.put(b"")

    def reattach_board(self, held: OpenBoard) -> bool:
        """A trial waits for no board."""
        return False

    # As the stream of a `BoardSession`.

    def write(self, data: bytes) -> None:
        """Hand bytes to the board. Raises BoardDisconnected."""
        if self._held is None:
            raise BoardDisconnected("board_gone")
        self._going.put(lambda held: held.write(data))

    def read(self, within: float | None = None) -> bytes | None:
        """The next bytes; b'' at the end, None when nothing came within so many seconds."""
        try:
            return self._coming.get(timeout=within)
        except queue.Empty:
            return None

    def safe(self, data: bytes) -> None:
        """Set the bytes that are written at the end."""
        self._going.put(lambda held: held.set_safe(data))

    def parts(self, parts: list[dict]) -> None:
        """Set the parts that are connected, for pages that look."""
        self._going.put(lambda held: held.set_parts(parts))

    def close(self) -> None:
        """Bring the board to rest and let go of it. Safe to call twice."""
        self._going.put(None)
        if self._thread.ident is not None:
            self._thread.join()
        held, self._held = self._held, None
        if held is not None:
            held.release()
        self._coming.put(b"")

    def _run_trials(self) -> None:
        while (deed := self._going.get()) is not None:
            if (held := self._held) is not None:
                try:
                    deed(held)
                except BoardDisconnected as error:
                    self.detach_board(error)


class PartTrials:
    """Trials of the boards of a manager, one at a time."""

    def __init__(self, manager: Any) -> None:
        self._manager, self._lock = manager, make_lock(LockOrder.PART_TRIAL)

    def run(self, who: dict, board: str, port: str, part: dict) -> dict:
        """Try a part {'kind', 'pins', 'options'}: {'seen': what a sensor measures, in both languages, or None, and
        'error', 'hint' of `format_hindrance`}.
        """
        with self._lock:
            stream = TrialStream(who)
            try:
                seen = self._try(stream, board, port, part)
            except SunmaoError as error:
                return {"seen": None, **self._format(error)}
            finally:
                stream.close()
                self._manager.forget(stream)
        return {"seen": seen, **self._format(None)}

    def _try(self, stream: TrialStream, board: str, port: str, part: dict) -> dict | None:
        held = self._manager.open(board, port, stream)
        stream.take(held)
        session = BoardSession(BOARDS[board], stream, held.firmware, port, is_program=False)
        try:
            with use_session(session):
                made = make_part(part["kind"], part["pins"], part["options"])
            seen = try_part(made)
            made.close()
            return seen
        finally:
            session.close()

    @staticmethod
    def _format(error: SunmaoError | None) -> dict:
        told = format_hindrance(error)
        return {"error": told["error"], "hint": told["hint"]}

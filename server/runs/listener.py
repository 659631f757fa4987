"""Hears what a program says over its connection, and keeps to one side what the run itself must know."""

import threading
from collections.abc import Callable

from sunmao.core.waiting import wait_while_moving
from sunmao.protocol.connection import MessageConnection, TruncatedMessage
from sunmao.protocol.messages import FROM_STUDIO, Ask, AskAnswered, BridgeRequest, CurrentLine, ProgramError, RunState
from sunmao.protocol.stage_messages import FROM_PROGRAM

FOR_THE_RUN = (RunState, Ask, AskAnswered, BridgeRequest, ProgramError, *FROM_PROGRAM)
WEIGHT = 100  # bytes of an event beside its text


class RunListener:
    """Reads messages from `wire` in a thread until it ends.

    Args:
        record: called with (events, bytes); may wait, and then the program waits too.
        on_message: called with each of `FOR_THE_RUN`, which are not recorded here; the program waits too while it does.
        on_close: called at the end; True: because something unreadable came.
    """

    def __init__(
        self, wire: MessageConnection, *, record: Callable, on_message: Callable, on_close: Callable[[bool], None]
    ) -> None:
        self._wire, self._record, self._on_message, self._on_close = wire, record, on_message, on_close
        self.line: int | None = None
        self.truncated, self._batches, self._over = False, 0, threading.Event()
        threading.Thread(target=self._listen, name="listener", daemon=True).start()

    def join(self, patience: float) -> bool:
        """Wait until everything is heard, for as long as something comes at least every `patience` seconds. Returns
        whether nothing is missing.
        """
        return wait_while_moving(self._over.wait, lambda: self._batches, patience) and not self.truncated

    def _listen(self) -> None:
        self._on_close(self._receive_all())
        self._over.set()

    def _receive_all(self) -> bool:
        """Hear until the connection ends; whether that is because something unreadable came."""
        while True:
            try:
                messages = self._wire.receive()
            except ValueError:
                return True
            except TruncatedMessage:
                self.truncated = True
                return False
            except (EOFError, OSError) as error:
                # multiprocessing's own complaint about a wrong length carries no number of the system's.
                return isinstance(error, OSError) and error.errno is None
            if any(isinstance(message, FROM_STUDIO) for message in messages):
                return True
            self._sort(messages)
            self._batches += 1

    def _sort(self, messages: list) -> None:
        plain: list = []
        for message in messages:
            if isinstance(message, FOR_THE_RUN):
                self._record(plain, _count_bytes(plain))
                plain = []
                self._on_message(message)
                continue
            if isinstance(message, CurrentLine):
                self.line = message.line
            plain.append(message)
        self._record(plain, _count_bytes(plain))


def _count_bytes(messages: list) -> int:
    return sum(WEIGHT + len(getattr(message, "text", "")) + len(getattr(message, "data", "")) for message in messages)

"""Beside the program in its process: listens to the studio, and ends the program when the studio has gone."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import Any

from sunmao.protocol.messages import AskAnswer, BridgeReply, SoundEnded, StepControl, StopRequest
from sunmao.runtime import session

INTERRUPT_AFTER = 0.3  # seconds
KILL_AFTER = 1.0
HAPPENED = "happened"  # the kind of `stage_messages.StageInput`, which is loaded with the first of them


class Watchdog:
    """Reads what the studio sends over `wire`, in a thread of its own. set_pace: called with each StepControl."""

    def __init__(self, wire: Any, set_pace: Callable[[StepControl], None]) -> None:
        self._wire, self._set_pace = wire, set_pace
        self._program = threading.main_thread()

    def start(self, more: list) -> None:
        """Begin. more: messages that came together with Start."""
        for message in more:
            self._handle_message(message)
        threading.Thread(target=self._listen, name="sunmao watchman", daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                for message in self._wire.receive():
                    self._handle_message(message)
            except ValueError:
                continue
            except (EOFError, OSError):
                return self._end_alone()

    def _handle_message(self, message: Any) -> None:
        if isinstance(message, AskAnswer):
            session.deliver(message.id, message.value)
        elif isinstance(message, BridgeReply):
            session.deliver(message.id, message)
        elif isinstance(message, SoundEnded):
            session.deliver(message.id, True)
        elif isinstance(message, StepControl):
            self._set_pace(message)
        elif message.kind == HAPPENED:
            session.deliver_input(message)
        elif isinstance(message, StopRequest):
            session.request_stop()
            if os.name == "nt":  # elsewhere the studio sends a real signal
                call_later(INTERRUPT_AFTER, self._interrupt)

    def _end_alone(self) -> None:
        # The studio is gone. A training saves its best weights at the stop; whatever does not listen is ended hard.
        session.request_stop()
        call_later(INTERRUPT_AFTER, self._interrupt)
        call_later(KILL_AFTER, kill_process_group)

    def _interrupt(self) -> None:
        if sys.platform == "win32":
            signal.raise_signal(signal.SIGINT)  # from any thread: also wakes the main thread's time.sleep
        elif self._program.is_alive() and self._program.ident is not None:
            signal.pthread_kill(self._program.ident, signal.SIGINT)


def call_later(seconds: float, act: Callable[[], object]) -> None:
    """Call `act` after some seconds, from a thread that keeps nothing alive."""
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()


def kill_process_group() -> None:
    """End this process and its group, whatever they do."""
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)

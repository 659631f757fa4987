"""How the library speaks with the studio: events up, answers and the wish to stop down.

Without a studio (`python main.py`) nothing is connected: events go nowhere, questions are asked in the terminal.
"""

import threading
import time
from itertools import count

from .events import Ask


LOOK_EVERY = 0.02  # seconds


class Stop(KeyboardInterrupt):
    """The studio, or Ctrl+C, asked the program to stop. No `except Exception` swallows it."""


class _Link:
    """What one program knows of its studio. outbox: where events are put, or None."""

    def __init__(self):
        self.outbox = None
        self.stopping = False
        self.changed = threading.Condition()
        self.answers: dict[int, str] = {}
        self.numbers = count(1)
        self.began = time.monotonic()
        self.attend = None


_link = _Link()


def studio() -> bool:
    """Whether the program runs in the studio.

    Example:
        >>> studio()
        False
    """
    return _link.outbox is not None


def emit(event) -> None:
    """Send one event to the studio, after everything that was printed before."""
    emit_all((event,))


def emit_all(events) -> None:
    """Send several events, in order."""
    if _link.outbox is not None:
        _link.outbox.put(*events)


def stop_requested() -> bool:
    """Whether the program was asked to stop."""
    return _link.stopping


def stopping_point() -> None:
    """Raises Stop when the program was asked to stop, else does nothing."""
    if _link.stopping:
        raise Stop


def ask(question: str, form: str = "text", options=()) -> str:
    """Ask the person and wait for the answer.

    Args:
        form: 'text', 'choice' (one of `options`) or 'picture' (the answer is the path of a PNG file; in the terminal: any picture file).

    Raises:
        Stop: the program was asked to stop meanwhile.
    """
    if not studio():
        return _ask_in_terminal(question, options)
    number = next(_link.numbers)
    stopping_point()
    _link.outbox.put(Ask(number, question, form, [str(option) for option in options]), hurry=True)
    while number not in _link.answers:
        if _link.attend is not None:
            _link.attend()
        with _link.changed:
            _link.changed.wait_for(lambda: number in _link.answers or _link.stopping, timeout=_link.attend and LOOK_EVERY)
        if number not in _link.answers:
            stopping_point()
    return _link.answers.pop(number)


def attend_with(look) -> None:
    """Call `look()` again and again while a question waits for its answer."""
    _link.attend = look


def began() -> float:
    """When the program began, on the clock of `time.monotonic`."""
    return _link.began


def pause(seconds: float) -> None:
    """Wait so many seconds, less when the program is asked to stop: then raises Stop."""
    end = time.monotonic() + max(0, seconds)
    while not _link.stopping and (left := end - time.monotonic()) > 0:
        if studio():
            with _link.changed:
                _link.changed.wait_for(stop_requested, timeout=min(left, 3600))
        else:
            time.sleep(min(left, 0.05))  # a lock's wait would not notice Ctrl+C on Windows
    stopping_point()


def _ask_in_terminal(question: str, options) -> str:
    options = [str(option) for option in options]
    for number, option in enumerate(options, start=1):
        print(f"{number}. {option}")
    while True:
        answer = input(f"{question} ")
        if not options or answer in options:
            return answer
        if answer.isdigit() and 1 <= int(answer) <= len(options):
            return options[int(answer) - 1]


# What the program's process (child.py) calls.


def connect(outbox) -> None:
    """From now on events go to `outbox`; None: nowhere (a forked process must not write into its parent's connection)."""
    _link.outbox = outbox
    _link.began = time.monotonic()


def deliver(number: int, value: str) -> None:
    """Hand over the answer to question `number`."""
    with _link.changed:
        _link.answers[number] = value
        _link.changed.notify_all()


def request_stop() -> None:
    """Ask the program to stop: ends the waits of the library at once."""
    with _link.changed:
        _link.stopping = True
        _link.changed.notify_all()

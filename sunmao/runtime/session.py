"""Connection of the library with the studio: events up, answers and the wish to stop down.

Without a studio (`python main.py`) nothing is connected: events go nowhere, questions are asked in the terminal. In a
notebook a viewer shows them.
"""

import _thread
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import Any, Protocol

from sunmao.locks.lock_order import make_condition
from sunmao.protocol.messages import Ask, AskAnswered, AskForm, BridgeRequest, SoundStarted

MAX_EARLY = 200  # happenings of a page that wait for a program that does not listen
LOOK_EVERY = 0.02  # seconds


class StopProgram(KeyboardInterrupt):
    """The studio, or Ctrl+C, asked the program to stop. No `except Exception` swallows it."""


class EventViewer(Protocol):
    """Shows what a program says where there is no studio."""

    def show_event(self, event: Any) -> None:
        """Show one event; of those that say how far something is, the newest."""

    def show_frame(self, picture: Any) -> None:
        """Show the newest picture of a video (`image_encoding.DisplayedImage`) in the place of the last one."""


class _Session:
    """Session of one program with its studio. outbox: where events are put, or None; viewer: who shows them else."""

    def __init__(self) -> None:
        self.outbox = None
        self.viewer: EventViewer | None = None
        self.stopping = False
        self.interruption: Exception | None = None
        self.changed = make_condition()
        self.answers: dict = {}
        self.numbers = count(1)
        self.began = time.monotonic()
        self.poll = None
        self.take_input = None
        self.early_inputs = []  # what the page told before the program listened


_session = _Session()


def is_in_studio() -> bool:
    """Whether the program runs in the studio.

    Example:
        >>> is_in_studio()
        False
    """
    return _session.outbox is not None


def emit(event: Any) -> None:
    """Send one event to the studio, after everything that was printed before."""
    emit_all((event,))


def emit_all(events: Any, hurry: bool = False) -> None:
    """Send several events, in order. hurry: at once, not with what comes a moment later."""
    if _session.outbox is not None:
        _session.outbox.put(*events, hurry=hurry)
    elif _session.viewer is not None:
        for event in events:
            _session.viewer.show_event(event)


def set_viewer(viewer: EventViewer | None) -> None:
    """From now on show events so, where there is no studio."""
    _session.viewer = viewer


def get_viewer() -> EventViewer | None:
    """Viewer of events where there is no studio; None where nobody does."""
    return None if is_in_studio() else _session.viewer


def stop_requested() -> bool:
    """Whether the program was asked to stop."""
    return _session.stopping


def wait_for_stop(seconds: float) -> bool:
    """Whether the program was asked to stop, or is within so many seconds: the signal may come before the message.

    It takes no lock: Python reports what a destructor raises anywhere, also where one is held.
    """
    end = time.monotonic() + seconds
    while not stop_requested() and (left := end - time.monotonic()) > 0:
        time.sleep(min(left, LOOK_EVERY))
    return stop_requested()


def check_stop() -> None:
    """Raises StopProgram when the program was asked to stop, else does nothing."""
    if _session.stopping:
        raise StopProgram


def ask(
    question: str, form: AskForm = "text", options: Sequence[Any] = (), text: dict | None = None, usual: str = ""
) -> str:
    """Ask the person and wait for the answer.

    Args:
        form: 'text', 'choice' (one of `options`) or 'picture' (the answer is the path of a PNG file; in the terminal:
            any picture file).
        text: the question in both languages, when it is the library's own.
        usual: the option that the page may give itself where it was chosen for the same question before.

    Raises:
        StopProgram: the program was asked to stop meanwhile.
    """
    if not is_in_studio():
        return _ask_in_terminal(question, options)
    number = next(_session.numbers)
    check_stop()
    _send(Ask(number, question, form, [str(option) for option in options], text, usual))
    try:
        _wait_for_answer(number)
    except Exception:  # of a handler: the program may go on without the answer
        _send(AskAnswered(number))
        raise
    return _session.answers.pop(number)


def ask_to_plug_in(text: dict, there: Callable[[], bool]) -> bool:
    """Ask for a thing to be plugged in, and wait until `there()`, which takes a moment each time, says that it is.

    Args:
        text: the question in both languages.

    Returns:
        Whether it is there; False: the person wants to end.

    Raises:
        StopProgram: the program was asked to stop meanwhile.
    """
    number = next(_session.numbers)
    check_stop()
    _send(Ask(number, text["en"], "device", ["wait", "end"], text))
    answer = None
    while answer != "end" and not there():
        check_stop()
        answer = _session.answers.get(number)
    if answer is None:
        _send(AskAnswered(number))
    return answer != "end"


def ask_to_be_ready(text: dict, ready: str, look: Callable[[], object]) -> None:
    """Wait until the person presses `ready`, however long that is; meanwhile call `look()`, which takes a moment each
    time.

    Args:
        text: what to get ready for, in both languages.

    Raises:
        StopProgram: the program was asked to stop meanwhile.
    """
    number = next(_session.numbers)
    check_stop()
    _send(Ask(number, text["en"], "choice", [ready], text))
    try:
        while number not in _session.answers:
            look()
            check_stop()
    except Exception:  # of a camera: the program may go on without the answer
        _send(AskAnswered(number))
        raise
    _session.answers.pop(number)


def connect_bridge(bridge: str) -> Any:
    """A connection (`connection.MessageConnection`) to a bridge of the studio, 'boards' or 'cameras'; None without a
    studio.

    Raises:
        StopProgram: the program was asked to stop meanwhile.
        SunmaoError: the studio has no such bridge just now.
        OSError: the bridge has ended.
    """
    if not is_in_studio():
        return None
    from sunmao.errors import error_from_dict
    from sunmao.protocol.connection import connect

    number = next(_session.numbers)
    _send(BridgeRequest(number, bridge))
    wait_for_reply(lambda: number in _session.answers)
    if number not in _session.answers:
        check_stop()
    reached = _session.answers.pop(number)
    if reached.error:
        raise error_from_dict(reached.error)
    return connect(reached.address, bytes.fromhex(reached.key))


def send_sound(sound: SoundStarted) -> int:
    """Let the pages play a sound. Returns its number, by which `take_reply` knows whether it is over."""
    number = next(_session.numbers)
    _send(replace(sound, id=number))
    return number


def _send(message: Ask | AskAnswered | BridgeRequest | SoundStarted) -> None:
    """Send the studio a message before all others."""
    assert _session.outbox is not None  # only a program in the studio has something to ask it
    _session.outbox.put(message, hurry=True)


def take_reply(number: int) -> Any:
    """Answer of the studio to wish `number`, once; None: nothing yet."""
    return _session.answers.pop(number, None)


def interrupt_program(error: Exception) -> None:
    """Raise an error in the program's own thread, in whatever line it is: for what no call of it could raise."""
    _session.interruption = error
    _thread.interrupt_main()


def poll_while_asking(look: Any) -> None:
    """Call `look()` again and again while a question waits for its answer."""
    _session.poll = look


def set_input_handler(take: Any) -> None:
    """Call `take(said)`, from any thread, with each happening that the page tells (`stage_messages.StageInput`)."""
    _session.take_input = take
    early, _session.early_inputs = _session.early_inputs, []
    for said in early if take is not None else ():
        take(said)


def get_start_time() -> float:
    """Beginning of the program, on the clock of `time.monotonic`."""
    return _session.began


def wait_seconds(seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    """Wait so many seconds, less when `until()`, which is looked at whenever `wake_waiters` is called, or when the
    program is asked to stop: then raises StopProgram.
    """
    end = time.monotonic() + max(0, seconds)
    while not _session.stopping and (left := end - time.monotonic()) > 0 and not until():
        if is_in_studio():
            with _session.changed:
                _session.changed.wait_for(lambda: _session.stopping or until(), timeout=min(left, 3600))
        else:
            time.sleep(min(left, LOOK_EVERY))  # a lock's wait would not notice Ctrl+C on Windows
    check_stop()


def _wait_for_answer(number: int) -> None:
    while number not in _session.answers:
        if _session.poll is not None:
            _session.poll()
        with _session.changed:
            _session.changed.wait_for(
                lambda: number in _session.answers or _session.stopping, timeout=_session.poll and LOOK_EVERY
            )
        if number not in _session.answers:
            check_stop()


def _ask_in_terminal(question: str, options: Sequence[Any]) -> str:
    options = [str(option) for option in options]
    for number, option in enumerate(options, start=1):
        print(f"{number}. {option}")
    while True:
        answer = input(f"{question} ")
        if not options or answer in options:
            return answer
        if answer.isdigit() and 1 <= int(answer) <= len(options):
            return options[int(answer) - 1]


# What the program's process (program.py) calls.


def set_outbox(outbox: Any) -> None:
    """From now on events go to `outbox`; None: nowhere (a forked process must not write into its parent's connection)."""
    _session.outbox = outbox
    _session.began = time.monotonic()


def wait_for_reply(condition: Callable[[], bool], seconds: float | None = None) -> bool:
    """Wait until `condition()`, which is looked at whenever `wake_waiters` is called, less when the program is asked to
    stop. Returns its value.
    """
    with _session.changed:
        _session.changed.wait_for(lambda: condition() or _session.stopping, seconds)
        return condition()


def wake_waiters() -> None:
    """Let those who `wait_for` something look again."""
    with _session.changed:
        _session.changed.notify_all()


def deliver(number: int, value: Any) -> None:
    """Hand over what answers question or wish `number`."""
    with _session.changed:
        _session.answers[number] = value
        _session.changed.notify_all()


def deliver_input(said: Any) -> None:
    """Hand over a happening of the page; the first of them wait until the program listens."""
    if _session.take_input is not None:
        _session.take_input(said)
    elif len(_session.early_inputs) < MAX_EARLY:
        _session.early_inputs.append(said)


def request_stop() -> None:
    """Ask the program to stop: ends the waits of the library at once."""
    with _session.changed:
        _session.stopping = True
        _session.changed.notify_all()


def make_interruption() -> BaseException:
    """Raised where the program is interrupted."""
    error, _session.interruption = _session.interruption, None
    return error or (StopProgram() if _session.stopping else KeyboardInterrupt())


def forget_stop() -> None:
    """Go on after a stop: a notebook's next cell is not asked to."""
    _session.stopping = False

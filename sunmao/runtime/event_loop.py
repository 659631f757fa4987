"""Waiting, and what happens meanwhile: one thread, handlers are called at waiting points only, one after the other.

Waiting points are the head of `while running()`, the next picture of a camera, `wait`, `wait_until`, the questions, and
`listen()`. At each, in this order:
the edges of buttons in the order in which they came, every beat that is due, every condition that has become true, then
what cameras see. A handler runs to its end; inside it `wait` only waits.
"""

import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from typing import Any, Protocol

from sunmao.core.callback_origin import blame, find_origin
from sunmao.runtime import session

BREATH = 0.01  # seconds: a loop that does nothing must not heat the computer
SHORTEST = 0.02  # seconds between two beats
LOOK_EVERY = 0.02  # seconds after which Stop is heard by who waits for a picture
LAMBDA = "<lambda>"  # the name of functions that have none
PARTS = ("timer", "hour", "minute", "second", "year", "month", "day")


class _Dispatching(Protocol):
    def dispatch(self) -> None: ...


class _Handler:
    """Function that is called when something happens. is_old: a cell of a notebook that ran earlier made it."""

    def __init__(self, act: Callable) -> None:
        self._act, self._origin = act, find_origin()
        self.name = getattr(act, "__name__", LAMBDA)
        self.is_old = False


class _Timer(_Handler):
    def __init__(self, seconds: float, act: Callable) -> None:
        super().__init__(act)
        self.seconds = max(SHORTEST, float(seconds))
        self.due = time.monotonic() + self.seconds

    def dispatch(self) -> None:
        late = time.monotonic() - self.due
        if late >= 0:
            # Missed beats are not made up: the next is the first that is still to come.
            self.due += (late // self.seconds + 1) * self.seconds
            with blame(self._origin):
                self._act()


class _ConditionWatch(_Handler):
    def __init__(self, condition: Callable, act: Callable) -> None:
        super().__init__(act)
        self._condition, self._was = condition, False

    def dispatch(self) -> None:
        with blame(self._origin):
            now = bool(self._condition())
            before, self._was = self._was, now
            if now and not before:
                self._act()


class EventListener(Protocol):
    """Something that a program listens to beside beats and conditions: a board's buttons, a camera that sees."""

    def dispatch(self) -> None:
        """Called at waiting points, in the main thread: calls the handlers of what has happened."""

    def seconds_until_due(self) -> float:
        """Seconds that may pass until `dispatch` is called again."""


class _EventLoop:
    """Handlers of the program."""

    def __init__(self) -> None:
        self.first: list[EventListener] = []
        self.beats: list[_Timer] = []
        self.watches: list[_ConditionWatch] = []
        self.last: list[EventListener] = []
        self._busy = False
        self.breathed = 0.0

    def begin_cell(self) -> None:
        """Mark all handlers as those of cells that ran earlier."""
        for one in (*self.beats, *self.watches):
            one.is_old = True

    def add(self, made: _Timer | _ConditionWatch) -> None:
        """Listen to one more. A cell that runs again makes the functions of its handlers anew, as Python does: one of
        an earlier run goes where its name is another function's now.
        """
        if made.name != LAMBDA:
            self.beats = [one for one in self.beats if not (one.is_old and one.name == made.name)]
            self.watches = [one for one in self.watches if not (one.is_old and one.name == made.name)]
        if isinstance(made, _Timer):
            self.beats.append(made)
        else:
            self.watches.append(made)

    def dispatch(self) -> None:
        """Look at everything once, in the fixed order; nothing inside a handler or in another thread."""
        if self._is_unavailable():
            return
        self._busy = True
        try:
            everything: tuple[_Dispatching, ...] = (*self.first, *self.beats, *self.watches, *self.last)
            for happening in everything:
                happening.dispatch()
        finally:
            self._busy = False

    def has_news(self) -> bool:
        """Whether something must be looked at now, though nobody expected it when the wait began."""
        return not self._is_unavailable() and any(one.seconds_until_due() <= 0 for one in (*self.first, *self.last))

    def shorten_wait(self, left: float) -> float:
        """Time that may be waited before something must be looked at again, at most `left` seconds."""
        if self._is_unavailable():
            return left
        if self.watches:
            left = min(left, SHORTEST)
        left = min([left, *(one.seconds_until_due() for one in (*self.first, *self.last))])
        return min([left, *(max(0.0, beat.due - time.monotonic()) for beat in self.beats)])

    def _is_unavailable(self) -> bool:
        """Whether nothing is attended to here: inside a handler, or in another thread."""
        return self._busy or threading.current_thread() is not threading.main_thread()


_event_loop = _EventLoop()


def running() -> bool:
    """Whether to go on: true until the program is asked to stop. Used as `while running():`.

    Example:
        >>> running()
        True
    """
    _install_ctrl_c()
    if not session.stop_requested():
        _event_loop.dispatch()
        _yield_to_handlers()
    return not session.stop_requested()


def wait(seconds: float) -> None:
    """Wait some seconds; handlers are called meanwhile.

    Args:
        seconds: how long, 0 or more.

    Example:
        >>> wait(0.01)
    """
    _wait_for(lambda: False, seconds)


def wait_until(condition: Callable[[], bool], timeout: float | None = None) -> bool:
    """Wait until a condition is true.

    Args:
        condition: a function without arguments, such as `lambda: light > 5`.
        timeout: give up after so many seconds.

    Returns:
        Whether the condition became true.

    Example:
        >>> wait_until(lambda: 1 < 2)
        True
    """
    return _wait_for(condition, float("inf") if timeout is None else timeout, SHORTEST / 2)


def listen() -> None:
    """Do nothing but wait for what happens, until the program is stopped."""
    while running():
        pass


def every(seconds: float) -> Callable:
    """Call a function again and again, so many seconds apart. Written above its `def`.

    Example:
        >>> @every(5)
        ... def on_time():
        ...     print('five seconds more')
    """

    def register(act: Callable) -> Callable:
        _event_loop.add(_Timer(seconds, act))
        session.poll_while_asking(_event_loop.dispatch)
        return act

    return register


def when(condition: Callable[[], bool]) -> Callable:
    """Call a function each time a condition turns from false to true. Written above its `def`.

    Example:
        >>> @when(lambda: clock('hour') == 12)
        ... def on_condition():
        ...     print('noon')
    """

    def register(act: Callable) -> Callable:
        _event_loop.add(_ConditionWatch(condition, act))
        session.poll_while_asking(_event_loop.dispatch)
        return act

    return register


def begin_cell() -> None:
    """A cell of a notebook begins: its handlers replace those of the same names from cells that ran earlier."""
    _event_loop.begin_cell()


def add_listener(one: EventListener, *, first: bool) -> None:
    """Listen to `one` from now on: before the beats, as for the edges of buttons, or after the conditions, as for
    cameras.
    """
    (_event_loop.first if first else _event_loop.last).append(one)
    session.poll_while_asking(_event_loop.dispatch)


def poll_next(look: Callable[[float], object]) -> Any:
    """Call `look(seconds)`, which waits at most so long and gives None for nothing yet; a waiting point.

    Raises:
        StopProgram: the program was asked to stop.
    """
    _install_ctrl_c()
    while True:
        session.check_stop()
        _event_loop.dispatch()
        found = look(_event_loop.shorten_wait(LOOK_EVERY))
        if found is not None:
            return found


def stop() -> None:
    """End the program here; in a notebook the cell."""
    raise session.StopProgram if session.get_viewer() else SystemExit


def clock(part: str = "timer") -> float | int:
    """The time now: 'timer' (seconds since the program began), 'hour', 'minute', 'second', 'year', 'month' or 'day'.

    Raises:
        BadValue: another part.

    Example:
        >>> 0 <= clock('hour') <= 23
        True
    """
    if part == "timer":
        return time.monotonic() - session.get_start_time()
    if part not in PARTS:
        from sunmao.core.strict import suggest_nearest
        from sunmao.errors import BadValue

        raise BadValue(
            "unknown_choice", argument="part", value=part, guess=suggest_nearest(part, PARTS), names=", ".join(PARTS)
        )
    return getattr(datetime.now(), part)


def _wait_for(condition: Callable[[], bool], seconds: float, step: float = float("inf")) -> bool:
    _install_ctrl_c()
    end = time.monotonic() + max(0.0, seconds)
    while True:
        session.check_stop()
        _event_loop.dispatch()
        if condition():
            return True
        left = end - time.monotonic()
        if left <= 0:
            return False
        session.wait_seconds(_event_loop.shorten_wait(min(left, step)), _event_loop.has_news)


def _yield_to_handlers() -> None:
    # Only loops that do nothing by themselves are slowed down.
    idle = BREATH - (time.monotonic() - _event_loop.breathed)
    if 0 < idle <= BREATH:
        try:
            session.wait_seconds(idle)
        except session.StopProgram:
            pass
    _event_loop.breathed = time.monotonic()


def _install_ctrl_c() -> None:
    """Outside the studio: Ctrl+C asks the program to stop, a second one interrupts it."""
    if session.is_in_studio() or threading.current_thread() is not threading.main_thread():
        return
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _handle_ctrl_c)


def _handle_ctrl_c(number: int, frame: FrameType | None) -> None:
    if session.stop_requested():
        raise KeyboardInterrupt
    session.request_stop()

"""A board in use: which parts hold its pins, and what happens when its cable is out, comes back, or the board restarts."""

import atexit
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from sunmao.boards import pin_compatibility
from sunmao.boards.background_effects import BackgroundEffects
from sunmao.boards.board_spec import ABILITIES, BoardSpec, PinSpec
from sunmao.boards.console_reporter import ConsoleReporter
from sunmao.boards.input_events import InputEvents
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.link import BoardClient
from sunmao.boards.links.link_registry import get_link
from sunmao.boards.part_registry import PARTS
from sunmao.errors import BoardDisconnected, PinInUse, PinUnsupported, SunmaoError
from sunmao.locks.lock_order import LockOrder, make_rlock
from sunmao.runtime import event_loop, session
from sunmao.texts import get_both

Value = TypeVar("Value")

UNTOLD = 0.5  # seconds that the program's own thread has to notice that the board is away


class BoardSession:
    """A board that this program uses.

    Args:
        board: of which kind it is; stream: what carries its bytes; firmware: what it said about itself; port: where it
            is; is_program: whether this process is a program, which hears events at its waiting points and gives the
            board back at its end.
    """

    def __init__(self, board: BoardSpec, stream: Any, firmware: Firmware, port: str, is_program: bool = True) -> None:
        self.board, self.port = apply_firmware(board, firmware), port
        self.effects = BackgroundEffects()
        self.parts: list = []
        self.ended, self._process = False, os.getpid()
        self._stream, self._client = stream, get_link(board).connect(stream, firmware)
        self._client.on_loss = self._handle_loss
        self._client.on_restart = self._wake_after_restart
        self._mending = make_rlock(LockOrder.BOARD_RETURN)
        self._news: list[str] = []
        # Losses: the last that the program's own thread was told of; the last after which, asked in the background, the
        # child did not want to wait.
        self._told: SunmaoError | None = None
        self._refused: SunmaoError | None = None
        self._reporter = None
        if is_program:
            self._reporter = ConsoleReporter() if board.name == "simulated" and not session.is_in_studio() else None
            event_loop.add_listener(InputEvents(self), first=True)
            atexit.register(self.close)

    # Pins.

    def reserve(self, part: Any, pins: dict) -> dict[str, PinSpec]:
        """Give a part its pins: argument → name or number.

        Raises:
            PinUnsupported: a pin is not there, or cannot do what is needed.
            PinInUse: another part has it.
        """
        kind = type(part)
        for _, key, params in pin_compatibility.find_part_problem(self.board, kind, {**part.options(), **pins}):
            raise PinUnsupported(key, **params)
        found: dict[str, PinSpec] = {}
        for argument, name in pins.items():
            pin = None if name is None else self.board.pin(name)
            if pin is None:
                key, params = pin_compatibility.make_no_pin(self.board, str(name))
                raise PinUnsupported(key, **params)
            found[argument] = pin
        self._require_own_place(part)
        held: dict[int, str] = {}
        for other in self.parts:
            if not (part.shares and other.shares):
                held |= {pin.number: type(other).__name__ for pin in other._pins.values()}
        for pin in found.values():
            if pin.number in held:
                key, params = pin_compatibility.make_pin_in_use(pin, held[pin.number])
                raise PinInUse(key, **params)
            if not part.shares:
                held[pin.number] = kind.__name__
        return found

    def _require_own_place(self, part: Any) -> None:
        """Raises PinInUse when another part is at the same place on I2C."""
        for other in self.parts:
            if trouble := pin_compatibility.find_place_trouble(
                (type(other), other.options()), (type(part), part.options())
            ):
                raise PinInUse(trouble[0], **trouble[1])

    def add_part(self, part: Any) -> None:
        """A part has been made: set its pins up."""
        self.wait_until_ready()
        self.parts.append(part)
        try:
            self.perform(part._set_up)
        except BaseException:
            self.parts.remove(part)
            part._board = None
            raise
        self._send_parts()

    def remove_part(self, part: Any) -> None:
        """A part is being closed."""
        self.effects.stop(part)
        if part in self.parts:
            self.parts.remove(part)
        part._cancel()
        if not self.ended and not self.lost:
            try:
                part._tear_down(self._client)
                self._send_parts()
            except BoardDisconnected:
                pass  # the board is safe without us, or nobody can help it

    def require_ability(self, part: Any, argument: str, ability: str) -> None:
        """Raises PinUnsupported when a part's pin lacks an ability."""
        for _, key, params in pin_compatibility.find_pin_problem(
            self.board, type(part), argument, part._pins[argument].name, ability
        ):
            raise PinUnsupported(key, **params)

    def require_pwm(self, part: Any, argument: str) -> None:
        """Raises PinUnsupported when a part's pin has no PWM, or a servo has ended it."""
        self.require_ability(part, argument, "pwm")
        pin = part._pins[argument]
        if pin.name in self.board.servo_silences and any(
            "servo" in type(each).required_abilities.values() for each in self.parts
        ):
            key, params = pin_compatibility.make_pwm_lost(self.board, pin)
            raise PinUnsupported(key, **params)

    def require_timer(self, servo: Any) -> None:
        """Raises PinUnsupported when the first servo would end the PWM of a part."""
        for part in self.parts:
            for pin in part._pwm_pins():
                if part is not servo and pin.name in self.board.servo_silences:
                    key, params = pin_compatibility.make_pwm_lost(self.board, pin)
                    raise PinUnsupported(key, **params)

    # What parts do.

    @property
    def firmware(self) -> Firmware:
        """The firmware on the board."""
        return self._client.firmware

    @property
    def lost(self) -> SunmaoError | None:
        """The error because of which the board does not answer; None while it answers."""
        return self._client.lost

    def perform(self, deed: Callable[[BoardClient], Value]) -> Value:
        """Let `deed(client)` be done, and return its value. In the studio a cable that is out is waited for.

        Raises:
            BoardDisconnected: the board is away, and nobody waits for it; or the program is over.
        """
        waits = threading.current_thread() is not self.effects.thread  # which holds a lock meanwhile
        while True:
            self._raise_ended()
            if self._news and waits:
                self.wait_until_ready()
            try:
                return deed(self._client)
            except BoardDisconnected:
                if not (waits and self.lost):
                    raise
                self.wait_until_ready()

    def report(self, part: Any, does: str | dict) -> None:
        """Say what a part does, where nobody sees it. does: a text, a key of the catalog, or a text in both
        languages.
        """
        if self._reporter:
            self._reporter.report(part, does)

    def wait_until_ready(self) -> None:
        """When the board is away: wait for it, or raise why; and say what else has happened to it."""
        with self._mending:
            while (error := self._client.lost) and not self.ended:
                self._wait_for_return(error)
        while self._news:
            from sunmao.runtime.notices import show_notice

            show_notice(self._news.pop(0), level="warn")

    def close(self) -> None:
        """Make everything safe and let go of the board. Safe to call twice."""
        if self.ended or os.getpid() != self._process:  # what a program forks leaves its board alone
            return
        self._settle()
        self.ended = True
        atexit.unregister(self.close)
        self.effects.close()
        for part in self.parts:
            part._cancel()
        self._client.close()

    def _settle(self) -> None:
        # At Stop everything ends at once. Else the last lines count too: a display keeps what they say.
        if not self.lost and not session.stop_requested():
            try:
                self._client.settle()
            except BoardDisconnected:
                pass

    def _raise_ended(self) -> None:
        if self.ended and threading.current_thread() is not threading.main_thread():
            sys.exit()  # the program is over, and so is its thread
        if self.ended:
            raise BoardDisconnected("board_given_back")

    def _wait_for_return(self, error: SunmaoError) -> None:
        """Raises `error` outside the studio, or when the child does not want to wait; else returns when the board is
        set up again.
        """
        self._told, refused, self._refused = error, self._refused, None
        if not session.is_in_studio() or error.key != "board_gone" or refused is error:
            raise type(error)(error.key, **error.params)
        if not session.ask_to_plug_in(get_both("board_wait"), self._is_back):
            raise type(error)(error.key, **error.params)

    def _handle_loss(self, error: SunmaoError) -> None:
        session.wake_waiters()
        if session.is_in_studio() and error.key == "board_gone":
            threading.Thread(target=self._ask_later, args=(error,), name="board away", daemon=True).start()

    def _ask_later(self, error: SunmaoError) -> None:
        """A program that comes to no waiting point is told, too, and has its board again when that is back."""
        time.sleep(UNTOLD)
        try:
            with self._mending:
                if self.lost is not error or self._told is error or self.ended:
                    return
                if not session.ask_to_plug_in(get_both("board_wait"), self._is_back):
                    self._refused = error
        except session.StopProgram:
            return
        if self._refused is error:
            time.sleep(UNTOLD)
        if self._refused is error and not self.ended:  # nothing of the board is used: nowhere an error could come up
            session.interrupt_program(type(error)(error.key, **error.params))

    def _is_back(self) -> bool:
        """Whether the board is there again, with all that was set; takes a moment."""
        if not self._stream.came_back(session.LOOK_EVERY):
            return False
        try:
            self._client.reconnect(firmware=self._stream.firmware)
            # A button that is pressed as soon as the program is said to run again has to count.
            self._client.settle()
        except BoardDisconnected:  # it has gone once more
            return False
        self.port = self._stream.port
        for part in self.parts:
            part._restore(self._client)
        return True

    def _wake_after_restart(self) -> None:
        # In the reading thread: the board has been set up again already.
        for part in list(self.parts):
            part._restore(self._client)
        self._news.append("board_restarted")
        session.wake_waiters()

    def _send_parts(self) -> None:
        told = [part for part in self.parts if type(part).__name__ in PARTS]
        self._stream.parts(
            [
                {
                    "kind": type(part).__name__,
                    "pins": {name: pin.name for name, pin in part._pins.items()},
                    "options": part.options(),
                }
                for part in told
            ]
        )


def apply_firmware(board: BoardSpec, firmware: Firmware) -> BoardSpec:
    """The board as its firmware offers it: each pin can what the firmware says."""
    pins = tuple(
        replace(pin, can=frozenset(name for name in ABILITIES if firmware.can(pin.number, name))) for pin in board.pins
    )
    return replace(board, pins=pins, firmware=firmware.name)

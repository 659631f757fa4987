"""Parts that are on or off: the base of LEDs, buzzers and relays; relays."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sunmao.boards.background_effects import Step
from sunmao.boards.board_spec import PinSpec
from sunmao.boards.part import GREEN, MODULE, Part, Wire
from sunmao.boards.pin_modes import OUTPUT, PWM
from sunmao.core.validation import require_range

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


class Switch(Part):
    """Something on one pin that can be switched on and off.

    Args:
        pin: number or name of its pin, such as 13 or 'A0'.
        active_high: whether 1 on the pin means on; False for modules that are on at 0.
    """

    required_abilities = {"pin": "output"}
    _smooth = False  # whether there is something between off and on

    def __init__(self, pin: Any, active_high: bool = True) -> None:
        self._level, self._active_high, self._pwm = 0.0, bool(active_high), False
        super().__init__(pin=pin)

    def options(self) -> dict:
        """Return the options that, apart from the pin, decide how it is wired."""
        return {"active_high": self._active_high}

    def on(self) -> None:
        """Switch it on."""
        self.value = 1

    def off(self) -> None:
        """Switch it off."""
        self.value = 0

    def toggle(self) -> None:
        """Switch it on when it is off, and off when it is on."""
        self.value = 1 - self._level

    @property
    def value(self) -> float:
        """From 0 (off) to 1 (on). Raises BadValue outside of that."""
        return self._level

    @value.setter
    def value(self, value: Any) -> None:
        level = require_range("value", value, 0, 1)
        if not self._smooth:
            level = float(level >= 0.5)
        self._attached_board.effects.stop(self)
        self._set(level)

    @property
    def is_active(self) -> bool:
        """Whether it is on, if only a little."""
        return self._level > 0

    def blink(
        self, on_time: float = 0.5, off_time: float = 0.5, n: int | None = None, background: bool | None = None
    ) -> None:
        """Switch it on and off again and again.

        Args:
            on_time, off_time: seconds, 0 or more.
            n: how often; None: until something else is done with it.
            background: whether the program goes on meanwhile; None: only when there is no `n`.

        Raises:
            BadValue: a time or a number that makes no sense.
        """
        on_time, off_time = require_range("on_time", on_time, 0, 3600), require_range("off_time", off_time, 0, 3600)
        n = n if n is None else int(require_range("n", n, 0, 1_000_000))
        self._attached_board.effects.play(
            self, self._blink_steps(on_time, off_time, n), n is None if background is None else background
        )

    def _blink_steps(self, on_time: float, off_time: float, n: int | None) -> Iterator[Step]:
        done = 0
        while n is None or done < n:
            done += 1
            yield lambda: self._set(1.0), max(on_time, 0.01)
            yield lambda: self._set(0.0), max(off_time, 0.01)

    def _set(self, level: float) -> None:
        board, pin = self._attached_board, self._pins["pin"]
        if 0 < level < 1 and not self._pwm:
            board.require_pwm(self, "pin")
            board.perform(lambda client: client.set_mode(pin.number, PWM))
            self._pwm = True
        self._level = level
        board.perform(self._send)
        board.report(self, self._describe_level(level))

    def _pwm_pins(self) -> list[PinSpec]:
        return [self._pins["pin"]] if self._pwm else []

    def _describe_level(self, level: float) -> str | dict:
        if level in (0, 1):
            return "told_on" if level else "told_off"
        return f"{round(100 * level)}%"

    def _send(self, client: "BoardClient") -> None:
        level, pin = self._level if self._active_high else 1 - self._level, self._pins["pin"].number
        if self._pwm:
            client.write_analog(pin, round(255 * level))
        else:
            client.write_digital(pin, int(level))

    def _set_up(self, client: "BoardClient") -> None:
        pin = self._pins["pin"].number
        client.set_safe(pin, int(not self._active_high))
        client.set_mode(pin, OUTPUT)
        self._send(client)

    def _tear_down(self, client: "BoardClient") -> None:
        self._level = 0.0
        self._send(client)


class Relay(Switch):
    """A switch for a bigger current, moved by a pin.

    Wiring: VCC to 5V, GND to GND, IN to the pin. Many relay modules are on at 0: then `active_high=False`.

    Example:
        relay = Relay(pin=7)
        relay.on()
    """

    wires = (*MODULE, Wire("IN", "pin", GREEN))
    caution = "caution_mains"

"""LEDs: of one color and of three."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from sunmao.boards.colors import format_color, parse_color
from sunmao.boards.part import BLACK, BLUE, GREEN, RED, Part, Wire
from sunmao.boards.parts.switches import Switch
from sunmao.boards.pin_modes import PWM
from sunmao.core.validation import require_range

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


class LED(Switch):
    """A light-emitting diode.

    Wiring: the pin to a resistor of 220 Ω to the LED's longer leg, its shorter leg to GND. Pin 13 of an Arduino has one
    already. Brightness in between needs a pin with PWM.

    Example:
        led = LED(pin=13)
        led.on()
    """

    method_abilities = {"value": {"pin": "pwm"}, "brightness": {"pin": "pwm"}}
    _smooth = True
    wires = (Wire("wire_long_leg", "pin", RED), Wire("wire_short_leg", "GND", BLACK))
    wires_without = {"active_high": (Wire("wire_long_leg", "5V", RED), Wire("wire_short_leg", "pin", GREEN))}
    caution = "caution_resistor"

    @property
    def is_lit(self) -> bool:
        """Whether it gives light."""
        return self._level > 0

    @property
    def brightness(self) -> float:
        """From 0 (dark) to 1 (bright): another name for `value`."""
        return self._level

    @brightness.setter
    def brightness(self, value: Any) -> None:
        self.value = value


class RGBLED(Part):
    """A light of any color, made of red, green and blue.

    Wiring: the legs for red, green and blue to a pin with PWM each, through 220 Ω; the long leg to GND (to 5V:
    `active_high=False`).

    Example:
        light = RGBLED(red=9, green=10, blue=11)
        light.color = 'orange'
    """

    required_abilities = {"red": "pwm", "green": "pwm", "blue": "pwm"}
    _legs = (
        Wire("wire_red_leg", "red", RED),
        Wire("wire_green_leg", "green", GREEN),
        Wire("wire_blue_leg", "blue", BLUE),
    )
    wires = (*_legs, Wire("wire_longest_leg", "GND", BLACK))
    wires_without = {"active_high": (*_legs, Wire("wire_longest_leg", "5V", RED))}
    caution = "caution_resistor"

    def __init__(self, red: Any, green: Any, blue: Any, active_high: bool = True) -> None:
        self._color, self._last, self._active_high = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), bool(active_high)
        super().__init__(red=red, green=green, blue=blue)

    def options(self) -> dict:
        """Return the options that, apart from the pins, decide what the part needs."""
        return {"active_high": self._active_high}

    @property
    def color(self) -> tuple[float, float, float]:
        """Red, green, blue, each from 0 to 1. Takes also the name of a color or '#ff0000'. Raises BadValue for anything
        else.
        """
        return self._color

    @color.setter
    def color(self, value: Any) -> None:
        color = parse_color(value)
        self._attached_board.effects.stop(self)
        self._set(color)

    @property
    def value(self) -> tuple[float, float, float]:
        """Another name for `color`."""
        return self._color

    @value.setter
    def value(self, value: Any) -> None:
        self.color = value

    @property
    def is_lit(self) -> bool:
        """Whether it gives light."""
        return any(self._color)

    @property
    def is_active(self) -> bool:
        """Whether it gives light."""
        return self.is_lit

    def on(self) -> None:
        """Switch it on: in the last color, white at first."""
        self.color = self._last

    def off(self) -> None:
        """Switch it off."""
        self.color = (0, 0, 0)

    def toggle(self) -> None:
        """Switch it on when it is off, and off when it is on."""
        (self.off if self.is_lit else self.on)()

    def blink(
        self, on_time: float = 0.5, off_time: float = 0.5, n: int | None = None, background: bool | None = None
    ) -> None:
        """Switch it on, in the last color, and off again and again. Arguments as of `LED.blink`."""
        on_time, off_time = require_range("on_time", on_time, 0, 3600), require_range("off_time", off_time, 0, 3600)
        n = n if n is None else int(require_range("n", n, 0, 1_000_000))
        self._attached_board.effects.play(
            self, self._blink_steps(on_time, off_time, n), n is None if background is None else background
        )

    def _blink_steps(
        self, on_time: float, off_time: float, n: int | None
    ) -> Iterator[tuple[Callable[[], None], float]]:
        color, done = self._last, 0
        while n is None or done < n:
            done += 1
            yield lambda: self._set(color), max(on_time, 0.01)
            yield lambda: self._set((0.0, 0.0, 0.0)), max(off_time, 0.01)

    def _set(self, color: tuple[float, float, float]) -> None:
        board, self._color = self._attached_board, color
        self._last = color if any(color) else self._last
        board.perform(self._send)
        board.report(self, format_color(color))

    def _send(self, client: "BoardClient") -> None:
        for level, pin in zip(self._color, self._pins.values(), strict=True):
            client.write_analog(pin.number, round(255 * (level if self._active_high else 1 - level)))

    def _set_up(self, client: "BoardClient") -> None:
        for argument, pin in self._pins.items():
            self._attached_board.require_pwm(self, argument)
            client.set_safe(pin.number, int(not self._active_high))
            client.set_mode(pin.number, PWM)
        self._send(client)

    def _tear_down(self, client: "BoardClient") -> None:
        self._color = (0.0, 0.0, 0.0)
        self._send(client)

"""Strips of lights, each of its own color."""

from typing import TYPE_CHECKING, Any

from sunmao.boards.colors import format_color, parse_color
from sunmao.boards.part import GREEN, GROUND, RED, Part, Wire
from sunmao.boards.pin_modes import PIXELS
from sunmao.core.validation import require_range

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


MAX_LIGHTS = 60  # lights of a strip: what our sketch remembers
DARK = (0.0, 0.0, 0.0)


class NeoPixel(Part):
    """A strip or ring of lights with a chip each (WS2812), which hand their colors on over one wire.

    Wiring: 5V to 5V, GND to GND, DIN to the pin; more than eight lights need a supply of their own. The board on the
    screen and our own sketch can light it, other sketches cannot. While it gets its colors, 30 microseconds a light, a
    servo may twitch.

    Args:
        pin: number or name of its pin.
        n: how many lights it has, from 1 to 60.

    Example:
        strip = NeoPixel(pin=6, n=8)
        strip.color = 'red'
        strip.set_pixel(number=1, color='blue')
    """

    required_abilities = {"pin": "pixels"}
    wires = (Wire("5V", "5V", RED), GROUND, Wire("DIN", "pin", GREEN))
    caution = "caution_many_lights"
    by_sketch = True

    def __init__(self, pin: Any, n: int = 8) -> None:
        self._colors = [DARK] * int(require_range("n", n, 1, MAX_LIGHTS))
        self._last = [(1.0, 1.0, 1.0)] * len(self._colors)
        super().__init__(pin=pin)

    @property
    def n(self) -> int:
        """Number of lights on the strip."""
        return len(self._colors)

    @property
    def color(self) -> tuple[float, float, float]:
        """Red, green, blue of the first light, each from 0 to 1; set, it is that of all. Takes also the name of a color
        or '#ff0000'. Raises BadValue for anything else.
        """
        return self._colors[0]

    @color.setter
    def color(self, value: Any) -> None:
        self._set([parse_color(value)] * self.n)

    @property
    def colors(self) -> list[tuple[float, float, float]]:
        """The color of each light."""
        return list(self._colors)

    @property
    def is_active(self) -> bool:
        """Whether any light shines."""
        return any(map(any, self._colors))

    def set_pixel(self, number: int, color: Any) -> None:
        """Give one light another color.

        Args:
            number: which light, from 1.
            color: as of `color`.

        Raises:
            BadValue: there is no such light or color.
        """
        colors = self.colors
        colors[int(require_range("number", number, 1, self.n)) - 1] = parse_color(color)
        self._set(colors)

    def on(self) -> None:
        """Light it: in the last colors, white at first."""
        self._set(self._last)

    def off(self) -> None:
        """Make it dark."""
        self._set([DARK] * self.n)

    def toggle(self) -> None:
        """Make it dark when it shines, and light it when it is dark."""
        (self.off if self.is_active else self.on)()

    def _set(self, colors: list[tuple[float, float, float]]) -> None:
        board, self._colors = self._attached_board, list(colors)
        self._last = self._colors if self.is_active else self._last
        board.perform(self._send)
        board.report(self, " ".join(map(format_color, dict.fromkeys(self._colors))))

    def _send(self, client: Any) -> None:
        told = [tuple(round(255 * part) for part in color) for color in self._colors]
        client.show_pixels(self._pins["pin"].number, told)

    def _set_up(self, client: "BoardClient") -> None:
        client.set_mode(self._pins["pin"].number, PIXELS)
        self._send(client)

    def _tear_down(self, client: "BoardClient") -> None:
        self._colors = [DARK] * self.n
        self._send(client)

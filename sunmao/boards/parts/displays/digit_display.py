"""Displays of four digits, as clocks have them."""

from functools import partial
from typing import TYPE_CHECKING, Any

from sunmao.boards.part import BLUE, MODULE, YELLOW, Wire
from sunmao.boards.parts.displays.displays import TextDisplay
from sunmao.boards.pin_modes import OUTPUT
from sunmao.boards.segments import POINT, encode_letter
from sunmao.core.validation import require_range
from sunmao.errors import BadValue

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


CELLS = 4
STEP = 0.3  # seconds between two steps of text that moves along
DATA, FIRST, CONTROL, LIT = 0x40, 0xC0, 0x80, 0x08  # commands of the chip
LOWEST, HIGHEST = -999, 9999


class DigitDisplay(TextDisplay):
    """Four digits behind a TM1637, which takes its bytes over two pins (data sheet Titan Micro TM1637).

    Wiring: VCC to 5V, GND to GND, CLK and DIO to a pin each.

    Args:
        clk, dio: numbers or names of the pins.

    Example:
        digits = DigitDisplay(clk=2, dio=3)
        digits.show(42)
    """

    required_abilities = {"clk": "output", "dio": "output"}
    wires = (*MODULE, Wire("CLK", "clk", YELLOW), Wire("DIO", "dio", BLUE))

    def __init__(self, clk: Any, dio: Any) -> None:
        self._cells = bytes(CELLS)
        self._brightness, self._lit = 0.5, True
        super().__init__(clk=clk, dio=dio)

    @property
    def brightness(self) -> float:
        """From 0 (dimmest) to 1. Raises BadValue outside of that."""
        return self._brightness

    @brightness.setter
    def brightness(self, value: Any) -> None:
        self._brightness = require_range("brightness", value, 0, 1)
        self._attached_board.perform(self._send)

    def show(self, content: Any, line: int | None = None, scroll: bool = False) -> None:
        """Show a number, a time such as '12:34', or letters as far as seven segments can draw them.

        Args:
            content: a number from -999 to 9999, or text; of longer text its beginning.
            line: 1, or None: there is only one.
            scroll: whether text that is too long moves along, once, in the background.

        Raises:
            BadValue: a number that has no room, a letter that cannot be drawn, or there is no such line.
        """
        board = self._attached_board
        require_range("line", 1 if line is None else line, 1, 1)
        number = isinstance(content, (int, float)) and not isinstance(content, bool)
        text = _format_number(content) if number else str(content)
        cells = _encode_text(text)
        board.report(self, f"“{text}”")
        board.effects.stop(self)
        if scroll and len(cells) > CELLS:
            starts = range(len(cells) - CELLS + 1)
            board.effects.play(self, ((partial(self._set, cells[at:]), STEP) for at in starts), background=True)
        else:
            self._set(cells)

    def _set(self, cells: bytes) -> None:
        self._cells, self._lit = cells[:CELLS].ljust(CELLS, b"\0"), True
        self._attached_board.perform(self._send)

    def _refresh(self, client: "BoardClient") -> None:
        light = LIT | round(7 * self._brightness) if self._lit else 0
        for message in (bytes((DATA,)), bytes((FIRST,)) + self._cells, bytes((CONTROL | light,))):
            self._write(client, message)

    def _write(self, client: "BoardClient", message: bytes) -> None:
        """Bytes between a start and an end, the lowest bit first; a bit counts when the clock rises."""
        clk, dio = (self._pins[name].number for name in ("clk", "dio"))
        client.write_digital(dio, 0)
        for byte in message:
            # The ninth bit is low as well: the chip holds the wire down there, to say that it has understood.
            for bit in (*(byte >> place & 1 for place in range(8)), 0):
                client.write_digital(clk, 0)
                client.write_digital(dio, bit)
                client.write_digital(clk, 1)
        client.write_digital(clk, 0)
        client.write_digital(dio, 0)
        client.write_digital(clk, 1)
        client.write_digital(dio, 1)

    def _set_up(self, client: "BoardClient") -> None:
        for name in ("clk", "dio"):
            client.set_mode(self._pins[name].number, OUTPUT)
            client.write_digital(self._pins[name].number, 1)
        self._send(client)


def _format_number(number: float) -> str:
    """At the right, with as many digits behind the point as there is room for. Raises BadValue."""
    require_range("content", number, LOWEST, HIGHEST)
    if isinstance(number, int):
        return f"{number:>{CELLS}}"
    room = max(0, CELLS - len(f"{number:.0f}"))
    text = f"{number:.{room}f}"
    text = text.rstrip("0").rstrip(".") if room else text
    return text.rjust(CELLS + ("." in text))


def _encode_text(text: str) -> bytes:
    """One byte a cell. Raises BadValue for a letter that cannot be drawn."""
    cells: list[int] = []
    for letter in text:
        pattern = encode_letter(letter)
        if letter in ".:" and cells:
            cells[-1] |= POINT
        elif pattern is None:
            raise BadValue("part_no_letter", kind="TM1637", letter=letter)
        else:
            cells.append(pattern)
    return bytes(cells)

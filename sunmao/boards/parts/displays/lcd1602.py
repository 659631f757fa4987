"""An LCD1602 (HD44780) behind a PCF8574, which turns I2C bytes into eight lines of the chip. Data sheet HD44780U,
figure 24.
"""

import time
from typing import TYPE_CHECKING, Any

from sunmao.boards.lcd_charset import DRAWN, encode_letter
from sunmao.errors import BadValue

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


TEXT, ENABLE, LIGHT = 0x01, 0x04, 0x08  # lines of the expander; the upper four carry data
# Four bits wide, two lines, shown, no cursor, from left to right.
WAKE = (0x3, 0x3, 0x3, 0x2)
SETTINGS = (0x28, 0x0C, 0x06)
HIDDEN = (0x28, 0x08, 0x06)


class Lcd1602Driver:
    """Text that the two lines shall show, and the bytes that make the display show it. lit: whether it gives light and
    shows.
    """

    ADDRESS, LINES, COLUMNS = 0x27, 2, 16

    def __init__(self, address: int) -> None:
        self._address = address
        self._lines = [" " * self.COLUMNS] * self.LINES
        self.lit = True
        self.forget()

    def forget(self) -> None:
        """The display has lost its current: everything is to be said again."""
        self._shown: list[str | None] = [None] * self.LINES
        self._awake, self._was_lit = False, True
        self._drawn: set[str] = set()

    def require_drawable(self, text: str) -> str:
        """The text. Raises BadValue for letters that the display does not have."""
        for letter in text:
            if letter != "\n" and encode_letter(letter) is None:
                raise BadValue("part_no_letter", kind="lcd1602", letter=letter)
        return text

    def too_long(self, text: str) -> bool:
        """Whether it does not fit into a line."""
        return len(text) > self.COLUMNS

    def write(self, text: str, line: int | None) -> None:
        """Say it in a line (1 or 2), or in both from the beginning."""
        self.lit = True
        if line is None:
            parts = text.split("\n", 1) if "\n" in text else [text[: self.COLUMNS], text[self.COLUMNS :]]
            self._lines = [part.replace("\n", " ")[: self.COLUMNS].ljust(self.COLUMNS) for part in (*parts, "")[:2]]
        else:
            self._lines[line - 1] = text.replace("\n", " ")[: self.COLUMNS].ljust(self.COLUMNS)

    def send(self, client: "BoardClient") -> None:
        """Bring the display up to date."""
        changed = [number for number, line in enumerate(self._lines) if line != self._shown[number]]
        if not self._awake:
            self._wake(client)
        elif changed or self.lit != self._was_lit:
            self._synchronize(client)
        for number in changed:
            line = self._lines[number]
            self._draw(client, line)
            letters = [encoded for letter in line if (encoded := encode_letter(letter)) is not None]
            self._put(client, [(0x80 | 0x40 * number, 0), *((encoded, TEXT) for encoded in letters)])
            self._shown[number] = line

    def _draw(self, client: "BoardClient", line: str) -> None:
        """Teach the display those letters of the line that it does not have."""
        for letter in (DRAWN.keys() & set(line)) - self._drawn:
            self._put(client, [(0x40 | list(DRAWN).index(letter) << 3, 0), *((row, TEXT) for row in DRAWN[letter])])
            self._drawn.add(letter)

    def _wake(self, client: "BoardClient") -> None:
        for half in WAKE:
            self._write(client, self._strobe(half << 4))
            time.sleep(0.005)
        self._synchronize(client)
        self._awake = True

    def _synchronize(self, client: "BoardClient") -> None:
        # A half byte that a motor's noise or a loose wire took would garble all that follows.
        self._write(client, b"".join(self._strobe(half << 4) for half in WAKE))
        self._put(client, [(setting, 0) for setting in (SETTINGS if self.lit else HIDDEN)])
        self._was_lit = self.lit

    def _put(self, client: "BoardClient", bytes_and_kind: list[tuple[int, int]]) -> None:
        self._write(
            client,
            b"".join(
                self._strobe(byte & 0xF0 | kind) + self._strobe(byte << 4 & 0xF0 | kind)
                for byte, kind in bytes_and_kind
            ),
        )

    def _strobe(self, lines: int) -> bytes:
        light = LIGHT if self.lit else 0
        return bytes((lines | ENABLE | light, lines | light))

    def _write(self, client: Any, data: bytes) -> None:
        most = client.i2c_most // 2 * 2
        for at in range(0, len(data), most):
            client.i2c_write(self._address, data[at : at + most])

"""Displays on the simulated board's I2C: an LCD1602 behind a PCF8574 expander, and an OLED with an SSD1306."""

import base64

from sunmao.boards.lcd_charset import decode_letter

COLUMNS, ROWS = 16, 2
SECOND_LINE = 0x40  # where the second line of an HD44780 begins
ENABLE, IS_TEXT = 0x04, 0x01
# How many bytes follow a command of the SSD1306 (data sheet, chapter 9).
FOLLOW = {
    0x20: 1,
    0x21: 2,
    0x22: 2,
    0x26: 6,
    0x27: 6,
    0x29: 5,
    0x2A: 5,
    0x81: 1,
    0xA3: 2,
    0xA8: 1,
    0xD3: 1,
    0xD5: 1,
    0xD9: 1,
    0xDA: 1,
    0xDB: 1,
    0x8D: 1,
}


class SimulatedLcd:
    """Two lines of 16 letters: an HD44780 in four-bit mode."""

    def __init__(self) -> None:
        self._cells, self._drawn = bytearray(b" " * 128), bytearray(64)
        self._at, self._step = 0, 1
        self._row: int | None = None  # of a letter that is being drawn
        self._port = 0
        self._half: int | None = None
        self._wide, self._on = True, True

    def write(self, data: bytes) -> None:
        """Bytes for the expander: a half byte counts when ENABLE falls."""
        for byte in data:
            if self._port & ENABLE and not byte & ENABLE:
                self._take(self._port >> 4, bool(self._port & IS_TEXT))
            self._port = byte

    def state(self) -> dict:
        """Both lines as text."""
        lines = [
            "".join(decode_letter(cell, self._drawn) for cell in self._cells[start : start + COLUMNS])
            for start in (0, SECOND_LINE)
        ]
        return {"kind": "lcd1602", "lines": [line.rstrip() if self._on else "" for line in lines]}

    def _take(self, half: int, text: bool) -> None:
        if self._wide and not text:
            # After power-on the chip listens to whole bytes: four of its lines are not connected.
            self._wide = half != 0x2
        elif self._half is None:
            self._half = half
        else:
            byte, self._half = self._half << 4 | half, None
            (self._put if text else self._command)(byte)

    def _put(self, byte: int) -> None:
        if self._row is not None:
            self._drawn[self._row % 64] = byte & 0x1F
            self._row += 1
            return
        self._cells[self._at % 128] = byte
        self._at = (self._at + self._step) % 128

    def _command(self, byte: int) -> None:
        if byte & 0xC0 == 0x40:
            self._row = byte & 0x3F
            return
        if byte & 0x80 or byte in (0x01, 0x02, 0x03):
            self._row = None
        if byte & 0x80:
            self._at = byte & 0x7F
        elif byte == 0x01:
            self._cells[:] = b" " * 128
            self._at, self._step = 0, 1
        elif byte & 0xFE == 0x02:
            self._at = 0
        elif byte & 0xFC == 0x04:
            self._step = 1 if byte & 0x02 else -1
        elif byte & 0xF8 == 0x08:
            self._on = bool(byte & 0x04)
        elif byte & 0xF0 == 0x30:
            self._wide = True


class SimulatedOled:
    """128 × 64 pixels: an SSD1306."""

    WIDTH, HEIGHT = 128, 64

    def __init__(self) -> None:
        self._memory = bytearray(self.WIDTH * self.HEIGHT // 8)
        self._mode = 2
        self._columns, self._pages = (0, self.WIDTH - 1), (0, 7)
        self._column = self._page = 0
        self._on = self._inverse = False
        self._missing: list[int] = []

    def write(self, data: bytes) -> None:
        """A control byte, then commands or pixels."""
        if not data:
            return
        if data[0] & 0x40:
            for byte in data[1:]:
                self._put(byte)
        elif data[0] & 0x80:
            # Each byte has a control byte of its own.
            for control, byte in zip(data[::2], data[1::2], strict=False):
                (self._put if control & 0x40 else self._command)(byte)
        else:
            for byte in data[1:]:
                self._command(byte)

    def state(self) -> dict:
        """The pixels, 1 bit each, row by row, eight in a byte, the left one highest."""
        rows = bytearray(len(self._memory))
        for y in range(self.HEIGHT if self._on else 0):
            for x in range(self.WIDTH):
                if (self._memory[y // 8 * self.WIDTH + x] >> y % 8 & 1) != self._inverse:
                    rows[(y * self.WIDTH + x) // 8] |= 0x80 >> x % 8
        return {"kind": "oled", "width": self.WIDTH, "height": self.HEIGHT, "bitmap": base64.b64encode(rows).decode()}

    def _put(self, byte: int) -> None:
        self._memory[self._page * self.WIDTH + self._column] = byte
        low, high = self._columns if self._mode != 2 else (0, self.WIDTH - 1)
        if self._mode == 1:
            self._page = self._pages[0] if self._page >= self._pages[1] else self._page + 1
            if self._page == self._pages[0]:
                self._column = low if self._column >= high else self._column + 1
            return
        self._column = low if self._column >= high else self._column + 1
        if self._mode == 0 and self._column == low:
            self._page = self._pages[0] if self._page >= self._pages[1] else self._page + 1

    def _command(self, byte: int) -> None:
        self._missing.append(byte)
        if len(self._missing) <= FOLLOW.get(self._missing[0], 0):
            return
        command, *values = self._missing
        self._missing = []
        if command == 0x20:
            self._mode = min(values[0] & 3, 2)
        elif command == 0x21:
            self._columns = (values[0] & 0x7F, max(values[0] & 0x7F, values[1] & 0x7F))
            self._column = self._columns[0]
        elif command == 0x22:
            self._pages = (values[0] & 7, max(values[0] & 7, values[1] & 7))
            self._page = self._pages[0]
        elif command < 0x10:
            self._column = self._column & 0x70 | command
        elif command < 0x18:
            self._column = self._column & 0x0F | (command & 7) << 4
        elif command & 0xF8 == 0xB0:
            self._page = command & 7
        elif command in (0xAE, 0xAF):
            self._on = command == 0xAF
        elif command in (0xA6, 0xA7):
            self._inverse = command == 0xA7

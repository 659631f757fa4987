"""Four digits on two pins of the simulated board: a TM1637, which listens to its wires as the chip does."""

from sunmao.boards.segments import decode_cells

CELLS = 6  # that the chip has; four of them have digits


class SimulatedDigits:
    """Follows clock and data. pins: the numbers of CLK and DIO."""

    def __init__(self, pins: tuple[int, ...]) -> None:
        self.pins = pins
        self._cells, self._on = bytearray(CELLS), False
        self._levels = (1, 1)
        self._bits: list[int] = []
        self._message: list[int] | None = None  # None: between an end and a start

    def state(self) -> dict:
        """Return the text on the digits."""
        return {"kind": "digits", "lines": [decode_cells(bytes(self._cells[:4])) if self._on else ""]}

    def follow(self, levels: tuple[int, ...]) -> None:
        """The wires have these levels now."""
        (clock, data), (clock_before, data_before) = levels, self._levels
        self._levels = (clock, data)
        if clock and clock_before and data != data_before:
            self._end() if data else self._start()
        elif clock and not clock_before and self._message is not None:
            self._take(self._message, data)

    def _start(self) -> None:
        self._message, self._bits = [], []

    def _take(self, message: list[int], bit: int) -> None:
        self._bits.append(bit)
        if len(self._bits) == 9:
            message.append(sum(bit << place for place, bit in enumerate(self._bits[:8])))
            self._bits = []

    def _end(self) -> None:
        command, *cells = self._message or [0]
        self._message = None
        if command & 0xC0 == 0xC0:
            for place, cell in enumerate(cells, start=command & 0x07):
                self._cells[place % CELLS] = cell
        elif command & 0xC0 == 0x80:
            self._on = bool(command & 0x08)

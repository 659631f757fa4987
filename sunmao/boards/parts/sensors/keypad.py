"""Keypads: sixteen keys on eight wires."""

from typing import TYPE_CHECKING, Any

from sunmao.boards import input_events
from sunmao.boards.event_property import event_property
from sunmao.boards.part import BLUE, GREEN, Wire
from sunmao.boards.parts.sensors.polled_sensor import PolledSensor
from sunmao.boards.pin_modes import OUTPUT, PULLUP

if TYPE_CHECKING:
    from sunmao.boards.links.link import BoardClient


ROWS, COLUMNS = ("row1", "row2", "row3", "row4"), ("column1", "column2", "column3", "column4")
KEYS = ("123A", "456B", "789C", "*0#D")


class Keypad(PolledSensor):
    """Four rows of four keys, each of which connects the wire of its row with that of its column.

    A key pulls the wire of its column low, since those of the rows are; then rows and columns change their roles, and
    the key pulls the wire of its row low. So no output ever stands against another one, whatever is pressed.

    Wiring: its eight wires from left to right: row 1 to row 4, column 1 to column 4, to a pin each.

    Args:
        row1, row2, row3, row4, column1, column2, column3, column4: numbers or names of the pins.

    Example:
        keypad = Keypad(row1=2, row2=3, row3=4, row4=5, column1=6, column2=7, column3=8, column4=9)
        print(keypad.wait_for_key())
    """

    required_abilities = dict.fromkeys((*ROWS, *COLUMNS), "pullup")
    wires = (
        *(Wire(f"R{at}", name, GREEN) for at, name in enumerate(ROWS, 1)),
        *(Wire(f"C{at}", name, BLUE) for at, name in enumerate(COLUMNS, 1)),
    )
    _changes = ("when_pressed", "when_released")
    when_pressed = event_property("Called when a key is pressed.")
    when_released = event_property("Called when the keys are let go.")

    def __init__(
        self,
        row1: Any,
        row2: Any,
        row3: Any,
        row4: Any,
        column1: Any,
        column2: Any,
        column3: Any,
        column4: Any,
    ) -> None:
        self._found: tuple[list[str], str] | None = None  # the columns that are low, and the key that this is
        wires = (row1, row2, row3, row4, column1, column2, column3, column4)
        super().__init__(**dict(zip((*ROWS, *COLUMNS), wires, strict=True)))

    @property
    def key(self) -> str:
        """The key that is pressed now, such as '5', 'A', '*' or '#'; '' when none is."""
        return self._attached_board.perform(self._find_key)

    @property
    def is_active(self) -> bool:
        """Whether a key is pressed."""
        return self.key != ""

    def wait_for_key(self, timeout: float | None = None) -> str:
        """Wait until a key is pressed anew, at most `timeout` seconds. Returns it; '' when none was."""
        from sunmao.runtime import event_loop

        pressed = [self.key]

        def is_pressed_anew() -> bool:
            pressed.append(self.key)
            return pressed[-1] not in ("", pressed[-2])

        return pressed[-1] if event_loop.wait_until(is_pressed_anew, timeout) else ""

    def _find_key(self, client: "BoardClient") -> str:
        columns = self._list_low(client, COLUMNS)
        if self._found is None or self._found[0] != columns:
            rows = self._find_rows(client) if columns else []
            key = KEYS[ROWS.index(rows[0])][COLUMNS.index(columns[0])] if rows else ""
            self._found = columns, key
        return self._found[1]

    def _find_rows(self, client: "BoardClient") -> list[str]:
        self._drive(client, COLUMNS, ROWS)
        try:
            return self._list_low(client, ROWS)
        finally:
            self._drive(client, ROWS, COLUMNS)

    def _drive(self, client: "BoardClient", driven: tuple[str, ...], felt: tuple[str, ...]) -> None:
        for name in driven:
            client.set_mode(self._pins[name].number, OUTPUT)
            client.write_digital(self._pins[name].number, 0)
        for name in felt:
            client.set_mode(self._pins[name].number, PULLUP)

    def _list_low(self, client: "BoardClient", names: tuple[str, ...]) -> list[str]:
        return [name for name in names if not client.digital(self._pins[name].number)]

    def _note_change(self, level: int, at: float) -> None:
        # In the reading thread: another key of the same column may have come.
        self._found = None
        input_events.put_event(lambda: None)

    def _set_up(self, client: "BoardClient") -> None:
        self._drive(client, ROWS, COLUMNS)
        for name in COLUMNS:
            client.on_change(self._pins[name].number, self._note_change)
        self._list_low(client, COLUMNS)

    def _restore(self, client: "BoardClient") -> None:
        self._found = None

    def _tear_down(self, client: "BoardClient") -> None:
        for pin in self._pins.values():
            client.on_change(pin.number, None)
            client.set_mode(pin.number, PULLUP)
            client.report_digital(pin.number, False)

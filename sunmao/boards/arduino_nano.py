"""Arduino Nano (ATmega328P) and its clones: an Uno in a small shape, with two inputs more (A6 and A7 only measure)."""

from sunmao.boards import arduino_uno
from sunmao.boards.board_spec import Board, Pin

# Along both edges from the USB socket; 3V3, AREF and the reset and ground pins stand between.
PLACES = {str(number): 3.81 + 2.54 * (12 - number) for number in range(2, 13)}
PLACES |= {"13": 3.81} | {f"A{number}": 11.43 + 2.54 * number for number in range(8)}


def pins() -> tuple[Pin, ...]:
    """2 to 13 and A0 to A7; 0 and 1 carry the cable's own words."""
    digital = [placed(arduino_uno.digital(number)) for number in range(2, 14)]
    return (*digital, *(placed(arduino_uno.analog(number)) for number in range(6)), measuring(6), measuring(7))


def placed(pin: Pin) -> Pin:
    """A pin of the Uno where the Nano has it: 13 stands on the lower edge, with the analog ones."""
    lower = pin.name == "13" or "analog" in pin.can
    return Pin(pin.number, pin.name, pin.can, round(PLACES[pin.name], 2), 16.51 if lower else 1.27)


def measuring(number: int) -> Pin:
    """A6 or A7, which have no digital side."""
    return Pin(14 + number, f"A{number}", frozenset({"analog"}), round(PLACES[f"A{number}"], 2), 16.51)


BOARD = Board(
    name="arduino-nano", zh="Arduino Nano", en="Arduino Nano", pins=pins(), size=(43.18, 17.78), clones=arduino_uno.CHIPS,
    servo_silences=arduino_uno.BOARD.servo_silences,
)  # fmt: skip

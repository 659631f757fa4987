"""Arduino Nano (ATmega328P) and its clones: an Uno in a small shape, with two inputs more (A6 and A7 only measure)."""

from sunmao.boards import arduino_uno
from sunmao.boards.board_spec import BoardSpec, PinSpec, PowerHole

# Along both edges from the USB socket; 3V3, AREF and the reset and ground pins stand between.
PLACES = {str(number): 3.81 + 2.54 * (12 - number) for number in range(2, 13)}
PLACES |= {"13": 3.81} | {f"A{number}": 11.43 + 2.54 * number for number in range(8)}


def make_pins() -> tuple[PinSpec, ...]:
    """2 to 13 and A0 to A7; 0 and 1 carry the cable's own words."""
    digital = [place_pin(arduino_uno.make_digital_pin(number)) for number in range(2, 14)]
    return (
        *digital,
        *(place_pin(arduino_uno.make_analog_pin(number)) for number in range(6)),
        make_input_only_pin(6),
        make_input_only_pin(7),
    )


def place_pin(pin: PinSpec) -> PinSpec:
    """A pin of the Uno where the Nano has it: 13 stands on the lower edge, with the analog ones."""
    lower = pin.name == "13" or "analog" in pin.can
    return PinSpec(pin.number, pin.name, pin.can, round(PLACES[pin.name], 2), 16.51 if lower else 1.27)


def make_input_only_pin(number: int) -> PinSpec:
    """A6 or A7, which have no digital side."""
    return PinSpec(14 + number, f"A{number}", frozenset({"analog"}), round(PLACES[f"A{number}"], 2), 16.51)


BOARD = BoardSpec(
    name="arduino-nano",
    color="#1f5fa8",
    zh="Arduino Nano",
    en="Arduino Nano",
    pins=make_pins(),
    size=(43.18, 17.78),
    usb=((0x2341, 0x0058),),  # Nano Every
    clones=arduino_uno.CHIPS,
    loader="stk500v1",
    loader_bauds=(115200, 57600),  # the second: boards made before 2018, and most clones
    signature=arduino_uno.ATMEGA328P,
    sketch="nano",
    servo_silences=arduino_uno.BOARD.servo_silences,
    power=(
        PowerHole("GND", 31.75, 1.27),
        PowerHole("3V3", 6.35, 16.51),
        PowerHole("5V", 31.75, 16.51),
        PowerHole("GND", 36.83, 16.51),
    ),
)

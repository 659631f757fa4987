"""Arduino Uno (ATmega328P) and its clones: pins as of the data sheet and of StandardFirmata 2.4 and 2.5."""

from sunmao.boards.board_spec import BoardSpec, PinSpec, PowerHole

PWM = {3, 5, 6, 9, 10, 11}
PLAIN = frozenset(("output", "input", "pullup"))
# The chips of clones; boards that are no Arduino, such as an ESP32, have them too. Numbers as in usb.ids and Linux's
# driver pl2303 (TB, then the G series: GC, GB, GT, GL, GE, GS).
CH34X = ((0x1A86, 0x7523), (0x1A86, 0x7522), (0x1A86, 0x5523), (0x1A86, 0x55D3), (0x1A86, 0x55D4))  # CH340 to CH9102
PL2303 = tuple((0x067B, product) for product in (0x2303, 0x2304, 0x23A3, 0x23B3, 0x23C3, 0x23D3, 0x23E3, 0x23F3))
CHIPS = (*CH34X, (0x10C4, 0xEA60), (0x0403, 0x6001), (0x0403, 0x6015), *PL2303)  # CP2102, FT232, FT231X


ATMEGA328P = bytes((0x1E, 0x95, 0x0F))  # its signature, as the data sheet has it


def make_pins() -> tuple[PinSpec, ...]:
    """2 to 13 and A0 to A5; 0 and 1 carry the cable's own words."""
    return tuple(make_digital_pin(number) for number in range(2, 14)) + tuple(
        make_analog_pin(number) for number in range(6)
    )


def make_digital_pin(number: int) -> PinSpec:
    """A pin of the upper edge; StandardFirmata's twelve servos are 2 to 13."""
    can = PLAIN | {"servo"} | ({"pwm"} if number in PWM else set())
    return PinSpec(number, str(number), can, get_upper_x(number), 2.54)


def get_upper_x(number: int) -> float:
    """Millimeters from the left of pin 0 to 13, which have the same places on Uno, Leonardo and Mega."""
    return round(63.5 - 2.54 * number if number < 8 else 41.66 - 2.54 * (number - 8), 2)


def make_analog_pin(number: int) -> PinSpec:
    """A pin of the lower edge at the right; A4 and A5 are I2C's data and clock."""
    more = {"analog"} | ({"i2c"} if number in (4, 5) else set())
    return PinSpec(14 + number, f"A{number}", PLAIN | more, round(50.8 + 2.54 * number, 2), 50.8)


# Of the header left of A0, and of the one behind pin 13: the same on Uno, Leonardo and Mega.
POWER_HOLES = (
    PowerHole("GND", 26.42, 2.54),
    PowerHole("3V3", 35.56, 50.8),
    PowerHole("5V", 38.1, 50.8),
    PowerHole("GND", 40.64, 50.8),
    PowerHole("GND", 43.18, 50.8),
)

BOARD = BoardSpec(
    name="arduino-uno",
    zh="Arduino Uno",
    en="Arduino Uno",
    pins=make_pins(),
    size=(68.6, 53.4),
    # Those of the Uno to the Uno SMD, the Uno Mini (0062), R4 Minima (0069) and R4 WiFi (1002): Arduino's boards.txt.
    usb=(
        *((0x2341, product) for product in (0x0043, 0x0001, 0x0243, 0x006A, 0x0062, 0x0069, 0x1002)),
        (0x2A03, 0x0043),
    ),
    clones=CHIPS,
    loader="stk500v1",
    loader_bauds=(115200,),
    signature=ATMEGA328P,
    sketch="uno",
    servo_silences=("9", "10"),
    power=POWER_HOLES,
)

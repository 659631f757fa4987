"""Arduino Mega 2560 and its clones: 54 digital pins, 16 analog ones."""

from sunmao.boards.arduino_uno import CHIPS, PLAIN, POWER_HOLES, get_upper_x
from sunmao.boards.board_spec import BoardSpec, PinSpec, PowerHole

PWM = {*range(2, 14), 44, 45, 46}
SERVO = range(2, 50)  # as many as StandardFirmata has servos
ATMEGA2560 = bytes((0x1E, 0x98, 0x01))  # its signature, as the data sheet has it
WIRE = (20, 21)  # I2C's data and clock


def make_pins() -> tuple[PinSpec, ...]:
    """2 to 53 and A0 to A15 (Firmata's 54 to 69); 0 and 1 carry the cable's own words."""
    return tuple(make_digital_pin(number) for number in range(2, 54)) + tuple(
        make_analog_pin(number) for number in range(16)
    )


def make_digital_pin(number: int) -> PinSpec:
    """A pin of the upper edge, or of the double row at the right."""
    more = {name for name, those in (("pwm", PWM), ("servo", SERVO), ("i2c", WIRE)) if number in those}
    return PinSpec(number, str(number), PLAIN | more, *get_place(number))


def get_place(number: int) -> tuple[float, float]:
    """Millimeters from the left and from the top of digital pin `number`."""
    if number < 14:
        return get_upper_x(number), 2.54
    if number < 22:
        return round(68.58 + 2.54 * (number - 14), 2), 2.54
    row, column = divmod(number - 22, 2)
    return round(93.98 + 2.54 * column, 2), round(5.08 + 2.54 * row, 2)


def make_analog_pin(number: int) -> PinSpec:
    """A pin of the lower edge; a gap stands before A8."""
    x = 50.8 + 2.54 * number + (2.54 if number > 7 else 0)
    return PinSpec(54 + number, f"A{number}", PLAIN | {"analog"}, round(x, 2), 50.8)


BOARD = BoardSpec(
    name="arduino-mega",
    zh="Arduino Mega",
    en="Arduino Mega",
    pins=make_pins(),
    size=(101.6, 53.34),
    usb=(  # 003F and 0044: Mega ADK
        *((0x2341, product) for product in (0x0010, 0x0042, 0x0210, 0x0242, 0x003F, 0x0044)),
        *((0x2A03, product) for product in (0x0010, 0x0042, 0x003F, 0x0044)),
    ),
    clones=CHIPS,
    loader="stk500v2",
    loader_bauds=(115200,),
    signature=ATMEGA2560,
    sketch="mega",
    servo_silences=("44", "45", "46"),
    # The double row begins with two holes of 5 V and ends with two of ground.
    power=(
        *POWER_HOLES,
        *(PowerHole("5V", x, 2.54) for x in (93.98, 96.52)),
        *(PowerHole("GND", x, 45.72) for x in (93.98, 96.52)),
    ),
)

"""Arduino Leonardo (ATmega32U4): the shape of an Uno; its USB needs no pins, so 0 and 1 are free, and I2C is on 2 and
3.
"""

from sunmao.boards.arduino_uno import PLAIN, POWER_HOLES, get_upper_x
from sunmao.boards.board_spec import BoardSpec, PinSpec

PWM = {3, 5, 6, 9, 10, 11, 13}
SERVO = range(12)
ATMEGA32U4 = bytes((0x1E, 0x95, 0x87))  # its signature, as the data sheet has it


def make_pins() -> tuple[PinSpec, ...]:
    """0 to 13 and A0 to A5, which are Firmata's 18 to 23."""
    return tuple(make_digital_pin(number) for number in range(14)) + tuple(
        make_analog_pin(number) for number in range(6)
    )


def make_digital_pin(number: int) -> PinSpec:
    """A pin of the upper edge."""
    more = {name for name, those in (("pwm", PWM), ("servo", SERVO), ("i2c", (2, 3))) if number in those}
    return PinSpec(number, str(number), PLAIN | more, get_upper_x(number), 2.54)


def make_analog_pin(number: int) -> PinSpec:
    """A pin of the lower edge at the right."""
    return PinSpec(18 + number, f"A{number}", PLAIN | {"analog"}, round(50.8 + 2.54 * number, 2), 50.8)


BOARD = BoardSpec(
    name="arduino-leonardo",
    zh="Arduino Leonardo",
    en="Arduino Leonardo",
    pins=make_pins(),
    size=(68.6, 53.4),
    # The Micro (…37) is a Leonardo in a small shape. The leading 0 is that of the bootloader.
    usb=(
        *((vendor, product) for vendor in (0x2341, 0x2A03) for product in (0x8036, 0x0036, 0x8037, 0x0037)),
        *((0x2341, product) for product in (0x8237, 0x0237)),
    ),
    bootloader=(
        *((vendor, product) for vendor in (0x2341, 0x2A03) for product in (0x0036, 0x0037)),
        (0x2341, 0x0237),
    ),
    loader="caterina",
    loader_bauds=(57600,),
    signature=ATMEGA32U4,
    sketch="leonardo",
    servo_silences=("9", "10"),
    power=POWER_HOLES,
)

"""Arduino Leonardo (ATmega32U4): the shape of an Uno; its USB needs no pins, so 0 and 1 are free, and I2C is on 2 and 3."""

from sunmao.boards.arduino_uno import PLAIN, upper
from sunmao.boards.board_spec import Board, Pin

PWM = {3, 5, 6, 9, 10, 11, 13}
SERVO = range(12)


def pins() -> tuple[Pin, ...]:
    """0 to 13 and A0 to A5, which are Firmata's 18 to 23."""
    return tuple(digital(number) for number in range(14)) + tuple(analog(number) for number in range(6))


def digital(number: int) -> Pin:
    """A pin of the upper edge."""
    more = {name for name, those in (("pwm", PWM), ("servo", SERVO), ("i2c", (2, 3))) if number in those}
    return Pin(number, str(number), PLAIN | more, upper(number), 2.54)


def analog(number: int) -> Pin:
    """A pin of the lower edge at the right."""
    return Pin(18 + number, f"A{number}", PLAIN | {"analog"}, round(50.8 + 2.54 * number, 2), 50.8)


BOARD = Board(
    name="arduino-leonardo", zh="Arduino Leonardo", en="Arduino Leonardo", pins=pins(), size=(68.6, 53.4),
    usb=((0x2341, 0x8036), (0x2341, 0x0036), (0x2A03, 0x8036), (0x2A03, 0x0036)), servo_silences=("9", "10"),
)  # fmt: skip

"""The behavior that all parts share: names, pins, their end."""

import pytest

from sunmao.boards import (
    LED,
    RGBLED,
    Motor,
    Servo,
    read_pin,
    select_board,
)
from sunmao.errors import BadValue, BoardDisconnected, PinInUse, PinUnsupported, UnknownName
from tests.support.devices.simulated_board import board  # noqa: F401


def test_misspelled_words(board):
    led = LED(pin=13)
    with pytest.raises(UnknownName, match="value"):
        led.vaule = 1
    with pytest.raises(UnknownName, match="blink"):
        led.blinc()
    with pytest.raises(UnknownName):
        led.is_lit = True
    for value in (2, 10**400, float("nan"), "1"):
        with pytest.raises(BadValue, match="0 to 1"):
            led.value = value
    for make in (lambda: LED(pin=None), lambda: Motor(forward=None, backward=6), lambda: read_pin(None)):
        with pytest.raises(PinUnsupported, match="'None'"):
            make()


def test_after_the_program_nothing_moves(board):
    led = LED(pin=13)
    select_board.get_current_board().close()
    with pytest.raises(BoardDisconnected, match="over"):
        led.on()
    assert board.pin(13)["value"] == 0


def test_taken_pins_name_their_holder(board):
    servo = Servo(pin=9)
    with pytest.raises(PinInUse, match="servo"):
        LED(pin="D9")
    with pytest.raises(PinInUse):
        Motor(forward=5, backward="5")
    Motor(forward=5, backward=6).close()
    with pytest.raises(PinUnsupported, match="servo"):
        RGBLED(red=10, green=3, blue=11)
    servo.close()
    RGBLED(red=9, green=3, blue=10)
    with pytest.raises(PinUnsupported, match="PWM"):
        Servo(pin=5)
    assert LED(pin=5)

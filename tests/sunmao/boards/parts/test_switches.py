"""The parts that are on or off, also by themselves over time."""

import pytest

from sunmao.boards import (
    LED,
    Relay,
)
from sunmao.errors import BadValue
from tests.support.devices.simulated_board import board  # noqa: F401


def test_a_relay_that_is_on_at_0_stays_off_until_it_is_told(board):
    with Relay(pin=7, active_high=False) as relay:
        assert board.pin(7)["value"] == 1
        relay.on()
        assert board.pin(7)["value"] == 0
    assert board.pin(7)["value"] == 1
    Relay(pin=8, active_high=False).on()
    board.used.close()
    assert board.pin(8)["value"] == 1


def test_blinking(board):
    led, levels = LED(pin=13), []
    board.firmware._on_state = lambda: levels.append(board.pin(13)["value"])
    led.blink(on_time=0.01, off_time=0.01, n=3)
    assert levels == [1, 0, 1, 0, 1, 0]
    led.blink(on_time=0.01, off_time=0.01)
    board.heard(lambda: len(levels) > 10)
    led.on()
    last = len(levels)
    assert levels[-1] == 1 and not board.used.effects.playing(led)
    other = LED(pin=12)
    other.blink(0.01, 0.01, n=2, background=True)
    board.heard(lambda: not board.used.effects.playing(other))
    assert set(levels[last - 1 :]) == {1}
    with pytest.raises(BadValue):
        led.blink(n=-1)

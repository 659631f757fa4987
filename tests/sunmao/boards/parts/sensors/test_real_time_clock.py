"""A clock on I2C."""

import pytest

from sunmao.boards import (
    Accelerometer,
    RealTimeClock,
)
from sunmao.errors import BadValue, PinInUse
from tests.support.devices.simulated_board import board  # noqa: F401


@pytest.mark.slow
def test_a_clock_is_set_and_goes_on(board):
    clock = RealTimeClock()
    clock.set("2026-09-01 23:59:58")
    assert (clock.date, clock.hour, clock.minute) == ("2026-09-01", 23, 59) and clock.time >= "23:59:58"
    board.heard(lambda: clock.date == "2026-09-02")
    assert (clock.temperature, clock.is_active) == (22.5, True)
    for wrong in ("noon", "1999-01-01", None):
        with pytest.raises(BadValue, match="2026-09-01 07:05:09"):
            clock.set(wrong)
    with pytest.raises(PinInUse, match="0x68"):
        Accelerometer()
    Accelerometer(address="0x69")

"""The distance of an object, measured by ultrasound."""

from sunmao.boards import (
    DistanceSensor,
)
from tests.support.devices.simulated_board import board  # noqa: F401


def test_distance(board):
    sensor = DistanceSensor(echo=8, trigger=7)
    assert (sensor.distance_cm, sensor.distance, sensor.in_range) == (30, 0.3, False)
    board.firmware.set_distance("7", "8", 12)
    board.heard(lambda: sensor.distance_cm == 12)
    assert sensor.is_active
    board.firmware.set_distance("7", "8", None)
    board.heard(lambda: sensor.value == 1)

"""Sensors on I2C, on an Uno that runs the real StandardFirmata: chips with the registers of their data sheets."""

import pytest

from sunmao.boards import Accelerometer, ColorSensor
from sunmao.errors import PartTimeout
from tests.support.devices.board_bench import program_outside
from tests.support.devices.emulated_uno import NoEmulator
from tests.support.devices.uno_parts import emulated_with_parts

pytestmark = pytest.mark.process
ASLEEP = {0x6B: 0x40, 0x1C: 0}  # an MPU6050 as it wakes up
MINUS_1_G, HALF_G = 0xE000, 0x1000  # of ±4 g, as 16 bits


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """What is connected to the emulated Uno that a program outside the studio uses."""
    try:
        with emulated_with_parts(tmp_path_factory.mktemp("uno")) as (uno, parts), program_outside(uno.port):
            yield parts
    except NoEmulator as why:
        pytest.skip(str(why))


def test_accelerometer(parts):
    parts.put_chip(0x68, ASLEEP | dict(enumerate((MINUS_1_G >> 8, 0, HALF_G >> 8, 0, 0, 0), start=0x3B)))
    with Accelerometer() as tilt:
        assert (tilt.x, tilt.y, tilt.z) == (-1, 0.5, 0)
        registers = parts.put_chip(0x68, {})
        assert registers[0x6B] == 0x01 and registers[0x1C] == 0x08


def test_color_sensor(parts):
    counts = (10752, 4000, 2000, 1000)  # clear is half of what 21 cycles count
    measured = [byte for count in counts for byte in count.to_bytes(2, "little")]
    parts.put_chip(0x29, dict(enumerate(measured, start=0x14)), mask=0x1F)
    with ColorSensor() as sensor:
        assert (sensor.red, sensor.green, sensor.blue, sensor.value) == (1, 0.5, 0.25, 0.5)
        assert sensor.color == "#ff8040"
        registers = parts.put_chip(0x29, {}, mask=0x1F)
        assert (registers[0x00], registers[0x01], registers[0x0F]) == (0x03, 256 - 21, 0x01)


def test_nothing_is_at_its_address(parts):
    with Accelerometer(address=0x69) as tilt, pytest.raises(PartTimeout, match="0x69"):
        print(tilt.x)

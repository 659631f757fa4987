"""Chips on I2C with the registers of their data sheets, and a keypad, on an Uno that runs the real StandardFirmata."""

import pytest

from sunmao.boards import Accelerometer, ColorSensor, DriverServo, Keypad, RealTimeClock, select_board
from sunmao.errors import PartTimeout
from sunmao.motion import Motion
from sunmao.runtime import event_loop
from tests.support.devices.board_bench import program_outside
from tests.support.devices.emulated_uno import NoEmulator
from tests.support.devices.uno_parts import emulated_with_parts
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process
ASLEEP = {0x6B: 0x40, 0x1C: 0}  # an MPU6050 as it wakes up
MINUS_1_G, HALF_G = 0xE000, 0x1000  # of ±4 g, as 16 bits


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """The parts of the emulated Uno that a program outside the studio uses."""
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


def test_motion(parts):
    parts.put_chip(0x68, ASLEEP | dict(enumerate((MINUS_1_G >> 8, 0, HALF_G >> 8, 0, 0, 0), start=0x3B)))
    with Motion("board") as motion:
        clip = motion.read(1)
        assert clip.samples.shape == (50, 3) and clip.samples[10].tolist() == [-1, 0.5, 0]


def test_color_sensor(parts):
    counts = (10752, 4000, 2000, 1000)  # clear is half of what 21 cycles count
    measured = [byte for count in counts for byte in count.to_bytes(2, "little")]
    parts.put_chip(0x29, dict(enumerate(measured, start=0x14)), mask=0x1F)
    with ColorSensor() as sensor:
        assert (sensor.red, sensor.green, sensor.blue, sensor.value) == (1, 0.5, 0.25, 0.5)
        assert sensor.color == "#ff8040"
        registers = parts.put_chip(0x29, {}, mask=0x1F)
        assert (registers[0x00], registers[0x01], registers[0x0F]) == (0x03, 256 - 21, 0x01)


def test_real_time_clock(parts):
    parts.put_chip(
        0x68, dict(enumerate((0x58, 0x59, 0x71, 4, 0x31, 0x92, 0x26))) | {0x0F: 0x80, 0x11: 0xF6, 0x12: 0x40}
    )
    with RealTimeClock() as clock:  # 11 in the afternoon, after it had stood still, at -9.75 degrees
        assert clock.time == "23:59:58" and clock.temperature == -9.75 and not clock.is_active
        clock.set("2026-12-31 07:05:09")
        assert clock.is_active  # it answers when it has been set
        assert parts.put_chip(0x68, {})[:7] == [0x09, 0x05, 0x07, 4, 0x31, 0x12, 0x26]
        assert (clock.date, clock.time) == ("2026-12-31", "07:05:09")
        parts.put_chip(0x68, dict.fromkeys(range(7), 0xFF))
        with pytest.raises(PartTimeout, match="0x68"):
            print(clock.date)


def test_servos_on_a_driver(parts):
    parts.put_chip(0x40, {0x00: 0x11, 0xFE: 0x1E} | {0x09 + 4 * channel: 0x10 for channel in range(16)})
    with DriverServo(channel=0) as arm, DriverServo(channel=15) as hand:
        arm.angle, hand.angle = 90, 0
        assert hand.is_active
        hand.off()
        select_board.get_current_board().perform(lambda client: client.settle(HANG_TIMEOUT))
        registers = parts.put_chip(0x40, {})
        assert registers[0xFE] == 121 and registers[0x00] == 0x20
        assert pulse(registers, 0) == pytest.approx(1500, abs=5) and registers[0x45] == 0x10
    select_board.get_current_board().perform(lambda client: client.settle(HANG_TIMEOUT))
    assert parts.put_chip(0x40, {})[0x09] == 0x10  # closed is loose
    with pytest.raises(PartTimeout, match="0x41"):
        DriverServo(address=0x41)


def test_keypad(parts):
    with Keypad(2, 3, 4, 5, 6, 7, 8, 9) as keypad:
        for pair, key in (((2, 6), "1"), ((5, 8), "#"), ((3, 9), "B")):
            parts.press_keys(pair)
            assert keypad.wait_for_key(timeout=HANG_TIMEOUT) == key
            parts.press_keys()
            assert event_loop.wait_until(lambda: not keypad.key, timeout=HANG_TIMEOUT)
        parts.press_keys((2, 6), (3, 6))  # two of a column are one of them
        assert keypad.wait_for_key(timeout=HANG_TIMEOUT) in ("1", "4")
        parts.press_keys()


def pulse(registers: list[int], channel: int) -> float:
    """Microseconds, as chip and data sheet count them: steps of a 4096th of the cycle."""
    low, high = registers[0x08 + 4 * channel : 0x0A + 4 * channel]
    return (low | (high & 0x0F) << 8) * (registers[0xFE] + 1) / 25


def test_nothing_is_at_its_address(parts):
    with Accelerometer(address=0x69) as tilt, pytest.raises(PartTimeout, match="0x69"):
        print(tilt.x)

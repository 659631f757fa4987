"""Our own sketch on an emulated Uno: what programs do with parts."""

import pytest

from sunmao.boards import LED, Button, Buzzer, Display, DistanceSensor, LightSensor, Servo, TemperatureHumidity
from sunmao.boards.links.firmata.keep_alive import SKETCH, encode_rest_level
from sunmao.boards.pin_modes import OUTPUT
from sunmao.boards.registry import BOARDS
from sunmao.boards.sketches import shipped_sketches
from sunmao.errors import BoardDisconnected, PartTimeout
from sunmao.runtime import event_loop
from tests.support.devices.board_bench import program_outside
from tests.support.devices.uno_parts import LCD, emulated_with_parts
from tests.support.limits import HANG_TIMEOUT, poll_until

pytestmark = pytest.mark.process
IMAGE = shipped_sketches.find_image(BOARDS["arduino-uno"])


@pytest.fixture(scope="module")
def parts(devices, tmp_path_factory):
    """A program at an Uno with our sketch, and what is connected to it: (board in use, uno, parts)."""
    with emulated_with_parts(tmp_path_factory.mktemp("uno"), IMAGE) as (uno, parts):
        with program_outside(uno.port) as used:
            yield used, uno, parts


def test_outputs(parts):
    used, uno, _ = parts
    assert (used.firmware.name, used.firmware.protocol) == (SKETCH, (2, 5))
    with LED(pin=13) as lamp, LED(pin=5) as dimmed, Servo(pin=9) as servo, Buzzer(pin=6) as buzzer:
        lamp.on()
        dimmed.brightness = 0.25
        assert uno.wait(13, level=1)["met"] and uno.wait(5, duty=64 / 255, tol=0.01)["met"]
        assert uno.pin(9)["pulse_us"] is None  # it does not jerk before its first position
        for angle, pulse in ((90, 1500), (180, 2500), (0, 500)):
            servo.angle = angle
            assert uno.wait(9, servo_us=pulse, tol=12)["met"]
        servo.off()
        assert uno.wait(9, mode="output", level=0)["met"]
        buzzer.play(440, seconds=60, background=True)
        poll_until(lambda: uno.pin(6)["period_us"] == pytest.approx(1e6 / 440, rel=0.02), "a tone")
    assert uno.wait(13, level=0)["met"] and uno.wait(5, level=0, duty=0)["met"]


def test_inputs(parts):
    _, uno, sensors = parts
    uno.set_analog("A0", 512)
    sensors.put_sonar(7, 8, 42.0)
    sensors.put_dht(4, -9.5, 55.5)
    with Button(pin=2) as button, LightSensor(pin="A0") as light:
        assert not button.is_pressed
        uno.set_digital(2, 0)
        assert event_loop.wait_until(lambda: button.is_pressed, timeout=HANG_TIMEOUT)
        uno.set_digital(2, None)
        assert light.value == pytest.approx(512 / 1023, abs=0.01)
        with DistanceSensor(echo=8, trigger=7) as distance, TemperatureHumidity(pin=4, model="DHT22") as climate:
            poll_until(lambda: read_patiently(distance, "distance") == pytest.approx(0.42, abs=0.005), "42 cm")
            found = poll_until(lambda: read_patiently(climate, "temperature"), "a temperature")
            assert (found, climate.humidity) == (-9.5, 55.5)


def test_display(parts):
    used, _, sensors = parts
    display = Display("lcd1602")
    display.show("sunmao")
    used.perform(lambda firmata: firmata.settle(HANG_TIMEOUT))
    assert sensors.screen(LCD)["lines"][0] == "sunmao"


def test_other_sketches_hear_nothing_of_it(parts):
    """A level at rest is a message of our own sketch."""
    firmware = parts[0].firmware
    assert encode_rest_level(firmware, 7, OUTPUT, 1)
    assert not encode_rest_level(type(firmware)("StandardFirmata", (2, 5), (2, 5)), 7, OUTPUT, 1)


@pytest.mark.parametrize("board", [board for board in BOARDS.values() if board.sketch], ids=lambda board: board.name)
def test_shipped_images_are_whole(board, tmp_path, monkeypatch):
    image = shipped_sketches.read_image(board)
    assert SKETCH.encode() in image
    damaged = bytearray(shipped_sketches.find_image(board).read_bytes())
    damaged[20] ^= 1
    (tmp_path / f"{board.sketch}.hex").write_bytes(damaged)
    (tmp_path / "SHA256SUMS").write_bytes((shipped_sketches.FOLDER / "SHA256SUMS").read_bytes())
    monkeypatch.setattr(shipped_sketches, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="damaged"):
        shipped_sketches.read_image(board)


def read_patiently(part, name: str):
    """What a sensor tells, None where the busy computer let its board be late."""
    try:
        return getattr(part, name)
    except (BoardDisconnected, PartTimeout):
        return None

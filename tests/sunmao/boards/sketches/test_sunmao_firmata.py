"""Our own sketch on an emulated Uno: what programs do with parts."""

import pytest

from checks.board_tables import SKETCHES
from sunmao.boards import (
    LED,
    PARTS,
    Button,
    Buzzer,
    Display,
    DistanceSensor,
    DriverServo,
    InfraredReceiver,
    LightSensor,
    NeoPixel,
    Servo,
    TemperatureHumidity,
)
from sunmao.boards.links.firmata.keep_alive import NOW, SKETCH, encode_rest_level
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


def test_every_part_works_with_it(parts):
    board = parts[0].board
    assert [kind for kind, part in PARTS.items() if not part.fits_somewhere(board)] == []
    assert frozenset().union(*(pin.can for pin in board.pins)) == SKETCHES[SKETCH]


def test_outputs(parts):
    used, uno, _ = parts
    assert (used.firmware.name, used.firmware.protocol) == (SKETCH, (2, 5))
    assert used.firmware.version == shipped_sketches.VERSION
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


@pytest.mark.long
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


@pytest.mark.long
def test_remote_control(parts):
    """NEC's frames at the pin of a receiver: key and remote control, held as long as it repeats, also beside a sensor
    that is measured; a frame that is damaged is no key.
    """
    used, _, senders = parts
    senders.put_sonar(7, 8, 42.0)
    with DistanceSensor(echo=8, trigger=7), InfraredReceiver(pin=2) as remote:
        used.perform(lambda firmata: firmata.settle(HANG_TIMEOUT))
        assert remote.command == -1
        for code, key in ((0x45, (0x45, 0)), (0x00, (0, 0)), (0xFF, (0xFF, 0)), (0x5A, (0x5A, 0xA034))):
            low, high = (key[1] & 255, key[1] >> 8) if key[1] else (0, 255)
            senders.press_remote(2, [low, high, code, code ^ 255], repeats=3)
            assert event_loop.wait_until(lambda: remote.is_active, timeout=HANG_TIMEOUT)
            assert (remote.command, remote.address) == key
            assert event_loop.wait_until(lambda: not remote.is_active, timeout=HANG_TIMEOUT)
        senders.press_remote(2, [0, 255, 0x45, 0x45], repeats=3)
        assert not event_loop.wait_until(lambda: remote.is_active, timeout=1)


def test_strip_of_lights(parts):
    """The wave at its wire is read as a WS2812B reads it, while the board hears what else it is told."""
    used, uno, _ = parts
    with NeoPixel(pin=6, n=60) as strip, LED(pin=13) as lamp:
        used.perform(lambda firmata: firmata.settle(HANG_TIMEOUT))
        del uno.events[:]
        uno.cmd("watch", pins=[6], max=5000)
        strip.set_pixel(number=2, color="#ff8001")
        for _ in range(30):
            lamp.toggle()
        lamp.on()
        assert uno.wait(13, level=1)["met"]
        used.perform(lambda firmata: firmata.settle(HANG_TIMEOUT))
        uno.cmd("unwatch")
        assert read_pixels(uno.events) == [(0, 0, 0), (255, 128, 1), *[(0, 0, 0)] * 58]


def test_lights_and_driver_rest_with_the_outputs(parts):
    used, uno, chips = parts
    chips.put_chip(0x40, {0x00: 0x11, 0xFE: 0x1E})
    with NeoPixel(pin=6, n=3) as strip, DriverServo(channel=3) as servo:
        strip.color, servo.angle = "white", 90
        used.perform(lambda firmata: firmata.settle(HANG_TIMEOUT))
        assert chips.put_chip(0x40, {})[0xFD] == 0
        del uno.events[:]
        uno.cmd("watch", pins=[6], max=5000)
        used.perform(lambda firmata: firmata._send(lambda: NOW))  # as the sketch does by itself when the host is silent
        used.perform(lambda firmata: firmata.settle(HANG_TIMEOUT))
        uno.cmd("unwatch")
        assert set(read_pixels(uno.events)) == {(0, 0, 0)} and len(uno.events) == 60 * 24 * 2
        assert chips.put_chip(0x40, {})[0xFD] == 0x10


def read_pixels(edges: list[dict]) -> list[tuple[int, int, int]]:
    """Red, green, blue of each light. Raises AssertionError for a wave outside of the data sheet's times."""
    times = [1e6 * edge["time_s"] for edge in edges]
    assert [edge["level"] for edge in edges] == [1, 0] * (len(edges) // 2)
    highs = [fall - rise for rise, fall in zip(times[::2], times[1::2], strict=True)]
    lows = [rise - fall for fall, rise in zip(times[1::2], times[2::2], strict=False)]
    assert all(0.25 <= high <= 0.55 or 0.65 <= high <= 0.95 for high in highs) and 0.3 <= min(lows) <= max(lows) < 6
    bits = "".join("1" if high > 0.6 else "0" for high in highs)
    codes = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    return [(red, green, blue) for green, red, blue in zip(codes[::3], codes[1::3], codes[2::3], strict=True)]


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
    """Return a sensor's reading, or None where the busy computer let its board be late."""
    try:
        return getattr(part, name)
    except (BoardDisconnected, PartTimeout):
        return None

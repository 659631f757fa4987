"""Parts on an Uno that runs the real StandardFirmata: what the program writes is read at the pins, what stands at the
pins reaches the program.
"""

import time

import pytest

from checks.board_tables import SKETCHES
from sunmao.boards import (
    LED,
    PARTS,
    RGBLED,
    Button,
    DigitDisplay,
    DistanceSensor,
    InfraredReceiver,
    LightSensor,
    Motor,
    NeoPixel,
    Relay,
    Servo,
    Stepper,
    select_board,
)
from sunmao.boards.links.simulated.digits import SimulatedDigits
from sunmao.errors import BoardDisconnected, PinUnsupported
from sunmao.runtime import event_loop
from tests.support.devices.board_bench import program_outside
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def program(uno):
    """A program that uses the emulated Uno, outside the studio."""
    with program_outside(uno.port):
        yield uno
    uno.replug()


@pytest.mark.long
def test_led(program):
    with LED(pin=13) as led:
        led.on()
        assert program.wait(13, level=1)["met"]
        led.off()
        assert program.wait(13, level=0)["met"]
        toggles = program.pin(13)["toggles"]
        led.blink(on_time=0.02, off_time=0.02, n=3)
        assert program.wait(13, toggles=toggles + 6)["met"]
        led.on()
    assert program.wait(13, level=0)["met"]  # closed is off


def test_pwm(program):
    with LED(pin=5) as led, RGBLED(red=9, green=10, blue=11) as light:
        led.value = 0.25
        assert program.wait(5, duty=64 / 255, tol=0.01)["met"]
        light.color = (1, 0.5, 0)
        assert program.wait(10, duty=128 / 255, tol=0.01)["met"] and program.wait(9, level=1)["met"]


def test_servo(program):
    with Servo(pin=9) as servo:
        for angle, pulse in ((90, 1500), (180, 2500), (0, 500)):
            servo.angle = angle
            assert program.wait(9, servo_us=pulse, tol=12)["met"]
        with LED(pin=10) as lamp, pytest.raises(PinUnsupported, match="servo"):
            lamp.value = 0.5
        servo.off()
        assert program.wait(9, mode="output", level=0)["met"]


def test_motor_and_relay(program):
    with Motor(forward=5, backward=6) as motor, Relay(pin=8, active_high=False) as relay:
        assert program.wait(8, level=1)["met"]
        motor.backward(speed=0.75)
        assert program.wait(6, duty=191 / 255, tol=0.01)["met"] and program.wait(5, level=0)["met"]
        relay.on()
        assert program.wait(8, level=0)["met"]


def test_stepper(program):
    pins = (8, 9, 10, 11)
    with Stepper(*pins) as motor:
        before = [program.pin(pin)["toggles"] for pin in pins]
        motor.turn(degrees=22.5, speed=15)  # 128 steps: each coil goes on and off once in four
        motor.turn(degrees=-22.5, speed=15)
        assert motor.angle == 0
        for pin, toggles in zip(pins, before, strict=True):
            assert program.wait(pin, level=0)["met"]
            assert program.pin(pin)["toggles"] - toggles == pytest.approx(128, abs=4)


def settle(program) -> None:
    """Wait until the board has done what it was told: a lamp that was switched last is on."""
    with LED(pin=13) as led:
        led.on()
        assert program.wait(13, level=1)["met"]


def test_digits_reach_the_chip(program):
    """Its wires, edge for edge as the real firmware makes them, are understood as the chip of the data sheet would."""
    clk, dio = 6, 7
    with DigitDisplay(clk=clk, dio=dio) as digits:
        settle(program)
        del program.events[:]
        program.cmd("watch", pins=[clk, dio], max=5000)
        digits.show("12:34")
        settle(program)
        chip, levels = SimulatedDigits((clk, dio)), {clk: 1, dio: 1}
        for edge in program.events:
            levels[edge["pin"]] = edge["level"]
            chip.follow((levels[clk], levels[dio]))
        program.cmd("unwatch")
        assert chip.state() == {"kind": "digits", "lines": ["12:34"]}


def test_analog(program):
    program.set_analog("A0", 256)
    with LightSensor(pin="A0") as light:
        assert event_loop.wait_until(lambda: light.value == pytest.approx(256 / 1023, abs=0.01), timeout=HANG_TIMEOUT)
        program.set_analog("A0", 1023)
        assert event_loop.wait_until(lambda: light.light_detected, timeout=HANG_TIMEOUT)


def test_short_presses_are_heard_in_their_order(program):
    heard = []
    with Button(pin=2, debounce=0) as left, Button(pin=3, debounce=0) as right:
        left.when_pressed(lambda: heard.append("left"))
        left.when_released(lambda: heard.append("left up"))
        right.when_pressed(lambda: heard.append("right"))
        for pin, level in ((2, 0), (3, 0), (2, None), (3, None), (2, 0)):
            program.set_digital(pin, level)
            time.sleep(0.02)  # as fast as a finger; the program waits for nothing meanwhile
        assert heard == []
        assert event_loop.wait_until(lambda: len(heard) >= 4, timeout=HANG_TIMEOUT)
        assert heard == ["left", "right", "left up", "left"] and left.is_pressed
        program.set_digital(2, None)


def test_what_standard_firmata_cannot(program):
    with pytest.raises(PinUnsupported, match="FirmataExpress"):
        DistanceSensor(echo=8, trigger=7)
    for make in (NeoPixel, InfraredReceiver):
        with pytest.raises(PinUnsupported, match="install our firmware"):
            make(pin=6)
    board = select_board.get_current_board().board
    refused = {kind for kind, part in PARTS.items() if not part.fits_somewhere(board)}
    assert refused == {"DistanceSensor", "InfraredReceiver", "NeoPixel", "TemperatureHumidity"}
    assert frozenset().union(*(pin.can for pin in board.pins)) == SKETCHES["StandardFirmata"]


def test_unplugged(program):
    led, button = LED(pin=13), Button(pin=2)
    led.blink()
    program.unplug()
    for act in (lambda: event_loop.wait(10), led.on, lambda: button.is_pressed):
        with pytest.raises(BoardDisconnected, match="The cable came out"):
            act()

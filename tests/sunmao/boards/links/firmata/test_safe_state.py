"""A board that was not reset when its port was opened, after a program that was killed: what the real firmware does to
its pins.
"""

import pytest

from sunmao.boards.links.firmata.client import Firmata
from sunmao.boards.links.firmata.identify import identify
from sunmao.boards.links.firmata.pin_state import PinState
from sunmao.boards.links.firmata.protocol import RESET, encode_set_mode
from sunmao.boards.links.firmata.safe_state import encode_safe_state, enter_safe_state, find_high_pins
from sunmao.boards.links.firmware import Firmware
from sunmao.boards.links.ports import open_port
from sunmao.boards.links.serial_stream import SerialStream
from sunmao.boards.pin_modes import INPUT, OUTPUT, PULLUP, PWM, SONAR
from tests.support.devices.board_bench import AT_ONCE
from tests.support.devices.emulated_uno import emulated
from tests.support.limits import HANG_TIMEOUT, poll_until

pytestmark = pytest.mark.process

HALF_A_MESSAGE = bytes((0xF0, 0x76, 0x27))
EXPRESS = Firmware(
    "FirmataExpress", (1, 2), (2, 5), {pin: {INPUT: 1, OUTPUT: 1, PULLUP: 1, SONAR: 1} for pin in range(2, 14)}
)


@pytest.fixture(scope="module")
def uno(devices, tmp_path_factory):
    with emulated(tmp_path_factory.mktemp("uno") / "ttyUNO", extra=AT_ONCE) as made:
        yield made


@pytest.fixture
def stream(uno):
    made = SerialStream(open_port(uno.port))
    yield made
    made.close()


def leave_on(uno) -> None:
    """A program that uses two buttons, a lamp, a motor and a servo, and is killed in the middle of a message."""
    stream = SerialStream(open_port(uno.port))
    board = Firmata(stream, identify(stream, HANG_TIMEOUT))
    board.set_mode(2, PULLUP)
    board.set_mode(4, INPUT)
    board.servo_config(9, 544, 2400)
    board.write_analog(9, 90)
    board.set_mode(5, PWM)
    board.write_analog(5, 128)
    board.set_mode(13, OUTPUT)
    board.write_digital(13, 1)
    assert board.settle(HANG_TIMEOUT)
    stream.write(HALF_A_MESSAGE)
    stream.safe(b"")
    stream.close()


@pytest.mark.long
def test_outputs_rest_and_no_button_is_driven(uno, stream):
    stream.close()
    leave_on(uno)
    assert uno.pin(13)["level"] and uno.pin(2)["mode"] == "input_pullup" and uno.wait(9, servo_us=1472)["met"]
    before = [uno.pin(pin)["toggles"] for pin in (2, 4)]
    stream = SerialStream(open_port(uno.port))
    firmware = identify(stream, HANG_TIMEOUT)
    enter_safe_state(stream, firmware)
    board = Firmata(stream, firmware)
    assert board.settle(HANG_TIMEOUT)
    assert [uno.pin(pin)["mode"] for pin in (2, 4)] == ["input", "input"]
    assert [uno.pin(pin)["toggles"] for pin in (2, 4)] == before
    for pin in (5, 9, 13):
        assert uno.wait(pin, mode="output", level=0)["met"] and not uno.pin(pin)["pwm"]
    poll_until(lambda: uno.pin(9)["pulse_us"] is None, "a servo without pulses")
    board.close()


def test_buttons_are_inputs_again_after_a_reset_that_ends_sensors():
    state = PinState(EXPRESS)
    state.mode(2, PULLUP)
    state.mode(3, INPUT)
    state.sensor(7, SONAR, (8,), b"")
    said = state.safe()
    reset = said.index(RESET)
    assert encode_set_mode(2, INPUT) in said[:reset]  # a pull-up that is on would drive 5 V
    assert encode_set_mode(2, INPUT) in said[reset:] and encode_set_mode(3, INPUT) in said[reset:]


def test_levels_that_a_program_wanted_at_its_end_are_found_again():
    state = PinState(EXPRESS)
    for pin, mode in ((3, PWM), (4, OUTPUT), (6, PWM), (12, OUTPUT), (13, OUTPUT)):
        state.mode(pin, mode)
    state.safe_levels |= {3: 1, 12: 1}
    assert find_high_pins(state.safe()) == {3, 12}
    said = encode_safe_state(EXPRESS, state.modes, {3, 12})
    assert find_high_pins(said) == {3, 12} and encode_set_mode(3, OUTPUT) not in said


@pytest.mark.parametrize("mode", [OUTPUT, PWM])
def test_a_pull_up_ends_before_its_pin_is_an_output(mode):
    state = PinState(EXPRESS)
    state.mode(2, PULLUP)
    assert state.mode(2, mode).startswith(encode_set_mode(2, INPUT))


def test_a_restarted_board_has_its_inputs_before_any_level():
    """Firmata 2.4: a port is written to switch a pull-up on, and the next button's pin is still an output then."""
    old = Firmware("StandardFirmata", (2, 4), (2, 4), {pin: {INPUT: 1, OUTPUT: 1} for pin in range(2, 14)})
    state = PinState(old)
    for pin in (2, 3):
        state.mode(pin, PULLUP)
    said = state.everything()
    assert said.index(encode_set_mode(3, INPUT)) < said.index(bytes((0x90,)))

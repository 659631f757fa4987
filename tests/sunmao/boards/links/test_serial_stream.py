"""The link to an Uno that runs the real StandardFirmata: what the program says is read at the pins, and the cable is
pulled.
"""

import threading

import pytest

from sunmao.boards.links.firmata.client import Firmata
from sunmao.boards.links.firmata.identify import identify
from sunmao.boards.links.ports import open_port
from sunmao.boards.links.serial_stream import SerialStream
from sunmao.boards.pin_modes import ANALOG, INPUT, OUTPUT, PULLUP, PWM
from sunmao.errors import BoardDisconnected
from tests.support.devices.emulated_uno import emulated
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process

# on a wire that is never idle; while it also reports analog pins, the firmware itself loses one message in some hundred
TIMES = 1000


@pytest.fixture(scope="module")
def board(uno):
    """A client that all tests of this file share."""
    stream = SerialStream(open_port(uno.port))
    made = Firmata(stream, identify(stream, HANG_TIMEOUT))
    yield made
    made.close()


@pytest.fixture
def edges(uno):
    """Wait for changes of an input: `edges(pin)` → levels in order, as they come."""

    def listen(board, pin):
        seen, came = [], threading.Semaphore(0)
        board.on_change(pin, lambda level, at: (seen.append(level), came.release()))
        return seen, lambda: came.acquire(timeout=HANG_TIMEOUT)

    return listen


def test_it_says_who_it_is(board):
    assert (board.firmware.name, board.firmware.version) == ("StandardFirmata", (2, 4))
    assert board.firmware.can(9, PWM) and not board.firmware.can(13, PWM) and board.firmware.can(2, PULLUP)
    assert board.firmware.analog == {channel: 14 + channel for channel in range(6)}


def test_outputs_of_one_port_keep_each_other(board, uno):
    for pin in (12, 13):
        board.set_mode(pin, OUTPUT)
    board.write_digital(12, 1)
    board.write_digital(13, 1)
    assert uno.wait(13, level=1)["met"] and uno.pin(12)["level"] == 1
    board.write_digital(12, 0)
    assert uno.wait(12, level=0)["met"] and uno.pin(13)["level"] == 1


def test_a_thousand_writes_arrive_in_order(board, uno):
    board.set_mode(8, OUTPUT)
    board.write_digital(8, 0)
    assert uno.wait(8, level=0)["met"]
    before = uno.pin(8)["toggles"]
    for number in range(TIMES):
        board.write_digital(8, (number + 1) % 2)
    # A level that is lost or changes places with its neighbor is a toggle less.
    assert uno.wait(8, toggles=before + TIMES)["met"]
    assert uno.pin(8)["toggles"] == before + TIMES and uno.pin(8)["level"] == 0


def test_two_threads_write_at_once(board, uno):
    before = {}
    for pin in (10, 11):
        board.set_mode(pin, OUTPUT)
        board.write_digital(pin, 0)
        assert uno.wait(pin, level=0, mode="output")["met"]
        before[pin] = uno.pin(pin)["toggles"]
    threads = [threading.Thread(target=blink, args=(board, pin)) for pin in before]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for pin, toggles in before.items():
        assert uno.wait(pin, toggles=toggles + 200)["met"]
        assert uno.pin(pin)["toggles"] == toggles + 200


def blink(board, pin):
    for number in range(200):
        board.write_digital(pin, (number + 1) % 2)


def test_pwm_and_servo(board, uno):
    board.set_mode(5, PWM)
    board.write_analog(5, 64)
    assert uno.wait(5, duty=64 / 255)["met"]
    board.servo_config(9, 500, 2500)
    board.write_analog(9, 90)
    assert uno.wait(9, servo_us=1500, tol=10)["met"]
    board.write_analog(9, 1000)
    assert uno.wait(9, servo_us=1000, tol=10)["met"]


def test_a_button_with_pull_up(board, uno, edges):
    board.set_mode(2, PULLUP)
    assert board.digital(2) == 1 and uno.pin(2)["mode"] == "input_pullup"
    seen, comes = edges(board, 2)
    for level in (0, None):
        uno.set_digital(2, level)
        assert comes()
    assert seen == [0, 1] and board.digital(2) == 1
    # The pull-up is a bit of the port that other pins are written with.
    board.set_mode(3, OUTPUT)
    board.write_digital(3, 1)
    assert uno.wait(3, level=1)["met"] and uno.pin(2)["mode"] == "input_pullup"


def test_an_input_is_what_it_is_now(board, uno):
    uno.set_digital(4, 1)
    board.set_mode(4, INPUT)
    assert board.digital(4) == 1
    board.set_mode(7, INPUT)
    uno.set_digital(7, 0)
    assert board.digital(7) == 0


def test_an_analog_value(board, uno):
    uno.set_analog("A0", 512)
    board.set_mode(14, ANALOG)
    assert board.analog(14) == pytest.approx(512 / 1023)


def three_pins(board):
    """A light, a servo and a button."""
    board.set_mode(13, OUTPUT)
    board.write_digital(13, 1)
    board.servo_config(9, 500, 2500)
    board.write_analog(9, 1000)
    board.set_mode(2, PULLUP)


def test_a_reset_is_noticed_and_all_is_set_again(board, uno):
    again = threading.Event()
    board.on_restart = again.set
    three_pins(board)
    assert uno.wait(13, level=1)["met"]
    uno.reset()
    assert again.wait(HANG_TIMEOUT)
    assert (
        uno.wait(13, level=1)["met"]
        and uno.wait(9, servo_us=1000, tol=10)["met"]
        and uno.wait(2, mode="input_pullup")["met"]
    )
    assert board.digital(2) == 1


@pytest.mark.fault("F1")
def test_the_cable_comes_out_while_the_program_writes(board, uno, row):
    lost, told = [], threading.Event()
    board.on_loss = lambda error: told.set()
    three_pins(board)

    def write():
        level = 0
        try:
            while True:
                board.write_digital(13, level := 1 - level)
        except BoardDisconnected as error:
            lost.append(error)

    def wait():
        try:
            board._value({}, "what never comes", 60)
        except BoardDisconnected as error:
            lost.append(error)

    threads = [threading.Thread(target=work) for work in (write, wait)]
    toggles = uno.pin(13)["toggles"]
    for thread in threads:
        thread.start()
    assert uno.wait(13, toggles=toggles + 50)["met"]
    uno.unplug()
    for thread in threads:
        thread.join(HANG_TIMEOUT)
    assert [error.key for error in lost] == ["board_gone", "board_gone"] and told.wait(HANG_TIMEOUT)
    board.close()
    uno.replug()
    stream = SerialStream(open_port(uno.port))
    board.reconnect(stream, identify(stream, HANG_TIMEOUT))
    board.write_digital(13, 1)
    assert uno.wait(13, level=1)["met"] and uno.wait(9, servo_us=1000, tol=10)["met"]
    row(
        lost[0].title,
        "who wrote and who waited got one exception each; plugged in again, all pins were set again and went on",
    )


def test_at_the_end_everything_is_safe(board, uno):
    three_pins(board)
    board.set_mode(6, PWM)
    board.write_analog(6, 200)
    assert uno.wait(6, duty=200 / 255)["met"]
    board.set_mode(12, OUTPUT)
    board.set_safe(12, 1)  # a relay that is off at 1
    board.close()
    for pin, level in ((6, 0), (13, 0), (12, 1), (9, 0)):
        assert uno.wait(pin, level=level, duty=level)["met"]
    with pytest.raises(BoardDisconnected):
        board.write_digital(13, 1)


@pytest.mark.long
def test_a_bootloader_that_swallows_questions(devices, tmp_path):
    with emulated(tmp_path / "ttyUNO", boot_ms=1600) as uno:
        stream = SerialStream(open_port(uno.port))
        try:
            assert identify(stream, HANG_TIMEOUT).name == "StandardFirmata"
            # Already open: it answers at once.
            assert identify(stream, HANG_TIMEOUT).protocol == (2, 4)
        finally:
            stream.close()

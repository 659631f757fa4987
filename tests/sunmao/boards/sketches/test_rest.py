"""The outputs that our own sketch leaves on when its host is silent, or has begun anew: on an emulated Uno."""

import os
import signal
import subprocess
import sys

import pytest

from sunmao.boards.registry import BOARDS
from sunmao.boards.sketches.shipped_sketches import find_image
from tests.support.devices.board_bench import AT_ONCE, Bench, Ports, shows
from tests.support.devices.emulated_uno import emulated
from tests.support.limits import poll_until

pytestmark = pytest.mark.process
IMAGE = find_image(BOARDS["arduino-uno"])
REST_WITHIN = 2.0  # seconds of the board's own clock
DRIVER = """
import sys
from sunmao import wait
from sunmao.boards import LED, Relay, Servo, use_board
use_board("arduino-uno", sys.argv[1])
lamp, fan, closed, opened, servo = LED(13), LED(5), Relay(7, active_high=False), Relay(8), Servo(9)
lamp.on()
fan.brightness = 0.5
closed.on()
opened.on()
servo.angle = 90
wait(3)  # longer than the board would wait for somebody who says nothing
print("drives", flush=True)
wait(600)
"""
RELAY = """
from sunmao.boards import Relay, use_board
use_board("arduino-uno", {port!r})
relay = Relay(7, active_high=False)
relay.on()
print("on")
"""


def test_rest_when_the_host_is_silent(devices, tmp_path):
    """Killed with everything on; before that it said nothing of its own for three seconds, and all stayed on."""
    with emulated(tmp_path / "ttyUNO", IMAGE) as uno:
        words = [sys.executable, "-c", DRIVER, str(uno.port)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as driver:
            assert driver.stdout.readline() == "drives\n"
            assert [uno.pin(pin)["level"] for pin in (13, 7, 8)] == [1, 0, 1]
            assert uno.pin(5)["duty"] == pytest.approx(0.5, abs=0.01) and uno.wait(9, servo_us=1500)["met"]
            begun = uno.state()["time_s"]
            os.kill(driver.pid, signal.SIGKILL)
        poll_until(lambda: has_rested(uno), "rest")
        assert uno.state()["time_s"] - begun < REST_WITHIN
        assert uno.pin(7)["level"] == 1 and uno.pin(9)["mode"] == "output"


def has_rested(uno) -> bool:
    """Whether lamp, fan and both relays are off, and the servo gets no pulses."""
    off = [uno.pin(pin)["level"] for pin in (13, 5, 7, 8)] == [0, 0, 1, 0]
    return off and not uno.pin(5)["pwm"] and uno.pin(9)["mode"] == "output" and not uno.pin(9)["level"]


@pytest.mark.long
def test_relay_rests_when_the_boards_process_is_killed(devices, tmp_path, monkeypatch):
    """The board is not reset when its port is opened again, and knows the level at which its relay is off."""
    ports = Ports(tmp_path, "A")
    monkeypatch.setenv("SUNMAO_PORTS", str(ports))
    with emulated(tmp_path / "ttyUNO", IMAGE, extra=AT_ONCE) as uno:
        port, bench = ports.plug("A", uno), Bench(tmp_path)
        try:
            bench.ready(port)
            told = bench.run(port, begin=RELAY).says("on")
            shows(uno, 7, 0)
            os.kill(bench.host._helper.pid, signal.SIGKILL)
            shows(uno, 7, 1)
            assert told.ends().states()[-1] == "error"
            poll_until(lambda: bench.row(port).get("firmware"), "the board again")
            assert uno.pin(7)["level"] == 1
        finally:
            bench.close()

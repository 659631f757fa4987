"""Runs that use a board: the emulated Uno behind the studio's bridge, its pins read at the emulator."""

import os
import signal
import subprocess
import sys
import time

import pytest

from sunmao.server.runs import run
from tests.support.devices.board_bench import AT_ONCE, LAMP, STAYS, STUBBORN, shows
from tests.support.devices.cable import Cable
from tests.support.devices.uno_parts import emulated_with_parts
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.paths import ROOT
from tests.support.processes import is_running

pytestmark = pytest.mark.process

MOTOR = """from sunmao.boards import Motor
Motor(forward=5, backward=6).forward(0.75)
print("turns")
"""
BUTTON = """from sunmao.boards import Button
button = Button(pin=2)
times = 0
@button.when_pressed
def pressed():
    global times
    times += 1
    print("pressed", times)
@button.when_released
def released():
    print("released", times)
print("listens")
"""
TOGGLES = "for n in range(1000):\n    led.toggle()\n    wait(0.02)\n"


@pytest.fixture(scope="module")
def with_parts(devices, tmp_path_factory):
    with emulated_with_parts(tmp_path_factory.mktemp("uno"), extra=AT_ONCE) as made:
        yield made


@pytest.fixture(scope="module")
def uno(with_parts):
    return with_parts[0]


def test_a_run_and_the_next_one_use_the_board(bench, uno, port):
    first = bench.run(port).says("on")
    shows(uno, 13, 1)
    device = first.kind("device")[0]
    assert (device["what"], device["name"], device["port"], device["topic"]) == (
        "board",
        "arduino-uno",
        port,
        f"board:{port}",
    )
    assert first.stop() and first.ends().states()[-1] == "stopped"
    shows(uno, 13, 0)
    resets = uno.state()["resets"]
    assert bench.row(port)["state"] == "open" and bench.row(port)["owner"] is None
    second = bench.run(more="").ends()  # 'auto' now: it is remembered
    assert second.states()[-1] == "finished" and second.kind("device")[0]["port"] == port
    shows(uno, 13, 0)
    assert uno.state()["resets"] == resets  # the port stayed open


@pytest.mark.fault("F6")
def test_a_killed_program_leaves_nothing_on(bench, uno, port, row):
    told = bench.run(port, more=MOTOR + STAYS).says("turns")
    shows(uno, 13, 1)
    assert uno.wait(5, duty=191 / 255, tol=0.01)["met"]
    os.kill(int(told.text().split()[1]), signal.SIGKILL)
    assert told.ends().states()[-1] == "error"
    shows(uno, 13, 0)
    assert uno.wait(5, duty=0, level=0)["met"]
    row(
        saw=told.kind("error")[0]["title"],
        kept="motor and lamp are off though the program could not switch them off; its port is free",
    )
    assert bench.row(port)["owner"] is None


def test_one_that_ignores_stop_leaves_nothing_on(bench, uno, port):
    told = bench.run(port, more=STUBBORN).says("on")
    shows(uno, 13, 1)
    told.stop()
    assert told.ends().states()[-1] == "stopped"
    shows(uno, 13, 0)


# It goes on switching, whatever it is asked; what it says shows how far it is.
DEFIES = """from sunmao.boards import Relay, Servo
relay, servo, times = Relay(7, active_high=False), Servo(9), 0
print("drives", flush=True)
while True:
    try:
        relay.on()
        led.on()
        servo.angle = times % 180
        times += 1
        if times % 20 == 0:
            print("times", times, flush=True)
    except BaseException:
        pass
"""


def rests(uno) -> bool:
    """Whether all that `DEFIES` switches is off."""
    return not uno.pin(13)["level"] and uno.pin(7)["level"] == 1 and uno.pin(9)["pulse_us"] is None


@pytest.mark.parametrize("frozen", [False, True])
def test_at_stop_outputs_rest_though_the_program_goes_on(bench, uno, port, monkeypatch, frozen):
    monkeypatch.setattr(run, "KILL_AFTER", 10 * HANG_TIMEOUT)
    told = bench.run(port, more=DEFIES).says("times")
    process = int(told.text().split()[1])
    shows(uno, 7, 0)
    if frozen:
        os.kill(process, signal.SIGSTOP)
    told.stop()
    poll_until(lambda: rests(uno), "rest")
    if not frozen:
        said = told.text()
        told.until(lambda told: told.text().count("times") > said.count("times") + 3, "going on")
    assert rests(uno) and is_running(process)
    os.kill(process, signal.SIGKILL)
    assert told.ends().states()[-1] == "stopped"
    shows(uno, 7, 1)


def test_the_second_run_is_told_who_has_the_board(bench, port):
    first = bench.run(port).says("on")
    second = bench.run(port).ends()
    error = second.kind("error")[0]
    assert error["type"] == "BoardBusy" and error["title"]["en"] == f"“{first.project.title()}” is using {port}."
    assert bench.row(port)["owner"]["title"] == first.project.title()
    first.stop()
    first.ends()


@pytest.mark.long
@pytest.mark.fault("F6")
def test_a_board_that_is_reset_goes_on_and_says_so(bench, uno, port, row):
    told = bench.run(port).says("on")
    shows(uno, 13, 1)
    uno.cmd("reset")
    shows(uno, 13, 0)
    told.until(lambda told: told.kind("note"), "the note")
    shows(uno, 13, 1)
    note = told.kind("note")[0]
    row(saw=note, kept="the pins are off while the board restarts; the program goes on and they are as it wants them")
    told.stop()
    told.ends()
    shows(uno, 13, 0)


def cable_out(told, uno, ports) -> dict:
    """Pull the cable; what the program asks."""
    uno.unplug()
    ports.pull("A")
    told.until(lambda told: told.states()[-1] == "waiting", "the question")
    return told.kind("ask")[-1]


@pytest.mark.long
@pytest.mark.fault("F1")
def test_a_cable_that_comes_out_is_waited_for(bench, uno, ports, port, row):
    told = bench.run(port, more=TOGGLES).says("on")
    question = cable_out(told, uno, ports)
    assert question["form"] == "device"
    toggles = uno.pin(13)["toggles"]
    uno.replug()
    ports.plug("A", uno)
    told.until(lambda told: told.states()[-1] == "running", "going on")
    poll_until(lambda: uno.pin(13)["toggles"] > toggles + 3, "toggles")
    row(saw=question["text"], kept="the run waits, and goes on by itself when the cable is in again")
    told.stop()
    assert told.ends().states()[-1] == "stopped" and not told.kind("error")
    shows(uno, 13, 0)


@pytest.mark.long
@pytest.mark.fault("F1")
def test_a_child_that_does_not_wait_gets_one_exception(bench, uno, ports, port, row):
    told = bench.run(port, more=TOGGLES).says("on")
    assert told.answer("end", cable_out(told, uno, ports)["id"])
    assert told.ends().states()[-1] == "error"
    (error,) = told.kind("error")
    assert error["type"] == "BoardDisconnected"
    row(saw=error["title"], kept="one exception, at the pupil's line; the port can be used again at once")
    uno.replug()
    ports.plug("A", uno)
    bench.ready(port)
    assert bench.run(port, more="").ends().states()[-1] == "finished"


BUSY = "led.blink(0.02, 0.02)\nn = 0\nwhile True:\n    n += 1\n"


@pytest.mark.long
@pytest.mark.fault("F1")
def test_a_loop_without_waiting_points_is_told_and_goes_on(bench, uno, ports, port, row):
    told = bench.run(port, more=BUSY).says("on")
    question = cable_out(told, uno, ports)
    toggles = uno.pin(13)["toggles"]
    uno.replug()
    ports.plug("A", uno)
    told.until(lambda told: told.states()[-1] == "running", "going on")
    poll_until(lambda: uno.pin(13)["toggles"] > toggles + 3, "toggles")
    row(
        saw=question["text"],
        kept="a loop that only computes is told of it, and its lamp blinks on when the cable is in",
    )
    assert told.answer("end", cable_out(told, uno, ports)["id"])
    assert told.ends().states()[-1] == "error" and told.kind("error")[0]["type"] == "BoardDisconnected"
    uno.replug()
    ports.plug("A", uno)
    bench.ready(port)


@pytest.mark.fault("F7")
def test_it_is_found_at_another_port(bench, uno, ports, port, row):
    told = bench.run(port, more=TOGGLES).says("on")
    cable_out(told, uno, ports)
    uno.replug()
    other = ports.plug("B", uno)
    told.until(lambda told: told.states()[-1] == "running", "going on")
    assert bench.row(other)["owner"]["run"] == told.id
    row(saw="", kept="the same board at another port is found again: the only new one, and it says the same of itself")
    told.stop()
    told.ends()
    shows(uno, 13, 0)
    bench.host.ask("let_go", port=other)
    ports.pull("B")
    ports.plug("A", uno)


@pytest.mark.fault("F1")
def test_a_board_that_was_not_reset_goes_on_and_no_button_is_driven(bench, with_parts, ports, port, row):
    uno, parts = with_parts
    bench.host.ask("let_go", port=port)
    ports.pull("A")
    cable = Cable(uno)
    told = bench.run(ports.plug("B", cable), more=BUTTON + STAYS).says("listens")
    uno.cmd("reset_counters")
    parts.observe(2)
    resets = uno.state()["resets"]
    for number in range(2):
        cable.pull()
        ports.pull("B")
        told.until(lambda told: told.states()[-1] == "waiting", "the question")
        cable.plug()
        ports.plug("B", cable)
        told.until(lambda told: told.states()[-1] == "running", "going on")
        shows(uno, 13, 1)
        uno.set_digital(2, 0)
        told.says(f"pressed {number + 1}")
        uno.set_digital(2, None)
        told.says(f"released {number + 1}")
    assert parts.count_driven() == 0 and uno.pin(2)["mode"].startswith("input") and uno.state()["resets"] == resets
    row(saw="", kept="lamp and button work again; the button's pin was never an output, though the board was not reset")
    told.stop()
    told.ends()
    shows(uno, 13, 0)
    bench.host.ask("let_go", port=str(ports.paths["B"]))
    cable.close()
    ports.pull("B")
    ports.plug("A", uno)


def test_the_last_lines_of_a_program_count_too(bench, uno, port):
    uno.cmd("reset_counters")
    told = bench.run(
        port,
        more="for n in range(300):\n    led.toggle()\nif os.fork() == 0:\n    raise SystemExit\nos.wait()\nled.off()\n",
    ).ends()
    assert told.states()[-1] == "finished" and not told.kind("error")  # what it forked has ended no board of its parent
    poll_until(lambda: uno.pin(13)["toggles"] >= 300, "all toggles")


def test_who_closes_the_terminal_leaves_nothing_on(bench, uno, port, tmp_path):
    bench.host.ask("let_go", port=port)
    program = tmp_path / "main.py"
    heard = (
        "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_DFL)\n"  # also where the tests were started by nohup
    )
    program.write_text(
        heard + LAMP.format(board="arduino-uno", port=port) + "led.blink(0.01, 0.01)\ntime.sleep(3600)\n",
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    ) as alone:
        assert alone.stdout.readline().startswith("on")
        alone.send_signal(signal.SIGHUP)
    assert alone.returncode == 128 + signal.SIGHUP
    shows(uno, 13, 0)


DRIVES = """from sunmao.boards import LED, Button, Motor, Relay, Servo
Motor(forward=5, backward=6).forward(0.75)
Relay(7, active_high=False).on()
Servo(9).angle = 90
LED(12).on()
button = Button(2)
print("drives")
"""


@pytest.mark.fault("G9")
def test_a_killed_boards_process_leaves_nothing_on(bench, uno, port, row):
    told = bench.run(port, more=DRIVES + STAYS).says("drives")
    for pin, level in ((7, 0), (12, 1), (13, 1)):
        shows(uno, pin, level)
    assert uno.wait(5, duty=191 / 255, tol=0.01)["met"] and uno.wait(9, servo_us=1500)["met"]
    killed = bench.host._helper.pid
    os.kill(killed, signal.SIGKILL)
    began = time.monotonic()
    poll_until(lambda: not any(uno.pin(pin)["level"] or uno.pin(pin)["pwm"] for pin in (5, 12, 13)), "rest")
    seconds = time.monotonic() - began
    poll_until(lambda: uno.pin(9)["pulse_us"] is None and not uno.pin(9)["level"], "a servo without pulses")
    assert uno.pin(2)["mode"] == "input"
    shows(uno, 7, 1)  # a relay that is on at 0
    assert told.ends().states()[-1] == "error"
    row(
        saw=told.kind("error")[0]["title"],
        kept=f"motor, servo and lamps were off {seconds:.1f} s later, without a run; the next run has the board",
    )
    assert bench.host.is_running() and bench.host._helper.pid != killed
    bench.ready(port)
    assert bench.run(port, more="").ends().states()[-1] == "finished"


SERVER = """
import sys
from pathlib import Path
from tests.support.devices.board_bench import Bench
bench = Bench(Path(sys.argv[1]))
told = bench.run({port!r}).says("on")
print(told.text().split()[-1], bench.host._helper.pid, flush=True)
told.over.wait()
"""


@pytest.mark.long
@pytest.mark.fault("F6")
def test_a_killed_studio_leaves_nothing_on(bench, uno, port, tmp_path, row):
    bench.host.ask("let_go", port=port)
    program = SERVER.format(port=port)
    studio = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "other")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with studio.stdout:
        pids = [int(word) for word in studio.stdout.readline().split()]
        shows(uno, 13, 1)
        studio.kill()
        studio.wait()
    shows(uno, 13, 0)
    poll_until(lambda: not any(map(is_running, pids)), "their end")
    row(saw="", kept="the pin is off, the port is free, and neither program nor bridge is left")
    told = bench.run(port, more="").ends()
    assert told.states()[-1] == "finished"

"""Ports that other programs hold, that we may not open, or that two equal boards share the looks of; and what pages see
of them.
"""

import json
import os
import signal
import subprocess
import sys

import pytest

from sunmao.boards import pin_modes
from sunmao.boards.links.firmata import protocol
from sunmao.protocol import frames
from tests.support.devices.board_bench import AT_ONCE, asked, hear, say, shows
from tests.support.devices.emulated_uno import emulated
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.privileges import bound_by_modes

pytestmark = pytest.mark.process

HOLDER = """
import sys, time
from sunmao.boards.links.ports import open_port
held = open_port(sys.argv[1])
print("held", flush=True)
time.sleep(3600)
"""
LAMP_ON = protocol.encode_set_mode(13, pin_modes.OUTPUT) + protocol.encode_write_port(1, 0b100000)


@pytest.fixture(scope="module")
def uno(devices, tmp_path_factory):
    with emulated(tmp_path_factory.mktemp("uno") / "ttyUNO", extra=AT_ONCE) as made:
        yield made


def listed(port: str, *before: str) -> tuple[int, list[dict]]:
    """Return the exit status of `sunmao boards --json` and its rows for a port. before: the command that it is run
    with.
    """
    environment = {**os.environ, "SUNMAO_PORTS": port, "SUNMAO_LANG": "en"}
    command = [*before, sys.executable, "-m", "sunmao.server", "boards", "--json"]
    done = subprocess.run(command, cwd="/", env=environment, capture_output=True, timeout=HANG_TIMEOUT)
    assert not done.stderr, done.stderr.decode()
    return done.returncode, [row for row in json.loads(done.stdout) if row["port"] == port]


@pytest.fixture
def pty():
    """A port with nothing behind it."""
    device, end = os.openpty()
    name = os.ttyname(end)
    os.close(end)  # else this process would be the one that has it open
    os.chmod(name, 0o666)
    yield name
    os.close(device)


@pytest.mark.fault("F5")
def test_a_port_that_another_program_holds(pty, tmp_path, row):
    script = tmp_path / "arduino-ide.py"  # by its name `holders` knows it
    command = [sys.executable, "-c", HOLDER.replace("sys.argv[1]", repr(pty)), str(script)]
    holder = subprocess.Popen(command, cwd="/", stdout=subprocess.PIPE, text=True)
    with holder.stdout:
        try:
            assert holder.stdout.readline() == "held\n"
            status, (found,) = listed(pty)
        finally:
            holder.send_signal(signal.SIGKILL)
            holder.wait()
    assert status == 1 and found["state"] == "busy" and found["holder"] == "Arduino IDE"
    assert "Arduino IDE is using" in found["error"]["en"]
    row(saw=found["error"], kept="the holder keeps the port, and is named")


@pytest.mark.fault("F5")
def test_a_port_that_we_may_not_open(pty, row):
    os.chmod(pty, 0)
    status, (found,) = listed(pty, *bound_by_modes())
    assert status == 1 and found["state"] == "denied" and found["repair"] == f"sudo chmod a+rw {pty}"
    row(saw=found["error"], kept="one command mends it; nothing was changed")


@pytest.mark.fault("F7")
@pytest.mark.long
def test_of_two_equal_boards_the_right_one_is_driven(bench, uno, ports, port, tmp_path, row):
    with emulated(tmp_path / "ttySECOND", extra=AT_ONCE) as second:
        other, before = ports.plug("B", second), uno.state()["bytes_in"]
        bench.ready(other)
        told = bench.run()
        told.until(lambda told: told.kind("ask"), "the question")
        question = told.kind("ask")[0]
        (chosen,) = (option for option in question["options"] if other in option)
        assert any(port in option for option in question["options"]) and told.answer(chosen, question["id"])
        shows(second, 13, 1)
        assert json.loads((bench.own / "boards.json").read_text())["arduino-uno"]["port"] == other
        second.unplug()
        ports.pull("B")
        told.until(lambda told: told.states()[-1] == "waiting", "the wait")
        second.replug()
        ports.plug("B", second)
        told.until(lambda told: told.states()[-1] == "running", "going on")
        poll_until(lambda: (bench.row(other)["owner"] or {}).get("run") == told.id, "the board's new owner")
        shows(second, 13, 1)
        assert uno.state()["bytes_in"] == before
        told.stop()
        told.ends()
        ports.pull("B")
    row(saw=question["text"], kept="the first board, which was there all the time, was never driven")


@pytest.mark.long
def test_a_page_lets_go_and_asks(bench, uno, port):
    wire, answer = bench.borrow(port)
    assert answer.get("ok"), answer
    with pytest.raises(Exception, match="is using"):
        bench.host.ask("let_go", port=port)
    wire.shut()
    poll_until(lambda: bench.row(port)["owner"] is None, "its end")
    assert bench.host.ask("let_go", port=port)["found"]["state"] == "free"
    bench.ready(port)
    assert bench.row(port)["firmware"]["name"] == "StandardFirmata"


class View:
    """A page at one topic."""

    def __init__(self, bench, topic: str):
        self.wire = bench.host.call({"page": True})
        say(self.wire, do="watch", topic=topic)

    def next(self) -> dict:
        """The next frame."""
        return asked(self.wire, do="next")

    def until(self, condition) -> dict:
        """The first frame of which that is true."""
        while not condition(frame := self.next()):
            pass
        return frame

    def says(self, **said) -> None:
        """Send a message as the page does."""
        say(self.wire, do="hear", said=said)


def test_pages_see_ports_and_pins(bench, port):
    devices, board = View(bench, "devices:"), View(bench, f"board:{port}")
    assert any(row["port"] == port for row in devices.next()["ports"])
    wire, answer = bench.borrow(port, project="kite")
    devices.until(
        lambda frame: any(
            row["port"] == port and (row["owner"] or {}).get("project") == "kite" for row in frame["ports"]
        )
    )
    say(wire, do="parts", parts=[{"kind": "LED", "pins": {"pin": "13"}}])
    say(wire, LAMP_ON, do="write", connection=answer["connection"])
    seen = board.until(lambda frame: frame["pins"].get("13", {}).get("value") == 1)
    assert seen["owner"]["project"] == "kite" and seen["parts"] == [{"kind": "LED", "pins": {"pin": "13"}}]
    wire.shut()
    board.until(lambda frame: frame["owner"] is None and not frame["pins"])


def test_the_serial_monitor(bench, uno, port):
    bench.host.ask("let_go", port=port)
    serial = View(bench, f"serial:{port}?baud=57600")
    poll_until(lambda: bench.row(port)["state"] == "open", "the monitor")
    uno.cmd("reset")
    assert "StandardFirmata" in "".join(
        serial.until(lambda frame: "ino" in "".join(frame["lines"]).replace("\0", ""))["lines"]
    ).replace("\0", "")
    say(serial.wire, do="hear", said={"write": "hello", "end": "\n"})
    poll_until(lambda: uno.state()["bytes_in"] >= 6, "the line")
    serial.wire.shut()
    poll_until(lambda: bench.row(port)["state"] == "free", "its end")
    nowhere = View(bench, "serial:/etc/passwd?baud=9600").next()
    assert nowhere["closed"] and "/etc/passwd" in nowhere["error"]["en"]


def test_the_board_on_the_screen(bench):
    view = View(bench, "board:simulated:kite")
    view.next()
    wire, answer = bench.borrow("auto", "simulated", "kite")
    assert (
        answer["port"] == "simulated:kite"
        and answer["topic"] == "board:simulated:kite"
        and answer["firmware"]["name"] == "Sunmao"
    )
    say(
        wire,
        LAMP_ON + protocol.encode_set_mode(2, pin_modes.PULLUP) + protocol.encode_report_port(0, True),
        do="write",
        connection=answer["connection"],
    )
    assert hear(wire, "took")["connection"] == answer["connection"]
    view.until(lambda frame: frame["pins"].get("13", {}).get("value") == 1 and frame["owner"]["project"] == "kite")
    view.says(pin="2", value=0)
    view.until(lambda frame: frame["inputs"].get("2") == 0)
    for nonsense in ({"pin": "99", "value": 1}, {"pin": "2"}, {"distance": 3}, {"climate": {"pin": "4"}}, {}):
        view.says(**nonsense)
    view.says(plugged=False)
    assert hear(wire, "gone") == {"say": "gone"}
    refused = bench.borrow("auto", "simulated", "kite")[1]["error"]
    assert (refused["type"], refused["key"]) == ("BoardMissing", "board_unplugged")
    view.says(plugged=True)
    back = hear(wire, "back")
    assert back["port"] == "simulated:kite"
    # What was on its way when the cable was pulled is not of this connection.
    say(wire, LAMP_ON, do="write", connection=answer["connection"])
    level_off = protocol.encode_set_mode(12, pin_modes.OUTPUT)
    say(wire, level_off, do="write", connection=back["connection"])
    assert hear(wire, "took") == {"say": "took", "n": len(level_off), "connection": back["connection"]}
    assert "13" not in view.until(lambda frame: "12" in frame["pins"])["pins"]
    view.says(reset=True)
    said = b""
    while protocol.encode_7bit(b"Sunmao") not in said:
        said += frames.decode_frame(wire.receive_bytes(1 << 20))[1]
    say(wire, protocol.encode_set_mode(13, pin_modes.OUTPUT), do="safe")
    wire.shut()
    view.until(lambda frame: frame["owner"] is None)
    assert bench.borrow("auto", "simulated", "other")[1]["port"] == "simulated:other"


def test_a_program_that_speaks_nonsense_is_sent_away(bench):
    for frame in (frames.encode_frame({"do": "fly"}), b"no frame", b"[]\n"):
        wire = bench.host.call({"project": "p", "title": "p", "run": "9"})
        wire.send_bytes(frame)
        with pytest.raises((EOFError, OSError)):
            wire.receive_bytes(100)
    assert bench.host.ask("list")

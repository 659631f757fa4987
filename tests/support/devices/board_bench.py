"""Programs that use a board, in a studio of its own: a real bridge, the emulated Uno at a port that is a link."""

import functools
from contextlib import contextmanager
from pathlib import Path

import pytest

from sunmao.boards import select_board
from sunmao.boards.links.firmata.firmata_link import FirmataLink
from sunmao.protocol import frames
from sunmao.runtime import event_loop, session
from sunmao.server.devices.bridge_tickets import BridgeTickets
from sunmao.server.devices.worker_host import WorkerHost
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.observed_run import Studio

AT_ONCE = ("--no-reset-on-open",)  # an emulated board that is not reset when its port is opened
LAMP = """
import os, time
from sunmao import wait
from sunmao.boards import LED, use_board
use_board({board!r}, {port!r})
led = LED(13)
led.on()
print("on", os.getpid())
"""
STAYS = "while True:\n    wait(0.05)\n"
STUBBORN = "while True:\n    try:\n        time.sleep(3600)\n    except BaseException:\n        pass\n"


@contextmanager
def program_outside(port):
    """This process is a program outside the studio that uses the Uno at a port."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUNMAO_LANG", "en")
        patch.setattr(session, "_session", session._Session())
        patch.setattr(event_loop, "_event_loop", event_loop._EventLoop())
        patch.setattr(select_board, "_session", select_board._BoardsInUse())
        patch.setattr(FirmataLink, "identify", functools.partialmethod(FirmataLink.identify, within=HANG_TIMEOUT))
        select_board.use_board(name="arduino-uno", port=port)
        used = select_board.get_current_board()
        yield used
        used.close()


class Ports:
    """Links that stand for ports, in a folder: what SUNMAO_PORTS names exists only while it is plugged in."""

    def __init__(self, folder: Path, names: str):
        self.paths = {name: folder / name for name in names.split()}

    def __str__(self) -> str:
        return ",".join(map(str, self.paths.values()))

    def plug(self, name: str, uno) -> str:
        """Let this port lead to that board; its path."""
        self.paths[name].symlink_to(uno.port)
        return str(self.paths[name])

    def pull(self, name: str) -> None:
        """This port is there no more."""
        self.paths[name].unlink()


class Bench:
    """A studio with its boards process. folder: of its projects and its own files."""

    def __init__(self, folder: Path):
        self.own = folder / "own"
        (folder / "projects").mkdir(parents=True)
        self.own.mkdir()
        self.host = WorkerHost("sunmao.server.devices.boards.process", environment={"SUNMAO_OWN": str(self.own)})
        self.studio = Studio(folder / "projects", bridges=BridgeTickets({"boards": self.host}, str.title))

    def run(self, port: str = "auto", board: str = "arduino-uno", more: str = STAYS, begin: str = LAMP):
        """Start a program that switches the board's lamp on, and then does more."""
        return self.studio.run(begin.format(board=board, port=port) + more)

    def ready(self, port: str) -> None:
        """Wait until the board at this port has started: on a busy computer an emulated one takes long."""
        poll_until(lambda: self.host.ask("ask", within=HANG_TIMEOUT, port=port)["found"]["firmware"], "its firmware")

    def row(self, port: str) -> dict:
        """Return a port's row as a page sees it, or an empty one."""
        return next((row for row in self.host.ask("list")["found"] if row["port"] == port), {})

    def borrow(self, port: str, board: str = "arduino-uno", project: str = "p"):
        """A board without a program: the wire, and the bridge's answer."""
        wire = self.host.call({"project": project, "title": project, "run": "1"})
        return wire, asked(wire, do="open", board=board, port=port)

    def close(self) -> None:
        """End everything."""
        self.studio.runs.close()
        self.host.close()


def say(wire, data: bytes = b"", **said) -> None:
    """Send one frame."""
    wire.send_bytes(frames.encode_frame(said, data))


def hear(wire, what: str = "") -> dict:
    """The next frame; what: the next in which the board's process says that."""
    while True:
        assert wire.has_news(HANG_TIMEOUT), f"no {what or 'answer'}"
        said, _ = frames.decode_frame(wire.receive_bytes(1 << 20))
        if not what or said.get("say") == what:
            return said


def asked(wire, **said) -> dict:
    """The answer to one frame."""
    say(wire, **said)
    return hear(wire)


def shows(uno, pin: int, level: int) -> None:
    """Wait until a pin of the emulated board has this level."""
    poll_until(lambda: uno.pin(pin)["level"] == level, f"pin {pin} at {level}: {uno.pin(pin)}")


@pytest.fixture(scope="module")
def ports(tmp_path_factory, uno):
    """Two ports; the board is plugged in at `A`."""
    with pytest.MonkeyPatch.context() as patch:
        made = Ports(tmp_path_factory.mktemp("ports"), "A B")
        patch.setenv("SUNMAO_PORTS", str(made))
        made.plug("A", uno)
        yield made


@pytest.fixture(scope="module")
def port(ports) -> str:
    """The path of the port `A`."""
    return str(ports.paths["A"])


@pytest.fixture(scope="module")
def bench(tmp_path_factory, port):
    """A studio that knows the board at this port."""
    made = Bench(tmp_path_factory.mktemp("bench 张"))
    made.ready(port)
    yield made
    made.close()

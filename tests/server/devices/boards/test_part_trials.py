"""Parts tried one by one: all kinds on the board on the screen, some on an emulated Uno."""

import pytest

from checks.board_tables import list_wishes
from sunmao.boards import PARTS
from sunmao.boards.parts import part_trial
from sunmao.boards.pin_modes import DRIVEN
from sunmao.boards.registry import BOARDS
from sunmao.server.devices.boards.board_manager import BoardManager
from sunmao.server.devices.boards.last_used_ports import LastUsedPorts
from tests.support.devices.board_bench import STAYS, shows
from tests.support.limits import HANG_TIMEOUT

pytestmark = pytest.mark.process
WHO = {"project": "p", "title": "p"}
NOTHING_WRONG = {"error": None, "hint": None}
OPTIONS = {"Display": {"kind": "oled"}, "DriverServo": {"channel": "0"}, "Relay": {"active_high": "FALSE"}}


@pytest.fixture(scope="module")
def manager():
    made = BoardManager(LastUsedPorts(None))
    yield made
    made.shut_down()


def choose_pins(kind: str) -> dict[str, str]:
    """A pin of its own for each wire that must be there."""
    pins: dict[str, str] = {}
    for name, (ability, *more) in list_wishes(PARTS[kind]).items():
        if name not in PARTS[kind].optional:
            fits = (pin.name for pin in BOARDS["simulated"].pins if {ability, *more} <= pin.can)
            pins[name] = next(each for each in fits if each not in pins.values())
    return pins


@pytest.mark.parametrize("kind", PARTS)
def test_every_kind_moves_or_measures(manager, kind, monkeypatch):
    """A part that moves is at rest afterwards, and nobody has the board any more."""
    monkeypatch.setattr(part_trial, "PAUSE", 0.01)
    part = {"kind": kind, "pins": choose_pins(kind), "options": OPTIONS.get(kind, {})}
    told = manager.trials.run({"project": kind, "title": kind}, "simulated", "simulated", part)
    assert told == {"seen": told["seen"], **NOTHING_WRONG}
    assert bool(told["seen"]) == (kind in part_trial.READINGS) != (kind in part_trial.DEEDS)
    screen = manager.get_simulated_board(kind)
    levels = {pin["value"] for pin in screen.state()["pins"].values() if pin["mode"] in DRIVEN}
    assert screen.owner is None and levels <= {int(kind == "Relay")}  # this relay is off at 1


def test_what_cannot_be_tried_is_said(manager):
    told = manager.trials.run(WHO, "simulated", "simulated", {"kind": "LED", "pins": {"pin": "99"}, "options": {}})
    assert told["seen"] is None and "99" in told["error"]["en"]
    assert manager.get_simulated_board("p").owner is None


@pytest.mark.long
def test_on_an_uno(bench, uno, port):
    """A servo moves, a knob tells its value; while a program has the board, that is said."""

    def run(kind: str, **pins: str) -> dict:
        part = {"kind": kind, "pins": pins, "options": {}}
        return bench.host.ask("try_part", within=HANG_TIMEOUT, who=WHO, board="arduino-uno", port=port, part=part)[
            "found"
        ]

    toggles = uno.pin(13)["toggles"]
    assert run("LED", pin="13") == {"seen": None, **NOTHING_WRONG}
    assert uno.pin(13)["toggles"] >= toggles + 4
    uno.set_analog("A0", 512)
    assert run("Potentiometer", pin="A0")["seen"]["en"] == "50%"
    told = bench.run(port, more=STAYS).says("on")
    shows(uno, 13, 1)
    assert run("LED", pin="13")["error"]["en"]
    told.stop()
    told.ends()

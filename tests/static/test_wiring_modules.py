"""The wiring of parts without a page: which wires there are, and that a hole takes one of them."""

import json
from collections import Counter

import pytest

from sunmao.boards.parts import PARTS
from sunmao.server.routes.devices import dump_boards, dump_wiring

pytestmark = pytest.mark.process  # a Node for each

BOARDS = {board["name"]: board for board in dump_boards()}
# Drawings of parts ask the browser at once whether they may move.
SETUP = f"""(globalThis as any).matchMedia = () => ({{ matches: false }});
const {{ planWires }} = await import('./features/devices/wiring/plan_wires');
const {{ layOutWires }} = await import('./features/devices/wiring/wiring_layout');
const wirings = {json.dumps({kind: dump_wiring(part) for kind, part in PARTS.items()})} as any;
"""


def plan(node, board: dict, *parts: dict) -> dict:
    """The wires of parts on a board, and where they run: `planned`, `rows`, `drawn`."""
    code = f"""const board = {json.dumps(board)} as any;
    const plan = planWires(board, {json.dumps(parts)} as any, wirings);
    const {{ layout, rows, wires }} = layOutWires(board, plan);
    said.push({{ planned: plan.wires, rows: plan.rows, cautions: plan.cautions.length, width: layout.width,
      height: layout.height, drawn: wires.map(({{ wire, disc, hole }}) => ({{ name: wire.hole, disc, hole }})) }});"""
    return node(SETUP + code)[0]


def list_ends(found: dict) -> list[tuple[str, str]]:
    return [(wire["end"]["en"], wire["hole"]) for wire in found["planned"]]


def test_a_servo_has_its_three_leads(node):
    found = plan(node, BOARDS["arduino-uno"], {"kind": "Servo", "pins": {"pin": "9"}})
    assert list_ends(found) == [("orange or yellow", "9"), ("red", "5V"), ("brown or black", "GND")]
    assert found["rows"] == [] and found["cautions"] == 1


def test_an_option_that_is_off_wires_it_otherwise(node):
    lamps = [{"kind": "LED", "pins": {"pin": "5"}, "options": {"active_high": off}} for off in ("FALSE", False)]
    found = plan(node, BOARDS["arduino-uno"], *lamps[:1])
    assert [hole for _, hole in list_ends(found)] == ["5V", "5"]
    assert [wire["hole"] for wire in plan(node, BOARDS["arduino-uno"], *lamps[1:])["planned"]] == ["5V", "5"]


@pytest.mark.parametrize("name", BOARDS)
def test_a_hole_takes_one_wire_and_the_rest_share_a_row(node, name):
    """Three parts on I2C, two of one servo driver, an optional pin left open, a pin that the board lacks."""
    parts = [
        {"kind": "Display", "pins": {}},
        {"kind": "Accelerometer", "pins": {}},
        *({"kind": "DriverServo", "pins": {}, "options": {"channel": channel}} for channel in "01"),
        {"kind": "Joystick", "pins": {"x": "A0", "y": "A1"}},
        {"kind": "LED", "pins": {"pin": "13"}},
        {"kind": "LED", "pins": {"pin": "99"}},
        {"kind": "Pin", "pins": {"pin": "4"}},
    ]
    board = BOARDS[name]
    found = plan(node, board, *parts)
    wanted = Counter(hole for _, hole in list_ends(found))
    assert wanted["GND"] == 7 and wanted[board["i2c"]["sda"]] == 4  # one of each joins its row to the board
    assert {"GND", board["i2c"]["sda"], board["i2c"]["scl"]} <= set(found["rows"]) and "13" not in found["rows"]
    holes = [(wire["hole"]["x"], wire["hole"]["y"]) for wire in found["drawn"] if wire["hole"]]
    assert len(set(holes)) == len(holes)
    for wire in found["drawn"]:
        assert 0 < wire["disc"]["x"] < found["width"] and 0 < wire["disc"]["y"] < found["height"]


def test_a_board_of_another_package_may_name_no_holes_for_current(node):
    board = BOARDS["arduino-uno"] | {"power": []}
    found = plan(node, board, {"kind": "Servo", "pins": {"pin": "9"}})
    assert found["rows"] == ["5V", "GND"] and len(found["planned"]) == 3

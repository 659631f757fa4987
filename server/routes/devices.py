"""Devices: which boards and cameras there are, asking a board what it is, letting go of a port."""

from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from sunmao.boards.part import Wire
from sunmao.boards.parts import PARTS
from sunmao.boards.registry import BOARDS
from sunmao.boards.sketches.shipped_sketches import VERSION, estimate_seconds
from sunmao.server.answers import answers
from sunmao.server.answers.devices import Devices, PartTrial, Port
from sunmao.server.devices.device_topics import CAMERAS
from sunmao.server.errors import HttpProblem
from sunmao.server.http.request_parsing import read_json, take_value
from sunmao.server.studio import get_studio
from sunmao.texts import TEXTS, get_both

routes = Blueprint("devices", __name__)

LISTS_WITHIN, ASKS_WITHIN = 15, 12  # seconds; a board may start for five, and a second speed is tried
TRIES_WITHIN = 20  # seconds: besides, a part moves for some


@routes.get("/api/devices")
@answers(Devices)
def index() -> ResponseReturnValue:
    """{ports, cameras, boards, wirings}: what is plugged in, every kind of board with its pins, and the wires of every
    kind of part.
    """
    return jsonify(
        ports=get_studio().boards.ask("list", LISTS_WITHIN)["found"],
        cameras=CAMERAS.rows(get_studio().cameras),
        boards=dump_boards(),
        wirings={kind: dump_wiring(part) for kind, part in PARTS.items()},
    )


@routes.post("/api/devices/ask")
@answers(Port)
def ask() -> ResponseReturnValue:
    """Find out what is at {port}, for some seconds; its row. 409 while a program uses it."""
    return jsonify(ask_boards("ask", ASKS_WITHIN))


@routes.post("/api/devices/let-go")
@answers(Port)
def let_go() -> ResponseReturnValue:
    """Close {port}, so that another program can have it; its row. 409 while a program of ours uses it."""
    return jsonify(ask_boards("let_go"))


@routes.post("/api/devices/board")
@answers(Port)
def name() -> ResponseReturnValue:
    """Remember that {board} is at {port}; its row."""
    return jsonify(ask_boards("name", board=read_board()))


@routes.post("/api/devices/install")
@answers(Port)
def install() -> ResponseReturnValue:
    """Begin to put our sketch on the {board} at {port}; its row. 409 while a program uses it."""
    board = read_board()
    if not BOARDS[board].installable:
        raise HttpProblem(400, "bad_value", name="board")
    return jsonify(ask_boards("install", board=board))


@routes.post("/api/devices/install/stop")
@answers(Port)
def stop_install() -> ResponseReturnValue:
    """End that at {port}; its row."""
    return jsonify(ask_boards("stop_install"))


@routes.post("/api/projects/<project>/devices/part-trials")
@answers(PartTrial)
def try_part(project: str) -> ResponseReturnValue:
    """Let the {part: {kind, pins, options}} on the {board} at {port} do what it can, for some seconds; what it
    measures, or what is wrong. The board on the screen: {port} 'simulated'.
    """
    data = read_json()
    part, title = take_value(data, "part", dict), get_studio().projects.get(project).title
    board = read_board()
    if take_value(part, "kind", str) not in PARTS:
        raise HttpProblem(400, "bad_value", name="part")
    wanted = {
        "kind": part["kind"],
        "pins": take_texts_of(part, "pins"),
        "options": take_value(part, "options", dict, {}),
    }
    who = {"project": project, "title": title}
    return jsonify(ask_boards("try_part", TRIES_WITHIN, who=who, board=board, part=wanted))


def take_texts_of(data: dict, name: str) -> dict[str, str]:
    """The names of pins by arguments. Raises HttpProblem for anything else."""
    found = take_value(data, name, dict)
    if not all(isinstance(each, str) for each in found.values()):
        raise HttpProblem(400, "bad_value", name=name)
    return found


def read_board() -> str:
    """The {board} of a request. Raises HttpProblem for a kind that there is not."""
    board = take_value(read_json(), "board", str)
    if board not in BOARDS:
        raise HttpProblem(400, "bad_value", name="board")
    return board


def ask_boards(do: str, within: float = 8, **more: Any) -> dict:
    """Return the answer of the boards process about {port}. Raises HttpProblem."""
    return get_studio().boards.ask(do, within, port=take_value(read_json(), "port", str), **more)["found"]


def dump_boards() -> list[dict]:
    """The kinds of boards, as the page draws them: sizes and places in millimeters."""
    return [
        {
            "name": board.name,
            "zh": board.zh,
            "en": board.en,
            "size": list(board.size),
            "installable": board.installable,
            "sketch_version": list(VERSION) if board.installable else None,
            "install_seconds": estimate_seconds(board) if board.installable else None,
            "led": board.led,
            "more": sorted(board.more),
            "color": board.color,
            "pins": [
                {"number": pin.number, "name": pin.name, "can": sorted(pin.can), "x": pin.x, "y": pin.y}
                for pin in board.pins
            ],
            "power": [{"name": hole.name, "x": hole.x, "y": hole.y} for hole in board.power],
            "i2c": board.i2c_pins,
        }
        for board in BOARDS.values()
    ]


def dump_wiring(part: Any) -> dict:
    """Describe the wiring of a class of `PARTS`."""
    return {
        "wires": dump_wires(part.wires),
        "without": {option: dump_wires(wires) for option, wires in part.wires_without.items()},
        "caution": get_both(part.caution) if part.caution else None,
    }


def dump_wires(wires: tuple[Wire, ...]) -> list[dict]:
    """Wires, with their ends in both languages: what is printed on a part is the same in both."""
    return [
        {
            "end": get_both(wire.end) if wire.end in TEXTS else {"zh": wire.end, "en": wire.end},
            "to": wire.to,
            "color": wire.color,
        }
        for wire in wires
    ]

"""The boards, parts and cameras that a program uses, read from its blocks: for the checks before it runs, and for the
page.
"""

from dataclasses import dataclass
from typing import Any

from sunmao.blocks.categories.pickers import number_or_text
from sunmao.blocks.spec import Block, Input
from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.parts import PARTS
from sunmao.boards.registry import BOARDS
from sunmao.codegen.nodes import Node, Variable
from sunmao.codegen.stacks import Stacks
from sunmao.codegen.variable_usage import READERS

_LITERALS = {"pick_pin": "value", "pick_camera": "value", "text": "TEXT", "math_number": "NUM"}
_OWN_PYTHON = {"program_python", "program_python_value"}


@dataclass(frozen=True)
class UsedPart:
    """Something on pins, made by a block. kind: its class; '' for a block that uses a pin without a part.

    pins: argument → name or number, None where it is known only when the program runs; options: what its other menus
    and ticks say;
    board: the board in use there, None when that is not sure; section: counts the boards in use; surely: it is made on
    every run, once; variable: where it is kept.
    """

    node: Node
    kind: str
    pins: dict[str, int | str | None]
    options: dict[str, str | bool]
    board: BoardSpec | None
    section: int
    surely: bool
    variable: Variable | None


@dataclass(frozen=True)
class UsedDevices:
    """boards: names in the order of use; parts: in the order of the program; cameras: sources; homeless: the parts that
    no board can have, because none is in use yet."""

    boards: list[str]
    parts: list[UsedPart]
    cameras: list[str]
    homeless: list[Node]

    def as_dict(self) -> dict[str, Any]:
        """The JSON object for the page; of raw pins nothing is said."""
        parts = [_format_part(part) for part in self.parts if part.kind]
        return {
            "boards": list(dict.fromkeys(self.boards)),
            "parts": parts,
            "cameras": list(dict.fromkeys(self.cameras)),
        }


def find_devices(stacks: Stacks, nodes: list[Node]) -> UsedDevices:
    """Reads the devices of a program. nodes: all that take part, the main program first."""
    found = UsedDevices([], [], [], [])
    main = {id(top) for top in stacks.main}
    board, section, unsure = None, 0, bool(_OWN_PYTHON & {node.type for node in nodes})
    for node in nodes:
        surely = id(node.top) in main and (node.surround is None or _is_kept(node))
        if node.type == "board_use":
            found.boards.append(node.field("name"))
            board, section = BOARDS[node.field("name")] if surely else None, section + 1
            unsure = unsure or not surely
        elif node.type == "camera_open" and (source := get_literal(node, "source")) is not None:
            found.cameras.append(str(source))
        elif (pins := _get_pins(node)) is not None:
            if not (section or unsure) and id(node.top) in main:
                found.homeless.append(node)
            found.parts.append(
                UsedPart(
                    node,
                    get_part_class(node) or "",
                    pins,
                    _get_options(node),
                    board,
                    section,
                    surely,
                    _find_variable(node),
                )
            )
    if not (found.boards or unsure):
        found.homeless[:] = [part.node for part in found.parts]
    return found


def get_part_class(node: Node) -> str | None:
    """The class of the part that a block makes; None when it makes none."""
    part, chosen = node.declaration.part, node.declaration.chosen
    return node.field(chosen.name) if part and part[0] == "=" and chosen else part


def get_literal(node: Node, name: str) -> int | str | None:
    """Return the value in a hole as the child wrote it; its default when it is empty; None when only the running
    program knows.
    """
    child = node.child(name)
    if child is None:
        hole = node.declaration.hole(name)
        return hole.default if hole and isinstance(hole.default, (int, str)) else None
    field = _LITERALS.get(child.type)
    return number_or_text(str(child.field(field)).strip()) if field else None


def _get_pins(node: Node) -> dict[str, Any] | None:
    """The pins of a block that makes a part or uses a pin; None for others."""
    declaration = node.declaration
    if not isinstance(declaration, Block):
        return None
    pins = {
        hole.name: get_literal(node, hole.name)
        for hole in _list_visible_inputs(node)
        if hole.kind == "value" and hole.picker == "pin"
    }
    return pins if pins or declaration.part else None


def _get_options(node: Node) -> dict[str, str | bool]:
    """Return the values of a block's menus and ticks apart from the kind of its part, and its place on I2C."""
    fields = [
        hole
        for hole in _list_visible_inputs(node)
        if hole.kind in ("menu", "check") and hole is not node.declaration.chosen
    ]
    kind = get_part_class(node)
    placed = PARTS[kind].placed_by if kind in PARTS else ()
    # Where on I2C it is, as far as a number stands there.
    places = {
        hole.name: get_literal(node, hole.name)
        for hole in _list_visible_inputs(node)
        if hole.kind == "value" and hole.name in placed
    }
    return {hole.name: node.field(hole.name) for hole in fields} | {
        name: str(place) for name, place in places.items() if place is not None
    }


def _list_visible_inputs(node: Node) -> list[Input]:
    """The holes of a block, and those of its options that were added."""
    added = node.extra.get("more")
    added = added if isinstance(added, list) else []
    return [*node.declaration.holes, *(option for option in node.declaration.optional_inputs if option.name in added)]


def _is_kept(node: Node) -> bool:
    """Is it the value of an assignment that stands in no other block?"""
    around = node.surround
    return around is not None and around.type == "variables_set" and around.surround is None


def _find_variable(node: Node) -> Variable | None:
    return node.surround.field("VAR") if node.surround and node.surround.type == "variables_set" else None


def read_variable(node: Node, name: str) -> Variable | None:
    """The variable that stands in a hole."""
    child = node.child(name)
    return child.field("VAR") if child and child.type in READERS else None


def _format_part(part: UsedPart) -> dict[str, Any]:
    board = part.board
    pins = {
        name: found.name if board and (found := board.pin(pin)) else str(pin)
        for name, pin in part.pins.items()
        if pin is not None
    }
    shown = {
        "kind": part.kind,
        "pins": pins,
        "name": part.variable.name if part.variable else "",
        "block": part.node.id,
    }
    return shown | ({"options": part.options} if part.options else {})

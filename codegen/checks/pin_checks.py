"""Can every part work on the pins, the board and the firmware that it is given? And is every device there when it is
used?
"""

from collections.abc import Iterator
from inspect import signature
from itertools import groupby
from typing import Any

from sunmao.boards.board_spec import BoardSpec
from sunmao.boards.parts import PARTS
from sunmao.boards.pin_compatibility import find_conflicts, find_problem, make_no_pin, make_pin_unsupported
from sunmao.codegen.devices import UsedDevices, UsedPart, get_part_class, read_variable
from sunmao.codegen.nodes import Node
from sunmao.codegen.problems import ERROR, HINT, WARNING, Problem, make_problem
from sunmao.codegen.stacks import Stacks
from sunmao.codegen.texts import TYPES
from sunmao.codegen.variable_usage import READERS, VariableUsage
from sunmao.texts import get_both

_DEVICES = {"Camera", *PARTS}


def check_wiring(devices: UsedDevices, variables: VariableUsage) -> Iterator[Problem]:
    """Check each part's needs against what its board, pins and firmware offer, and find conflicts between parts."""
    uses = _list_used_words(variables)
    homeless = {id(node) for node in devices.homeless}
    for part in devices.parts:
        if id(part.node) in homeless:
            yield make_problem(part.node.id, "no_board_yet", WARNING)
        elif part.board and part.kind:
            words = uses.get(part.variable.id, ()) if part.variable else ()
            for argument, key, params in find_problem(part.board, part.kind, part.options | part.pins, words):
                # A board of this kind may run another firmware: only the board itself knows.
                yield _make_pin_problem(
                    part, argument, key, params, WARNING if key.startswith("part_needs_sketch") else ERROR
                )
        elif part.board:
            yield from _find_raw_problem(part, part.board)
        yield from _find_unknown_options(part)
    for _, section in groupby(devices.parts, lambda part: part.section):
        yield from _find_conflicts([part for part in section if part.surely and part.kind and part.board], variables)
    yield from _find_unknown_words(variables)


def check_devices_there(stacks: Stacks, variables: VariableUsage) -> Iterator[Problem]:
    """Hats whose device is never set, two hats for one event, and devices that are used above the block that makes
    them.
    """
    hats = {id(hat) for hat in stacks.hats}
    made = {variable.id for node, variable, _ in variables.assignments if id(node.top) not in hats}
    seen = set()
    for hat in stacks.hats:
        for name, child in hat.inputs.items():
            variable = read_variable(hat, name)
            if variable and child.takes and variable.id not in made:
                yield make_problem(child.id or hat.id, "never_made", name=variable.name[:40])
        if hat.type == "program_when_pressed" and (button := read_variable(hat, "button")):
            if (event := (button.id, hat.field("event"))) in seen:
                yield make_problem(hat.id, "two_hats", HINT)
            seen.add(event)
    yield from _find_early_use(stacks, variables)


def _find_early_use(stacks: Stacks, variables: VariableUsage) -> Iterator[Problem]:
    """Reads of a camera or a part before its only block has made it; only where that is sure."""
    main = [node for top in stacks.main for node in top.stack()]
    order = {id(node): place for place, node in enumerate(main)}
    last: dict[str, list[int | None]] = {}
    for node, variable, _ in variables.assignments:
        last.setdefault(variable.id, []).append(order.get(id(node)))
    for node in variables.nodes:
        if node.type not in READERS or variables.types.get(node.field("VAR").id) not in _DEVICES:
            continue
        places, statement = last.get(node.field("VAR").id, [None]), node
        while statement.surround:
            statement = statement.surround
        made = [place for place in places if place is not None]
        if len(made) == len(places) and id(statement) in order and order[id(statement)] < min(made):
            yield make_problem(node.id, "made_later", name=node.field("VAR").name[:40])


def _find_raw_problem(part: UsedPart, board: BoardSpec) -> Iterator[Problem]:
    """A pin that is used without a part: is it there, and can it do that?"""
    for name, written in part.pins.items():
        if written is None:
            continue
        pin, ability = board.pin(written), _get_raw_ability(part.node, name)
        if pin is None:
            yield _make_pin_problem(part, name, *make_no_pin(board, str(written)), ERROR)
        elif ability and ability not in pin.can:
            yield _make_pin_problem(part, name, *make_pin_unsupported(board, pin, ability), ERROR)


def _get_raw_ability(node: Node, name: str) -> str | None:
    value = node.child("value")
    between = value is not None and value.type == "math_number" and 0 < value.field("NUM") < 1
    hole = node.declaration.hole(name)
    return "pwm" if between else hole.ability if hole else None


def _find_conflicts(parts: list[UsedPart], variables: VariableUsage) -> Iterator[Problem]:
    """Pins that two parts want, and what else they take from each other; a part that is closed takes nothing."""
    closed = {
        found.id for node in variables.nodes if node.type == "board_close" and (found := read_variable(node, "device"))
    }
    parts = [part for part in parts if not (part.variable and part.variable.id in closed)]
    board = parts[0].board if parts else None
    if board is None:
        return
    for number, argument, key, params in find_conflicts(
        board, [(part.kind, part.options | part.pins) for part in parts]
    ):
        yield _make_pin_problem(parts[number], argument, key, params, ERROR)


def _list_used_words(variables: VariableUsage) -> dict[str, list[str]]:
    """Variable id → the words of its part that the program uses; only of variables that are set once."""
    counts: dict[str, int] = {}
    for _, variable, _ in variables.assignments:
        counts[variable.id] = counts.get(variable.id, 0) + 1
    found: dict[str, list[str]] = {}
    for node, hole, word in _iter_words(variables):
        kept = read_variable(node, hole)
        if kept and counts.get(kept.id) == 1 and not _is_level(node):
            found.setdefault(kept.id, []).append(word)
    return found


def _is_level(node: Node) -> bool:
    """Does it give a pin 0 or 1, which every output can?"""
    value = node.child("value")
    return value is not None and value.type == "math_number" and value.field("NUM") in (0, 1)


def _find_unknown_words(variables: VariableUsage) -> Iterator[Problem]:
    """A word that this kind of part does not know, such as the humidity of a light sensor."""
    for node, hole, word in _iter_words(variables):
        child = node.child(hole)
        kind = variables.type_of(child) or (get_part_class(child) if child else None)
        if kind in PARTS and not hasattr(PARTS[kind], word):
            options = {option[0]: option[1:] for menu in node.declaration.holes for option in menu.options}
            yield make_problem(node.id, "cannot_that", kind=TYPES[kind], word=options.get(word, (word, word)))


def _find_unknown_options(part: UsedPart) -> Iterator[Problem]:
    """An option that another kind of the same block has, such as the model of a light sensor."""
    for option in part.node.optional_inputs if part.kind else ():
        if option.name not in signature(PARTS[part.kind]).parameters:
            yield make_problem(part.node.id, "cannot_that", kind=TYPES[part.kind], word=option.label)


def _iter_words(variables: VariableUsage) -> Iterator[tuple[Node, str, str]]:
    """(node, hole, word) for each word that a block says to what stands in one of its holes."""
    for node in variables.nodes:
        for hole, menu, word in node.declaration.said_words:
            yield node, hole, node.field(menu) if menu else word


def _make_pin_problem(part: UsedPart, argument: str | None, key: str, params: dict[str, Any], level: str) -> Problem:
    """A sentence of the library's on the pin that it is about, else on the part."""
    place = part.node.child(argument) if argument else None
    return Problem((place.id if place else None) or part.node.id, level, key, get_both(key, **params))

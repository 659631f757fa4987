"""Between which numbers a value lies, and which way a block counts."""

from math import inf

import pytest

from sunmao.blocks.assigned_values import AssignedValues
from sunmao.blocks.number_bounds import UNKNOWN, NumberBounds
from sunmao.codegen import compile_workspace
from sunmao.codegen.workspace import read_workspace
from tests.support.blocks.workspace_builder import block, number, program, set_variable, text, variable


def _sum(operator: str, left: dict, right: dict) -> dict:
    return block("math_arithmetic", {"OP": operator}, A=left, B=right)


def _die(least: float, most: float) -> dict:
    return block("math_random_int", FROM=number(least), TO=number(most))


def _count(start: dict, stop: dict, step: dict | None = None) -> dict:
    return block("controls_for", {"VAR": {"id": "id_n"}}, FROM=start, TO=stop, BY=step)


def _bounds(value: dict, *before: dict) -> tuple[float, float]:
    """Those of what is put into x at the end."""
    nodes = read_workspace(program([*before, set_variable("x", value)])).nodes
    [last] = [node for node in nodes if node.type == "variables_set" and node.field("VAR").name == "x"]
    return NumberBounds(AssignedValues(nodes)).of(last.child("VALUE"))


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        (lambda: number(3), (3, 3)),
        (lambda: block("text_length", VALUE=text("abc")), (0, inf)),
        (lambda: _die(2, 6), (2, 6)),
        (lambda: _sum("ADD", _die(2, 6), number(1)), (3, 7)),
        (lambda: _sum("MINUS", number(10), _die(2, 6)), (4, 8)),
        (lambda: _sum("MULTIPLY", _die(2, 6), number(2)), (0, inf)),
        (lambda: _sum("MULTIPLY", _die(-1, 6), number(2)), UNKNOWN),
        (lambda: _sum("DIVIDE", number(6), number(2)), UNKNOWN),
        (lambda: _sum("ADD", number(1), text("2")), UNKNOWN),
        (lambda: text("2"), UNKNOWN),
    ],
)
def test_the_bounds_of_a_value(value, bounds):
    assert _bounds(value()) == bounds


def test_an_empty_hole_has_its_default():
    assert NumberBounds(AssignedValues([])).of(None, 5) == (5, 5)


def test_a_variable_has_the_bounds_of_all_its_values():
    two = set_variable("n", number(2)), set_variable("n", _die(5, 9))
    assert _bounds(variable("n"), *two) == (2, 9)
    assert _bounds(variable("n"), *two, set_variable("n", text("a"))) == UNKNOWN
    assert _bounds(variable("n"), _count(_die(1, 2), number(8))) == (1, 8)
    assert _bounds(variable("n"), set_variable("n", _sum("ADD", variable("n"), number(1)))) == UNKNOWN
    assert _bounds(variable("n"), block("controls_forEach", {"VAR": {"id": "id_n"}})) == UNKNOWN


def test_too_many_blocks_inside_each_other_are_not_followed():
    value = number(1)
    for _ in range(12):
        value = _sum("ADD", value, number(1))
    assert _bounds(value) == (13, 13)
    value = _sum("ADD", _sum("ADD", value, number(1)), number(1))
    assert _bounds(value) == UNKNOWN


@pytest.mark.parametrize(
    ("loop", "line"),
    [
        (lambda: _count(number(1), number(5)), "for n in range(1, 6):"),
        (lambda: _count(number(5), number(1)), "for n in range(5, 0, -1):"),
        (lambda: _count(number(1), block("text_length", VALUE=text("a"))), None),
        (lambda: _count(number(0), block("text_length", VALUE=text("a"))), "for n in range(len('a') + 1):"),
    ],
)
def test_a_loop_counts_the_way_that_is_sure(loop, line):
    lines = compile_workspace(program([loop()])).python.splitlines()
    assert (line in lines) if line else not any(each.startswith("for n in range(") for each in lines)

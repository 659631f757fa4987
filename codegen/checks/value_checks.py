"""Values that fit by their type and still go wrong: a loop that counts by 0, or down where there is nothing to count
up, and an answer that is text and is calculated with.
"""

from collections.abc import Iterator
from math import inf, isfinite

from sunmao.blocks.number_bounds import find_direction
from sunmao.codegen.nodes import Node
from sunmao.codegen.problems import WARNING, Problem, make_problem
from sunmao.codegen.variable_usage import READERS, VariableUsage

_ASKING = ("text_prompt_ext", "text_prompt")
_NUMBER = ("Number",)


def check_values(nodes: list[Node], variables: VariableUsage) -> Iterator[Problem]:
    """Steps of 0, each on the number; loops that may count the other way; questions for text whose answer is used as a
    number, each once, on the question.
    """
    for node in nodes:
        if node.type == "controls_for" and find_direction(node, variables.bounds_of) == "BOTH":
            yield make_problem(node.id, _find_doubt(node, variables), WARNING)
        step = node.child("BY") if node.type == "controls_for" else None
        if step is not None and step.type == "math_number" and step.field("NUM") == 0:
            yield make_problem(step.id or node.id, "zero_step", WARNING)
    yield from _find_calculated_answers(nodes, variables)


def _find_doubt(node: Node, variables: VariableUsage) -> str:
    """Return the key of the warning on the other way in which a loop may count: down, or up where its first number is
    open and its last is written out.
    """
    start, stop = variables.bounds_of(node, "FROM", 0), variables.bounds_of(node, "TO", 0)
    return "counts_up_too" if start[0] == -inf and isfinite(stop[1]) else "counts_down_too"


def _find_calculated_answers(nodes: list[Node], variables: VariableUsage) -> Iterator[Problem]:
    wanted = {child.field("VAR").id for node in nodes for child in _list_number_holes(node, variables)}
    told = set()
    for node, variable, given in variables.assignments:
        if variable.id not in wanted or not isinstance(given, Node) or id(given) in told:
            continue
        if given.type in _ASKING and given.field("TYPE") == "TEXT":
            told.add(id(given))
            yield make_problem(given.id or node.id, "asked_text", WARNING, name=variable.name[:40])


def _list_number_holes(node: Node, variables: VariableUsage) -> list[Node]:
    """The variables that a block reads where only a number can stand."""
    children = [child for child in node.inputs.values() if not (child.disabled or child.broken)]
    compared = node.type == "logic_compare" and any(variables.type_of(child) == "Number" for child in children)
    return [child for child in children if child.type in READERS and (compared or child.takes == _NUMBER)]

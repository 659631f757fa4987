"""Which variables hold a whole number on every run: those need no `int(…)` where Python wants one."""

import ast
from collections.abc import Iterable
from typing import Any

from sunmao.blocks.emit_types import EmitNode
from sunmao.blocks.spec import VARIABLE

_ALWAYS = {
    "lists_length",
    "text_length",
    "text_count",
    "text_indexOf",
    "lists_indexOf",
    "math_random_int",
    "math_round",
    "data_count",
}
# Block → the inputs that must be whole for its value, or for what it puts into its variable, to be whole. Empty ones
# are 0 or 1.
_FROM_INPUTS = {
    ("math_arithmetic", "ADD"): ("A", "B"),
    ("math_arithmetic", "MINUS"): ("A", "B"),
    ("math_arithmetic", "MULTIPLY"): ("A", "B"),
    ("math_single", "NEG"): ("NUM",),
    ("math_single", "ABS"): ("NUM",),
    ("math_modulo", None): ("DIVIDEND", "DIVISOR"),
    ("variables_set", None): ("VALUE",),
    ("math_change", None): ("DELTA",),
    ("controls_for", None): ("FROM", "BY"),
}
CHILDS_PYTHON = {"program_python", "program_python_value"}
_ANYTHING = {"exec", "eval", "globals", "locals", "vars", "setattr", "__import__"}  # what may set any variable


def whole_variables(nodes: Iterable[Any]) -> frozenset[str]:
    """The ids of the variables that never hold anything but an `int`, in a program of these nodes."""
    assignments, spoiled, set_by_text = [], set[str](), set[str]()
    for node in nodes:
        if node.type in CHILDS_PYTHON:
            names = find_assigned(node.field("code"))
            if names is None:
                return frozenset()
            set_by_text |= names
        spoiled.update(parameter.id for parameter in node.parameters)
        for name in node.declaration.sets:
            if node.declaration.fields.get(name) == VARIABLE:
                assignments.append((node.field(name), node))
    whole = {variable.id for variable, _ in assignments if variable.name not in set_by_text} - spoiled
    while lost := {each.id for each, node in assignments if each.id in whole and not _from_inputs(node, whole)}:
        whole -= lost
    return frozenset(whole)


def find_assigned(text: str) -> set[str] | None:
    """The names that a child's own Python sets; None where it may set any, or is no Python."""
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    if _ANYTHING & names or any(isinstance(node, ast.alias) and node.name == "*" for node in nodes):
        return None
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    bound = {
        getattr(node, "name", None) or getattr(node, "asname", None) or getattr(node, "arg", None) for node in nodes
    }
    return stored | {name.partition(".")[0] for name in bound if isinstance(name, str)}


def _from_inputs(node: EmitNode, whole: set[str]) -> bool:
    names = _FROM_INPUTS.get((node.type, node.values.get("OP")))
    return names is not None and all(_is_whole(node.child(name), whole) for name in names)


def _is_whole(node: EmitNode | None, whole: set[str]) -> bool:
    """Whether the value of a block is whole, when these variables are. No block: a whole default."""
    if node is None or node.type in _ALWAYS:
        return True
    if node.type == "variables_get":
        return node.field("VAR").id in whole
    return isinstance(node.field("NUM"), int) if node.type == "math_number" else _from_inputs(node, whole)

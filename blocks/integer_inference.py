"""Inference of the variables that hold a whole number on every run: those need no `int(…)` where Python wants one."""

import re

from sunmao.blocks.assigned_values import CHILDS_PYTHON, NAMING, Assigned, AssignedValues, get_childs_python
from sunmao.blocks.emit_types import EmitNode

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
_ASKING = {"text_prompt_ext", "text_prompt"}
# Blocks of Blockly's whose value is no whole number, or a text that may be read as a number; None: whatever the menu.
_DOUBTFUL = {
    "math_arithmetic": {"DIVIDE", "POWER"},
    "math_single": {"ROOT", "LN", "LOG10", "EXP", "POW10"},
    "math_on_list": {"AVERAGE", "MEDIAN", "STD_DEV"},
    **dict.fromkeys(("math_trig", "math_constant", "math_random_float", "math_atan2", "math_constrain")),
}
_SETTING = {"variables_update", "variables_update_item", "variables_unpack", "variables_unpack_three"}
# What in a child's own Python may give a number that is not whole, or a text.
_DOUBTFUL_TEXT = re.compile(r"(?<!/)/(?!/)|\*\*|\d\.|\.\d|float|input|split|import|math\.|random\.|time|[\"'][^\"']*\d")


def whole_variables(values: AssignedValues) -> frozenset[str]:
    """The ids of the variables that never hold anything but an `int`, in a program of these assignments."""
    variables = values.list_assigned([text for text in values.texts if _DOUBTFUL_TEXT.search(text)])
    whole = set(variables)
    while lost := {id for id in whole if not all(_gives_whole(assigned, whole) for assigned in variables[id])}:
        whole -= lost
    return frozenset(whole)


def has_only_whole_numbers(values: AssignedValues) -> bool:
    """Whether no value in a program can be a number that is not whole, or a text that is read as a number."""
    return not any(map(_is_doubtful, values.nodes))


def is_whole_value(node: EmitNode) -> bool:
    """Whether nothing in a child's own value says that it may be no whole number."""
    return not _DOUBTFUL_TEXT.search(get_childs_python(node))


def _is_doubtful(node: EmitNode) -> bool:
    if node.type in CHILDS_PYTHON:
        return not is_whole_value(node)
    if node.type in NAMING or node.type in _SETTING:
        return True
    if node.type in _DOUBTFUL:
        operators = _DOUBTFUL[node.type]
        around = node.surround
        if around is not None and around.type == "math_round" and node.type == "math_arithmetic":
            return False
        return operators is None or node.values.get("OP") in operators
    if node.type == "math_number":
        return not isinstance(node.field("NUM"), int)
    if node.type == "text":
        return any(letter.isdigit() for letter in node.field("TEXT"))
    if node.type in _ASKING:
        return bool(node.field("TYPE") != "INTEGER")
    if node.type == "lists_split":
        return bool(node.field("MODE") == "SPLIT")
    ours = bool(node.declaration.shape)
    return ours and bool(node.declaration.output) and node.type not in _ALWAYS


def _gives_whole(assigned: Assigned, whole: set[str]) -> bool:
    if assigned.argument:
        child = assigned.node.child(assigned.argument)
        return child is not None and _is_whole(child, whole)
    return assigned.node.declaration.definition or _from_inputs(assigned.node, whole)


def _from_inputs(node: EmitNode, whole: set[str]) -> bool:
    names = _FROM_INPUTS.get((node.type, node.values.get("OP")))
    return names is not None and all(_is_whole(node.child(name), whole) for name in names)


def _is_whole(node: EmitNode | None, whole: set[str]) -> bool:
    """Whether the value of a block is whole, when these variables are. No block: a whole default."""
    if node is None or node.type in _ALWAYS:
        return True
    if node.type == "variables_get":
        return node.field("VAR").id in whole
    if node.type in _ASKING:
        return bool(node.field("TYPE") == "INTEGER")
    if node.type in CHILDS_PYTHON:
        return is_whole_value(node)
    return isinstance(node.field("NUM"), int) if node.type == "math_number" else _from_inputs(node, whole)

"""What can be seen in a piece of Python before it runs: numbers written out, and values that are surely whole or text."""

import ast

from sunmao.blocks.emit_types import EmitContext
from sunmao.blocks.template import literal

_WHOLE_CALLS = {"len", "int", "round", "first_index", "last_index"}
_WHOLE_METHODS = {"find", "rfind", "count", "randint"}
_TEXT_METHODS = {"upper", "lower", "title", "strip", "lstrip", "rstrip", "replace", "join"}
_WHOLE_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Mod)


def get_number(part: ast.expr) -> int | float | None:
    """The number that is written out in an expression (`3`, `-0.5`), or None."""
    if isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.USub):
        inside = get_number(part.operand)
        return None if inside is None else -inside
    if isinstance(part, ast.Constant) and isinstance(part.value, (int, float)) and not isinstance(part.value, bool):
        return part.value
    return None


def get_whole_number(part: ast.expr) -> int | None:
    """As `get_number`, and only when the number is whole: an `int`."""
    found = get_number(part)
    return found if isinstance(found, int) else None


def is_text(part: ast.expr) -> bool:
    """Whether the value is a text on every run."""
    if isinstance(part, ast.Constant):
        return isinstance(part.value, str)
    if isinstance(part, ast.BinOp):
        return isinstance(part.op, ast.Add) and is_text(part.left)
    if isinstance(part, ast.Call):
        return _get_called(part) in {"str", "input"} or _get_method(part) in _TEXT_METHODS
    return isinstance(part, ast.Subscript) and is_text(part.value)


def is_text_list(part: ast.expr) -> bool:
    """Whether the value is a list of nothing but texts on every run."""
    if isinstance(part, ast.List):
        return all(map(is_text, part.elts))
    return isinstance(part, ast.Call) and _get_method(part) == "split"


def is_whole(part: ast.expr, gen: EmitContext) -> bool:
    """Whether the value is an `int` on every run (False: not known)."""
    if isinstance(part, ast.Name):
        return part.__dict__.get("variable") in gen.whole_variables
    if isinstance(part, ast.BinOp):
        return isinstance(part.op, _WHOLE_OPERATORS) and is_whole(part.left, gen) and is_whole(part.right, gen)
    if isinstance(part, ast.Call):
        return _get_called(part) in _WHOLE_CALLS or _get_method(part) in _WHOLE_METHODS
    return get_whole_number(part) is not None


def to_whole(part: ast.expr, gen: EmitContext) -> ast.expr:
    """The expression cut to a whole number; `int(…)` only where it can matter."""
    found = get_number(part)
    if found is not None and found == found and abs(found) != float("inf"):
        return literal(int(found))
    return part if is_whole(part, gen) else ast.Call(ast.Name("int"), [part], [])


def _get_called(call: ast.Call) -> str | None:
    return call.func.id if isinstance(call.func, ast.Name) else None


def _get_method(call: ast.Call) -> str | None:
    return call.func.attr if isinstance(call.func, ast.Attribute) else None

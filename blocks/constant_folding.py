"""Static analysis of a piece of Python: numbers written out, and values that are surely whole or text."""

import ast

from sunmao.blocks.emit_types import EmitContext
from sunmao.blocks.template import literal

_WHOLE_CALLS = {"len", "int", "round", "first_index", "last_index"}
_WHOLE_METHODS = {"find", "rfind", "count", "randint"}
_TEXT_METHODS = {
    *("upper", "lower", "title", "strip", "lstrip", "rstrip", "replace", "join", "format"),
    *("capitalize", "swapcase", "center", "ljust", "rjust", "zfill"),
}
_TEXT_CALLS = {"str", "input", "chr", "bin", "hex", "oct"}
_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_WHOLE_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Mod, ast.FloorDiv)


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


def add_number(part: ast.expr, number: int) -> ast.expr:
    """The sum of an expression and a number, without a `+ 1 - 1` in it: k for (k + 1) and -1.

    >>> ast.unparse(add_number(ast.Name("k"), -1))
    'k - 1'
    """
    written = get_number(part)
    if written is not None:
        return literal(written + number)
    if isinstance(part, ast.BinOp) and isinstance(part.op, (ast.Add, ast.Sub)):
        added = get_whole_number(part.right)
        if added is not None:
            total = number + (added if isinstance(part.op, ast.Add) else -added)
            return carry_blocks(_add(part.left, total), part)
    return _add(part, number)


def _add(part: ast.expr, number: int) -> ast.expr:
    if number == 0:
        return part
    return ast.BinOp(part, ast.Add() if number > 0 else ast.Sub(), literal(abs(number)))


def carry_blocks(made: ast.expr, given: ast.expr) -> ast.expr:
    """`made`, which stands in the place of `given`, with the blocks of which that was."""
    theirs = given.__dict__
    if made is not given and "block" in theirs:
        mine = made.__dict__
        mine["folded"] = (*theirs.get("folded", ()), theirs["block"], *mine.get("folded", ()))
    return made


def negate(condition: ast.expr) -> ast.expr:
    """The opposite of a condition: `a != b` for `a == b`, `not a` for anything that has no word of its own for it."""
    if isinstance(condition, ast.Compare) and len(condition.ops) == 1:
        opposite = _OPPOSITES.get(type(condition.ops[0]))
        if opposite is not None:
            made = ast.Compare(condition.left, [opposite()], condition.comparators)
            return carry_blocks(made, condition)
    return ast.UnaryOp(ast.Not(), condition)


def is_boolean(part: ast.expr) -> bool:
    """Whether the value is True or False on every run."""
    if isinstance(part, ast.BoolOp):
        return all(map(is_boolean, part.values))
    negated = isinstance(part, ast.UnaryOp) and isinstance(part.op, ast.Not)
    return negated or isinstance(part, ast.Compare) or (isinstance(part, ast.Constant) and isinstance(part.value, bool))


def is_text(part: ast.expr) -> bool:
    """Whether the value is a text on every run."""
    if "known_text" in part.__dict__:
        return True
    if isinstance(part, ast.Constant):
        return isinstance(part.value, str)
    if isinstance(part, ast.JoinedStr):
        return True
    if isinstance(part, ast.BinOp):
        return isinstance(part.op, (ast.Add, ast.Mult)) and is_text(part.left)
    if isinstance(part, ast.Call):
        return _get_called(part) in _TEXT_CALLS or _get_method(part) in _TEXT_METHODS
    return isinstance(part, ast.Subscript) and is_text(part.value)


def is_text_list(part: ast.expr) -> bool:
    """Whether the value is a list of nothing but texts on every run."""
    if isinstance(part, ast.List):
        return all(map(is_text, part.elts))
    return isinstance(part, ast.Call) and _get_method(part) == "split"


def is_whole(part: ast.expr, gen: EmitContext) -> bool:
    """Whether the value is an `int` on every run (False: not known)."""
    if isinstance(part, ast.Name) and ("whole" in part.__dict__ or "variable" in part.__dict__):
        if part.__dict__.get("whole") or part.__dict__.get("variable") in gen.whole_variables:
            return True
    if gen.only_whole_numbers:
        return get_number(part) is None or get_whole_number(part) is not None
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

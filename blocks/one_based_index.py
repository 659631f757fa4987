"""Places in a text or list: the child counts from 1, Python from 0."""

import ast

from sunmao.blocks.constant_folding import add_number, get_number, is_whole, to_whole
from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.template import expr, literal

PLACES = ("FROM_START", "FROM_END", "FIRST", "LAST", "RANDOM")
STARTS = ("FROM_START", "FROM_END", "FIRST")
ENDS = ("FROM_START", "FROM_END", "LAST")


def index(node: EmitNode, gen: EmitContext) -> ast.expr | None:
    """The Python index that WHERE and AT mean; None for a random place."""
    where = node.field("WHERE")
    if where in ("FIRST", "LAST"):
        return literal(0 if where == "FIRST" else -1)
    if where == "RANDOM":
        return None
    at = gen.value(node, "AT", 1)
    return _from_start(at, gen) if where == "FROM_START" else _from_end(at, gen)


def section(node: EmitNode, gen: EmitContext, whole: ast.expr) -> ast.expr:
    """The slice that WHERE1, AT1, WHERE2 and AT2 cut out of a text or list; both ends belong to it."""
    return ast.Subscript(whole, ast.Slice(_lower(node, gen), _upper(node, gen), None), ast.Load())


def _lower(node: EmitNode, gen: EmitContext) -> ast.expr | None:
    where = node.field("WHERE1")
    if where == "FIRST":
        return None
    at = gen.value(node, "AT1", 1)
    if where == "FROM_END":
        return _from_end(at, gen)
    start = _from_start(at, gen)
    return None if get_number(start) == 0 else start


def _upper(node: EmitNode, gen: EmitContext) -> ast.expr | None:
    where = node.field("WHERE2")
    if where == "LAST":
        return None
    at = gen.value(node, "AT2", 1)
    if where == "FROM_START":
        return to_whole(at, gen)
    written = get_number(at)
    if written is not None:
        return literal(1 - int(written)) if int(written) != 1 else None
    # One from the end is the whole rest: -0 would cut everything away, None does not.
    return expr("1 - {at} or None", at=at) if is_whole(at, gen) else expr("-int({at} - 1) or None", at=at)


def _from_start(at: ast.expr, gen: EmitContext) -> ast.expr:
    written = get_number(at)
    if written is not None:
        return literal(int(written) - 1)
    return to_whole(add_number(at, -1), gen)


def _from_end(at: ast.expr, gen: EmitContext) -> ast.expr:
    written = get_number(at)
    return literal(-int(written)) if written is not None else expr("-{at}", at=to_whole(at, gen))

"""Spans of blocks in the text of a program: the place of an error leads to the block that failed.

The generator marks nodes of its tree with the ids of blocks. The final text is parsed once, each of its statements is
paired with the marked statement of the same block, and both are walked side by side. So places are right however the
lines are broken, also where a child formatted them.
"""

import ast
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from sunmao.codegen.printing.bodies import list_bodies

# (line from 1, column) where an expression begins and where it ends; columns in bytes of UTF-8, as Python counts them.
Position = tuple[int, int]
SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr, ast.Return, ast.Global, ast.Pass, ast.Break, ast.Continue)


@dataclass(frozen=True)
class BlockSpan:
    """Span of the text that a block was printed as: a value block's expression, a statement."""

    block: str
    start: Position
    end: Position


def find_block_spans(statements: list[ast.stmt], python: str, lines: list[str | None]) -> list[BlockSpan]:
    """The spans of all blocks, outer before inner. statements: marked with blocks; lines: the block of each line of
    `python`.

    A block that gave all of another one's expression comes after that one, so that the last of equal spans is the
    innermost. Raises SyntaxError, ValueError and RecursionError where the text cannot be parsed.
    """
    marked = [*_list_marked(statements, None)]
    waiting: dict[str | None, deque[int]] = defaultdict(deque)
    for place, (block, _) in enumerate(marked):
        waiting[block].append(place)
    spans: list[BlockSpan] = []
    last, line = len(marked), 0
    for parsed in _list_statements(ast.parse(python).body):
        owner = lines[parsed.lineno - 1]
        if parsed.lineno == line and last + 1 < len(marked):  # a child wrote both on one line, which has one block
            owner = marked[last + 1][0]
        last = waiting[owner].popleft() if waiting[owner] else len(marked)
        line = (parsed.end_lineno or 0) if isinstance(parsed, SIMPLE) else parsed.lineno
        if owner:
            spans.append(BlockSpan(owner, *_get_place(parsed)))
        if last < len(marked):
            _pair(marked[last][1], parsed, spans)
    return spans


def find_innermost(spans: list[BlockSpan], start: Position, end: Position) -> str | None:
    """The block of the smallest span around a place; None where none is around it."""
    around = [span for span in spans if span.start <= start and end <= span.end]
    # Spans around one place lie inside one another: the innermost begins last and ends first.
    found = max(enumerate(around), key=lambda each: (each[1].start, _reverse(each[1].end), each[0]), default=None)
    return found[1].block if found else None


def _get_place(node: ast.stmt | ast.expr) -> tuple[Position, Position]:
    first = min([node, *getattr(node, "decorator_list", ())], key=lambda each: each.lineno)
    return (first.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)


def _reverse(position: Position) -> Position:
    return -position[0], -position[1]


def _list_marked(statements: list[ast.stmt], around: str | None) -> Iterator[tuple[str | None, ast.stmt]]:
    """All statements with their blocks, from the top; one without a block belongs to that around it, as printed."""
    for node in statements:
        block = node.__dict__.get("block", around)
        yield block, node
        for body in _list_bodies(node):
            yield from _list_marked(body, None if isinstance(node, ast.FunctionDef) else block)


def _list_statements(statements: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in statements:
        yield node
        for body in _list_bodies(node):
            yield from _list_statements(body)


def _list_bodies(node: ast.stmt) -> list[list[ast.stmt]]:
    """The statements inside one, also those behind its `case`, and below lines of a child's own Python."""
    cases: list[ast.match_case] = getattr(node, "cases", [])
    return [*list_bodies(node), *(case.body for case in cases), *(body for _, body in getattr(node, "clauses", ()))]


def _pair(marked: ast.AST, parsed: ast.AST, spans: list[BlockSpan]) -> None:
    """Adds the spans of the marked expressions inside a node. What was printed otherwise is passed over."""
    if isinstance(parsed, ast.expr) and (block := marked.__dict__.get("block")):
        blocks = (block, *reversed(marked.__dict__.get("folded", ())))
        spans.extend(BlockSpan(each, *_get_place(parsed)) for each in blocks if each)
    if isinstance(marked, ast.JoinedStr):
        for one, other in zip(_list_joined(marked), _list_joined(parsed), strict=False):
            _pair(one, other, spans)
        return
    if type(marked) is not type(parsed):
        return
    for name in parsed._fields:
        mine, theirs = getattr(marked, name, None), getattr(parsed, name, None)
        if isinstance(theirs, ast.AST) and isinstance(mine, ast.AST):
            _pair(mine, theirs, spans)
        elif isinstance(theirs, list) and isinstance(mine, list) and len(mine) == len(theirs):
            for one, other in zip(mine, theirs, strict=True):
                if isinstance(one, ast.AST) and isinstance(other, ast.AST) and not isinstance(other, ast.stmt):
                    _pair(one, other, spans)


def _list_joined(node: ast.AST) -> Iterator[ast.AST]:
    """The values in a text that is put together, the last one first: of an f-string, or of the sum printed for one."""
    if isinstance(node, ast.JoinedStr):
        yield from (part.value for part in reversed(node.values) if isinstance(part, ast.FormattedValue))
        return
    parts = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts.append(node.right)
        node = node.left
    for part in (*parts, node):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "str":
            yield part.args[0]
        elif not isinstance(part, ast.Constant):
            yield part

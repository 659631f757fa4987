"""Lines that are too long, over several: in brackets, one part a line, before operators and between words."""

import ast
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from sunmao.codegen.printing.expressions import (
    ATOM,
    BOR,
    FACTOR,
    OR,
    POWER,
    TEST,
    TUPLE,
    ExpressionPrinter,
    get_boolean,
    get_comparison,
    get_level,
    get_operator,
    get_unary,
)
from sunmao.codegen.printing.joined_texts import split_joined, to_printable

WIDTH = 88
INDENT = "    "
LONGEST = 4_000  # characters: a longer line stays one, for breaking takes time with the square of its length
_WORDS = re.compile(r"\s*\S+\s*|\s+")

Part = tuple[str, ast.expr, int]  # what stands before it, an expression, how tightly it must hold together


def measure(line: str) -> int:
    """Count the columns of a line: a Chinese letter takes two, as for ruff's E501."""
    return len(line) if line.isascii() else len(line) + sum(map(_is_wide, line))


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def break_lines(
    before: str, node: ast.expr, after: str, indent: str, around: int = TEST, inside: bool = False
) -> list[str]:
    """`before node after` as one line where it fits, else as several.

    before: begins with `indent`, at which brackets close. around: how tightly what stands around it binds. inside:
    whether `before` is nothing but the indent, in brackets that are open, so that the lines need none of their own.
    """
    line = before + ExpressionPrinter().text(node, around) + after
    if len(line) > LONGEST or all(measure(part) <= WIDTH for part in line.split("\n")):
        return [line]
    node = to_printable(node, ExpressionPrinter().text)
    shape = _SHAPES.get(type(node))
    return shape(before, node, after, indent, around, inside) if shape else [line]


def _break_parts(
    opening: str, parts: list[tuple[str, ast.expr]], closing: str, indent: str, comma: bool | None = None
) -> list[str]:
    """Parts one a line between an opening and a closing line; commas where there are several."""
    commas = len(parts) > 1 if comma is None else comma
    lines = [opening]
    for name, part in parts:
        alone = not (name or (commas and isinstance(part, (ast.Constant, ast.JoinedStr))))
        lines += break_lines(indent + INDENT + name, part, "," if commas else "", indent + INDENT, TEST, alone)
    return [*lines, indent + closing]


def _break_call(before: str, node: ast.Call, after: str, indent: str, around: int, inside: bool) -> list[str]:
    parts = [("", part) for part in node.args]
    parts += [(f"{part.arg}=" if part.arg else "**", part.value) for part in node.keywords]
    opening = before + ExpressionPrinter().text(node.func, ATOM) + "("
    head, tail = [opening], ")" + after
    if isinstance(node.func, ast.Attribute) and (measure(opening) > WIDTH or not parts):
        word = f".{node.func.attr}(" + ("" if parts else tail)
        head = break_lines(before, node.func.value, word, indent, ATOM, inside)
    if not parts:
        return head
    if len(parts) == 1 and isinstance(parts[0][1], ast.GeneratorExp):
        return [*head, *_list_comprehension(parts[0][1], indent + INDENT), indent + tail]
    return [*head[:-1], *_break_parts(head[-1], parts, tail, indent)]


def _break_list(before: str, node: ast.List, after: str, indent: str, around: int, inside: bool) -> list[str]:
    return _break_parts(before + "[", [("", part) for part in node.elts], "]" + after, indent)


def _break_dictionary(before: str, node: ast.Dict, after: str, indent: str, around: int, inside: bool) -> list[str]:
    parts = zip(map(ExpressionPrinter().key, node.keys), node.values, strict=True)
    return _break_parts(before + "{", [*parts], "}" + after, indent)


def _break_set(before: str, node: ast.Set, after: str, indent: str, around: int, inside: bool) -> list[str]:
    return _break_parts(before + "{", [("", part) for part in node.elts], "}" + after, indent)


def _break_tuple(before: str, node: ast.Tuple, after: str, indent: str, around: int, inside: bool) -> list[str]:
    return _break_parts(before + "(", [("", part) for part in node.elts], ")" + after, indent, comma=True)


def _break_comprehension(
    before: str, node: ast.ListComp | ast.GeneratorExp, after: str, indent: str, around: int, inside: bool
) -> list[str]:
    opening, closing = "[]" if isinstance(node, ast.ListComp) else "()"
    return [before + opening, *_list_comprehension(node, indent + INDENT), indent + closing + after]


def _list_comprehension(node: ast.ListComp | ast.GeneratorExp, indent: str) -> list[str]:
    lines = break_lines(indent, node.elt, "", indent, TEST, True)
    for part in node.generators:
        target = ExpressionPrinter().text(part.target, TUPLE)
        lines += break_lines(f"{indent}for {target} in ", part.iter, "", indent, OR)
        lines += [line for each in part.ifs for line in break_lines(f"{indent}if ", each, "", indent, OR)]
    return lines


def _break_subscript(before: str, node: ast.Subscript, after: str, indent: str, around: int, inside: bool) -> list[str]:
    opening, place = before + ExpressionPrinter().text(node.value, ATOM) + "[", node.slice
    if measure(opening) > WIDTH:
        return break_lines(
            before, node.value, f"[{ExpressionPrinter().text(place, TUPLE)}]{after}", indent, ATOM, inside
        )
    deeper = indent + INDENT
    if not isinstance(place, ast.Slice):
        return [opening, *break_lines(deeper, place, "", deeper, TUPLE, True), f"{indent}]{after}"]
    lower = break_lines(deeper, place.lower, "", deeper, TEST, True) if place.lower else []
    rest = [part for part in (place.upper, place.step) if part]
    upper = [line for part in rest for line in break_lines(deeper + ": ", part, "", deeper)]
    return [opening, *lower, *(upper or [f"{deeper}:"]), f"{indent}]{after}"]


def _break_attribute(before: str, node: ast.Attribute, after: str, indent: str, around: int, inside: bool) -> list[str]:
    return break_lines(before, node.value, f".{node.attr}{after}", indent, ATOM, inside)


def _break_unary(before: str, node: ast.UnaryOp, after: str, indent: str, around: int, inside: bool) -> list[str]:
    sign, level = get_unary(node.op)
    opening, closing = ("(", ")") if around > level else ("", "")
    return break_lines(before + opening + sign, node.operand, closing + after, indent, level)


def _break_lambda(before: str, node: ast.Lambda, after: str, indent: str, around: int, inside: bool) -> list[str]:
    arguments = ast.unparse(node.args)
    opening, closing = ("(", ")") if around > TEST else ("", "")
    head = f"{before}{opening}lambda{' ' * bool(arguments)}{arguments}: "
    return break_lines(head, node.body, closing + after, indent)


def _break_star(before: str, node: ast.Starred, after: str, indent: str, around: int, inside: bool) -> list[str]:
    return break_lines(f"{before}*", node.value, after, indent, BOR)


def _break_operators(before: str, node: ast.expr, after: str, indent: str, around: int, inside: bool) -> list[str]:
    """Break an expression at its operators: one operand a line, each but the first behind its operator."""
    if not inside or around > get_level(node):
        return [
            before + "(",
            *_break_operators(indent + INDENT, node, "", indent + INDENT, 0, True),
            indent + ")" + after,
        ]
    parts = list(_list_operands(node))
    lines = []
    for place, (sign, part, level) in enumerate(parts):
        end = after if place == len(parts) - 1 else ""
        lines += break_lines(indent + sign, part, end, indent, level, not sign)
    return lines


def _list_operands(node: ast.expr) -> Iterator[Part]:
    if isinstance(node, ast.BoolOp):
        word, level = get_boolean(node.op)
        for place, part in enumerate(node.values):
            yield f"{word.strip()} " if place else "", part, level + 1
    elif isinstance(node, ast.Compare):
        yield "", node.left, BOR
        for sign, part in zip(node.ops, node.comparators, strict=True):
            yield f"{get_comparison(sign)} ", part, BOR
    elif isinstance(node, ast.IfExp):
        yield from (("", node.body, OR), ("if ", node.test, OR), ("else ", node.orelse, TEST))
    elif isinstance(node, ast.BinOp):
        level = get_level(node)
        if isinstance(node.op, ast.Pow):
            yield from (("", node.left, POWER + 1), ("** ", node.right, FACTOR))
        else:
            alike = isinstance(node.left, ast.BinOp) and get_level(node.left) == level
            yield from _list_operands(node.left) if alike else (("", node.left, level),)
            yield f"{get_operator(node.op)} ", node.right, level + 1


def _break_text(before: str, node: ast.Constant, after: str, indent: str, around: int, inside: bool) -> list[str]:
    text = node.value
    if not isinstance(text, str):
        return [f"{before}{text!r}{after}"]
    return _break_pieces(before, after, indent, inside and around < ATOM, lambda room: _split_text(text, room))


def _break_joined(before: str, node: ast.JoinedStr, after: str, indent: str, around: int, inside: bool) -> list[str]:
    return _break_pieces(
        before,
        after,
        indent,
        inside and around < ATOM,
        lambda room: split_joined(node, room, measure, ExpressionPrinter().text),
    )


def _break_pieces(before: str, after: str, indent: str, inside: bool, split: Callable[[int], list[str]]) -> list[str]:
    """A text over several lines: Python puts texts together that stand side by side."""
    deeper = indent if inside else indent + INDENT
    pieces = split(WIDTH - len(deeper) - measure(after) * inside)
    lines = [deeper + piece for piece in pieces]
    if inside:
        return [*lines[:-1], lines[-1] + after]
    return [before + "(", *lines, indent + ")" + after] if len(pieces) > 1 else [before + pieces[0] + after]


def _split_text(text: str, room: int) -> list[str]:
    """A text as several that are at most so wide as written, cut between words where there are some."""
    pieces, line = [], ""
    for word in _WORDS.findall(text):
        if line and measure(repr(line + word)) > room:
            pieces.append(line)
            line = ""
        while measure(repr(line + word)) > room and len(word) > 1:
            end = _count_fitting(word, room)
            pieces.append(word[:end])
            word = word[end:]
        line += word
    return [repr(piece) for piece in ([*pieces, line] if line or not pieces else pieces)]


def _count_fitting(word: str, room: int) -> int:
    """Count the letters of a word that fit as written, at least one."""
    least, most = 1, len(word) - 1
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if measure(repr(word[:middle])) <= room else (least, middle - 1)
    return least


_SHAPES: dict[type[ast.expr], Callable[[str, Any, str, str, int, bool], list[str]]] = {
    ast.Attribute: _break_attribute,
    ast.BinOp: _break_operators,
    ast.BoolOp: _break_operators,
    ast.Call: _break_call,
    ast.Compare: _break_operators,
    ast.Constant: _break_text,
    ast.Dict: _break_dictionary,
    ast.GeneratorExp: _break_comprehension,
    ast.IfExp: _break_operators,
    ast.JoinedStr: _break_joined,
    ast.Lambda: _break_lambda,
    ast.List: _break_list,
    ast.ListComp: _break_comprehension,
    ast.Set: _break_set,
    ast.Starred: _break_star,
    ast.Subscript: _break_subscript,
    ast.Tuple: _break_tuple,
    ast.UnaryOp: _break_unary,
}

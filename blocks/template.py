"""Python written with {holes}, parsed once and filled with pieces of program as often as wanted.

>>> print(ast.unparse(expr('{A} + {B}', A=literal(1), B=ast.Name('x'))))
1 + x

A hole is filled, by where it stands:

* an expression (`{A} + 1`): an `ast.expr`, or a plain value (number, text, True, None), which becomes a literal;
* after a star (`f(*{items})`, `[*{items}]`): a list of expressions, spliced in;
* a line of its own (`{body}`): a list of statements, spliced in;
* an identifier (`{x}.{verb}()`, `def {name}():`, `f({key}=1)`): text, or an `ast.Name`.

Parts without holes are shared between all programs, so nobody may change a node after it was made; the outermost node
is always new.
"""

import ast
import re
from collections.abc import Callable
from typing import Any

MODULES = frozenset({"math", "random", "statistics"})  # of Python's own: a hole of this name is the module
_HOLE = re.compile(r"\{(\w+)\}")
_MARK = "_hole_"
_PLAIN, _NUMBERS = {str, bool, type(None)}, {int, float}
_FILLED = "(hole if isinstance(hole := holes['{}'], AST) else literal(hole))"
_EXPRESSIONS: dict[str, Callable[[dict[str, Any]], ast.expr]] = {}
_STATEMENTS: dict[str, Callable[[dict[str, Any]], list[ast.stmt]]] = {}


def expr(template: str, /, **holes: Any) -> ast.expr:
    """One expression out of a template."""
    build = _EXPRESSIONS.get(template)
    if build is None:
        build = _EXPRESSIONS[template] = _Builder().expression(ast.parse(mark_holes(template), mode="eval").body)
    return build(holes)


def stmts(template: str, /, **holes: Any) -> list[ast.stmt]:
    """The statements of a template of one or more lines."""
    build = _STATEMENTS.get(template)
    if build is None:
        build = _STATEMENTS[template] = _Builder().lines(ast.parse(mark_holes(template)).body)
    return build(holes)


def literal(value: Any) -> ast.expr:
    """The expression that a value is written as: a number, text, True, False, None, or a list of these."""
    kind = type(value)
    if kind in _PLAIN or (kind in _NUMBERS and value >= 0 and value - value == 0):
        return ast.Constant(value)
    if isinstance(value, float) and value - value != 0:
        return ast.parse(f"float({str(value)!r})", mode="eval").body
    return ast.parse(repr(value), mode="eval").body


def holes_of(template: str) -> set[str]:
    """The names of a template's holes."""
    return set(_HOLE.findall(template))


def free_names(template: str) -> list[str]:
    """The names that a template uses and does not make itself, in order, holes left out."""
    tree = ast.parse(mark_holes(template))
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not node.id.startswith(_MARK)]
    return list(dict.fromkeys(names))


def mark_holes(template: str) -> str:
    """The template as Python can parse it: each hole is a name."""
    return _HOLE.sub(rf"{_MARK}\1", template)


def unmark_hole(text: object) -> str | None:
    """The name of the hole that an identifier of a parsed template is, or None."""
    return text[len(_MARK) :] if isinstance(text, str) and text.startswith(_MARK) else None


class _Builder:
    """Writes a template as a Python function that makes its nodes: `BinOp(hole A, Add, hole B)`.

    What has no hole is made once, and known to the function by a name.
    """

    def __init__(self) -> None:
        self.known = {
            "AST": ast.AST,
            "literal": literal,
            "identifier": _identifier,
            "spliced": _splice_list,
            "keywords": _keywords,
        }

    def expression(self, node: ast.expr) -> Callable[..., Any]:
        """The function of a template that is an expression."""
        name = _hole_of(node)
        return self._function(_FILLED.format(name) if name else self._new(node))

    def lines(self, nodes: list[ast.stmt]) -> Callable[..., Any]:
        """The function of a template that is lines."""
        return self._function(f"[{', '.join(_lines_hole(node) or self._new(node) for node in nodes)}]")

    def _function(self, made: str) -> Callable[..., Any]:
        function: Callable[..., Any] = eval(f"lambda holes: {made}", self.known)
        return function

    def _name(self, value: object) -> str:
        name = f"part{len(self.known)}"
        self.known[name] = value
        return name

    def _new(self, node: ast.AST) -> str:
        """A node, new each time; the fields that are None at its end stay away."""
        fields = [getattr(node, field, None) for field in node._fields]
        while fields and fields[-1] is None and not isinstance(node, ast.Constant):
            fields.pop()
        return f"{self._name(type(node))}({', '.join(map(self._part, fields))})"

    def _part(self, part: Any) -> str:
        """A node, a list of nodes or a plain value; shared where it has no hole."""
        if not _has_hole(part):
            return self._name(part)
        if isinstance(part, list):
            return f"[{', '.join(_splice_hole(item) or self._part(item) for item in part)}]"
        if isinstance(part, str):
            return f"identifier(holes[{unmark_hole(part)!r}])"
        name = _hole_of(part)
        return _FILLED.format(name) if name else self._new(part)


def _has_hole(part: object) -> bool:
    if isinstance(part, list):
        return any(map(_has_hole, part))
    if isinstance(part, ast.AST):
        return any(_has_hole(getattr(part, field, None)) for field in part._fields)
    return unmark_hole(part) is not None


def _hole_of(node: object) -> str | None:
    """The hole that an expression is."""
    return unmark_hole(node.id) if isinstance(node, ast.Name) else None


def _lines_hole(node: ast.AST) -> str | None:
    """A `{body}` line, as what it adds to a list."""
    name = _hole_of(node.value) if isinstance(node, ast.Expr) else None
    return name and f"*holes[{name!r}]"


def _splice_hole(node: ast.AST) -> str | None:
    """`*{items}`, `**{more}` or a `{body}` line, as what it adds to a list."""
    if isinstance(node, ast.Starred) and (name := _hole_of(node.value)):
        return f"*spliced(holes[{name!r}])"
    if isinstance(node, ast.keyword) and node.arg is None and (name := _hole_of(node.value)):
        return f"*keywords(holes[{name!r}])"
    return _lines_hole(node)


def _splice_list(value: Any) -> list[ast.expr]:
    if not isinstance(value, list):
        return [ast.Starred(value, ast.Load())]
    return [_expression(item) for item in value]


def _keywords(values: dict[str, Any]) -> list[ast.keyword]:
    return [ast.keyword(name, _expression(value)) for name, value in values.items()]


def _expression(value: object) -> ast.expr:
    return value if isinstance(value, ast.expr) else literal(value)


def _identifier(value: object) -> str:
    name = value.id if isinstance(value, ast.Name) else value
    if not isinstance(name, str) or not name.isidentifier():
        raise ValueError(f"{name!r} is no identifier")
    return name

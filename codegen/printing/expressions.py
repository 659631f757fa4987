"""One expression as text: what `ast.unparse` says, the same on every Python, quicker, without a pair of brackets too
many.

Expressions that only a child's own Python brings along are left to `ast.unparse`.
"""

import ast
from collections.abc import Callable
from typing import Any

from sunmao.codegen.printing.joined_texts import format_joined, to_sum

(NAMED, TUPLE, YIELD, TEST, OR, AND, NOT, CMP, BOR, BXOR, BAND, SHIFT, ARITH, TERM, FACTOR, POWER, AWAIT, ATOM) = range(
    18
)

_BINARY = {
    ast.Add: ("+", ARITH),
    ast.Sub: ("-", ARITH),
    ast.Mult: ("*", TERM),
    ast.Div: ("/", TERM),
    ast.Mod: ("%", TERM),
    ast.FloorDiv: ("//", TERM),
    ast.MatMult: ("@", TERM),
    ast.Pow: ("**", POWER),
    ast.LShift: ("<<", SHIFT),
    ast.RShift: (">>", SHIFT),
    ast.BitOr: ("|", BOR),
    ast.BitXor: ("^", BXOR),
    ast.BitAnd: ("&", BAND),
}
_COMPARE = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}
_UNARY = {ast.Not: ("not ", NOT), ast.USub: ("-", FACTOR), ast.UAdd: ("+", FACTOR), ast.Invert: ("~", FACTOR)}
_BOOLEAN = {ast.And: (" and ", AND), ast.Or: (" or ", OR)}


def get_operator(node: ast.operator) -> str:
    """The sign of a binary operator, for `+=`."""
    return _BINARY[type(node)][0]


def get_comparison(node: ast.cmpop) -> str:
    """The sign of a comparison."""
    return _COMPARE[type(node)]


def get_boolean(node: ast.boolop) -> tuple[str, int]:
    """`and` or `or`, with spaces, and how tightly it binds."""
    return _BOOLEAN[type(node)]


def get_unary(node: ast.unaryop) -> tuple[str, int]:
    """The sign of an operator of one operand, and how tightly it binds."""
    return _UNARY[type(node)]


def get_level(node: ast.expr) -> int:
    """Return the precedence level of an expression."""
    if isinstance(node, ast.BinOp):
        return _BINARY[type(node.op)][1]
    if isinstance(node, ast.BoolOp):
        return _BOOLEAN[type(node.op)][1]
    if isinstance(node, ast.UnaryOp):
        return _UNARY[type(node.op)][1]
    return _LEVELS.get(type(node), ATOM)


_LEVELS = {
    ast.Compare: CMP,
    ast.IfExp: TEST,
    ast.Lambda: TEST,
    ast.Await: AWAIT,
    ast.Tuple: TUPLE,
    ast.NamedExpr: NAMED,
    ast.Yield: NAMED,
    ast.YieldFrom: NAMED,
}


class ExpressionPrinter:
    """Prints expressions.

    Remembers in `blocks` the ids of the blocks that it met: an expression's `block`, and the `folded` ones that gave
    it.
    """

    def __init__(self) -> None:
        self.blocks: list[str | None] = []

    def text(self, node: ast.expr, around: int = TEST) -> str:
        """node as text, in brackets when what stands around it binds more tightly."""
        more = node.__dict__
        if "block" in more:
            self.blocks += more.get("folded", ())
            self.blocks.append(more["block"])
        kind = type(node)
        if kind is ast.Name:
            name: str = more["id"]
            return f"({name})" if around > more.get("level", ATOM) else name
        show = _SHOW.get(kind)
        return show(self, node, around) if show else _unparse(node, around)

    def several(self, nodes: list[Any]) -> str:
        """Expressions with commas between."""
        return ", ".join([self.text(node) for node in nodes])

    def constant(self, node: ast.Constant, around: int) -> str:
        value = node.value
        if type(value) is float:
            return repr(value).replace("inf", "1e309")
        return "..." if value is ... else repr(value)

    def attribute(self, node: ast.Attribute, around: int) -> str:
        value = self.text(node.value, ATOM)
        return f"({value}).{node.attr}" if value.isdigit() else f"{value}.{node.attr}"

    def call(self, node: ast.Call, around: int) -> str:
        called = self.text(node.func, ATOM)
        parts = [self.text(part) for part in node.args]
        if node.keywords:
            parts += [self.keyword(part) for part in node.keywords]
        elif len(parts) == 1 and type(node.args[0]) is ast.GeneratorExp:
            return called + parts[0]  # its own brackets are enough
        return f"{called}({', '.join(parts)})"

    def keyword(self, node: ast.keyword) -> str:
        """A named argument."""
        return f"{node.arg}={self.text(node.value)}" if node.arg else f"**{self.text(node.value)}"

    def binary(self, node: ast.BinOp, around: int) -> str:
        sign, level = _BINARY[type(node.op)]
        right_first = type(node.op) is ast.Pow
        left = self.text(node.left, level + right_first)
        right = self.text(node.right, FACTOR if right_first else level + 1)
        return _parenthesize(f"{left} {sign} {right}", level, around)

    def unary(self, node: ast.UnaryOp, around: int) -> str:
        sign, level = _UNARY[type(node.op)]
        return _parenthesize(sign + self.text(node.operand, level), level, around)

    def boolean(self, node: ast.BoolOp, around: int) -> str:
        sign, level = _BOOLEAN[type(node.op)]
        parts = [self.text(part, level + 1) for part in node.values]
        return _parenthesize(sign.join(parts), level, around)

    def compare(self, node: ast.Compare, around: int) -> str:
        parts = [self.text(node.left, BOR)]
        for sign, right in zip(node.ops, node.comparators):
            parts += (_COMPARE[type(sign)], self.text(right, BOR))
        return _parenthesize(" ".join(parts), CMP, around)

    def choice(self, node: ast.IfExp, around: int) -> str:
        parts = self.text(node.body, OR), self.text(node.test, OR), self.text(node.orelse, TEST)
        return _parenthesize("{} if {} else {}".format(*parts), TEST, around)

    def function(self, node: ast.Lambda, around: int) -> str:
        arguments = ast.unparse(node.args)
        return _parenthesize(f"lambda{' ' * bool(arguments)}{arguments}: {self.text(node.body, TEST)}", TEST, around)

    def joined(self, node: ast.JoinedStr, around: int) -> str:
        written = format_joined(node, self.text)
        return self.text(to_sum(node), around) if written is None else written

    def list(self, node: ast.List, around: int) -> str:
        return f"[{self.several(node.elts)}]"

    def dictionary(self, node: ast.Dict, around: int) -> str:
        parts = zip(node.keys, node.values, strict=True)
        return f"{{{', '.join([f'{self.key(key)}{self.text(value)}' for key, value in parts])}}}"

    def key(self, node: ast.expr | None) -> str:
        """Return the text before a value of a dictionary: its key, or `**`."""
        return f"{self.text(node)}: " if node else "**"

    def set(self, node: ast.Set, around: int) -> str:
        return f"{{{self.several(node.elts)}}}"

    def tuple(self, node: ast.Tuple, around: int) -> str:
        inside = f"{self.text(node.elts[0])}," if len(node.elts) == 1 else self.several(node.elts)
        return _parenthesize(inside, TUPLE if node.elts else -1, around)

    def subscript(self, node: ast.Subscript, around: int) -> str:
        return f"{self.text(node.value, ATOM)}[{self.text(node.slice, TUPLE)}]"

    def slice(self, node: ast.Slice, around: int) -> str:
        lower, upper = (self.text(part) if part else "" for part in (node.lower, node.upper))
        return f"{lower}:{upper}" + (f":{self.text(node.step)}" if node.step else "")

    def star(self, node: ast.Starred, around: int) -> str:
        return "*" + self.text(node.value, BOR)

    def comprehension(self, node: ast.comprehension) -> str:
        """The `for … in … if …` of a list that is made in place."""
        conditions = "".join(f" if {self.text(part, OR)}" for part in node.ifs)
        return f" for {self.text(node.target, TUPLE)} in {self.text(node.iter, OR)}{conditions}"

    def made_list(self, node: ast.ListComp, around: int) -> str:
        return f"[{self.text(node.elt)}{''.join(self.comprehension(part) for part in node.generators)}]"

    def generator(self, node: ast.GeneratorExp, around: int) -> str:
        return f"({self.text(node.elt)}{''.join(self.comprehension(part) for part in node.generators)})"


def _parenthesize(text: str, level: int, around: int) -> str:
    return f"({text})" if around > level else text


def _unparse(node: ast.expr, around: int) -> str:
    text = ast.unparse(node)
    return text if around <= TEST else f"({text})"


_SHOW: dict[type[ast.expr], Callable[[ExpressionPrinter, Any, int], str]] = {
    ast.Constant: ExpressionPrinter.constant,
    ast.Attribute: ExpressionPrinter.attribute,
    ast.Call: ExpressionPrinter.call,
    ast.BinOp: ExpressionPrinter.binary,
    ast.UnaryOp: ExpressionPrinter.unary,
    ast.BoolOp: ExpressionPrinter.boolean,
    ast.Compare: ExpressionPrinter.compare,
    ast.IfExp: ExpressionPrinter.choice,
    ast.Lambda: ExpressionPrinter.function,
    ast.JoinedStr: ExpressionPrinter.joined,
    ast.List: ExpressionPrinter.list,
    ast.Dict: ExpressionPrinter.dictionary,
    ast.Set: ExpressionPrinter.set,
    ast.Tuple: ExpressionPrinter.tuple,
    ast.Subscript: ExpressionPrinter.subscript,
    ast.Slice: ExpressionPrinter.slice,
    ast.Starred: ExpressionPrinter.star,
    ast.ListComp: ExpressionPrinter.made_list,
    ast.GeneratorExp: ExpressionPrinter.generator,
}

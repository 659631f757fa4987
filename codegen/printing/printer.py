"""Statements → lines of text, each with the block that it comes from.

A statement carries `block` (an id), `comments` (lines for above it) and `gap` (blank lines before it), set by the
generator. Lines longer than WIDTH are broken inside brackets; statements that only helper functions use, and a child's
own Python, pass through as they are.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sunmao.codegen.printing.expressions import TEST, TUPLE, ExpressionPrinter, get_operator
from sunmao.codegen.printing.line_breaks import INDENT, WIDTH, break_lines, measure


class RawPython(ast.stmt):
    """A child's own Python: its text, kept exactly. held: the numbers of lines that start inside a text, from 0."""

    text: str
    held: set[int]
    _fields = ("text", "held")

    def __init__(self, text: str, held: set[int]) -> None:
        super().__init__()
        self.text, self.held = text, held


class Suite(ast.stmt):
    """Lines of a child's own Python, with statements below each. clauses: (the line, its statements)."""

    clauses: list[tuple[str, list[ast.stmt]]]
    _fields = ("clauses",)

    def __init__(self, clauses: list[tuple[str, list[ast.stmt]]]) -> None:
        super().__init__()
        self.clauses = clauses

    @property
    def defines(self) -> bool:
        """Whether it is a function or class, which stands alone."""
        return self.clauses[0][0].startswith(("def ", "class ", "async def ", "@"))


@dataclass
class PrintedProgram:
    """Printed program so far: the lines, the block of each line, and the first and last line (from 1) of each block."""

    lines: list[str] = field(default_factory=list)
    owners: list[str | None] = field(default_factory=list)
    blocks: dict[str | None, list[int]] = field(default_factory=dict)
    printer: ExpressionPrinter = field(default_factory=ExpressionPrinter, repr=False)

    def add(self, text: str, block: str | None = None) -> None:
        """One more line."""
        self.lines.append(text)
        self.owners.append(block)

    def blank(self, count: int) -> None:
        """Blank lines, except at the top."""
        for _ in range(count if self.lines else 0):
            self.add("")

    def mark(self, block: str | None, first: int) -> None:
        """block takes from line `first` to the last line printed."""
        last = max(first, len(self.lines))
        if block in self.blocks:
            place = self.blocks[block]
            place[:] = min(place[0], first), max(place[1], last)
        else:
            self.blocks[block] = [first, last]

    def statements(self, nodes: list[ast.stmt], indent: str = "", around: str | None = None) -> None:
        """Prints statements one below the other. around: the block of those that have none of their own."""
        for place, node in enumerate(nodes):
            if place and indent and isinstance(node, Suite) and node.defines:
                self.blank(1)
            self.statement(node, indent, around)

    def statement(self, node: ast.stmt, indent: str, around: str | None = None) -> None:
        """Prints one statement with its comments, and what is inside it."""
        more = node.__dict__
        block = more.get("block", around)
        if "gap" in more:
            self.blank(more["gap"])
        if "comments" in more:
            for line in more["comments"]:
                self.add(f"{indent}# {line}".rstrip(), block)
        first = len(self.lines) + 1
        _SHOW.get(type(node), _print_other)(self, node, indent, block)
        self.mark(block, first)

    def header(
        self, before: str, value: ast.expr, after: str, indent: str, block: str | None, around: int = TEST
    ) -> None:
        """Prints `before value after`, over several lines where it is too long."""
        printer = self.printer
        printer.blocks = []
        line = f"{indent}{before}{printer.text(value, around)}{after}"
        first = len(self.lines) + 1
        if "\n" in line or measure(line) > WIDTH:
            for part in "\n".join(break_lines(f"{indent}{before}", value, after, indent, around)).split("\n"):
                self.add(part, block)
        else:
            self.lines.append(line)
            self.owners.append(block)
        last = len(self.lines)
        for inner in printer.blocks:
            if inner in self.blocks:
                self.mark(inner, first)
            else:
                self.blocks[inner] = [first, last]

    def block_of(self, body: list[ast.stmt], indent: str, around: str | None) -> None:
        """Prints the statements inside another, which belongs to the block `around`."""
        self.statements(body, indent + INDENT, around)


def _print_target(node: ast.expr) -> str:
    return node.id if type(node) is ast.Name else ExpressionPrinter().text(node, TUPLE)


def _print_assign(page: PrintedProgram, node: ast.Assign, indent: str, block: str | None) -> None:
    targets = [f"{_print_target(target)} = " for target in node.targets]
    page.header("".join(targets), node.value, "", indent, block, TUPLE)


def _print_augmented(page: PrintedProgram, node: ast.AugAssign, indent: str, block: str | None) -> None:
    page.header(f"{_print_target(node.target)} {get_operator(node.op)}= ", node.value, "", indent, block)


def _print_expression(page: PrintedProgram, node: ast.Expr, indent: str, block: str | None) -> None:
    page.header("", node.value, "", indent, block)


def _print_if(page: PrintedProgram, node: ast.If, indent: str, block: str | None, word: str = "if") -> None:
    page.header(f"{word} ", node.test, ":", indent, block)
    page.block_of(node.body, indent, block)
    while len(node.orelse) == 1 and type(node.orelse[0]) is ast.If and "block" not in node.orelse[0].__dict__:
        node = node.orelse[0]
        page.header("elif ", node.test, ":", indent, block)
        page.block_of(node.body, indent, block)
    if node.orelse:
        page.add(f"{indent}else:", block)
        page.block_of(node.orelse, indent, block)


def _print_while(page: PrintedProgram, node: ast.While, indent: str, block: str | None) -> None:
    page.header("while ", node.test, ":", indent, block)
    page.block_of(node.body, indent, block)


def _print_for(page: PrintedProgram, node: ast.For, indent: str, block: str | None) -> None:
    page.header(f"for {_print_target(node.target)} in ", node.iter, ":", indent, block)
    page.block_of(node.body, indent, block)


def _print_function(page: PrintedProgram, node: ast.FunctionDef, indent: str, block: str | None) -> None:
    for decorator in node.decorator_list:
        page.header("@", decorator, "", indent, block)
    line = f"{indent}def {node.name}({ast.unparse(node.args)}):"
    for part in [line] if measure(line) <= WIDTH else _break_parameters(node, indent):
        page.add(part, block)
    page.block_of(node.body, indent, None)  # its own lines, such as `global`, are no step of the block


def _break_parameters(node: ast.FunctionDef, indent: str) -> list[str]:
    names = [f"{indent}{INDENT}{each.arg}," for each in node.args.args]
    return [f"{indent}def {node.name}(", *names, f"{indent}):"]


def _print_return(page: PrintedProgram, node: ast.Return, indent: str, block: str | None) -> None:
    if node.value is None:
        page.add(f"{indent}return", block)
    else:
        page.header("return ", node.value, "", indent, block)


def _print_other(page: PrintedProgram, node: ast.stmt, indent: str, block: str | None) -> None:
    for line in ast.unparse(node).split("\n"):
        page.add(indent + line, block)


def _print_word(word: str) -> Callable[[PrintedProgram, ast.stmt, str, str | None], None]:
    return lambda page, node, indent, block: page.add(indent + word, block)


def _print_global(page: PrintedProgram, node: ast.Global, indent: str, block: str | None) -> None:
    line = ""
    for name in node.names:
        if line and measure(f"{line}, {name}") > WIDTH:
            page.add(line, block)
            line = ""
        line = f"{line}, {name}" if line else f"{indent}global {name}"
    page.add(line, block)


def _print_raw(page: PrintedProgram, node: RawPython, indent: str, block: str | None) -> None:
    for number, line in enumerate(node.text.split("\n")):
        page.add(line if number in node.held or not line else indent + line, block)


def _print_suite(page: PrintedProgram, node: Suite, indent: str, block: str | None) -> None:
    for head, body in node.clauses:
        for line in head.split("\n"):
            page.add(indent + line, block)
        page.block_of(body, indent, block)


_SHOW: dict[type[ast.stmt], Callable[[PrintedProgram, Any, str, str | None], None]] = {
    ast.Assign: _print_assign,
    ast.AugAssign: _print_augmented,
    ast.Expr: _print_expression,
    ast.If: _print_if,
    ast.While: _print_while,
    ast.For: _print_for,
    ast.FunctionDef: _print_function,
    ast.Return: _print_return,
    ast.Pass: _print_word("pass"),
    ast.Break: _print_word("break"),
    ast.Continue: _print_word("continue"),
    ast.Global: _print_global,
    RawPython: _print_raw,
    Suite: _print_suite,
}

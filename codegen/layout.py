"""The order in which a good programmer writes: imports, helpers, functions, the program, its events, the last loop."""

import ast
from dataclasses import dataclass, field

from sunmao.blocks import DRAWERS, HELPERS
from sunmao.codegen.generator import Generator, comment_lines
from sunmao.codegen.nodes import Node
from sunmao.codegen.printing.line_breaks import WIDTH
from sunmao.codegen.printing.printer import PrintedProgram, Suite
from sunmao.codegen.stacks import Stacks, is_endless

IMPORTS = {"program_import", "program_import_from"}


@dataclass
class ProgramParts:
    """The statements of a program, in the order in which they are printed. imports: those of a child's own blocks, at
    the top of the program; remarks: the comments of a program that says nothing else; starts: the ids of the start
    hats.
    """

    imports: list[ast.stmt] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    functions: list[ast.stmt] = field(default_factory=list)
    main: list[ast.stmt] = field(default_factory=list)
    handlers: list[ast.stmt] = field(default_factory=list)
    ending: list[ast.stmt] = field(default_factory=list)
    starts: list[str | None] = field(default_factory=list)


def arrange(gen: Generator, stacks: Stacks) -> ProgramParts:
    """Generates the stacks, with the blank lines between groups."""
    parts = ProgramParts(starts=[top.id for top in stacks.starts])
    for definition in stacks.definitions.values():
        parts.functions += _add_blank_lines(gen.statement(definition), 2)
    for variable, value in gen.variables.list_maybe_unset():
        parts.main += gen.begin(variable, value)
    stack = [node for top in stacks.main for node in top.stack() if not (node.disabled or node.broken)]
    last = stack.pop() if stack and is_endless(stack[-1]) else None
    stack = [node for node in stack if node not in stacks.starts]
    count = next((place for place, node in enumerate(stack) if node.type not in IMPORTS), len(stack))
    parts.imports = [line for node in stack[:count] for line in gen.statement(node)]
    parts.main += _group_statements(gen, stack[count:])
    said = [line for top in stacks.starts for line in comment_lines(top.comment)]
    if parts.main and said:
        more = parts.main[0].__dict__
        more["comments"] = said + more.get("comments", [])
    elif not parts.imports:
        parts.remarks = said
    for hat in stacks.hats:
        parts.handlers += _add_blank_lines(gen.statement(hat), 2)
    if last:
        parts.ending = _add_blank_lines(gen.statement(last), 2 if parts.handlers else 1)
    elif stacks.hats:
        parts.ending = _add_blank_lines([ast.Expr(ast.Call(gen.import_("sunmao", "listen"), [], []))], 2)
    return parts


def print_program(gen: Generator, parts: ProgramParts) -> PrintedProgram:
    """Prints a program."""
    page = PrintedProgram()
    for line in _format_imports(gen):
        page.add(line)
    page.statements(parts.imports)
    for name in sorted(gen.helpers):
        page.blank(2)
        for line in _get_helper_body(name).strip().split("\n"):
            page.add(line)
    page.statements(parts.functions)
    page.blank(2 if parts.remarks else 0)
    for remark in parts.remarks:
        page.add(f"# {remark}".rstrip(), parts.starts[0])
    gap = 2 if gen.helpers or parts.functions else 1
    if parts.main:
        page.blank(max(gap, parts.main[0].__dict__.pop("gap", 0)))
        first = len(page.lines) + 1
        page.statements(parts.main)
        for start in parts.starts:
            page.mark(start, first)
    elif parts.ending and not parts.handlers:
        parts.ending[0].__dict__["gap"] = gap
    page.statements(parts.handlers + parts.ending)
    page.blocks.pop(None, None)  # blocks without an id
    return page


def _group_statements(gen: Generator, stack: list[Node]) -> list[ast.stmt]:
    """The statements of the main program; one blank line where the drawers' group changes."""
    lines: list[ast.stmt] = []
    group, after_alone = "", False  # alone: a function or a class of the child's own Python
    for node in stack:
        made = gen.statement(node)
        alone = any(isinstance(line, Suite) and line.defines for line in made)
        if alone or after_alone:
            lines += _add_blank_lines(made, 2)
            group, after_alone = "", alone
            continue
        own = _get_group(node) or group
        lines += _add_blank_lines(made, 1) if group and own != group else made
        group = own
    return lines


def _get_group(node: Node) -> str:
    """The group of a statement: its drawer's; of an assignment, that of the value's drawer."""
    if node.type == "variables_set":
        node = node.child("VALUE") or node
    drawer = DRAWERS.get(node.declaration.drawer)
    return drawer.group if drawer else ""


def _add_blank_lines(lines: list[ast.stmt], gap: int) -> list[ast.stmt]:
    if lines:
        lines[0].__dict__["gap"] = gap
    return lines


def _format_imports(gen: Generator) -> list[str]:
    """Python's own modules, a blank line, then the names from the library, each sorted."""
    found = set(gen.imports)
    for name in gen.helpers:
        found |= {(module, None) for module in _get_helper_imports(name)}
    whole = [f"import {module}" for module in sorted(module for module, name in found if name is None)]
    modules = sorted({module for module, name in found if name is not None})
    parts = [
        line
        for module in modules
        for line in _format_from_import(
            module, sorted((name for of, name in found if of == module and name), key=_get_import_order)
        )
    ]
    return [*whole, *([""] if whole and parts else []), *parts]


def _get_import_order(name: str) -> tuple[int, str]:
    """Constants, classes, functions: as isort and ruff put them."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, name


def _format_from_import(module: str, names: list[str]) -> list[str]:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= WIDTH:
        return [line]
    return [f"from {module} import (", *[f"    {name}," for name in names], ")"]


def _get_helper_imports(name: str) -> list[str]:
    lines = HELPERS[name].strip().split("\n")
    return [line.removeprefix("import ") for line in lines if line.startswith("import ")]


def _get_helper_body(name: str) -> str:
    lines = HELPERS[name].strip().split("\n")
    return "\n".join(line for line in lines if not line.startswith("import "))

"""Assignments of a program's variables, for what can be said of their values before it runs."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sunmao.blocks.emit_types import EmitNode
from sunmao.blocks.spec import VARIABLE

SUITE = "program_python_suite"
CHILDS_PYTHON = {"program_python", "program_python_value", SUITE}
NAMING = {  # blocks with names that a child typed, of what only Python knows → the Python of their fields
    "program_call": "{function}",
    "program_method": "''.{method}",
    "program_name": "{name}",
    "program_import": "import {modules}",
    "program_import_from": "from {module} import {names}",
}
CALLS = {"procedures_callnoreturn", "procedures_callreturn"}
_ANYTHING = {"exec", "eval", "globals", "locals", "vars", "setattr", "__import__"}  # what may set any variable
_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler, ast.MatchAs, ast.MatchStar)
MAX_CLAUSES = 10


@dataclass(frozen=True)
class Assigned:
    """A block that gives a variable its value. argument: the input of a call whose value a parameter gets, else ''; of
    a function that no block calls it is the function's own.
    """

    node: EmitNode
    argument: str = ""


class AssignedValues:
    """All assignments of a program of these nodes."""

    def __init__(self, nodes: Iterable[Any]) -> None:
        self.nodes = list(nodes)
        self.texts = [
            get_childs_python(node) for node in self.nodes if node.type in CHILDS_PYTHON or node.type in NAMING
        ]

    @cached_property
    def variables(self) -> Mapping[str, list[Assigned]]:
        """Variable id → its assignments; without the variables that a child's own Python may set, too."""
        return self.list_assigned(self.texts)

    def list_assigned(self, texts: Iterable[str]) -> dict[str, list[Assigned]]:
        """Variable id → its assignments; without the variables that one of these texts may set, too."""
        names = set[str]()
        for text in texts:
            found = find_assigned(text)
            if found is None:
                return {}
            names |= found
        told = "\n".join(texts)
        return {
            id: assigned
            for id, (name, assigned) in self._assigned.items()
            if name not in names and not any(each.argument and _get_called(each.node) in told for each in assigned)
        }

    @cached_property
    def _assigned(self) -> dict[str, tuple[str, list[Assigned]]]:
        """Variable id → its name, and the blocks that set it; for a parameter the calls."""
        calls: dict[str, list[EmitNode]] = {}
        for node in self.nodes:
            if node.type in CALLS:
                calls.setdefault(_get_called(node), []).append(node)
        found: dict[str, tuple[str, list[Assigned]]] = {}
        for node in self.nodes:
            for name in node.declaration.sets:
                if node.declaration.fields.get(name) == VARIABLE:
                    variable = node.field(name)
                    found.setdefault(variable.id, (variable.name, []))[1].append(Assigned(node))
            for place, parameter in enumerate(node.parameters):
                given = [Assigned(call, f"ARG{place}") for call in calls.get(node.field("NAME"), [])]
                found.setdefault(parameter.id, (parameter.name, []))[1].extend(given or [Assigned(node)])
        return found


def _get_called(node: EmitNode) -> str:
    name = node.extra.get("name")
    return name if isinstance(name, str) else ""


def get_childs_python(node: EmitNode) -> str:
    """A child's own Python; of lines with bodies of blocks, what they are without those, of a block with names in its
    fields those.
    """
    if node.type in NAMING:
        return NAMING[node.type].format(**node.values)
    if node.type != SUITE:
        return str(node.field("code"))
    return "".join(f"{head}\n    pass\n" for head in list_heads(node))


def list_heads(node: EmitNode) -> list[str]:
    """The lines in a block of Python with bodies that stand above its bodies: `try:`, `except ValueError:`."""
    count = min(max(1, node.count_numbered("BODY", "clauses", default=1)), MAX_CLAUSES)
    return [node.field(f"HEAD{place}").replace("\r\n", "\n").replace("\r", "\n").strip() for place in range(count)]


def find_assigned(text: str) -> set[str] | None:
    """The names that a child's own Python sets; None where it may set any, or is no Python."""
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return list_bound_names(nodes)


def list_bound_names(nodes: Iterable[ast.AST]) -> set[str] | None:
    """The names that these nodes of Python bind, at any depth of functions; None where they may bind any."""
    found: set[str | None] = set()
    for node in nodes:
        if isinstance(node, ast.Name):
            if node.id in _ANYTHING:
                return None
            if not isinstance(node.ctx, ast.Load):
                found.add(node.id)
        elif isinstance(node, ast.alias):
            if node.name == "*":
                return None
            found.add(node.asname or node.name.partition(".")[0])
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.MatchMapping):
            found.add(node.rest)
        elif isinstance(node, _NAMED):
            found.add(node.name)
    return {name for name in found if name}

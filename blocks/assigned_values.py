"""Where the values of a program's variables come from, for what can be said of them before it runs."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sunmao.blocks.emit_types import EmitNode
from sunmao.blocks.spec import VARIABLE

CHILDS_PYTHON = {"program_python", "program_python_value"}
CALLS = {"procedures_callnoreturn", "procedures_callreturn"}
_ANYTHING = {"exec", "eval", "globals", "locals", "vars", "setattr", "__import__"}  # what may set any variable


@dataclass(frozen=True)
class Assigned:
    """A block that gives a variable its value. argument: the input of a call whose value a parameter gets, else ''."""

    node: EmitNode
    argument: str = ""


class AssignedValues:
    """All assignments of a program of these nodes. variables: id → its assignments; a variable that something else may
    set, too, is not in it.
    """

    def __init__(self, nodes: Iterable[Any]) -> None:
        self.nodes = list(nodes)
        self.texts = [node.field("code") for node in self.nodes if node.type in CHILDS_PYTHON]

    @cached_property
    def variables(self) -> Mapping[str, list[Assigned]]:
        """The assignments of each variable."""
        found: dict[str, list[Assigned]] = {}
        spoiled: set[str] = set()
        set_by_text = [find_assigned(text) for text in self.texts]
        if None in set_by_text:
            return {}
        names = {name for each in set_by_text for name in each or ()}
        for node in self.nodes:
            for name in node.declaration.sets:
                if node.declaration.fields.get(name) == VARIABLE:
                    variable = node.field(name)
                    found.setdefault(variable.id, []).append(Assigned(node))
                    if variable.name in names:
                        spoiled.add(variable.id)
            for place, parameter in enumerate(node.parameters):
                calls = self._calls.get(node.field("NAME"), [])
                found.setdefault(parameter.id, []).extend(Assigned(call, f"ARG{place}") for call in calls)
                if not calls or parameter.name in names:
                    spoiled.add(parameter.id)
        return {id: each for id, each in found.items() if id not in spoiled}

    @cached_property
    def _calls(self) -> dict[str, list[EmitNode]]:
        """The calls of each function; without those that a text of the child's own may call."""
        found: dict[str, list[EmitNode]] = {}
        for node in self.nodes:
            if node.type in CALLS:
                name = node.extra.get("name")
                if isinstance(name, str) and not any(name in text for text in self.texts):
                    found.setdefault(name, []).append(node)
        return found


def find_assigned(text: str) -> set[str] | None:
    """The names that a child's own Python sets; None where it may set any, or is no Python."""
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    if _ANYTHING & names or any(isinstance(node, ast.alias) and node.name == "*" for node in nodes):
        return None
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    bound = {
        getattr(node, "name", None) or getattr(node, "asname", None) or getattr(node, "arg", None) for node in nodes
    }
    return stored | {name.partition(".")[0] for name in bound if isinstance(name, str)}

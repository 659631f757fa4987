"""Mistakes that would make a text fail when it runs, as far as that is certain beforehand: names that nothing has."""

import ast
import builtins
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from types import MappingProxyType
from typing import Any

from sunmao.blocks.assigned_values import list_bound_names
from sunmao.explain.matching import find_near_name
from sunmao.server.programs.completions import find_member_label, make_completions
from sunmao.server.programs.library_members import list_exports, list_members
from sunmao.server.texts import get_text

KINDS = MappingProxyType({"sunmao.data": "data", "sunmao.cameras": "camera", "sunmao.boards": "part"})
PYTHON = ("math", "random", "statistics", "time")  # modules of Python's own whose names are known here
IMPLICIT = {"__name__", "__file__", "__doc__"}


def list_mistakes(python: str) -> list[dict[str, Any]]:
    """As `answers.programs.TextMistake`, by line. Nothing is said of what is not certain: of any name beside
    `import *`, `exec`, `globals` and their like, of names that are made anywhere in the text, and of what a value can
    do that does not surely come from one class of the library.
    """
    tree = ast.parse(python)
    lines = python.split("\n")
    found = [*_Names(tree).list_mistakes()]
    return [
        {"line": node.lineno, "start": start, "end": start + len(name), "text": text, "near": near, "brings": brings}
        for node, name, text, near, brings in sorted(found, key=lambda row: (row[0].lineno, row[0].col_offset))
        if (start := _find_column(lines[(node.end_lineno or 1) - 1], node, name)) is not None
    ]


def _find_column(line: str, node: ast.expr, name: str) -> int | None:
    """Find the column where a name stands in its line, in characters from 0."""
    end = len(line.encode()[: node.end_col_offset].decode(errors="replace"))
    return end - len(name) if line[:end].endswith(name) else None


Found = tuple[Any, str, dict[str, str], str, str]


class _Names:
    def __init__(self, tree: ast.Module) -> None:
        self.nodes = [*ast.walk(tree)]
        self.modules: dict[str, str] = {}  # a name → the module that it is
        self.imported: dict[str, tuple[str, str]] = {}  # a name → (module, its name there)
        made = list_bound_names(self.nodes)
        self.certain = made is not None
        self.made = {*IMPLICIT, *dir(builtins), *(made or ())}
        values: dict[str, list[ast.expr | None]] = defaultdict(list)
        for node in self.nodes:
            self._note(node, values)
        self.classes = {name: place for name, given in values.items() if (place := self._find_class(given))}

    def list_mistakes(self) -> Iterator[Found]:
        for node in self.nodes:
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and isinstance(node.value, ast.Name):
                yield from self._check_member(node, node.value.id)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and self.certain:
                yield from self._check_name(node)

    def _note(self, node: ast.AST, values: dict[str, list[ast.expr | None]]) -> None:
        if isinstance(node, ast.Import):
            for each in node.names:
                name = each.asname or each.name.partition(".")[0]
                self.modules[name] = each.name if each.asname else name
        elif isinstance(node, ast.ImportFrom):
            for each in node.names:
                self.imported[each.asname or each.name] = node.module or "", each.name
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            values[node.id].append(None)
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            values[node.targets[0].id].append(node.value)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            values[node.name].append(None)
        elif isinstance(node, ast.arg):
            values[node.arg].append(None)

    def _find_class(self, values: list[ast.expr | None]) -> tuple[str, str] | None:
        """The class of a variable that only ever holds what one class of the library makes."""
        made = [each for each in values if each is not None]
        calls = [each.func.id for each in made if isinstance(each, ast.Call) and isinstance(each.func, ast.Name)]
        if not made or len(calls) < len(made) or len(values) != 2 * len(made) or len({*calls}) != 1:
            return None  # each assignment is met twice: as a whole, and as the name in it
        return self.imported.get(calls[0])

    def _check_member(self, node: ast.Attribute, name: str) -> Iterator[Found]:
        if name in self.classes:
            module, kind = self.classes[name]
            members = list_members(module, kind)
            if members is not None and node.attr not in members and not node.attr.startswith("_"):
                near = find_near_name(node.attr, members)
                key = KINDS.get(module, "model")
                yield node, node.attr, _describe_unknown_member(key, node.attr, near), near, ""
        elif self.modules.get(name) in PYTHON and self.certain:
            names = dir(import_module(self.modules[name]))
            if node.attr not in names:
                near = find_near_name(node.attr, names)
                yield node, node.attr, _describe_unknown_member("module", node.attr, near), near, ""

    def _check_name(self, node: ast.Name) -> Iterator[Found]:
        if node.id in self.made:
            return
        brings = _find_import(node.id)
        near = "" if brings else find_near_name(node.id, self.made) or find_near_name(node.id, _list_importable())
        if brings:
            text = get_text("text_not_imported", name=node.id, line=brings)
        else:
            text = get_text("text_unknown_name_near" if near else "text_unknown_name", name=node.id, near=near)
        yield node, node.id, text, near, brings


def _describe_unknown_member(kind: str, name: str, near: str) -> dict[str, str]:
    thing = get_text(f"text_thing_{kind}")
    label = find_member_label(near) if near else None
    sentence = {lang: get_text("text_unknown_member", thing=thing[lang], name=name)[lang] for lang in thing}
    if not near:
        return sentence
    key = "text_meant_label" if label else "text_meant"
    return {
        lang: f"{sentence[lang]}{' ' * (lang == 'en')}{get_text(key, near=near, label=(label or thing)[lang])[lang]}"
        for lang in sentence
    }


def _list_importable() -> list[str]:
    return [row["name"] for row in make_completions()["names"]]


def _find_import(name: str) -> str:
    """The line that brings a name, '' where none is known to."""
    if name in (*PYTHON, "os", "sys", "json", "re", "datetime"):
        return f"import {name}"
    rows = [row for row in make_completions()["names"] if row["name"] == name]
    module = rows[0]["module"] if rows else ""
    return f"from {module} import {name}" if module and name in (list_exports(module) or ()) else ""

"""The templates of the blocks as patterns: what a piece of Python must look like to be one of them."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sunmao.blocks import HELPERS, list_blocks
from sunmao.blocks.spec import Block, Declaration
from sunmao.blocks.template import MODULES, holes_of, mark_holes, unmark_hole
from sunmao.blocks.template_helpers import TemplateEmit

REST = "more"  # of keyword arguments: the optional inputs


@dataclass(frozen=True)
class Pattern:
    """One way in which a block is written.

    declaration: of the block. tree: its template, an expression or lines. fields: the menu that chose it. size: how
    many nodes of it are no holes: the larger one is tried first.
    """

    declaration: Declaration
    tree: Any
    fields: dict[str, str] = field(default_factory=dict)
    size: int = 0

    @property
    def first(self) -> ast.AST:
        """The node, or the first of the statements, with which its template begins."""
        first: ast.AST = self.tree[0] if isinstance(self.tree, list) else self.tree
        return first

    def match(self, given: Any, names: dict[str, str]) -> dict[str, Any] | None:
        """Match a node or a list of statements. Returns what stands in the holes; None where it does not match.

        names: what the program imports → from where ('' for a helper function and for a whole module).
        """
        found: dict[str, Any] = {}
        return found if _match(self.tree, given, found) and self._brings(found, names) else None

    def _brings(self, found: dict[str, Any], names: dict[str, str]) -> bool:
        """Whether modules, helpers and the library's names are what the program imports under these names."""
        for name in [*found]:
            if name in MODULES or name in HELPERS:
                if not (isinstance(found[name], ast.Name) and found[name].id == name and name in names):
                    return False
                del found[name]
        block = self.declaration
        if not isinstance(block, Block) or not block.module:
            return True
        chosen = (
            [found[block.chosen.name].id] if block.chosen and isinstance(found[block.chosen.name], ast.Name) else []
        )
        return all(
            names.get(name) == block.module
            for name in [*block.names[self.fields.get(block.template_menu, "")], *chosen]
        )


def list_patterns(first: ast.AST) -> tuple[Pattern, ...]:
    """The patterns of values, or of statements and hats, that begin as this node does, the largest first."""
    return _choose_patterns(type(first).__name__, _find_called(first))


@cache
def _choose_patterns(kind: str, called: str | None) -> tuple[Pattern, ...]:
    """The patterns of a kind of node that call a function or method of this name, or no certain one."""
    patterns = _sort_patterns().get(kind, ())
    return tuple(each for each in patterns if _find_called(each.first) in (called, None))


def _find_called(node: ast.AST) -> str | None:
    """The name of the function or method that a node calls, or that of its attribute; None for others and for holes."""
    if isinstance(node, (ast.Expr, ast.Assign)):
        return _find_called(node.value)
    if isinstance(node, ast.Call):
        return _find_called(node.func)
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else None
    return None if unmark_hole(name) is not None else name


@cache
def _sort_patterns() -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, list[Pattern]] = defaultdict(list)
    for declaration in list_blocks():
        for pattern in _iter_patterns(declaration):
            found[type(pattern.first).__name__].append(pattern)
    return {kind: tuple(sorted(each, key=lambda pattern: -pattern.size)) for kind, each in found.items()}


def _iter_patterns(declaration: Declaration) -> Iterator[Pattern]:
    if isinstance(declaration, Block):
        if declaration.python and declaration.type != "program_start":
            yield _make(declaration, declaration.python, {})
        for value, template in declaration.templates.items():
            yield _make(declaration, template, {declaration.template_menu: value})
    elif isinstance(emit := declaration.emit, TemplateEmit):
        for value, template in [*emit.templates.items(), *emit.others.items()]:
            yield _make(declaration, template, {emit.field: value} if emit.field else {})


def _make(declaration: Declaration, template: str, fields: dict[str, str]) -> Pattern:
    marked = mark_holes(template)
    tree: Any = ast.parse(marked, mode="eval").body if declaration.output else ast.parse(marked).body
    nodes = [node for root in (tree if isinstance(tree, list) else [tree]) for node in ast.walk(root)]
    size = sum(not isinstance(node, (ast.expr_context, ast.Load)) for node in nodes) - len(holes_of(template))
    return Pattern(declaration, tree, fields, size)


def _match(pattern: Any, given: Any, found: dict[str, Any]) -> bool:
    """Whether a node, a list or a plain value is as the pattern says; what stands in holes is put into `found`."""
    if isinstance(pattern, list):
        return isinstance(given, list) and _match_list(pattern, given, found)
    if isinstance(pattern, str):
        name = unmark_hole(pattern)
        return pattern == given if name is None else isinstance(given, str) and _bind(name, given, found)
    if not isinstance(pattern, ast.AST):
        return type(pattern) is type(given) and pattern == given
    if isinstance(pattern, ast.Name) and (name := unmark_hole(pattern.id)):
        return isinstance(given, ast.expr) and _bind(name, given, found)
    if type(pattern) is not type(given):
        return False
    fields = (each for each in pattern._fields if each not in ("ctx", "type_comment", "type_params", "kind"))
    return all(_match(getattr(pattern, each, None), getattr(given, each, None), found) for each in fields)


def _match_list(patterns: list[Any], given: list[Any], found: dict[str, Any]) -> bool:
    """As `_match`; `*{items}`, `**{more}` and a line `{body}` take all that is left."""
    for place, pattern in enumerate(patterns):
        if (name := _get_rest(pattern)) is not None:
            return place == len(patterns) - 1 and _bind(name, given[place:], found)
        if place >= len(given) or not _match(pattern, given[place], found):
            return False
    return len(given) == len(patterns)


def _get_rest(pattern: Any) -> str | None:
    inner = None
    if isinstance(pattern, (ast.Starred, ast.Expr)) or (isinstance(pattern, ast.keyword) and pattern.arg is None):
        inner = pattern.value
    return unmark_hole(inner.id) if isinstance(inner, ast.Name) else None


def _bind(name: str, given: Any, found: dict[str, Any]) -> bool:
    """Put into a hole; where the hole comes twice, the same must stand in both."""
    if name not in found:
        found[name] = given
        return True
    return is_same(found[name], given)


def is_same(one: Any, other: Any) -> bool:
    """Whether two pieces of Python are the same program."""
    if isinstance(one, ast.AST) and isinstance(other, ast.AST):
        return ast.dump(one) == ast.dump(other)
    return type(one) is type(other) and one == other

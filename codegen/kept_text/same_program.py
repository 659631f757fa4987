"""Whether two texts are the same program."""

import ast
from collections import Counter
from typing import TypeGuard

from sunmao.codegen.kept_text.program_text import ProgramText

MODULES = {"math", "random", "statistics"}  # of Python's own, that blocks use
Name = tuple[str, str, str | None]  # (module, name, alias) of something imported


def is_same_program(one: ProgramText, other: ProgramText) -> bool:
    """Whether both say the same with the same comments: functions may stand in any order, and imports; what blocks
    bring by themselves may be imported or not.
    """
    return (
        [*map(ast.dump, sort_statements(one.tree.body))] == [*map(ast.dump, sort_statements(other.tree.body))]
        and list_imported(_list_chosen(one.tree)) == list_imported(_list_chosen(other.tree))
        and Counter(filter(None, one.comments.values())) == Counter(filter(None, other.comments.values()))
    )


def _list_chosen(tree: ast.Module) -> list[ast.stmt]:
    """The imports that no block brings."""
    return [node for node in tree.body if is_import(node) and not is_brought(node)]


def sort_statements(body: list[ast.stmt]) -> list[ast.stmt]:
    """Imports aside, functions first: their order says nothing. Handlers and all else as they stand."""
    rest = [node for node in body if not is_import(node)]
    functions = [node for node in rest if get_function_name(node)]
    return [*sorted(functions, key=get_function_name), *(node for node in rest if not get_function_name(node))]


def get_function_name(node: ast.stmt) -> str:
    """The name of the function that a statement defines, and that nothing calls by itself; '' of others."""
    return node.name if isinstance(node, ast.FunctionDef) and not node.decorator_list else ""


def is_import(node: ast.stmt) -> TypeGuard[ast.Import | ast.ImportFrom]:
    """Whether it imports something."""
    return isinstance(node, (ast.Import, ast.ImportFrom))


def is_brought(node: ast.stmt) -> bool:
    """Whether blocks bring what a statement imports: names of the library, and Python's own modules that they use."""
    if not is_import(node) or any(each.asname for each in node.names):
        return False
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").partition(".")[0] == "sunmao"
    return {each.name for each in node.names} <= MODULES


def list_imported(body: list[ast.stmt]) -> set[Name]:
    """Return the names that some statements import."""
    return {name for node in body if is_import(node) for name in list_names(node)}


def list_names(node: ast.Import | ast.ImportFrom) -> list[Name]:
    """List the names that a statement imports."""
    module = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
    return [(module, each.name, each.asname) for each in node.names]

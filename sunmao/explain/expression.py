"""The expression that raised an exception, for what Python's message leaves open: text in a sum, a position that is
text, a list that is empty.
"""

import ast
import linecache
from types import TracebackType
from typing import NamedTuple

from sunmao.core.callback_origin import get_span
from sunmao.explain.matching import name_type

NUMBERS = (name_type("int"), name_type("float"))
FUNCTIONS = {"sqrt": "py_root", "log": "py_logarithm", "log10": "py_logarithm", "log2": "py_logarithm"}


class FailedExpression(NamedTuple):
    """parent: the node around it. names: what the names there stand for."""

    node: ast.expr
    parent: ast.AST
    names: dict[str, object]


def refine_reason(key: str, params: dict, error: BaseException, main: str) -> tuple[str, dict]:
    """The same reason, or a more exact one that the failed expression of the program `main` shows."""
    if key not in ("py_join", "py_operands", "py_math", "py_index"):
        return key, params
    failed = _find_failed(error.__traceback__, main)
    if failed is None:
        return key, params
    node, called = failed.node, _get_called(failed.node)
    if key == "py_join" and called == "sum":
        return "py_sum", params
    if key == "py_math" and called in FUNCTIONS:
        return FUNCTIONS[called], params
    if key == "py_operands" and isinstance(failed.parent, ast.Subscript) and failed.parent.slice is node:
        thing = next((each for each in (params["thing_left"], params["thing_right"]) if each not in NUMBERS), None)
        return ("py_position", {**params, "thing": thing}) if thing else (key, params)
    if key == "py_index" and isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        return _describe_length(failed.names.get(node.value.id), node.value.id) or (key, params)
    return key, params


def _describe_length(value: object, name: str) -> tuple[str, dict] | None:
    if not isinstance(value, list | tuple | str):
        return None
    return ("py_index_known", {"name": name, "count": len(value)}) if value else ("py_empty", {})


def _get_called(node: ast.expr) -> str:
    """The name of the function that a call calls, else ''."""
    function = node.func if isinstance(node, ast.Call) else None
    return getattr(function, "attr", getattr(function, "id", ""))


def _find_failed(step: TracebackType | None, main: str) -> FailedExpression | None:
    found = None
    while step is not None:
        if step.tb_frame.f_code.co_filename == main:
            found = step
        step = step.tb_next
    if found is None:
        return None
    frame, span = found.tb_frame, get_span(found.tb_frame.f_code, found.tb_lasti)
    for parent in ast.walk(ast.parse("".join(linecache.getlines(main)))):
        for node in ast.iter_child_nodes(parent):
            if isinstance(node, ast.expr) and _get_place(node) == span:
                return FailedExpression(node, parent, {**frame.f_globals, **frame.f_locals})
    return None


def _get_place(node: ast.expr) -> list[int | None]:
    return [node.lineno, node.col_offset, node.end_lineno, node.end_col_offset]

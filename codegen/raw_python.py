"""Python that the child typed: judged, and kept exactly."""

import ast
import warnings
from typing import Any

from sunmao.codegen.printing.printer import RawPython

_ALONE = (ast.Name, ast.Call, ast.Attribute, ast.Subscript, ast.List, ast.Dict)  # needs no brackets around it


class InvalidPython(Exception):
    """The text is no Python."""


def normalize_newlines(typed: str) -> str:
    """What was typed, with the line ends that Python writes."""
    return typed.replace("\r\n", "\n").replace("\r", "\n")


def parse_statements(text: str) -> list[ast.stmt]:
    """Lines as they are. Raises InvalidPython."""
    found = _parse(text, "exec").body
    held = {line - 1 for node in found for line in find_string_lines(node)}
    return [RawPython(text.strip("\n"), held), *([] if found else [ast.Pass()])]


def parse_expression(text: str) -> ast.expr:
    """An expression as it is, in brackets where others could tear it apart. Raises InvalidPython."""
    found = _parse(text, "eval").body
    _parse(f"({text})", "eval")  # a comment at its end would hide what follows
    number = isinstance(found, ast.Constant) and type(found.value) in (int, float, bool, type(None))
    return ast.Name(text if number or isinstance(found, _ALONE) else f"({text})")


def _parse(text: str, mode: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text, mode=mode)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise InvalidPython(str(error)) from None


def find_string_lines(node: ast.AST) -> set[int]:
    """The lines, from 1, that start inside a text of several lines, so that an indent would change it."""
    texts = [each for each in ast.walk(node) if isinstance(each, (ast.Constant, ast.JoinedStr)) and _is_placed(each)]
    return {line for each in texts for line in range(each.lineno + 1, (each.end_lineno or each.lineno) + 1)}


def _is_placed(node: ast.AST) -> bool:
    return hasattr(node, "lineno")

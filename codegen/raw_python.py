"""Python that the child typed: judged, and kept exactly."""

import ast
import warnings
from typing import Any

from sunmao.codegen.printing.expressions import ATOM, get_level
from sunmao.codegen.printing.printer import RawPython

NOT_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError)  # what parsing raises
_ALONE = (ast.Name, ast.Call, ast.Attribute, ast.Subscript, ast.List, ast.Dict)  # needs no brackets around it


class InvalidPython(Exception):
    """The text is no Python."""


def normalize_newlines(typed: str) -> str:
    """Return typed text with the line ends that Python writes."""
    return typed.replace("\r\n", "\n").replace("\r", "\n")


def parse_statements(text: str) -> list[ast.stmt]:
    """Lines as they are. Raises InvalidPython."""
    found = _parse(text, "exec").body
    dropped = len(text) - len(text.lstrip("\n"))  # blank lines at the top
    held = {line - 1 - dropped for node in found for line in find_string_lines(node)}
    return [RawPython(text.strip("\n"), held), *([] if found else [ast.Pass()])]


def check_suite(text: str) -> None:
    """Raises InvalidPython where a text is not one statement that holds others."""
    found = _parse(text, "exec").body
    if len(found) != 1 or not isinstance(getattr(found[0], "body", None), list):
        raise InvalidPython("not one statement with others below it")


def parse_expression(text: str) -> ast.expr:
    """An expression as it is, in brackets where others could tear it apart. Raises InvalidPython."""
    found = _parse(text, "eval").body
    _parse(f"({text})", "eval")  # a comment at its end would hide what follows
    if "\n" in text or "#" in text:
        return ast.Name(text if isinstance(found, _ALONE) else f"({text})")
    made = ast.Name(text)
    made.__dict__["level"] = ATOM if _is_enclosed(text, found) else get_level(found)
    return made


def _is_enclosed(text: str, found: ast.expr) -> bool:
    """Whether it is in brackets already."""
    if not (text.startswith("(") and text.endswith(")")):
        return False
    try:
        return ast.dump(_parse(text[1:-1], "eval").body) == ast.dump(found)
    except InvalidPython:
        return False


def _parse(text: str, mode: str) -> Any:
    try:
        return parse_python(text, mode)
    except NOT_PYTHON as error:
        raise InvalidPython(str(error)) from None


def parse_python(text: str, mode: str = "exec") -> Any:
    """The tree of a text. Raises one of NOT_PYTHON; says nothing of what is odd and yet Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text, mode=mode)


def find_string_lines(node: ast.AST) -> set[int]:
    """The lines, from 1, that start inside a text of several lines, so that an indent would change it."""
    texts = [each for each in ast.walk(node) if isinstance(each, (ast.Constant, ast.JoinedStr)) and _is_placed(each)]
    return {line for each in texts for line in range(each.lineno + 1, (each.end_lineno or each.lineno) + 1)}


def _is_placed(node: ast.AST) -> bool:
    return hasattr(node, "lineno")

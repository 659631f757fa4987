"""Docstrings are sentences that say what a thing is or does: none begins with a question word."""

import ast
import re
from pathlib import Path

from tests.support.paths import ROOT

PACKAGES = ("benchmarks", "blocks", "checks", "codegen", "server", "sunmao", "tests")
QUESTIONS = {"How", "What", "Where", "Which", "Who", "Whose", "Why"}
SUSPECT = re.compile(rf'"""\s*({"|".join(QUESTIONS)})\b')  # a module without one need not be parsed
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def list_questions(source: str) -> list[str]:
    """The docstrings of a module, and of what it defines, that begin with a question word."""
    if not SUSPECT.search(source):
        return []
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, DOCUMENTED)]
    said = [text for text in map(ast.get_docstring, nodes) if text]
    return [text for text in said if text.split()[0].strip(",:") in QUESTIONS]


def test_no_docstring_begins_with_a_question_word():
    found = {
        path.relative_to(ROOT).as_posix(): asked
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if (asked := list_questions(Path(path).read_text("utf-8")))
    }
    assert not found


def test_a_question_is_found():
    assert list_questions('"""What it is."""\n\ndef look():\n    """Look at it."""\n') == ["What it is."]

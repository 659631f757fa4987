"""Whether two texts are the same program."""

import ast

import pytest

from sunmao.codegen.kept_text.program_text import ProgramText
from sunmao.codegen.kept_text.same_program import (
    get_function_name,
    is_brought,
    is_same_program,
    list_imported,
    sort_statements,
)

PROGRAM = "import math\nimport turtle\ndef f(): a\ndef g(): b\nx = 1  # one\ny = 2"


@pytest.mark.parametrize(
    "other",
    [
        PROGRAM,
        "import turtle\nimport math\ndef f(): a\ndef g(): b\nx = 1  # one\ny = 2",
        "import turtle\ndef g():\n  b\ndef f(): a\nx = (1)  # one\ny = 2",
        "from sunmao import show\nimport turtle\ndef f(): a\nx = 1\n#one\ny = 2\ndef g(): b",
    ],
)
def test_the_same_program(other):
    assert is_same_program(ProgramText(PROGRAM), ProgramText(other))


@pytest.mark.parametrize(
    ("old", "new"),
    [("x = 1", "x = 2"), ("# one", "# two"), ("# one", ""), ("turtle", "turtles"), ("f():", "h():")]
    + [("import turtle", ""), ("import math", "import math as m"), ("y = 2", "y = 2\ny = 2"), ("one", "one\n# one")],
)
def test_another_program(old, new):
    assert not is_same_program(ProgramText(PROGRAM), ProgramText(PROGRAM.replace(old, new)))


def test_the_order_of_lines_counts_and_so_does_that_of_handlers():
    assert not is_same_program(ProgramText("a\nb"), ProgramText("b\na"))
    handlers = "@w\ndef f(): a\n", "@w\ndef g(): b\n"
    assert not is_same_program(ProgramText("".join(handlers)), ProgramText("".join(reversed(handlers))))


@pytest.mark.parametrize(
    ("line", "brought"),
    [("import math", True), ("import math, random", True), ("import math, os", False), ("import math as m", False)]
    + [("from sunmao.data import x", True), ("from sunmaox import x", False), ("from . import x", False), ("a", False)],
)
def test_what_blocks_bring(line, brought):
    assert is_brought(ast.parse(line).body[0]) is brought


def test_what_is_imported():
    body = ast.parse("import a, b as c\nfrom d import e\nf").body
    assert list_imported(body) == {("", "a", None), ("", "b", "c"), ("d", "e", None)}


def test_functions_come_first_by_name():
    body = ast.parse("a\ndef g(): b\n@w\ndef c(): b\ndef d(): b\nimport e").body
    assert [get_function_name(node) for node in sort_statements(body)] == ["d", "g", "", ""]

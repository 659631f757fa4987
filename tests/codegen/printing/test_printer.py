"""Statements as lines, each with its block."""

import ast

import pytest

from sunmao.codegen.printing.line_breaks import WIDTH
from sunmao.codegen.printing.printer import PrintedProgram, RawPython, Suite

PROGRAM = """import math
a = b = 1
a += 2
x, y = 1, 2
if a:
    b
elif c:
    pass
else:
    d
while a:
    break
for i, j in b:
    continue
@when(a)
def f(x, y):
    global a, b
    return x
def g():
    return
del a
"""


def _print(*nodes: ast.stmt, indent: str = "") -> PrintedProgram:
    page = PrintedProgram()
    page.statements([*nodes], indent)
    return page


def _own(text: str, **more: object) -> ast.stmt:
    [node] = ast.parse(text).body
    node.__dict__.update(more)
    return node


def test_every_kind_of_statement():
    page = _print(*ast.parse(PROGRAM).body)
    assert "\n".join([*page.lines, ""]) == PROGRAM
    assert len(page.owners) == len(page.lines)


def test_lines_belong_to_their_blocks():
    outer = _own("if a:\n    b\nelse:\n    c", block="choice")
    outer.body[0].__dict__["block"] = "inner"
    page = _print(_own("x", block="first"), outer)
    assert page.owners == ["first", "choice", "inner", "choice", "choice"]
    assert page.blocks == {"first": [1, 1], "choice": [2, 5], "inner": [3, 3]}


def test_an_if_that_is_a_block_of_its_own_is_no_elif():
    outer = _own("if a:\n    b\nelif c:\n    d")
    assert _print(outer).lines == ["if a:", "    b", "elif c:", "    d"]
    outer.orelse[0].__dict__["block"] = "inner"
    assert _print(outer).lines == ["if a:", "    b", "else:", "    if c:", "        d"]


def test_comments_and_blank_lines_stand_above():
    page = _print(_own("a", gap=2), _own("b", gap=1, comments=["one", ""], block="b"))
    assert page.lines == ["a", "", "# one", "#", "b"]
    assert page.owners == [None, None, "b", "b", "b"] and page.blocks["b"] == [5, 5]


def test_a_block_takes_all_lines_that_are_its_own():
    page = PrintedProgram()
    page.mark("a", 1)
    for line in "xyz":
        page.add(line)
    page.mark("a", 2)
    page.mark("b", 3)
    assert page.blocks == {"a": [1, 3], "b": [3, 3]}


def test_the_blocks_inside_a_line():
    line = _own("print(a)", block="say")
    line.value.args[0].__dict__["block"] = "a"
    assert _print(_own("x"), line).blocks == {None: [1, 1], "say": [2, 2], "a": [2, 2]}


def test_long_lines_are_broken_and_have_their_block():
    words = ", ".join(f"'{letter * 20}'" for letter in "abcdef")
    page = _print(_own(f"x = [{words}]", block="list"), indent="    ")
    assert len(page.lines) > 1 and max(map(len, page.lines)) <= WIDTH
    assert ast.dump(ast.parse("if a:\n" + "\n".join(page.lines)).body[0].body[0]) == ast.dump(_own(f"x = [{words}]"))
    assert {*page.owners} == {"list"} and page.blocks["list"] == [1, len(page.lines)]


def test_many_parameters_and_globals_are_broken():
    names = [f"name_{number:02}" for number in range(15)]
    page = _print(_own(f"def f({', '.join(names)}):\n    global {', '.join(names)}\n    pass"))
    assert page.lines[1] == "    name_00," and page.lines[16] == "):"
    assert page.lines[17].startswith("    global name_00, ") and page.lines[18].startswith("    global ")
    assert max(map(len, page.lines)) <= WIDTH
    said = [name for line in page.lines[17:-1] for name in line.removeprefix("    global ").split(", ")]
    assert said == names


def test_own_python_keeps_the_lines_inside_its_texts():
    page = _print(RawPython('a = """\nx\n"""\n\nb', {1, 2}), indent="    ")
    assert page.lines == ['    a = """', "x", '"""', "", "    b"]


def test_own_lines_with_statements_below():
    body = [_own("a", block="a")]
    suite = Suite([("try:", body), ("except (A,\n        B):", body)])
    suite.__dict__["block"] = "suite"
    page = _print(suite)
    assert page.lines == ["try:", "    a", "except (A,", "        B):", "    a"]
    assert page.owners == ["suite", "a", "suite", "suite", "a"]


@pytest.mark.parametrize(
    ("head", "alone"), [("def f():", True), ("@w\nclass A:", True), ("async def f():", True), ("with a:", False)]
)
def test_a_function_inside_another_stands_alone(head, alone):
    page = _print(_own("a"), Suite([(head, [_own("b")])]), indent="    ")
    assert (page.lines[1] == "") == alone
    assert _print(Suite([(head, [_own("b")])]), indent="    ").lines[0] == f"    {head.splitlines()[0]}"

"""Python with holes, filled with pieces of program."""

import ast

import pytest

from sunmao.blocks.template import expr, free_names, holes_of, literal, mark_holes, stmts, unmark_hole


def write(made: ast.expr | list[ast.stmt]) -> str:
    if isinstance(made, ast.expr):
        return ast.unparse(made)
    return ast.unparse(ast.fix_missing_locations(ast.Module(made, [])))


@pytest.mark.parametrize(
    ("template", "holes", "python"),
    [
        ("{A} + {B}", {"A": 1, "B": ast.Name("x")}, "1 + x"),
        ("{A}", {"A": "it's"}, '"it\'s"'),
        ("print(*{items})", {"items": [1, ast.Name("x")]}, "print(1, x)"),
        ("[*{items}]", {"items": ast.Name("rows")}, "[*rows]"),
        ("f(**{more})", {"more": {"size": 3}}, "f(size=3)"),
        ("f(**{more})", {"more": {}}, "f()"),
        ("{x}.{verb}()", {"x": ast.Name("led"), "verb": "on"}, "led.on()"),
        ("f({key}=1)", {"key": "size"}, "f(size=1)"),
        ("a.b", {}, "a.b"),
    ],
)
def test_an_expression(template, holes, python):
    assert write(expr(template, **holes)) == python
    assert write(expr(template, **holes)) == python  # from the template that is known now


def test_statements_are_spliced_in():
    body = stmts("a = 1\nb = 2")
    assert write(stmts("def {name}():\n    {body}", name="f", body=body)) == "def f():\n    a = 1\n    b = 2"
    assert write(stmts("{first}\n{x} = {y}", first=body, x=ast.Name("c"), y=3)) == "a = 1\nb = 2\nc = 3"


def test_the_outermost_node_is_always_new():
    assert expr("a + b") is not expr("a + b")
    assert expr("f({x})", x=1) is not expr("f({x})", x=1)
    assert stmts("a = 1")[0] is not stmts("a = 1")[0]


@pytest.mark.parametrize("name", ["not one", "1st", "", None, 3])
def test_what_is_no_identifier_cannot_become_code(name):
    with pytest.raises(ValueError, match="is no identifier"):
        expr("x.{verb}()", verb=name)


def test_a_text_cannot_become_code():
    assert write(expr("print({x})", x="'); import os; ('")) == "print(\"'); import os; ('\")"


@pytest.mark.parametrize("value", [0, 3, -3, 2.5, -0.5, 1e300, "a'b", True, None, [1, "a", -2]])
def test_a_literal_is_its_value(value):
    assert ast.literal_eval(literal(value)) == value
    assert type(ast.literal_eval(literal(value))) is type(value)


@pytest.mark.parametrize(("value", "python"), [(float("inf"), "float('inf')"), (float("-inf"), "float('-inf')")])
def test_an_infinite_number_has_its_name(value, python):
    assert write(literal(value)) == python
    assert write(literal(float("nan"))) == "float('nan')"


def test_the_names_of_a_template():
    template = "random.choice({list}) + {list} + x + x"
    assert holes_of(template) == {"list"}
    assert free_names(template) == ["x", "random"] or free_names(template) == ["random", "x"]
    assert unmark_hole(mark_holes("{list}")) == "list"
    assert unmark_hole("list") is None and unmark_hole(3) is None

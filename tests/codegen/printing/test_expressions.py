"""Expressions as text: no bracket too many, none too few."""

import ast

import pytest

from sunmao.codegen.printing.expressions import (
    ATOM,
    TEST,
    ExpressionPrinter,
    get_boolean,
    get_comparison,
    get_level,
    get_operator,
    get_unary,
)

PRINTED = [
    *("a + b - c", "a - (b - c)", "a - (b + c)", "(a + b) * c", "a * b + c", "a / (b * c)", "a // b % c", "a @ b"),
    *("2 ** 3 ** 4", "(2 ** 3) ** 4", "-2 ** 2", "(-2) ** 2", "2 ** -1", "(a + b) ** (c + d)", "--a", "~a", "+a"),
    *("a << 1 | b & c ^ d", "(a | b) & c", "a >> (b >> c)", "a and b or c", "a and (b or c)", "(a or b) and c"),
    *("not a", "not (a and b)", "not a == b", "(not a) == b", "a < b <= c != d", "a is not None", "a not in b"),
    *("(a < b) < c", "a == (b == c)", "a if b else c", "(a if b else c) if d else e", "a if b else c if d else e"),
    *("a if b or c else d", "(a if b else c) + 1", "lambda: 1", "lambda x, y=2: x + y", "(lambda: 1)()"),
    *("f(a, *b, c=1, **d)", "f()", "f(g(x))", "a.b.c", "(1).real", "1.5.real", "(a + b).c", "f(a)(b)", "'a'.upper()"),
    *("a[0]", "a[1:2]", "a[:]", "a[::2]", "a[1:, 2]", "(a + b)[0]", "a[b + c]", "a[b, c]"),
    *("[]", "[1, 2]", "{}", "{1: 'a', **b}", "{1, 2}", "(1,)", "(1, 2)", "()", "[*a, b]", "[(1, 2)]", "f((1, 2))"),
    *("[x for x in a]", "[x for x in a if b if c]", "[x + y for x in a for y in b]", "sum(x for x in a)"),
    *("sum((x for x in a), 1)", "(x for x in a)", "[x for x in (a if b else c)]", "[x for x in a if (b if c else d)]"),
    *("None", "True", "...", "'it\\'s'", "b'a'", "1e309", "-1e309", "1.0", "1j", "f'{a}'"),
    *("{x: 1 for x in a}", "{x for x in a}", "(yield)", "(x := 1)", "a[lambda: 1]"),
]


def parse(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize("text", PRINTED)
def test_an_expression_is_printed_as_it_is_best_written(text):
    printed = ExpressionPrinter().text(parse(text), TEST)
    assert printed == text.replace("'it\\'s'", '"it\'s"').replace("-1e309", "-1e309")
    assert ast.dump(parse(printed)) == ast.dump(parse(text))


@pytest.mark.parametrize("text", PRINTED)
def test_an_expression_holds_together_wherever_it_stands(text):
    given = parse(text)
    around = f"{ExpressionPrinter().text(given, ATOM)}.real"
    if isinstance(given, ast.Constant) and type(given.value) is int:
        around = f"({text}).real"
    assert ast.dump(parse(around)) == ast.dump(ast.Expression(ast.Attribute(given, "real", ast.Load())).body)


def test_brackets_that_nobody_needs_are_left_out():
    assert ExpressionPrinter().text(parse("((a) + ((b) * (c)))")) == "a + b * c"
    assert ExpressionPrinter().text(parse("f((a), (b))")) == "f(a, b)"


def test_the_blocks_of_an_expression_are_remembered():
    given = parse("f(a) + 1")
    given.__dict__.update(block="sum", folded=("inner",))
    given.left.args[0].__dict__["block"] = "a"
    printer = ExpressionPrinter()
    assert printer.text(given) == "f(a) + 1" and printer.blocks == ["inner", "sum", "a"]


def test_a_childs_own_text_is_held_together_by_its_level():
    name = ast.Name("a + b")
    name.__dict__["level"] = get_level(parse("a + b"))
    assert ExpressionPrinter().text(name, TEST) == "a + b"
    assert ExpressionPrinter().text(name, ATOM) == "(a + b)"


def test_how_tightly_things_bind():
    levels = ["(x := 1)", "a, b", "lambda: 1", "a or b", "a and b", "not a", "a < b", "a | b", "a ^ b", "a & b"]
    levels += ["a << b", "a + b", "a * b", "-a", "a ** b", "a.b"]
    found = [get_level(parse(text)) for text in levels]
    assert found == sorted(found) and len(set(found)) == len(found)


def test_the_signs_of_operators():
    assert [get_operator(each()) for each in (ast.Add, ast.FloorDiv, ast.Pow)] == ["+", "//", "**"]
    assert [get_comparison(each()) for each in (ast.LtE, ast.NotIn, ast.IsNot)] == ["<=", "not in", "is not"]
    assert get_boolean(ast.And())[0] == " and " and get_unary(ast.Not())[0] == "not "
    assert get_boolean(ast.And())[1] > get_boolean(ast.Or())[1]

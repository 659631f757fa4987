"""Python that a child typed: judged, and kept exactly."""

import ast
import warnings

import pytest

from sunmao.codegen.printing.expressions import ATOM, TEST, ExpressionPrinter
from sunmao.codegen.printing.printer import PrintedProgram
from sunmao.codegen.raw_python import (
    InvalidPython,
    check_suite,
    find_string_lines,
    normalize_newlines,
    parse_expression,
    parse_python,
    parse_statements,
)

HELD = 'a = """x\n  y\n"""\nb = 2'


def test_line_ends_are_pythons():
    assert normalize_newlines("a\r\nb\rc\n") == "a\nb\nc\n"


def test_statements_are_kept_as_they_are():
    page = PrintedProgram()
    page.statements(parse_statements("\n" + HELD + "  # two\n"), indent="    ")
    assert page.lines == ['    a = """x', "  y", '"""', "    b = 2  # two"]


def test_only_comments_need_a_pass():
    page = PrintedProgram()
    page.statements(parse_statements("# nothing"), indent="    ")
    assert page.lines == ["    # nothing", "    pass"]


@pytest.mark.parametrize("text", ["a =", "if a:", "a\x00b", "return(", "'" + "(" * 10, "(" * 5000])
def test_what_is_no_python(text):
    with pytest.raises(InvalidPython):
        parse_statements(text)
    with pytest.raises(InvalidPython):
        parse_expression(text)


@pytest.mark.parametrize("text", ["a = 1", "", "a; b", "a)+(b", "a # more"])
def test_what_is_no_expression(text):
    if text == "a # more":
        text += "\n)"
    with pytest.raises(InvalidPython):
        parse_expression(text)


@pytest.mark.parametrize(
    ("text", "around", "printed"),
    [
        ("a + b", ATOM, "(a + b)"),
        ("a + b", TEST, "a + b"),
        ("(a + b)", ATOM, "(a + b)"),
        ("(a) + (b)", ATOM, "((a) + (b))"),
        ("f(a)", ATOM, "f(a)"),
        ("a if b else c", TEST, "a if b else c"),
        ("[1,\n2]", ATOM, "[1,\n2]"),
        ("a +\\\nb", TEST, "(a +\\\nb)"),
        ("'#' + b", TEST, "('#' + b)"),
    ],
)
def test_an_expression_stays_one(text, around, printed):
    assert ExpressionPrinter().text(parse_expression(text), around) == printed


def test_an_expression_with_a_comment_at_its_end_would_hide_what_follows():
    with pytest.raises(InvalidPython):
        parse_expression("a  # comment")


@pytest.mark.parametrize("text", ["if a:\n  b", "try: a\nfinally: b", "class A: pass", "for a in b: c"])
def test_one_statement_with_others_below(text):
    check_suite(text)


@pytest.mark.parametrize("text", ["a = 1", "if a: b\nc = 1", "", "if a:", "f = lambda: 1"])
def test_no_statement_with_others_below(text):
    with pytest.raises(InvalidPython):
        check_suite(text)


def test_what_is_odd_is_python_without_a_word():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert isinstance(parse_python("'\\d' is 3"), ast.Module)


def test_lines_inside_a_text():
    assert find_string_lines(ast.parse(HELD)) == {2, 3}
    assert find_string_lines(ast.parse('f"""{a}\n"""')) == {2}
    assert find_string_lines(ast.parse("a = (1 +\n2)")) == set()

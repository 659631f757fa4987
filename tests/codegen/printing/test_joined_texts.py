"""Texts and values put together are an f-string that Python 3.11 runs, or a sum."""

import ast

import pytest

from sunmao.codegen.printing.expressions import ExpressionPrinter


def join(*parts: str) -> ast.JoinedStr:
    """Texts in quotes and expressions."""
    nodes = [ast.parse(part, mode="eval").body for part in parts]
    return ast.JoinedStr([each if isinstance(each, ast.Constant) else ast.FormattedValue(each, -1) for each in nodes])


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        (("name", "' is '", "age"), "f'{name} is {age}'"),
        (("'{'", "x", "'}'"), "f'{{{x}}}'"),
        (("x", '"it\'s"'), 'f"{x}it\'s"'),
        (("""'"'""", "x['a']"), 'f"\\"{x[\'a\']}"'),
        (("'a'", """x['"']"""), """'a' + str(x['"'])"""),
        (("x", "y['\\n']"), "str(x) + str(y['\\n'])"),
        (("'a\\n'", "x"), "f'a\\n{x}'"),
        (("'a'", "x if y else z"), "f'a{x if y else z}'"),
        (("'a'", " + ".join(["a_long_name"] * 5)), "'a' + str(" + " + ".join(["a_long_name"] * 5) + ")"),
    ],
)
def test_how_it_is_written(parts, written):
    assert ExpressionPrinter().text(join(*parts)) == written
    names = {"name": "Ada", "age": 36, "x": {"a": 1, '"': 2}, "y": {"\n": 3}, "z": 0, "a_long_name": 7}
    values = [eval(part, dict(names)) for part in parts]
    assert eval(written, dict(names)) == "".join(map(str, values))

"""Variables: set, get and change, whatever they are called."""

import pytest

from tests.support.blocks.standard_blocks import Case, check
from tests.support.blocks.workspace_builder import block, number, say, set_variable, text, variable


def _dynamic(verb: str, name: str, **inputs) -> dict:
    return block(f"variables_{verb}_dynamic", {"VAR": {"id": f"id_{name}"}}, **inputs)


def _named(name: str, python: str) -> Case:
    """A variable of any name: how Python then calls it."""
    return Case(
        [set_variable(name, number(1)), set_variable("answer", variable(name))], f"{python} = 1\nanswer = {python}", 1
    )


CASES = [
    Case([set_variable("answer", text("a"))], "answer = 'a'", "a"),
    Case([set_variable("answer", None)], "answer = 0", 0),
    Case([set_variable("x", number(1)), say(variable("x"))], "x = 1\nprint(x)", prints="1\n"),
    Case([_dynamic("set", "x", VALUE=number(1)), set_variable("answer", _dynamic("get", "x"))], "x = 1\nanswer = x", 1),
    _named("苹果", "苹果"),
    _named("list", "list_"),
    _named("class", "class_"),
    _named("my score", "my_score"),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_variables(case):
    check(case)

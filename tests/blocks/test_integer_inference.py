"""`int(…)` is left out only for variables that are whole on every run."""

import pytest

from sunmao.codegen import compile_workspace
from tests.support.blocks.workspace_builder import (
    block,
    boolean,
    number,
    numbers,
    program,
    set_variable,
    text,
    texts,
    variable,
)


def _change(name: str, delta: dict) -> dict:
    return block("math_change", {"VAR": {"id": f"id_{name}"}}, DELTA=delta)


def _sum(operator: str, left: dict, right: dict) -> dict:
    return block("math_arithmetic", {"OP": operator}, A=left, B=right)


def _count(start: dict, stop: dict, step: dict) -> dict:
    return block("controls_for", {"VAR": {"id": "id_n"}}, FROM=start, TO=stop, BY=step)


def _set_n(value: dict) -> dict:
    return set_variable("n", value)


WHOLE = [
    lambda: [_set_n(number(3))],
    lambda: [_set_n(block("text_length", VALUE=text("abc")))],
    lambda: [_set_n(number(3)), _change("n", number(1))],
    lambda: [_set_n(_sum("MULTIPLY", number(3), block("math_random_int", FROM=number(1), TO=number(2))))],
    lambda: [set_variable("m", number(1)), _set_n(variable("m")), set_variable("m", variable("n"))],
    lambda: [_count(number(1), number(2.5), number(1))],
    lambda: [_set_n(block("text_prompt_ext", {"TYPE": "INTEGER"}, TEXT=text("?")))],
    lambda: [block("controls_forEach", {"VAR": {"id": "id_n"}}, LIST=numbers(2, 3))],
    lambda: [block("controls_if", IF0=boolean(True), DO0=_set_n(number(3)))],
]
OTHER = [
    lambda: [_set_n(number(2.5))],
    lambda: [_set_n(_sum("DIVIDE", number(4), number(2)))],
    lambda: [_set_n(block("text_prompt_ext", {"TYPE": "NUMBER"}, TEXT=text("?")))],
    lambda: [_set_n(number(3)), _change("n", number(0.5))],
    lambda: [_count(number(0.5), number(3), number(1))],
    lambda: [_count(number(1), number(3), number(0.5))],
    lambda: [set_variable("m", number(1.5)), _set_n(variable("m"))],
    lambda: [_set_n(number(3)), block("controls_forEach", {"VAR": {"id": "id_n"}}, LIST=texts("3"))],
    lambda: [_set_n(number(3)), block("controls_forEach", {"VAR": {"id": "id_n"}}, LIST=numbers(2.5))],
]


def _loop_line(before: list[dict]) -> str:
    loop = block("controls_repeat_ext", TIMES=variable("n"))
    return compile_workspace(program([*before, loop])).python.splitlines()[-2]


@pytest.mark.parametrize("before", WHOLE)
def test_a_whole_variable_needs_no_int(before):
    assert "range(n)" in _loop_line(before())


@pytest.mark.parametrize("before", OTHER)
def test_any_other_variable_is_cut_to_a_whole_number(before):
    assert "range(int(n))" in _loop_line(before())

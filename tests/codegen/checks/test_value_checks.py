"""Values that fit by their type and still go wrong are said on their block before the program runs."""

import pytest

from sunmao.codegen import compile_workspace
from tests.support.blocks.workspace_builder import Block, block, number, set_variable, stack, text, variable

NAMES = ("age", "n")


def said(*blocks: Block) -> list[tuple[str, str, str | None]]:
    """(level, code, block) of every problem of a program."""
    top = stack([block("program_start"), *blocks]) | {"x": 0, "y": 0}
    variables = [{"name": name, "id": f"id_{name}"} for name in NAMES]
    saved = {"blocks": {"languageVersion": 0, "blocks": [top]}, "variables": variables}
    return [(problem.level, problem.code, problem.block) for problem in compile_workspace(saved).problems]


def count_by(step: Block) -> Block:
    printing = block("text_print", TEXT=variable("n"))
    return block("controls_for", {"VAR": {"id": "id_n"}}, FROM=number(1), TO=number(10), BY=step, DO=printing)


def ask(kind: str) -> Block:
    return block("text_prompt_ext", {"TYPE": kind}, TEXT=text("?"))


def use(kind: str) -> Block:
    """A statement that uses `age`: in a sum, beside a number, as a count, in a text."""
    used = {
        "sum": block("math_arithmetic", {"OP": "ADD"}, A=variable("age"), B=number(1)),
        "comparison": block("logic_compare", {"OP": "GT"}, A=number(18), B=variable("age")),
        "same text": block("logic_compare", {"OP": "EQ"}, A=text("yes"), B=variable("age")),
        "text": variable("age"),
    }
    return block("text_print", TEXT=used[kind])


def test_a_loop_that_counts_by_0():
    step = number(0)
    assert said(count_by(step)) == [("warning", "zero_step", step["id"])]


@pytest.mark.parametrize("step", [1, -1, 0.5])
def test_a_loop_that_gets_to_its_end(step):
    assert said(count_by(number(step))) == []


def count(start: Block, stop: Block, direction: str) -> Block:
    return block("controls_for", {"VAR": {"id": "id_n"}, "DIRECTION": direction}, FROM=start, TO=stop, BY=number(1))


def test_a_loop_that_may_count_the_other_way():
    given = set_variable("age", ask("INTEGER"))
    up, down = count(number(2), variable("age"), "BOTH"), count(variable("age"), number(1), "BOTH")
    assert said(given, up, down) == [
        ("warning", "counts_down_too", up["id"]),
        ("warning", "counts_up_too", down["id"]),
    ]
    assert said(given, count(number(2), variable("age"), "UP"), count(variable("age"), number(1), "DOWN")) == []
    assert said(set_variable("age", number(5)), count(number(2), variable("age"), "BOTH")) == []


@pytest.mark.parametrize("kind", ["sum", "comparison"])
def test_a_text_answer_that_is_used_as_a_number(kind):
    asked = ask("TEXT")
    assert said(set_variable("age", asked), use(kind), use(kind)) == [("warning", "asked_text", asked["id"])]
    assert said(set_variable("age", ask("NUMBER")), use(kind)) == []


@pytest.mark.parametrize("kind", ["text", "same text"])
def test_a_text_answer_that_stays_a_text(kind):
    assert said(set_variable("age", ask("TEXT")), use(kind)) == []

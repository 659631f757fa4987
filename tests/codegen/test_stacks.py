"""The stacks of a workspace that run, and the problems of the rest."""

import pytest

from sunmao.codegen.stacks import check_listening, is_endless, sort_stacks
from sunmao.codegen.workspace import read_workspace
from tests.support.blocks.workspace_builder import (
    block,
    boolean,
    number,
    program,
    say,
    set_variable,
    stack,
    text,
    workspace,
)


def _sort(tops: list[dict]):
    problems = []
    stacks = sort_stacks(read_workspace(workspace(tops)).tops, problems)
    return stacks, [(problem.code, problem.level) for problem in problems]


def _hat() -> dict:
    return block("program_when_pressed", {"event": "when_pressed"})


def _function(name: str) -> dict:
    return block("procedures_defnoreturn", {"NAME": name})


def test_stacks_are_sorted_by_what_they_are():
    stacks, problems = _sort([block("program_start"), _hat(), _function("jump"), say(text("a")), number(3)])
    assert [top.type for top in stacks.starts + stacks.hats] == ["program_start", "program_when_pressed"]
    assert [*stacks.definitions] == ["jump"] and stacks.main == stacks.starts
    assert [top.type for top in stacks.ignored] == ["math_number", "text_print"]
    assert problems == [("loose", "warning")] * 2
    assert [node.type for node in stacks.nodes()] == ["program_start", "program_when_pressed", "procedures_defnoreturn"]


def test_without_a_start_loose_stacks_run():
    stacks, problems = _sort([say(text("a")), number(3)])
    assert stacks.main == stacks.loose and [top.type for top in stacks.ignored] == ["math_number"]
    assert problems == [("loose", "warning")]
    assert [node.type for node in stacks.nodes()] == ["text_print", "text"]


def test_a_second_start_and_a_second_function_of_one_name():
    stacks, problems = _sort([block("program_start"), block("program_start"), _function("f"), _function("f")])
    assert len(stacks.starts) == 2 and len(stacks.definitions) == 1
    assert problems == [("two_functions", "error"), ("two_starts", "warning")]


@pytest.mark.parametrize("head", [lambda: say(text("a")), lambda: {"type": "unknown_thing", "id": "u"}])
def test_below_a_disabled_statement_the_rest_runs(head):
    first = head() | {"enabled": False}
    stacks, problems = _sort([stack([first, set_variable("n", number(1))])])
    assert [top.type for top in stacks.main] == (["variables_set"] if first["type"] == "text_print" else [])
    assert problems == []


@pytest.mark.parametrize("head", [lambda: block("program_start"), lambda: number(1)])
def test_below_a_disabled_hat_or_value_nothing_runs(head):
    stacks, problems = _sort([stack([head() | {"enabled": False}, say(text("a"))])])
    assert not stacks.nodes() and problems == []


def _listen(*statements: dict, hats: int = 1) -> list[str]:
    tops = program([*statements])["blocks"]["blocks"] + [_hat() for _ in range(hats)]
    stacks = sort_stacks(read_workspace(workspace(tops)).tops, [])
    nodes = stacks.nodes()
    found = list(check_listening(stacks, nodes))
    assert {problem.code for problem in found} <= {"never_heard"}
    return [node.type for node in nodes if node.id in {problem.block for problem in found}]


def _forever(*body: dict) -> dict:
    return block("program_forever", body=[*body])


def _while(condition: dict | None, mode: str, *body: dict) -> dict:
    return block("controls_whileUntil", {"MODE": mode}, BOOL=condition, DO=[*body])


def _wait() -> dict:
    return block("program_wait", seconds=number(1))


def test_an_endless_loop_at_the_end_hears_events():
    assert _listen(_forever(say(text("a")))) == []
    assert _listen(say(text("a"))) == []


def test_an_endless_loop_elsewhere_hears_none():
    inside = block("controls_if", None, None, IF0=boolean(True), DO0=_forever())
    assert _listen(inside) == ["program_forever"]
    assert _listen(inside, hats=0) == []


@pytest.mark.parametrize(("value", "mode"), [(True, "WHILE"), (False, "UNTIL")])
def test_a_loop_without_end_must_wait(value, mode):
    assert _listen(_while(boolean(value), mode, say(text("a")))) == ["controls_whileUntil"]
    assert _listen(_while(boolean(value), mode, _wait())) == []
    assert _listen(_while(boolean(value), mode, block("controls_flow_statements", {"FLOW": "BREAK"}))) == []
    assert _listen(_while(boolean(not value), mode)) == [] and _listen(_while(None, mode)) == []


def test_which_loops_are_endless():
    nodes = read_workspace(program([_while(boolean(True), "WHILE"), _forever()])).nodes
    assert [node.type for node in nodes if is_endless(node)] == ["program_forever"]

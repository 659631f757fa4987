"""The same workspaces through Blockly's own Python generator (in Node): both programs must do the same."""

import json
import math
import os

import pytest

from sunmao.blocks import list_blocks
from sunmao.blocks.spec import Standard
from sunmao.codegen import compile_workspace
from tests.blocks.standard import (
    test_functions,
    test_lists,
    test_logic,
    test_loops,
    test_math,
    test_text,
    test_variables,
)
from tests.support.blocks.random_programs import Programs
from tests.support.blocks.standard_blocks import Case, blockly, run
from tests.support.blocks.workspace_builder import program, stack, workspace

MODULES = (
    test_logic,
    test_loops,
    test_math,
    test_text,
    test_lists,
    test_variables,
    test_functions,
)
STANDARD_DRAWERS = {"logic", "loops", "math", "text", "lists", "variables", "functions"}
BLOCKS = [block for block in list_blocks() if isinstance(block, Standard) and block.drawer in STANDARD_DRAWERS]
# (menu, value) that Sunmao's page adds to Blockly's blocks.
ADDED = {
    **{("DIRECTION", value): {"controls_for"} for value in ("BOTH", "UP", "DOWN")},
    ("TYPE", "INTEGER"): {"text_prompt_ext", "text_prompt"},
}
CASES = [case for module in MODULES for case in module.CASES if not case.apart]


@pytest.fixture(scope="module")
def peer() -> list[str | None]:
    """Blockly's output for each case."""
    return blockly(typed=json.dumps([_without_start(case) for case in CASES]))


@pytest.fixture(scope="module")
def declared() -> dict[str, dict]:
    """Blockly's declaration of each of its blocks."""
    return blockly("declared")


def _without_start(case: Case) -> dict:
    tops = case.saved["blocks"]["blocks"]
    stack = [tops[0]["next"]["block"]] if "next" in tops[0] else []
    return workspace([*stack, *tops[1:]])


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(CASES)), ids=lambda place: CASES[place].name)
def test_both_programs_do_the_same(place, peer):
    case = CASES[place]
    assert peer[place] is not None, "Blockly refuses the workspace"
    ours, our_lines = run(compile_workspace(case.saved).python, case.typed)
    theirs, their_lines = run(peer[place], case.typed)
    assert our_lines == their_lines
    if callable(case.sees):
        assert case.sees(ours["answer"]) and case.sees(theirs["answer"])
    else:
        assert _same(ours.get("answer"), theirs.get("answer")), (ours.get("answer"), theirs.get("answer"), peer[place])


@pytest.mark.slow
def test_random_programs_do_the_same():
    source = Programs(int(os.environ.get("SUNMAO_SEED", 1)))
    programs = [source.program() for _ in range(int(os.environ.get("SUNMAO_PROGRAMS", 100)))]
    theirs = blockly(typed=json.dumps([workspace([stack(statements)]) for statements in programs]))
    for statements, their_python in zip(programs, theirs):
        made = compile_workspace(program(statements))
        assert made.ok and their_python, made.problems
        ours, other = _lines(made.python), _lines(their_python)
        assert _same_lines(ours, other), f"{made.python}\n{their_python}\n{ours}\n{other}"


def _lines(python: str) -> list[str] | None:
    """Return the lines that a program prints, or None when it fails."""
    try:
        return run(python)[1].splitlines()
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return None


def _same_lines(left: list[str] | None, right: list[str] | None) -> bool:
    if left is None or right is None:
        return left is right
    return len(left) == len(right) and all(a == b or _same(_number(a), _number(b)) for a, b in zip(left, right))


def _number(line: str) -> float | str:
    try:
        return float(line)
    except ValueError:
        return line


def test_menus_and_holes_are_those_of_blockly(declared):
    for block in BLOCKS:
        theirs = declared[block.type]
        menus = {name: list(values) for name, values in block.fields.items() if isinstance(values, tuple)}
        for (name, value), blocks in ADDED.items():
            if block.type in blocks:
                menus[name].remove(value)
        assert {name: values for name, values in menus.items() if values} == theirs["menus"], block.type
        for name, check in theirs["inputs"].items():
            stem = name.rstrip("0123456789")
            if {name, stem + "*"} & {*block.bodies}:
                continue
            ours = block.inputs[name] if name in block.inputs else block.inputs[stem + "*"]
            assert set(check or ()) <= ({ours} if isinstance(ours, str) else set(ours or ())), (block.type, name)


def test_no_block_of_blockly_is_forgotten(declared):
    inner = {
        "controls_if_if",
        "controls_if_elseif",
        "controls_if_else",
        "text_create_join_container",
        "text_create_join_item",
    }
    inner |= {
        "lists_create_with_container",
        "lists_create_with_item",
        "procedures_mutatorcontainer",
        "procedures_mutatorarg",
    }
    assert set(declared) == {block.type for block in BLOCKS} | inner


def _same(left: object, right: object) -> bool:
    """Equal, numbers up to a hair."""
    if (
        isinstance(left, float)
        and isinstance(right, (int, float))
        or isinstance(right, float)
        and isinstance(left, int)
    ):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
    return left == right

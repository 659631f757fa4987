"""Whatever a workspace holds: no crash, and valid Python or a problem that says what is wrong."""

import ast
import json
import random
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.blocks import list_blocks
from sunmao.blocks.assigned_values import SUITE
from sunmao.codegen import CompiledProgram, compile_workspace
from tests.support.blocks.workspace_fuzzer import TEXTS, Maker, mutate

SEEDS = st.integers(0, 2**32)
TYPES = [block.type for block in list_blocks()]
JOINED = ("text_join",)  # an f-string, but where the letters of a text forbid it before Python 3.12
TYPED = {block.type for block in list_blocks() if any(hole.kind == "code" for hole in block.holes)} | {SUITE}
KEYS = [
    "blocks",
    "variables",
    "type",
    "id",
    "fields",
    "inputs",
    "next",
    "block",
    "shadow",
    "extraState",
    "icons",
    "VAR",
    "TEXT",
    "IF0",
    "DO0",
    "more",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(TYPES),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inner, max_size=6)
    ),
    max_leaves=40,
)


def judged(workspace) -> CompiledProgram:
    """The program, after checking what holds of every one."""
    program = compile_workspace(workspace)
    assert not [found for found in program.problems if found.code == "our_fault"], program.problems
    assert len(program.lines) == program.python.count("\n")
    assert all(1 <= first <= last <= len(program.lines) for first, last in program.blocks.values())
    json.dumps(program.as_dict())
    if program.ok:
        parsed(program.python)
    else:
        if not any(found.code in ("too_deep", "bad_python") for found in program.problems):
            ast.parse(program.python)
        assert all(found.text["zh"] and found.text["en"] for found in program.problems)
    return program


def parsed(python: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        compile(python, "main.py", "exec")
        return ast.parse(python)


@given(SEEDS)
@pytest.mark.long
@pytest.mark.slow
def test_programs_of_all_blocks(seed):
    workspace = Maker(random.Random(seed)).workspace()
    program = judged(workspace)
    assert compile_workspace(json.loads(json.dumps(workspace))).as_dict() == program.as_dict()


@pytest.mark.long
@given(SEEDS, st.sampled_from([0.002, 0.01, 0.05, 0.3]))
@pytest.mark.slow
def test_damaged_programs(seed, chance):
    rng = random.Random(seed)
    judged(mutate(Maker(rng).workspace(), rng, chance))


@given(JSON)
@pytest.mark.slow
def test_any_json(value):
    judged(value)
    judged({"blocks": {"blocks": [value]}, "variables": [value]})


@pytest.mark.long
@given(SEEDS)
@pytest.mark.slow
def test_no_text_becomes_program(seed):
    tame, wild = (Maker(random.Random(seed), texts).workspace() for texts in (("x",) * len(TEXTS), TEXTS))
    for workspace in (tame, wild):
        workspace["blocks"]["blocks"] = [
            top
            for top in workspace["blocks"]["blocks"]
            if not any(f'"{type}"' in json.dumps(top) for type in (*TYPED, *JOINED))
        ]
    tame, wild = compile_workspace(tame), compile_workspace(wild)
    assert tame.ok == wild.ok
    if wild.ok:
        assert shape(parsed(wild.python)) == shape(parsed(tame.python))


def shape(tree: ast.Module) -> list[str]:
    """The kinds of nodes of a program, in order."""
    return [type(node).__name__ for node in ast.walk(tree)]


def nested(depth: int, kind: str, slot: str) -> dict:
    made = {"type": "math_number", "fields": {"NUM": 1}} if slot == "NUM" else None
    for place in range(depth):
        inputs = {"inputs": {slot: {"block": made}}} if made else {}
        made = {"type": kind, "id": f"b{place}", **inputs}
    return {
        "blocks": {
            "blocks": [
                made if slot == "DO" else {"type": "text_print", "id": "top", "inputs": {"TEXT": {"block": made}}}
            ]
        }
    }


@pytest.mark.slow
@pytest.mark.long
def test_absurd_depth():
    for depth in (5, 19, 39, 45, 100, 5_000, 50_000):
        values = judged(nested(depth, "math_single", "NUM"))
        bodies = judged(nested(depth, "controls_repeat", "DO"))
        assert (values.ok, bodies.ok) == (depth < 40, depth < 20)
        if depth >= 100:
            assert {found.code for found in values.problems if found.level == "error"} == {"too_deep"}


@pytest.mark.long
@pytest.mark.slow
def test_a_long_stack():
    made = None
    for place in range(20_000):
        made = {"type": "text_print", "id": f"b{place}", "inputs": {"TEXT": {"shadow": {"type": "text"}}}} | (
            {"next": {"block": made}} if made else {}
        )
    program = judged({"blocks": {"blocks": [made]}})
    assert program.ok and len(program.lines) == 20_000


def test_a_ring_ends():
    block = {"type": "controls_repeat", "id": "ring"}
    block["inputs"] = {"DO": {"block": block}}
    block["next"] = {"block": block}
    program = compile_workspace({"blocks": {"blocks": [block]}})
    assert [found.code for found in program.problems if found.level == "error"] == ["repeated"]

"""A changed text changes the blocks of its own lines, and no others."""

import copy
import json
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.match_blocks import match_blocks
from sunmao.codegen.reading.read_program import NoPython, read_python
from tests.support.blocks.text_edits import change_token
from tests.support.blocks.workspace_fuzzer import Maker, mutate
from tests.support.paths import ROOT

GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.json"))
PROGRAM = """import random


def greet(name):
    print('Hello')
    print(name)


total = 0
numbers = [1, 2, 3]
for n in numbers:
    total = total + n
    if total > 3:
        print(total)
greet('Ann')
print(random.randint(1, 6))
"""


@pytest.mark.long
@pytest.mark.slow
def test_the_same_text_gives_the_same_workspace():
    for path in GOLDEN:
        before = _load(path)
        python = compile_workspace(before).python
        if path.stem != "program_python":  # whose lines are blocks of their own when they are read
            assert _follow(before, python)["blocks"] == before["blocks"], path.stem


@pytest.mark.parametrize("old, new", [("> 3", "> 4"), ("'Hello'", "'Hi'"), ("randint(1, 6)", "randint(1, 100)")])
def test_another_number_or_text_changes_one_field(old, new):
    before = _make()
    after = _follow(before, PROGRAM.replace(old, new))
    assert {*_list(before)} == {*_list(after)}
    changed = [id for id, block in _list(after).items() if _bare(block) != _bare(_list(before)[id])]
    assert len(changed) == 1


def test_a_new_line_is_one_new_block_and_a_deleted_one_none():
    before = _make()
    after = _follow(before, PROGRAM.replace("total = 0\n", "total = 0\nprint('new')\n"))
    assert sorted(_list(after)[id]["type"] for id in {*_list(after)} - {*_list(before)}) == ["text", "text_print"]
    assert {*_list(before)} <= {*_list(after)}
    gone = {*_list(before)} - {*_list(_follow(before, PROGRAM.replace("        print(total)\n", "        pass\n")))}
    assert sorted(_list(before)[id]["type"] for id in gone) == ["text_print", "variables_get"]


def test_a_line_that_moves_takes_its_block_along():
    before = _make()
    after = _follow(before, PROGRAM.replace("greet('Ann')\n", "").replace("total = 0\n", "greet('Ann')\ntotal = 0\n"))
    assert {*_list(after)} == {*_list(before)}


def test_what_does_not_run_and_how_blocks_look_stays():
    before = _make()
    blocks = before["blocks"]["blocks"]
    loop = next(block for block in _list(before).values() if block["type"] == "controls_forEach")
    loop |= {"collapsed": True, "data": "mine"}
    off = {"type": "text_print", "id": "off", "disabledReasons": ["MANUALLY_DISABLED"], "inputs": {}}
    loop["next"] = {"block": {**off, "next": loop["next"]}}
    loose = {"type": "math_number", "id": "loose", "x": 500, "y": 7, "fields": {"NUM": 3}}
    blocks.append(loose)
    blocks[0] |= {"x": 30, "y": 40}
    before["workspaceComments"] = [{"text": "mine"}]
    after = _follow(before, PROGRAM.replace("+ n", "+ 2 * n"))
    found = _list(after)
    assert found[loop["id"]]["collapsed"] and found[loop["id"]]["data"] == "mine"
    assert found[loop["id"]]["next"]["block"]["id"] == "off" and found["loose"] == loose
    assert (after["blocks"]["blocks"][0]["x"], after["blocks"]["blocks"][0]["y"]) == (30, 40)
    assert after["workspaceComments"] == before["workspaceComments"]


def test_a_hole_stays_a_hole():
    before = read_python("print(1)\nprint(2)\n").workspace
    first = before["blocks"]["blocks"][0]["next"]["block"]
    first["inputs"] = {}
    python = compile_workspace(before).python
    after = _follow(before, python.replace("2", "3"))
    assert after["blocks"]["blocks"][0]["next"]["block"]["inputs"] == {}


def test_names_that_a_child_gave_stay_and_half_typed_ones_go():
    before = _make()
    for variable in before["variables"]:
        variable["name"] = "my total" if variable["id"] == "total" else variable["name"]
    before["variables"].append({"id": "spare", "name": "spare"})
    definition = next(block for block in _list(before).values() if block["type"].startswith("procedures_def"))
    call = next(block for block in _list(before).values() if block["type"].startswith("procedures_call"))
    definition["fields"]["NAME"] = call["extraState"]["name"] = "say hello"
    python = compile_workspace(before).python
    assert "my_total" in python and "say_hello" in python
    after = _follow(before, python + "print(my_total)\nsco = 1\n")
    assert {each["name"] for each in after["variables"]} == {"my total", "name", "numbers", "n", "spare", "sco"}
    assert _list(after)[definition["id"]]["fields"]["NAME"] == "say hello"
    later = _follow(after, python + "print(my_total)\nscore = 1\n")
    assert "sco" not in {each["name"] for each in later["variables"]}


def test_functions_and_events_keep_their_places():
    before = _make()
    definition = next(block for block in before["blocks"]["blocks"] if block["type"].startswith("procedures_def"))
    definition |= {"x": 333, "y": 444}
    after = _follow(before, PROGRAM.replace("greet", "welcome").replace("'Hello'", "'Hi'"))
    kept = _list(after)[definition["id"]]
    assert (kept["x"], kept["y"], kept["fields"]["NAME"]) == (333, 444, "welcome")
    more = _follow(before, "def other():\n    print(1)\n\n\n" + PROGRAM)
    assert [block["y"] for block in more["blocks"]["blocks"] if block["id"] not in _list(before)] == [644]


def test_a_project_without_a_start_stays_without_one():
    before = _make()
    start = before["blocks"]["blocks"][0]
    before["blocks"]["blocks"][0] = {**start["next"]["block"], "x": 5, "y": 6}
    after = _follow(before, compile_workspace(before).python.replace("[1, 2, 3]", "[1, 2, 4]"))
    assert after["blocks"]["blocks"][0]["type"] == "variables_set" and after["blocks"]["blocks"][0]["x"] == 5


def test_the_comment_of_a_start_that_changes_goes_to_the_first_statement():
    before = _load(next(path for path in GOLDEN if path.stem == "program_start"))
    text = compile_workspace(before).python
    after = _follow(before, text.replace("say hello", "say 7"))
    assert {*_list(after)} == {*_list(before)}
    assert compile_workspace(after).python == text.replace("say hello", "say 7")


def test_a_changed_helper_leaves_the_other_blocks_alone():
    before = _load(next(path for path in GOLDEN if path.stem == "colour_blend"))
    after = _follow(before, compile_workspace(before).python.replace("min(max(share, 0), 1)", "share"))
    assert {"print0", before["blocks"]["blocks"][0]["id"]} <= {*_list(after)}


def test_statements_inside_what_becomes_another_block_stay():
    before = _load(next(path for path in GOLDEN if path.stem == "program_when"))
    after = _follow(before, compile_workspace(before).python.replace("from sunmao", "from other"))
    text = next(block for block in _list(before).values() if block["type"] == "text_print")
    assert _list(after)[text["id"]]["type"] == "text_print"


def test_a_changed_comment_changes_the_comment_alone():
    before = _follow(_make(), PROGRAM.replace("total = 0", "# begin\ntotal = 0"))
    after = _follow(before, PROGRAM.replace("total = 0", "# start here\ntotal = 0"))
    assert {*_list(after)} == {*_list(before)}
    texts = [block["icons"]["comment"]["text"] for block in _list(after).values() if "icons" in block]
    assert texts == ["start here"]
    assert not any(block.get("icons") for block in _list(_follow(after, PROGRAM)).values())


@pytest.mark.slow
def test_one_token_changed_again_and_again_loses_nothing():
    rng = random.Random(11)
    parsed = 0
    for _ in range(300):
        before = _load(rng.choice(GOLDEN))
        python = compile_workspace(before).python
        text = change_token(python, rng)
        frozen = copy.deepcopy(before)
        try:
            after = _follow(before, text)
        except NoPython:
            continue
        parsed += 1
        assert before == frozen
        assert compile_workspace({**after, "python": text}).python == text
        assert len(_list(after)) == len(
            re.findall('"type": "[^"]+", "id":', json.dumps(after["blocks"]))
        )  # each id once
    assert parsed > 50


@pytest.mark.long
@pytest.mark.slow
@given(st.integers(0, 2**32))
def test_whatever_was_there_before_the_text_becomes_its_blocks(seed):
    rng = random.Random(seed)
    for chance in (0, 0.01, 0.1):
        before = mutate(Maker(rng).workspace(), rng, chance)
        if isinstance(before, dict):
            after = _follow(before, "total = 1\nprint(total)\n")
            assert compile_workspace({**after, "python": ""}).python == "total = 1\nprint(total)\n"


@pytest.mark.long
@pytest.mark.slow
def test_a_long_program_is_matched_too():
    text = "".join(f"print({place})\n" for place in range(1500))
    before = _follow({}, text)
    after = _follow(before, text.replace("(700)", "(7)"))
    assert {*_list(after)} == {*_list(before)}


def _make() -> dict:
    return copy.deepcopy(read_python(PROGRAM).workspace)


def _follow(before: dict, text: str) -> dict:
    read = read_python(text)
    return match_blocks(read.workspace, read.program, before)


def _load(path) -> dict:
    saved = json.loads(path.read_text(encoding="utf-8"))
    return saved.get("workspace", saved)


def _list(workspace: dict) -> dict[str, dict]:
    """Every block by its id."""
    found: dict[str, dict] = {}
    waiting = [*workspace["blocks"]["blocks"]]
    while waiting:
        block = waiting.pop()
        found[block["id"]] = block
        slots = [*block.get("inputs", {}).values(), block.get("next", {})]
        waiting += [inner for slot in slots for inner in slot.values()]
    return found


def _bare(block: dict) -> dict:
    return {key: value for key, value in block.items() if key not in ("inputs", "next")}

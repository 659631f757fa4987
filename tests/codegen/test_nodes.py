"""A block of a workspace: what is in it, how much of it counts."""

import pytest

from sunmao.codegen.nodes import MAX_REPEATS, Node
from sunmao.codegen.workspace import read_workspace
from tests.support.blocks.workspace_builder import block, number, numbers, program, say, text


def _node(extra: object = None, *filled: str) -> Node:
    node = Node("lists_create_with", None, None, {"extraState": extra})
    node.inputs = dict.fromkeys(filled)
    return node


def test_an_input_that_takes_no_part_is_empty():
    def child(**more: object) -> Node | None:
        nodes = read_workspace(program([say(number(1) | more)])).nodes
        return nodes[1].child("TEXT")

    assert child().type == "math_number" and child(enabled=False) is None and child(type="unknown_thing") is None
    assert child().surround.type == "text_print" and child().top.type == "program_start"


@pytest.mark.parametrize(
    ("extra", "read"),
    [
        ({"itemCount": 2}, {"itemCount": 2}),
        (None, {}),
        ([1], {}),
        ("no xml", {}),
        ('<mutation items="2"><arg name="a"/>b</mutation>', None),
        ("<!DOCTYPE m [<!ENTITY a 'b'>]><m>&a;</m>", {}),
        ("<m>" + " " * 100_000 + "</m>", {}),
    ],
)
def test_extra_state(extra, read):
    argument = {"name": "a", "children": [], "tag": "arg", "text": ""}
    assert _node(extra).extra == ({"items": "2", "children": [argument]} if read is None else read)


def test_a_namespace_is_no_part_of_a_tag():
    extra = _node('<mutation xmlns="http://www.w3.org/1999/xhtml"><else/></mutation>').extra
    assert [child["tag"] for child in extra["children"]] == ["else"]


@pytest.mark.parametrize(
    ("extra", "filled", "count"),
    [
        ({"itemCount": 4}, (), 4),
        ({"items": "4"}, (), 4),
        ({"itemCount": 1, "items": 4}, (), 1),
        ({}, (), 3),
        ({"itemCount": "many"}, (), 3),
        ({"itemCount": None}, (), 3),
        ({"itemCount": float("inf")}, (), 3),
        ({"itemCount": -5}, (), 0),
        ({"itemCount": 10**9}, (), MAX_REPEATS),
        ({"itemCount": 1}, ("ADD0", "ADD6"), 7),
        ({"itemCount": 1}, ("ADDx", "ADD", "ADD123456", "SUB9"), 1),
    ],
)
def test_how_many_numbered_inputs_there_are(extra, filled, count):
    assert _node(extra, *filled).count_numbered("ADD", "itemCount", "items", default=3) == count


def test_inputs_that_are_counted_from_one():
    assert _node({}, "IF1", "IF2").count_numbered("IF", "elseIfCount", first=1) == 2


def test_a_stack_and_its_top():
    saved = program([say(text("a")), block("controls_if", IF0=None, DO0=[say(numbers(1)), say(text("c"))])])
    workspace = read_workspace(saved)
    [start] = workspace.tops
    assert [node.type for node in start.stack()] == ["program_start", "text_print", "controls_if"]
    assert {node.top for node in workspace.nodes} == {start}


def test_only_options_that_are_declared_were_added():
    def added(more: object) -> list[str]:
        nodes = read_workspace(program([block("model_train", None, {"more": more})])).nodes
        return [option.name for option in nodes[1].optional_inputs]

    declared = [
        option.name for option in read_workspace(program([block("model_train")])).nodes[1].declaration.optional_inputs
    ]
    assert added([declared[1], "nothing", declared[0]]) == declared[:2]
    assert added("all") == added(None) == []

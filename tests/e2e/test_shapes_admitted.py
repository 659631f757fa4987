"""Every block in every shape that its mutator can give it: the studio compiles it, and the page shows it."""

import pytest

from sunmao.blocks import list_blocks
from sunmao.blocks.spec import Block
from sunmao.codegen import compile_workspace
from tests.e2e.rooms import enter, make
from tests.support.blocks.added_blocks import make_print

pytestmark = pytest.mark.long

REFUSED = {"unknown_block", "unknown_input", "unreadable", "our_fault"}
PARAMETERS = [{"name": "a", "id": "a"}, {"name": "b", "id": "b"}]
STANDARD = {
    "controls_if": [{"elseIfCount": count, "hasElse": last} for count in (1, 3) for last in (False, True)],
    **dict.fromkeys(("text_join", "lists_create_with"), [{"itemCount": count} for count in range(5)]),
    **dict.fromkeys(
        ("procedures_defnoreturn", "procedures_defreturn"), [{"params": PARAMETERS}, {"hasStatements": False}]
    ),
    **dict.fromkeys(
        ("procedures_callnoreturn", "procedures_callreturn"), [{"name": "f"}, {"name": "f", "params": ["a"]}]
    ),
}
UNKNOWN = "() => Blockly.getMainWorkspace().getBlocksByType('sunmao_unknown').map(block => JSON.stringify(block.kept))"


def list_shapes(block) -> list[dict]:
    """The extra states that a block can be saved with."""
    if not isinstance(block, Block):
        return [{}, *STANDARD.get(block.type, [])]
    options = [option.name for option in block.optional_inputs]
    shapes = [{}, *({"more": [name]} for name in options), *([{"more": options}] if options else [])]
    return shapes + [{"items": count} for count in range(6) if block.items]


def make_blocks() -> list[dict]:
    """Each block in each shape, by itself; a shadow's type in a print."""
    return [
        {"type": block.type, "id": f"{block.type} {number}", "x": 0, "y": 0, **({"extraState": shape} if shape else {})}
        for block in list_blocks()
        for number, shape in enumerate(list_shapes(block))
    ]


def test_page_and_studio_admit_the_same(page, studio):
    blocks = make_blocks()
    assert {block["type"] for block in blocks} == {block.type for block in list_blocks()}
    workspace = {"blocks": {"languageVersion": 0, "blocks": blocks}, "variables": PARAMETERS}
    assert [one for one in compile_workspace(workspace).problems if one.code in REFUSED] == []
    enter(page, make(studio, workspace))
    assert page.evaluate(UNKNOWN) == []


def test_a_print_of_one_thing_runs_and_is_shown(page, studio):
    one = make_print({"type": "text", "fields": {"TEXT": "hello"}})
    one = {**one, "extraState": {"items": 1}, "inputs": {"item0": one["inputs"]["item0"]}}
    workspace = {"blocks": {"blocks": [{"type": "program_start", "id": "start", "next": {"block": one}}]}}
    assert compile_workspace(workspace).python.strip() == "print('hello')"
    enter(page, make(studio, workspace))
    assert page.evaluate(UNKNOWN) == []

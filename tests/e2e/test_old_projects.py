"""Projects of older Blockly versions, whose blocks keep their shape as XML text: opened, edited and saved without loss."""

from urllib.parse import quote

import pytest

from tests.e2e.hands import WORKSPACE, Hands, wait_for
from tests.e2e.rooms import ASK, enter, make
from tests.support.studio import ApiClient

GRAY = f"() => {WORKSPACE}.getAllBlocks(false).filter(b => b.type === 'sunmao_unknown').map(b => JSON.stringify(b.saveExtraState()))"
SHAPES = f"() => Object.fromEntries({WORKSPACE}.getAllBlocks(false).filter(b => !b.isShadow()).map(b => [b.id, b.saveExtraState?.() ?? null]))"


def text(words: str) -> dict:
    return {"shadow": {"type": "text", "fields": {"TEXT": words}}}


def number(value: float) -> dict:
    return {"shadow": {"type": "math_number", "fields": {"NUM": value}}}


def shown(kind: str, mutation: str, fields: dict, **holes: dict) -> dict:
    """A print block that shows the value of a block with an old mutation; the block's id is its type."""
    value = {
        "type": kind,
        "id": kind,
        "extraState": f'<mutation xmlns="http://www.w3.org/1999/xhtml" {mutation}></mutation>',
        "fields": fields,
        "inputs": holes,
    }
    return {"type": "text_print", "inputs": {"TEXT": {"block": value}}}


def words(said: str) -> dict:
    return {"block": {"type": "text_print", "inputs": {"TEXT": text(said)}}}


def variable(name: str) -> dict:
    return {"block": {"type": "variables_get", "fields": {"VAR": {"id": name}}}}


NO = {"block": {"type": "logic_boolean", "fields": {"BOOL": "FALSE"}}}
BRANCHES = {
    "type": "controls_if",
    "id": "if",
    "extraState": '<mutation elseif="1" else="1"></mutation>',
    "inputs": {"IF0": NO, "DO0": words("one"), "IF1": NO, "DO1": words("two"), "ELSE": words("three")},
}
SET = {
    "type": "lists_setIndex",
    "id": "set",
    "extraState": '<mutation at="true"></mutation>',
    "fields": {"MODE": "SET", "WHERE": "FROM_START"},
    "inputs": {"LIST": variable("a"), "AT": number(1), "TO": text("new")},
}
CALL = {"type": "procedures_callnoreturn", "id": "call", "extraState": '<mutation name="greet"></mutation>'}
STEPS = [
    BRANCHES,
    shown("text_join", 'items="3"', {}, ADD0=text("x"), ADD1=text("y"), ADD2=text("z")),
    shown("lists_create_with", 'items="4"', {}, ADD0=number(1), ADD3=number(4)),
    shown("lists_split", 'mode="JOIN"', {"MODE": "JOIN"}, INPUT=variable("a"), DELIM=text(",")),
    shown(
        "lists_getIndex",
        'statement="false" at="true"',
        {"MODE": "GET", "WHERE": "FROM_START"},
        VALUE=variable("a"),
        AT=number(2),
    ),
    shown(
        "lists_getSublist",
        'at1="true" at2="false"',
        {"WHERE1": "FROM_START", "WHERE2": "LAST"},
        LIST=variable("a"),
        AT1=number(2),
    ),
    shown("text_charAt", 'at="true"', {"WHERE": "FROM_START"}, VALUE=text("hello"), AT=number(2)),
    shown(
        "text_getSubstring",
        'at1="true" at2="true"',
        {"WHERE1": "FROM_START", "WHERE2": "FROM_START"},
        STRING=text("hello"),
        AT1=number(1),
        AT2=number(2),
    ),
    shown(
        "math_number_property",
        'divisor_input="true"',
        {"PROPERTY": "DIVISIBLE_BY"},
        NUMBER_TO_CHECK=number(6),
        DIVISOR=number(3),
    ),
    shown("math_on_list", 'op="SUM"', {"OP": "SUM"}, LIST=variable("a")),
    shown("text_prompt_ext", 'type="TEXT"', {"TYPE": "TEXT"}, TEXT=text("name?")),
    shown(
        "procedures_callreturn",
        'name="add"><arg name="a"></arg><arg name="b"></arg',
        {},
        ARG0=number(1),
        ARG1=number(2),
    ),
    SET,
    CALL,
]
RETURN = {
    "type": "procedures_ifreturn",
    "id": "ifreturn",
    "extraState": '<mutation value="1"></mutation>',
    "inputs": {"CONDITION": NO, "VALUE": number(0)},
}
SUM = {
    "type": "math_arithmetic",
    "id": "sum",
    "fields": {"OP": "ADD"},
    "inputs": {"A": variable("a"), "B": variable("b")},
}
FUNCTIONS = [
    {
        "type": "procedures_defreturn",
        "id": "add",
        "x": 520,
        "y": 20,
        "fields": {"NAME": "add"},
        "extraState": '<mutation><arg name="a" varid="a"></arg><arg name="b" varid="b"></arg></mutation>',
        "inputs": {"STACK": {"block": RETURN}, "RETURN": {"block": SUM}},
    },
    {
        "type": "procedures_defreturn",
        "id": "five",
        "x": 520,
        "y": 240,
        "extraState": '<mutation statements="false"></mutation>',
        "fields": {"NAME": "five"},
        "inputs": {"RETURN": number(5)},
    },
    {
        "type": "procedures_defnoreturn",
        "id": "greet",
        "x": 520,
        "y": 340,
        "extraState": '<mutation><arg name="b"></arg></mutation>',
        "fields": {"NAME": "greet"},
        "inputs": {"STACK": words("hello")},
    },
]


def old_workspace() -> dict:
    saved: dict = {}
    for step in reversed(STEPS):
        saved = {"next": {"block": {**step, **saved}}}
    start = {"type": "program_start", "id": "start", "x": 0, "y": 0, **saved}
    return {
        "blocks": {"languageVersion": 0, "blocks": [start, *FUNCTIONS]},
        "variables": [{"name": "a", "id": "a"}, {"name": "b", "id": "b"}],
    }


@pytest.mark.long
def test_shapes_in_xml_are_read_and_kept(page, studio):
    project = make(studio, old_workspace(), "旧项目")
    visitor, path = ApiClient(studio), f"/api/projects/{quote(project)}"
    before = visitor.ask("GET", path)
    assert before["program"]["ok"], before["program"]["problems"]
    enter(page, project)
    assert page.evaluate(GRAY) == []
    shapes = page.evaluate(SHAPES)
    assert shapes["if"] == {"elseIfCount": 1, "hasElse": True}
    assert shapes["text_join"] == {"itemCount": 3}
    assert shapes["lists_create_with"] == {"itemCount": 4}
    assert shapes["procedures_callreturn"] == {"name": "add", "params": ["a", "b"]}
    assert shapes["add"] == {"params": [{"name": "a", "id": "a"}, {"name": "b", "id": "b"}]}
    assert shapes["five"] == {"hasStatements": False}

    Hands(page).drag("program_wait", ("call", "next"), drawer="开始与事件")
    wait_for(
        page, f"() => {ASK}('{path}').then(answer => answer.json()).then(now => now.version > {before['version']})"
    )
    after = visitor.ask("GET", path)
    assert code(after) == [*code(before), "wait(1)"]


def code(project: dict) -> list[str]:
    """The lines of a project's program, without imports and empty lines."""
    return [line for line in project["program"]["python"].splitlines() if line and not line.startswith("from sunmao")]


def test_a_shape_that_cannot_be_read_is_kept_gray(page, studio):
    broken = {"type": "controls_if", "id": "broken", "extraState": "<mutation else=", "inputs": {"ELSE": words("kept")}}
    start = {"type": "program_start", "id": "start", "x": 0, "y": 0, "next": {"block": broken}}
    project = make(studio, {"blocks": {"languageVersion": 0, "blocks": [start]}})
    enter(page, project)
    assert "<mutation else=" in page.evaluate(GRAY)[0]

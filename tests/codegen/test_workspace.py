"""Whatever a saved workspace holds, reading it ends and says what it could not read."""

import pytest

from sunmao.codegen.workspace import read_workspace
from tests.support.blocks.workspace_builder import block, number, program, say, set_variable, text, workspace


def _codes(saved: object) -> list[str]:
    return [problem.code for problem in read_workspace(saved).problems]


@pytest.mark.parametrize("saved", [None, [], "x", 3, {"blocks": []}, {"blocks": {"blocks": {}}}, {"blocks": None}])
def test_what_is_no_workspace(saved):
    read = read_workspace(saved)
    assert not read.nodes and [problem.code for problem in read.problems] == ["unreadable"]


def test_an_empty_workspace_has_no_problems():
    assert _codes({}) == [] and _codes({"variables": None, "python": 3}) == []
    assert read_workspace({"python": "a = 1"}).kept_text == "a = 1"


@pytest.mark.parametrize("raw", [None, 3, {}, {"type": 3}, [], {"id": "a"}])
def test_what_is_no_block(raw):
    assert _codes({"blocks": {"blocks": [raw]}}) == ["unreadable"]


def test_a_block_that_is_its_own_child_is_read_once():
    loop = say(text("a"))
    loop["next"] = {"block": loop}
    read = read_workspace(workspace([]) | {"blocks": {"blocks": [loop]}})
    assert [problem.code for problem in read.problems] == ["repeated"] and len(read.nodes) == 2


def test_any_depth_is_read():
    value = number(1)
    for _ in range(3000):
        value = {"type": "math_single", "id": "m", "fields": {"OP": "NEG"}, "inputs": {"NUM": {"block": value}}}
    nodes = read_workspace({"blocks": {"blocks": [value]}}).nodes
    assert len(nodes) == 3001 and nodes[-1].depth == 3000


@pytest.mark.parametrize(
    ("extra", "level"), [({}, "error"), ({"enabled": False}, "warning"), ({"disabledReasons": ["x"]}, "warning")]
)
def test_an_unknown_block_is_named(extra, level):
    [problem] = read_workspace({"blocks": {"blocks": [{"type": "acrobat_jump", "id": "a"} | extra]}}).problems
    assert (problem.code, problem.level, problem.block) == ("unknown_block", level, "a")
    assert all("acrobat_jump" in sentence for sentence in problem.text.values())


def test_a_field_that_cannot_be_read_has_its_default():
    read = read_workspace(program([say(number("many")), set_variable("n", block("logic_boolean", {"BOOL": "MAYBE"}))]))
    assert [problem.code for problem in read.problems] == ["wrong_number", "wrong_choice"]
    by_type = {node.type: node for node in read.nodes}
    assert by_type["math_number"].field("NUM") == 0 and by_type["logic_boolean"].field("BOOL") == "TRUE"


def test_stacks_stand_from_top_to_bottom():
    tops = [number(1) | {"y": 5, "x": 9}, number(2) | {"y": 5}, number(3) | {"y": -2}, number(4) | {"y": float("nan")}]
    read = read_workspace(workspace(tops))
    assert [node.field("NUM") for node in read.tops] == [3, 4, 2, 1]
    strange = [number(5) | {"y": True, "x": "1"}, number(6) | {"y": 10**10}]
    assert {node.place for node in read_workspace(workspace(strange)).tops} == {(0.0, 0.0)}


def test_nodes_stand_in_reading_order():
    inside = block("controls_if", IF0=block("logic_boolean", {"BOOL": "TRUE"}), DO0=say(text("a")))
    read = read_workspace(program([inside, say(number(1))]))
    types = ["program_start", "controls_if", "logic_boolean", "text_print", "text", "text_print", "math_number"]
    assert [node.type for node in read.nodes] == types
    assert [node.depth for node in read.nodes] == [0, 0, 1, 0, 1, 0, 1]
    assert [node.indent for node in read.nodes] == [0, 0, 0, 1, 1, 0, 0]


def test_a_shadow_counts_where_no_block_stands():
    def read(slot: object):
        return read_workspace({"blocks": {"blocks": [{"type": "text_print", "id": "a", "inputs": {"TEXT": slot}}]}})

    shadow = {"shadow": text("a")}
    assert read(shadow).nodes[1].shadow and read(shadow).nodes[1].field("TEXT") == "a"
    both = read(shadow | {"block": text("b")}).nodes
    assert len(both) == 2 and both[1].field("TEXT") == "b" and not both[1].shadow
    assert len(read({}).nodes) == len(read(3).nodes) == 1


def test_a_comment_stands_with_its_block():
    def comment(icons: object) -> str:
        return read_workspace({"blocks": {"blocks": [text("a") | {"icons": icons}]}}).nodes[0].comment

    assert comment({"comment": {"text": "hi"}}) == "hi"
    assert comment({"comment": "hi"}) == comment(None) == comment({"comment": {"text": 3}}) == ""


class TestVariables:
    def test_they_are_found_by_id_then_by_name(self):
        read = read_workspace({"variables": [{"id": "1", "name": "n"}, {"name": "m"}, {"id": "2"}, 3]})
        assert {id: variable.name for id, variable in read.variables.items()} == {"1": "n", "m": "m"}
        assert read.variable({"id": "1"}, "item").name == "n"
        assert read.variable({"id": "other", "name": "n"}, "item").id == "1"
        assert read.variable("m", "item").id == "m"

    def test_one_that_the_list_lacks_is_made(self):
        read = read_workspace({})
        assert read.variable(None, "item").name == "item"
        assert read.variable({"id": "7", "name": "n"}, "item") == read.variables["7"]
        assert read.variable({"id": "8"}, "item").name == "8"
        assert [*read.variables] == ["item", "7", "8"]

    def test_parameters_in_either_form(self):
        def parameters(extra: object) -> list[tuple[str, str]]:
            [node] = read_workspace(workspace([block("procedures_defnoreturn", {"NAME": "f"}, extra)])).nodes
            return [(each.id, each.name) for each in node.parameters]

        assert parameters({"params": [{"name": "a", "id": "1"}, "b", {"id": "3"}, None]}) == [("1", "a"), ("b", "b")]
        assert parameters('<mutation><arg name="a" varid="1"/><arg name="b"/></mutation>') == [("1", "a"), ("b", "b")]
        assert parameters({"params": "a"}) == []

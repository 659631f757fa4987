"""The sources of a variable's values, and the names that a child's own Python may set."""

import pytest

from sunmao.blocks.assigned_values import MAX_CLAUSES, SUITE, AssignedValues, find_assigned, list_heads
from sunmao.codegen.workspace import read_workspace
from tests.support.blocks.workspace_builder import block, number, numbers, program, set_variable


def _read(*statements, functions=()):
    return AssignedValues(read_workspace(program([*statements], functions)).nodes)


def _define(*parameters: str) -> dict:
    named = [{"name": name, "id": f"id_{name}"} for name in parameters]
    return block("procedures_defnoreturn", {"NAME": "jump"}, {"params": named})


def _call(*values: dict) -> dict:
    given = {f"ARG{place}": value for place, value in enumerate(values)}
    return block("procedures_callnoreturn", None, {"name": "jump"}, **given)


def _python(text: str) -> dict:
    return block("program_python", {"code": text})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a = b = 1", {"a", "b"}),
        ("a, *b = c", {"a", "b"}),
        ("print(a)", set()),
        ("del a", {"a"}),
        ("import os.path, sys as system", {"os", "system"}),
        ("from math import pi as p", {"p"}),
        ("def f(x, *rest, **more): y = 1", {"f", "x", "rest", "more", "y"}),
        ("class A: pass", {"A"}),
        ("try: pass\nexcept ValueError as e: pass", {"e"}),
        ("match a:\n case {'k': v, **left}: pass\n case [*many]: pass", {"v", "left", "many"}),
        ("[i for i in a]", {"i"}),
    ],
)
def test_python_sets_what_it_binds(text, names):
    assert find_assigned(text) == names


@pytest.mark.parametrize("text", ["from math import *", "exec(a)", "globals()['a'] = 1", "setattr(a, 'b', 1)", "a ="])
def test_python_that_may_set_anything(text):
    assert find_assigned(text) is None


def test_every_block_that_sets_a_variable_counts():
    loop = block("controls_forEach", {"VAR": {"id": "id_n"}}, LIST=numbers(1))
    found = _read(set_variable("n", number(1)), loop, set_variable("m", number(2))).variables
    assert [each.node.type for each in found["id_n"]] == ["variables_set", "controls_forEach"]
    assert len(found["id_m"]) == 1


def test_a_parameter_has_the_values_of_its_calls():
    found = _read(_call(number(1), number(2)), _call(number(3)), functions=[_define("a", "b")]).variables
    assert [each.argument for each in found["id_a"]] == ["ARG0", "ARG0"]
    assert [each.argument for each in found["id_b"]] == ["ARG1", "ARG1"]
    [alone] = _read(functions=[_define("a")]).variables["id_a"]
    assert (alone.node.type, alone.argument) == ("procedures_defnoreturn", "")


def test_what_own_python_may_set_is_left_out():
    both = set_variable("n", number(1)), set_variable("m", number(1))
    assert _read(*both, _python("n = 2")).variables.keys() == {"id_m"}
    assert not _read(*both, _python("exec('n = 2')")).variables
    called = _read(_call(number(1)), _python("jump('x')"), functions=[_define("a")])
    assert "id_a" not in called.variables and "id_a" in called.list_assigned([])


def test_names_in_fields_are_read_as_python():
    imported = block("program_import_from", {"module": "random", "names": "n"})
    values = _read(set_variable("n", number(1)), imported)
    assert values.texts == ["from random import n"] and not values.variables


def test_the_lines_above_bodies_are_trimmed_and_bounded():
    def heads(count: object, **fields: str) -> list[str]:
        workspace = program([block(SUITE, fields, {"clauses": count})])
        [node] = [node for node in read_workspace(workspace).nodes if node.type == SUITE]
        return list_heads(node)

    assert heads(2, HEAD0=" try:\r\n", HEAD1="except:\r") == ["try:", "except:"]
    assert len(heads(0, HEAD0="try:")) == 1 and len(heads(99)) == MAX_CLAUSES
    values = _read(block(SUITE, {"HEAD0": "with open('x') as n:"}, {"clauses": 1}), set_variable("n", number(1)))
    assert values.texts == ["with open('x') as n:\n    pass\n"] and not values.variables

"""The variables that surely hold a list of nothing but numbers, or texts."""

import pytest

from sunmao.blocks.assigned_values import AssignedValues
from sunmao.blocks.number_lists import NumberLists, find_number_lists, holds_numbers
from sunmao.codegen import compile_workspace
from sunmao.codegen.workspace import read_workspace
from tests.support.blocks.workspace_builder import (
    block,
    list_of,
    number,
    numbers,
    program,
    say,
    set_variable,
    text,
    texts,
    variable,
)


def _find(*statements: dict) -> NumberLists:
    values = AssignedValues(read_workspace(program([*statements])).nodes)
    return find_number_lists(values, lambda node: node.output if isinstance(node.output, str) else None)


def _take(where: str, mode: str) -> dict:
    return block("lists_getIndex", {"MODE": mode, "WHERE": where}, VALUE=variable("n"), AT=number(1))


def test_lists_of_numbers_and_of_texts():
    found = _find(set_variable("n", numbers(1, 2)), set_variable("t", texts("a")), set_variable("x", number(3)))
    assert found == NumberLists(frozenset({"id_n"}), frozenset({"id_n"}), frozenset({"id_t"}))


@pytest.mark.parametrize(
    "value",
    [
        lambda: list_of(number(1), text("2")),
        lambda: list_of(number(1), None),
        lambda: variable("m"),
        lambda: block("lists_split", {"MODE": "SPLIT"}, INPUT=text("1,2"), DELIM=text(",")),
    ],
)
def test_a_list_with_anything_else(value):
    assert not _find(set_variable("n", numbers(1)), set_variable("n", value())).numeric


def test_a_text_that_is_split_gives_texts():
    def split(mode: str) -> dict:
        return set_variable("t", block("lists_split", {"MODE": mode}, INPUT=text("a,b"), DELIM=text(",")))

    assert _find(split("SPLIT")).texts == {"id_t"}
    assert not _find(split("JOIN")).texts


def test_an_empty_or_repeated_list_is_not_surely_filled():
    empty = block("lists_create_with", None, {"itemCount": 0})
    repeated = block("lists_repeat", ITEM=number(1), NUM=number(3))
    for value in (empty, repeated):
        found = _find(set_variable("n", value))
        assert found.numeric == {"id_n"} and not found.filled


def test_what_is_taken_out_may_leave_it_empty():
    made = set_variable("n", numbers(1, 2))
    assert _find(made, say(_take("FIRST", "GET"))).filled == {"id_n"}
    taken = _find(made, say(_take("FIRST", "GET_REMOVE")))
    assert taken.numeric == {"id_n"} and not taken.filled


@pytest.mark.parametrize(("value", "numeric", "textual"), [(number, True, False), (lambda _: text("a"), False, True)])
def test_what_is_put_in_decides(value, numeric, textual):
    put = block("lists_setIndex", {"MODE": "SET", "WHERE": "FIRST"}, LIST=variable("n"), TO=value(3))
    found = _find(set_variable("n", numbers(1)), set_variable("t", texts("a")), put)
    assert (bool(found.numeric), bool(found.texts)) == (numeric, textual)


@pytest.mark.parametrize(
    "other",
    [
        lambda: block("lists_delete", LIST=variable("n")),
        lambda: block("dict_set", DICT=variable("n"), KEY=text("a"), VALUE=number(1)),
        lambda: block("program_python", {"code": "pass"}),
    ],
)
def test_nothing_is_sure_beside_what_may_change_any_list(other):
    assert _find(set_variable("n", numbers(1)), other()) == NumberLists()


@pytest.mark.parametrize(
    ("value", "surely"),
    [(lambda: numbers(1, 2), True), (lambda: variable("n"), True), (lambda: list_of(number(1), text("2")), False)],
)
def test_a_sum_of_numbers_looks_at_no_item(value, surely):
    statements = [set_variable("n", numbers(1, 2)), say(block("math_on_list", {"OP": "SUM"}, LIST=value()))]
    last = compile_workspace(program(statements)).python.splitlines()[-1]
    assert (last in ("print(sum([1, 2]))", "print(sum(n))")) == surely


def test_an_empty_hole_holds_no_numbers():
    [_, node] = read_workspace(program([say(None)])).nodes
    assert not holds_numbers(node, None, "TEXT")

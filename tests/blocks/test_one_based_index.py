"""Places in a list: the child counts from 1, from both ends; Python from 0."""

import pytest

from sunmao.codegen import compile_workspace
from tests.support.blocks.workspace_builder import block, number, program, say, set_variable, text, variable

ITEMS = ["a", "b", "c", "d"]


def _write(value: dict) -> str:
    """The Python of a value; items is a list, n a whole number and x another."""
    before = [set_variable("n", number(2)), set_variable("x", block("math_random_float"))]
    last = compile_workspace(program([*before, say(value)])).python.splitlines()[-1]
    return last.removeprefix("print(").removesuffix(")")


def _get(where: str, at: dict | None = None) -> dict:
    return block("lists_getIndex", {"MODE": "GET", "WHERE": where}, {"isAt": True}, VALUE=variable("items"), AT=at)


def _cut(start: str, end: str, first: dict | None = None, last: dict | None = None) -> dict:
    fields = {"WHERE1": start, "WHERE2": end}
    return block("lists_getSublist", fields, LIST=variable("items"), AT1=first, AT2=last)


@pytest.mark.parametrize(
    ("where", "at", "python"),
    [
        ("FIRST", None, "items[0]"),
        ("LAST", None, "items[-1]"),
        ("FROM_START", lambda: number(1), "items[0]"),
        ("FROM_START", lambda: number(3), "items[2]"),
        ("FROM_START", lambda: number(2.7), "items[1]"),
        ("FROM_START", lambda: variable("n"), "items[n - 1]"),
        ("FROM_START", lambda: variable("x"), "items[int(x - 1)]"),
        ("FROM_END", lambda: number(2), "items[-2]"),
        ("FROM_END", lambda: variable("n"), "items[-n]"),
        ("FROM_END", lambda: variable("x"), "items[-int(x)]"),
    ],
)
def test_one_place(where, at, python):
    assert _write(_get(where, at and at())) == python


def test_a_random_place_has_no_number():
    assert _write(_get("RANDOM")) == "random.choice(items)"


@pytest.mark.parametrize(
    ("value", "python"),
    [
        (lambda: _cut("FIRST", "LAST"), "items[:]"),
        (lambda: _cut("FROM_START", "FROM_START", number(1), number(3)), "items[:3]"),
        (lambda: _cut("FROM_START", "LAST", number(2)), "items[1:]"),
        (lambda: _cut("FROM_START", "LAST", variable("n")), "items[n - 1:]"),
        (lambda: _cut("FROM_END", "LAST", number(2)), "items[-2:]"),
        (lambda: _cut("FIRST", "FROM_START", None, variable("x")), "items[:int(x)]"),
        (lambda: _cut("FIRST", "FROM_END", None, number(1)), "items[:]"),
        (lambda: _cut("FIRST", "FROM_END", None, number(2)), "items[:-1]"),
        (lambda: _cut("FIRST", "FROM_END", None, variable("n")), "items[:1 - n or None]"),
        (lambda: _cut("FIRST", "FROM_END", None, variable("x")), "items[:-int(x - 1) or None]"),
    ],
)
def test_a_section(value, python):
    assert _write(value()).replace(" :", ":").replace(": ", ":") == python


@pytest.mark.parametrize("end", range(1, 4))
@pytest.mark.parametrize("start", range(1, 4))
def test_both_ends_belong_to_a_section(start, end):
    """Counted from either end, with numbers written out and with variables."""
    names = {"items": ITEMS, "n": start}
    first, last = number(start), number(end)
    assert eval(_write(_cut("FROM_START", "FROM_START", first, last)), names) == ITEMS[start - 1 : end]
    assert eval(_write(_cut("FROM_END", "FROM_END", first, last)), names) == ITEMS[4 - start : 5 - end]
    assert eval(_write(_cut("FROM_START", "FROM_START", variable("n"), last)), names) == ITEMS[start - 1 : end]
    assert eval(_write(_cut("FROM_END", "FROM_END", variable("n"), variable("n"))), names) == [ITEMS[-start]]


def test_a_section_of_a_text():
    value = block("text_getSubstring", {"WHERE1": "FIRST", "WHERE2": "FROM_START"}, STRING=text("abcd"), AT2=number(2))
    assert eval(_write(value)) == "ab"

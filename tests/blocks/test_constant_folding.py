"""The facts about a piece of Python that are certain before it runs."""

import ast
from types import SimpleNamespace

import pytest

from sunmao.blocks.constant_folding import (
    add_number,
    carry_blocks,
    get_number,
    get_whole_number,
    is_boolean,
    is_text,
    is_text_list,
    is_whole,
    negate,
    to_whole,
)

GEN = SimpleNamespace(whole_variables=frozenset({"id_n"}), only_whole_numbers=False)


def parse(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("-0.5", -0.5), ("--2", 2), ("True", None), ("'3'", None), ("-n", None), ("+3", None), ("1 + 1", None)],
)
def test_a_number_that_is_written_out(text, number):
    assert get_number(parse(text)) == number
    assert get_whole_number(parse(text)) == (number if isinstance(number, int) else None)


@pytest.mark.parametrize(
    ("text", "number", "total"),
    [
        ("3", -1, "2"),
        ("1", -3, "-2"),
        ("k", -1, "k - 1"),
        ("k", 2, "k + 2"),
        ("k", 0, "k"),
        ("k + 1", -1, "k"),
        ("k - 1", -1, "k - 2"),
        ("k - 1", 3, "k + 2"),
        ("k + 0.5", 1, "k + 0.5 + 1"),
        ("k * 2", 1, "k * 2 + 1"),
        ("k + j", 1, "k + j + 1"),
    ],
)
def test_a_sum_is_as_short_as_it_can_be(text, number, total):
    assert ast.unparse(add_number(parse(text), number)) == total


def test_a_folded_sum_keeps_its_blocks():
    given = parse("k + 1")
    given.__dict__["block"] = "sum"
    given.left.__dict__["block"] = "variable"
    assert add_number(given, -1).__dict__["folded"] == ("sum",)
    outer = parse("j")
    outer.__dict__.update(block="outer", folded=("inner",))
    assert carry_blocks(given.left, outer).__dict__["folded"] == ("inner", "outer", "sum")
    assert "folded" not in carry_blocks(parse("x"), parse("y")).__dict__


@pytest.mark.parametrize(
    ("text", "opposite"),
    [
        ("a == b", "a != b"),
        ("a != b", "a == b"),
        ("a in b", "a not in b"),
        ("a not in b", "a in b"),
        ("a is None", "a is not None"),
        ("a is not None", "a is None"),
        ("a < b", "not a < b"),  # not `a >= b`: of a NaN both are false
        ("a == b == c", "not a == b == c"),
        ("a", "not a"),
    ],
)
def test_the_opposite_of_a_condition(text, opposite):
    assert ast.unparse(negate(parse(text))) == opposite


@pytest.mark.parametrize(
    ("text", "surely"),
    [("True", True), ("not a", True), ("a < b", True), ("a < b and not c", True), ("a < b or c", False), ("1", False)],
)
def test_what_is_surely_true_or_false(text, surely):
    assert is_boolean(parse(text)) is surely


@pytest.mark.parametrize("text", ["'a'", "f'{a}'", "'a' + b", "'a' * 2", "str(a)", "a.upper()", "input()", "'abc'[0]"])
def test_what_is_surely_a_text(text):
    assert is_text(parse(text))


@pytest.mark.parametrize("text", ["a", "1", "a + 'b'", "'a' % b", "len(a)", "a.count(b)", "a[0]", "a.b"])
def test_what_may_be_no_text(text):
    assert not is_text(parse(text))


def test_what_is_known_to_be_a_text():
    name = parse("a")
    name.__dict__["known_text"] = True
    assert is_text(name)


@pytest.mark.parametrize(
    ("text", "surely"),
    [("['a', str(b)]", True), ("[]", True), ("['a', 1]", False), ("a.split()", True), ("list(a)", False)],
)
def test_what_is_surely_a_list_of_texts(text, surely):
    assert is_text_list(parse(text)) is surely


@pytest.mark.parametrize("text", ["3", "-3", "len(a)", "a.find(b)", "random.randint(1, 2)", "2 * len(a) - 1", "7 // 2"])
def test_what_is_surely_whole(text):
    assert is_whole(parse(text), GEN)
    assert to_whole(part := parse(text), GEN) is part or get_whole_number(part) is not None


@pytest.mark.parametrize("text", ["2.5", "7 / 2", "2 ** n", "len(a) + 0.5", "0.5 + len(a)", "n", "float(a)", "a.pop()"])
def test_what_may_not_be_whole(text):
    assert not is_whole(parse(text), GEN)


def test_a_whole_variable():
    name, other = parse("n"), parse("n")
    name.__dict__["variable"], other.__dict__["variable"] = "id_n", "id_m"
    assert is_whole(name, GEN) and not is_whole(other, GEN)
    other.__dict__["whole"] = True
    assert is_whole(other, GEN)


def test_a_program_with_whole_numbers_only():
    gen = SimpleNamespace(whole_variables=frozenset(), only_whole_numbers=True)
    assert is_whole(parse("n * 2"), gen) and is_whole(parse("3"), gen) and not is_whole(parse("2.5"), gen)


@pytest.mark.parametrize(("text", "cut"), [("2.7", "2"), ("-2.7", "-2"), ("n", "int(n)"), ("1e999", "int(1e309)")])
def test_cut_to_a_whole_number(text, cut):
    assert ast.unparse(to_whole(parse(text), GEN)) == cut

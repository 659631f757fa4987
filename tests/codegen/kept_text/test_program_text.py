"""A program's text as statements with their lines and comments."""

import ast

import pytest

from sunmao.codegen.kept_text.program_text import ProgramText, dump_head, get_first_line
from sunmao.codegen.raw_python import NOT_PYTHON

TEXT = '''# top
import math  # luck

@when(a)  # on
def f(x):
    # inside
    return x  # back

a = 1; b = 2
if a:  # one
    pass
# between
elif b:  # two
    c = """
# no comment
"""
else:
    d  # three
# end'''


@pytest.fixture(scope="module")
def text() -> ProgramText:
    return ProgramText(TEXT)


def test_statements_with_their_lines_and_comments(text):
    items = text.list_items(text.tree.body, 1)
    assert [(item.lead, item.first, item.last) for item in items] == [(1, 2, 2), (3, 4, 7), (8, 9, 9), (10, 10, 18)]
    assert [len(item.nodes) for item in items] == [1, 1, 2, 1]
    comments = [["top", "luck"], ["on", "inside", "back"], [], ["one", "between", "two", "three"]]
    assert [item.comments for item in items] == comments
    assert text.list_last_comments(items) == ["end"] and text.list_last_comments([]) == []


def test_the_comments_of_a_head_are_those_of_its_lines(text):
    items = text.list_items(text.tree.body, 1)
    assert text.list_head_comments(items[1]) == ["on"]
    assert text.list_head_comments(items[3]) == ["one", "between", "two"]
    [arm] = text.list_items(items[3].nodes[0].orelse, 12)
    assert text.list_head_comments(arm) == [] and arm.comments == ["three"]


def test_where_statements_end(text):
    choice = text.tree.body[-1]
    assert (text.end_of_head(choice), text.end_of(choice)) == (10, 18)
    assert text.end_of_head(text.tree.body[0]) == 2
    assert text.is_elif(choice.orelse[0]) and not text.is_elif(choice)
    broken = ProgramText("if (a and\n        b):\n    c = [1,\n         2]")
    assert broken.end_of_head(broken.tree.body[0]) == 2 and broken.end_of(broken.tree.body[0]) == 4


@pytest.mark.parametrize(
    ("written", "is_open"), [("if a:\n  b", True), ("if a: b", False), ("if a:\n  b; c", False), ("a", False)]
)
def test_a_body_of_its_own_lines(written, is_open):
    read = ProgramText(written)
    assert read.is_open(read.tree.body[0]) == is_open


def test_words_between_bodies_and_comments(text):
    assert text.list_keyword_lines(17, 18) == [17, 18] and text.list_keyword_lines(11, 13) == [11, 13]
    assert text.has_comments(1, 1) and not text.has_comments(14, 16)
    assert text.get_indent(text.tree.body[1].body[0]) == "    " and text.get_indent(text.tree.body[1]) == ""


def test_a_decorated_function_begins_with_its_decorator(text):
    assert get_first_line(text.tree.body[1]) == 4 and get_first_line(text.tree.body[0]) == 2


def test_a_head_without_its_bodies():
    def dump(written: str) -> str:
        return dump_head(ast.parse(written).body[0])

    assert dump("if a: b") == dump("if a: c\nelse: d") != dump("if b: b")
    assert dump("try: a\nexcept A as e: b") == dump("try: c\nexcept A as e: d") != dump("try: a\nexcept B as e: b")
    assert dump("for i in a: b") != dump("for i in b: b") and dump("def f(): a") != dump("def f(x): a")


@pytest.mark.parametrize("written", ["a =", "if a:", "'''", "a\x00"])
def test_what_is_no_python(written):
    with pytest.raises(NOT_PYTHON):
        ProgramText(written)

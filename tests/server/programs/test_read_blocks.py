"""A text as the blocks of a page."""

import random

import pytest

from sunmao.codegen import compile_workspace
from sunmao.server.errors import HttpProblem
from sunmao.server.programs.read_blocks import read_blocks
from sunmao.server.programs.value_spans import list_value_spans
from tests.support.blocks.text_edits import TYPED, edit_line


def test_a_text_becomes_blocks_that_keep_it():
    text = "x = 1   # one\nprint( x )\nclass A: pass\n"
    found = read_blocks(text, {})
    assert found["program"]["python"] == text == compile_workspace(found["workspace"]).python
    assert found["kept"] == [(3, 3)]
    again = read_blocks(text.replace("1 ", "2 "), found["workspace"])
    assert again["program"]["blocks"].keys() == found["program"]["blocks"].keys()


def test_a_text_that_the_blocks_print_alike_is_not_kept_beside_them():
    found = read_blocks("print('a')\n", {"python": "print( 'a' )\n"})
    assert "python" not in found["workspace"]


@pytest.mark.parametrize(
    "text, line", [("x = 1\nprint(", 2), ("for i in a\n  x = 1\n", 1), ("x = “a”\n", 1), ("\0", 1)]
)
def test_an_unfinished_text_says_where_in_both_languages(text, line):
    found = read_blocks(text, {})["unfinished"]
    assert found["line"] == line and str(line) in found["text"]["zh"] and str(line) in found["text"]["en"]


def test_a_text_that_is_too_long_is_refused():
    with pytest.raises(HttpProblem) as problem:
        read_blocks("x" * (512 * 1024 + 1), {})
    assert problem.value.status == 413


@pytest.mark.parametrize(
    "text, indent",
    [
        ("x = 1\n y = 2\n", 0),
        ("if a:\n    x = 1\n   y = 2\n", 4),
        ("if a:\n    x = 1\n     y = 2\nz = (\n", 4),
        ("for i in a\n    x = 1\n", None),
        ("if a:\n", None),
    ],
)
def test_a_line_that_is_off_by_less_than_a_step_says_how_many_spaces_belong_there(text, indent):
    assert read_blocks(text, {})["unfinished"].get("indent") == indent


def test_the_values_of_a_program_stand_where_a_page_counts_them():
    found = list_value_spans(read_blocks("x = [1]\nprint('😀', abs(len(x)))\n", {})["workspace"])
    rows = [row.encode("utf-16-le") for row in found["python"].split("\n")]
    texts = [rows[line - 1][2 * start : 2 * end].decode("utf-16-le") for _, line, start, _, end in found["spans"]]
    assert texts == ["[1]", "1", "'😀'", "abs(len(x))", "len(x)", "x"]


EDITS = 60
MANY_EDITS = 1_000


def print_blocks(workspace: dict) -> str:
    """Return the Python of the blocks without the text that is kept beside them."""
    return compile_workspace({**workspace, "python": ""}).python


@pytest.mark.slow
@pytest.mark.parametrize("count", [EDITS, pytest.param(MANY_EDITS, marks=pytest.mark.long)])
def test_random_edits_lose_no_line_and_give_the_blocks_of_a_fresh_parse(count):
    draw = random.Random(44)
    shown, good, whole = {}, TYPED, 0
    for turn in range(count):
        text = edit_line(TYPED if turn % 20 == 0 else good, draw)
        found = read_blocks(text, shown)
        if "unfinished" in found:
            assert 1 <= found["unfinished"]["line"] <= len(text.split("\n"))
            continue
        whole += 1
        good = text
        shown = found["workspace"]
        assert found["program"]["python"] == text
        fresh = read_blocks(text, {})["workspace"]
        assert print_blocks(shown) == print_blocks(fresh)
    assert whole > count // 5

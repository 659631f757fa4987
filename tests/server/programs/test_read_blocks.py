"""A text as the blocks of a page."""

import pytest

from sunmao.codegen import compile_workspace
from sunmao.server.errors import HttpProblem
from sunmao.server.programs.read_blocks import read_blocks


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

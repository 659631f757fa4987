"""The templates of the blocks as patterns of Python."""

import ast

import pytest

from sunmao.blocks import list_blocks
from sunmao.codegen.reading.patterns import is_same, list_patterns


def _match(text: str, imports: dict[str, str] | None = None) -> list[tuple[str, dict]]:
    """(block, what stands in its holes) of every pattern that an expression matches."""
    given = ast.parse(text, mode="eval").body
    found = [(each, each.match(given, imports or {})) for each in list_patterns(given)]
    return [
        (
            each.declaration.type,
            {name: part if isinstance(part, str) else ast.unparse(part) for name, part in holes.items()},
        )
        for each, holes in found
        if holes is not None
    ]


def _match_statements(text: str, imports: dict[str, str] | None = None) -> dict[str, dict]:
    body = ast.parse(text).body
    found = [(each, each.match(body, imports or {})) for each in list_patterns(body[0])]
    return {each.declaration.type: holes for each, holes in found if holes is not None}


def test_holes_are_filled():
    assert ("lists_length", {"VALUE": "a + b"}) in _match("len(a + b)")
    assert _match("nothing_of_ours(a)") == []


def test_what_is_named_must_be_imported():
    assert "math_random_int" in dict(_match("random.randint(1, 6)", {"random": ""}))
    assert "math_random_int" not in dict(_match("random.randint(1, 6)"))
    assert "program_wait" in _match_statements("wait(1)", {"wait": "sunmao"})
    assert "program_wait" not in _match_statements("wait(1)", {"wait": "time"})


def test_a_hole_that_comes_twice_holds_the_same():
    assert is_same(ast.parse("a + 1"), ast.parse("a+1")) and not is_same(ast.parse("a"), ast.parse("b"))
    assert is_same("a", "a") and not is_same(1, True) and not is_same(1, 1.0)


def test_the_largest_pattern_is_tried_first():
    for text in ("len(a)", "a + b", "print(a)", "random.randint(1, 2)", "a.b(c)"):
        sizes = [pattern.size for pattern in list_patterns(ast.parse(text, mode="eval").body)]
        assert sizes == sorted(sizes, reverse=True)


def test_only_patterns_of_that_name_are_tried():
    named = list_patterns(ast.parse("len(a)", mode="eval").body)
    other = list_patterns(ast.parse("acrobat(a)", mode="eval").body)
    assert "lists_length" in {each.declaration.type for each in named} - {each.declaration.type for each in other}


@pytest.mark.parametrize(
    ("text", "fits"), [("while running():\n    a\n    b", True), ("while running(1):\n    a", False)]
)
def test_the_rest_of_a_body_is_taken(text, fits):
    found = _match_statements(text, {"running": "sunmao"}).get("program_forever")
    assert (found is not None) == fits
    if found:
        assert [ast.unparse(line) for line in found["body"]] == ["a", "b"]


def test_types_are_those_of_blocks():
    types = {declaration.type for declaration in list_blocks()}
    patterns = [each for text in ("f(a)", "a.b", "a + b") for each in list_patterns(ast.parse(text, mode="eval").body)]
    assert patterns and {each.declaration.type for each in patterns} <= types
    assert all(isinstance(each.first, ast.AST) for each in patterns)

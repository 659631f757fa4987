"""The lines of a statement that stand above its bodies."""

import ast

import pytest

from sunmao.codegen.reading.heads import HeadFinder


def _list(text: str) -> list[tuple[str, int, int]]:
    return [(head.text, head.first, head.last) for head in HeadFinder(text).list_heads(ast.parse(text).body[0])]


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("if a:\n  b", [("if a:", 1, 1)]),
        ("if a: b\nelif c: d\nelse: e", [("if a:", 1, 1), ("elif c:", 2, 2), ("else:", 3, 3)]),
        ("if a:\n  b\nelse:\n  if c:\n    d", [("if a:", 1, 1), ("else:", 3, 3)]),
        ("for i in {1: 2}:  # c\n  b\nelse  :\n  d", [("for i in {1: 2}:", 1, 1), ("else  :", 3, 3)]),
        ("while (a and\n       b):\n  c", [("while (a and\n       b):", 1, 2)]),
        (
            "try:\n  a\nexcept A as e:\n  b\nexcept:\n  c\nelse:\n  d\nfinally:\n  e",
            [("try:", 1, 1), ("except A as e:", 3, 3), ("except:", 5, 5), ("else:", 7, 7), ("finally:", 9, 9)],
        ),
        ("@w\n# c\n@v(1)\ndef f(x: int = 1):\n  a", [("@w\n# c\n@v(1)\ndef f(x: int = 1):", 1, 4)]),
        ("with open('x') as f, b:\n  a", [("with open('x') as f, b:", 1, 1)]),
        ("class 猫(A):\n  a", [("class 猫(A):", 1, 1)]),
        ("a = lambda: 1", []),
        ("match a:\n  case 1: b", []),
    ],
)
def test_the_heads_of_a_statement(text, heads):
    assert _list(text) == heads


def test_an_indented_statement_loses_its_indent():
    text = "if 猫: \n    if (b and\n        c):\n        d\n    else:\n        e"
    inner = ast.parse(text).body[0].body[0]
    found = HeadFinder(text).list_heads(inner)
    assert [(head.text, head.first, head.last) for head in found] == [("if (b and\n    c):", 2, 3), ("else:", 5, 5)]
    assert [head.body for head in found] == [inner.body, inner.orelse]


def test_letters_of_several_bytes_before_a_statement():
    assert _list("'猫'; a\nif b: c")[:1] == []
    text = "x = '猫猫'; a\nif '猫' in b: c"
    [head] = HeadFinder(text).list_heads(ast.parse(text).body[-1])
    assert (head.text, head.first) == ("if '猫' in b:", 2)

"""Long lines are broken where a person would break them, and say the same."""

import ast

import pytest

from sunmao.codegen import compile_workspace
from sunmao.codegen.printing.line_breaks import WIDTH, break_lines, measure
from tests.support.blocks import workspace_builder as build

LONG = "a_rather_long_name"
CASES = [
    " and ".join(f"{LONG} > {place}" for place in range(6)),
    f"{LONG} + {LONG} * 2 - {LONG} + {LONG} - {LONG}",
    f"{LONG} == {LONG} + {LONG} + {LONG} + {LONG}",
    f"({LONG} + {LONG}) * ({LONG} + {LONG} + {LONG} + {LONG})",
    f"not ({LONG} and {LONG} and {LONG} and {LONG} and {LONG})",
    f"{LONG} if {LONG} > {LONG} and {LONG} else {LONG} + {LONG} + {LONG}",
    f"print({LONG}, {LONG}, '{'word ' * 30}', {LONG})",
    f"print('{'word ' * 30}')",
    f"print('{'字' * 90}')",
    f"show(title='{'word ' * 20}', count={LONG} + {LONG} + {LONG} + {LONG})",
    f"print(f'{'word ' * 12}{{{LONG}}} {'字' * 40}{{{LONG}}} {{{{}}}} it\\'s')",
    f"{LONG}.replace({LONG}, {LONG}).replace({LONG}, {LONG}).upper()",
    f"({LONG} + {LONG} + {LONG} + {LONG} + {LONG}).strip().upper()",
    f"{LONG}[{LONG} + {LONG} + {LONG} + {LONG} - 1]",
    f"{LONG}[{LONG} + {LONG} - 1:{LONG} + {LONG} + {LONG}]",
    f"sorted([{LONG}, {LONG}, {LONG}, {LONG}], key=lambda item: str(item).lower(), reverse=True)",
    f"wait_until(lambda: {LONG} > {LONG} and {LONG} > {LONG} and {LONG})",
    f"[{LONG} + each for each in [{LONG}, {LONG}, {LONG}] if each > {LONG} and each < {LONG}]",
    f"{LONG} ** -({LONG} + {LONG} + {LONG} + {LONG} + {LONG})",
    f"all({LONG} % each for each in range({LONG}, {LONG} + {LONG} + {LONG}))",
]


@pytest.mark.parametrize("text", CASES, ids=range(len(CASES)))
@pytest.mark.parametrize(("before", "after", "indent"), [("x = ", "", ""), ("        if ", ":", "        ")])
def test_the_lines_fit_and_say_the_same(text, before, after, indent):
    tree = ast.parse(text, mode="eval").body
    lines = break_lines(before, tree, after, indent)
    assert len(lines) > 1 and all(measure(line) <= WIDTH for line in lines), "\n".join(lines)
    inside = "\n".join(lines)[len(before) :].removesuffix(after)
    assert ast.dump(ast.parse(f"({inside}\n)", mode="eval")) == ast.dump(ast.parse(text, mode="eval"))


def test_a_condition_is_broken_before_its_words():
    tree = ast.parse(CASES[0], mode="eval").body
    lines = break_lines("while ", tree, ":", "")
    assert lines == [
        "while (",
        f"    {LONG} > 0",
        *(f"    and {LONG} > {place}" for place in range(1, 6)),
        "):",
    ]


def test_a_chinese_letter_takes_two_columns():
    assert measure("x = '字'") == 8


def test_a_text_of_a_million_letters_takes_no_longer_than_its_length_asks():
    workspace = build.program([build.block("text_print", TEXT=build.text("积木" * 500_000))])
    assert compile_workspace(workspace).python == f"print('{'积木' * 500_000}')\n"

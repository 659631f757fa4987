"""Every value block has its place in the text, whichever way the lines are broken."""

import ast
import random

import pytest

from sunmao.codegen import compile_workspace
from sunmao.codegen.printing.block_spans import BlockSpan, find_block_spans, find_innermost
from tests.support.blocks import workspace_builder as w
from tests.support.blocks.failing_programs import calculate, call, define, join, python, python_value, when
from tests.support.blocks.random_programs import Programs


def texts_of(workspace: dict) -> dict[str, list[str]]:
    """The text of each value block in the printed program."""
    made = compile_workspace(workspace)
    lines = made.python.encode().split(b"\n")
    found: dict[str, list[str]] = {}
    for span in find_block_spans(made.statements, made.python, made.lines):
        (first, column), (last, end) = span.start, span.end
        text = lines[first - 1][column:end] if first == last else lines[first - 1][column:]
        found.setdefault(span.block, []).append(text.decode())
    return found


def test_places_count_bytes_of_chinese_names():
    inner = calculate("DIVIDE", w.variable("总分"), w.variable("人数"))
    outer = calculate("ADD", w.number(1), inner)
    found = texts_of(w.program([w.set_variable("平均分", join(w.text("平均"), outer))]))
    assert found[inner["id"]] == ["总分 / 人数"] and found[outer["id"]] == ["1 + 总分 / 人数"]


def test_a_block_that_gives_what_stands_in_it_is_the_outer_one():
    inner = w.text("甲")
    outer = join(inner)
    made = compile_workspace(w.program([w.say(outer)]))
    spans = find_block_spans(made.statements, made.python, made.lines)
    assert find_innermost(spans, (1, 6), (1, 11)) == inner["id"]
    assert {inner["id"], outer["id"]} <= {span.block for span in spans}


def test_the_smallest_span_around_a_place_wins():
    spans = [BlockSpan("outer", (1, 0), (3, 5)), BlockSpan("inner", (1, 0), (1, 9)), BlockSpan("next", (2, 1), (2, 4))]
    assert find_innermost(spans, (1, 2), (1, 3)) == "inner"
    assert find_innermost(spans, (1, 2), (2, 3)) == "outer"
    assert find_innermost(spans, (4, 0), (4, 1)) is None


def test_a_function_s_return_belongs_to_the_value_that_it_gives_back():
    value = calculate("ADD", w.variable("数"), w.number(1))
    definition = define("加一", "数", result=value)
    made = compile_workspace(w.program([w.say(call("加一", w.number(1)))], [definition]))
    assert made.lines[:2] == [definition["id"], value["id"]]
    empty = define("空", "", w.say(w.number(1)))
    made = compile_workspace(w.program([], [empty]))
    assert made.lines[0] == empty["id"]


def test_typed_python_keeps_its_lines_and_hides_nothing_below():
    below = w.variable("后")
    typed = python("前 = 1\nif 前:\n    后 = 2")
    value = python_value("[前, 1]")
    found = texts_of(w.program([typed, when(below, w.say(value))]))
    assert found[below["id"]] == ["后"] and found[value["id"]] == ["[前, 1]"]


KEPT = """人数 = 0; 总分 = 90

if True: 平均分 = (  总分
    / 人数 )
print( '平均' )
"""


def test_places_in_the_lines_of_a_child():
    """Statements that share a line, one behind its condition, an expression over two lines."""
    value = calculate("DIVIDE", w.variable("总分"), w.variable("人数"))
    rows = [
        w.set_variable("人数", w.number(0)),
        w.set_variable("总分", w.number(90)),
        when(w.boolean(True), w.set_variable("平均分", value)),
        w.say(w.text("平均")),
    ]
    workspace = w.program(rows)
    made = compile_workspace(workspace | {"python": KEPT})
    assert made.python == KEPT
    assert made.find_block((1, 12), (1, 23)) == rows[1]["id"]
    assert made.find_block((3, 24), (4, 12)) == value["id"]
    assert made.find_block((5, 0), (5, 17)) == rows[3]["id"]


@pytest.mark.parametrize("seed", range(20))
def test_random_programs_place_all_that_was_marked(seed):
    """Each expression that still carries its block has exactly one span, which reads as that expression."""
    made = compile_workspace(w.program(Programs(seed).program()))
    marked = [
        node
        for statement in made.statements
        for node in ast.walk(statement)
        if isinstance(node, ast.expr)
        and "block" in node.__dict__
        and not isinstance(getattr(node, "ctx", None), ast.Store)
    ]
    spans = find_block_spans(made.statements, made.python, made.lines)
    assert {node.__dict__["block"] for node in marked} <= {span.block for span in spans}
    chosen = random.Random(seed).sample(spans, min(5, len(spans)))
    for span in chosen:
        inside = find_innermost(spans, span.start, span.end)
        same = {other.block for other in spans if (other.start, other.end) == (span.start, span.end)}
        assert inside in same

"""Loops: every menu value and every kind of counting, run."""

from dataclasses import replace

import pytest

from tests.support.blocks.standard_blocks import Case, check
from tests.support.blocks.workspace_builder import (
    block,
    boolean,
    number,
    numbers,
    say,
    set_variable,
    text,
    texts,
    variable,
)


def _for(start: dict, stop: dict, step: dict, inside: dict | list[dict] | None = None, direction: str = "BOTH") -> dict:
    fields = {"VAR": {"id": "id_i"}, "DIRECTION": direction}
    return block("controls_for", fields, FROM=start, TO=stop, BY=step, DO=inside or say(variable("i")))


def _change_n(by: float) -> dict:
    """After which nobody can tell beforehand what the variable holds."""
    return block("math_change", {"VAR": {"id": "id_n"}}, DELTA=number(by))


def _plus(name: str, by: float) -> dict:
    operator = "ADD" if by > 0 else "MINUS"
    return block("math_arithmetic", {"OP": operator}, A=variable(name), B=number(abs(by)))


def _counted(start: float, stop: float, step: float) -> dict:
    return _for(number(start), number(stop), number(step))


def _flow(flow: str) -> dict:
    return block("controls_flow_statements", {"FLOW": flow})


def _is(name: str, expected: float) -> dict:
    return block("logic_compare", {"OP": "EQ"}, A=variable(name), B=number(expected))


def _while(mode: str, condition: dict) -> list[dict]:
    grow = block("math_change", {"VAR": {"id": "id_answer"}}, DELTA=number(1))
    return [set_variable("answer", number(0)), block("controls_whileUntil", {"MODE": mode}, BOOL=condition, DO=grow)]


def _below(limit: float) -> dict:
    return block("logic_compare", {"OP": "LT"}, A=variable("answer"), B=number(limit))


def _repeat(times: dict | None, *inside: dict) -> dict:
    return block("controls_repeat_ext", TIMES=times, DO=list(inside))


def _lines(*values: object) -> str:
    return "".join(f"{value}\n" for value in values)


def _printed(blocks: list[dict], python: str, *values: object) -> Case:
    return Case(blocks, python, prints=_lines(*values))


def _bounds(start: float, stop: float, step: dict, call: str, *values: object) -> Case:
    given = [set_variable("a", number(start)), set_variable("b", number(stop))]
    python = f"a = {start}\nb = {stop}\nfor i in {call}:\n    print(i)"
    return _printed([*given, _for(variable("a"), variable("b"), step)], python, *values)


CASES = [
    _printed([_repeat(number(3), say(text("hi")))], "for count in range(3):\n    print('hi')", "hi", "hi", "hi"),
    _printed([_repeat(number(2.9), say(text("hi")))], "for count in range(2):\n    print('hi')", "hi", "hi"),
    _printed([_repeat(number(0), say(text("hi")))], "for count in range(0):\n    print('hi')"),
    _printed([_repeat(None, say(text("hi")))], "for count in range(0):\n    print('hi')"),
    _printed(
        [block("controls_repeat", {"TIMES": 2}, DO=say(text("hi")))],
        "for count in range(2):\n    print('hi')",
        "hi",
        "hi",
    ),
    _printed(
        [set_variable("n", number(2.5)), _repeat(variable("n"), say(text("hi")))],
        "n = 2.5\nfor count in range(int(n)):\n    print('hi')",
        "hi",
        "hi",
    ),
    _printed(
        [_repeat(block("lists_length", VALUE=numbers(1, 2)), say(text("hi")))],
        "for count in range(len([1, 2])):\n    print('hi')",
        "hi",
        "hi",
    ),
    _printed(
        [_repeat(number(2), _repeat(number(2), say(text("a"))), say(text("b")))],
        "for count in range(2):\n    for count2 in range(2):\n        print('a')\n    print('b')",
        *"aabaab",
    ),
    _printed(
        [set_variable("count", number(7)), _repeat(number(2), say(variable("count")))],
        "count = 7\nfor count2 in range(2):\n    print(count)",
        7,
        7,
    ),
    _printed([_repeat(number(2))], "for count in range(2):\n    pass"),
    Case(_while("WHILE", _below(3)), "answer = 0\nwhile answer < 3:\n    answer += 1", 3),
    Case(_while("UNTIL", _is("answer", 4)), "answer = 0\nwhile answer != 4:\n    answer += 1", 4),
    _printed([_counted(1, 3, 1)], "for i in range(1, 4):\n    print(i)", 1, 2, 3),
    _printed([_counted(0, 2, 1)], "for i in range(3):\n    print(i)", 0, 1, 2),
    _printed([_counted(0, 5, 2)], "for i in range(0, 6, 2):\n    print(i)", 0, 2, 4),
    _printed([_counted(3, 1, 1)], "for i in range(3, 0, -1):\n    print(i)", 3, 2, 1),
    _printed([_counted(0, -4, 2)], "for i in range(0, -5, -2):\n    print(i)", 0, -2, -4),
    _printed([_counted(5, 1, -2)], "for i in range(5, 0, -2):\n    print(i)", 5, 3, 1),
    _printed([_counted(1, 3, -1)], "for i in range(1, 4):\n    print(i)", 1, 2, 3),
    _printed([_counted(4, 4, 1)], "for i in range(4, 5):\n    print(i)", 4),
    _printed([_counted(0, 1, 0.25)], "for i in counting(0, 1, 0.25):\n    print(i)", 0, 0.25, 0.5, 0.75, 1.0),
    _printed([_counted(1, 0, 0.5)], "for i in counting(1, 0, 0.5):\n    print(i)", 1, 0.5, 0.0),
    _printed([_counted(0.5, 2, 1)], "for i in counting(0.5, 2):\n    print(i)", 0.5, 1.5),
    _bounds(1, 3, number(1), "range(a, b + 1)", 1, 2, 3),
    _bounds(3, 1, number(1), "range(a, b - 1, -1)", 3, 2, 1),
    _bounds(1, 6, number(2), "range(a, b + 1, 2)", 1, 3, 5),
    _bounds(6, 1, number(-2), "range(a, b - 1, -2)", 6, 4, 2),
    _bounds(2, 2, variable("a"), "range(a, b + 1, a)", 2),
    *[
        _printed(
            [set_variable("n", number(x)), _change_n(y), _for(number(2), _plus("n", -1), number(step))],
            f"n = {x}\nn += {y}\nfor i in counting(2, n - 1{extra}):\n    print(i)",
            *values,
        )
        for x, y, step, extra, values in (
            (1, 1, 1, "", (2, 1)),
            (2, 3, 2, ", 2", (2, 4)),
            (0, 1, -1, ", -1", (2, 1, 0)),
        )
    ],
    *[
        replace(
            _printed(
                [
                    set_variable("n", number(x)),
                    _change_n(1),
                    _for(*ends, step if isinstance(step, dict) else number(step), direction=direction),
                ],
                f"n = {x}\nn += 1\nfor i in {call}:\n    print(i)",
                *values,
            ),
            apart="Blockly counts in whichever direction there is something to count",
        )
        for x, direction, ends, step, call, values in (
            (4, "UP", (number(2), _plus("n", -1)), 1, "range(2, n)", (2, 3, 4)),
            (1, "UP", (number(2), _plus("n", -1)), 1, "range(2, n)", ()),
            (2, "UP", (number(0), variable("n")), 1, "range(n + 1)", (0, 1, 2, 3)),
            (2, "UP", (number(1), _plus("n", 2)), -2, "range(1, n + 3, 2)", (1, 3, 5)),
            (2, "DOWN", (variable("n"), number(1)), 1, "range(n, 0, -1)", (3, 2, 1)),
            (2, "DOWN", (variable("n"), number(5)), 1, "range(n, 4, -1)", ()),
            (2, "DOWN", (variable("n"), number(0)), variable("n"), "range(n, -1, -n)", (3, 0)),
            (1.5, "UP", (number(1), variable("n")), 1, "range(1, int(n) + 1)", (1, 2)),
            (1.5, "UP", (variable("n"), number(4)), 1, "count_by(n, 4, 1)", (2.5, 3.5)),
            (0, "DOWN", (variable("n"), number(0)), 0.5, "count_by(n, 0, -0.5)", (1, 0.5, 0.0)),
            (1, "UP", (number(3), variable("n")), 0.5, "count_by(3, n, 0.5)", ()),
        )
    ],
    _printed(
        [_for(number(1), block("math_random_int", FROM=number(3), TO=number(3)), number(1))],
        "for i in range(1, random.randint(3, 3) + 1):\n    print(i)",
        1,
        2,
        3,
    ),
    _printed(
        [_for(number(1), number(2), number(1), [_repeat(number(1), say(variable("i")))])],
        "for i in range(1, 3):\n    for count in range(1):\n        print(i)",
        1,
        2,
    ),
    _printed(
        [block("controls_forEach", {"VAR": {"id": "id_x"}}, LIST=texts("a", "b"), DO=say(variable("x")))],
        "for x in ['a', 'b']:\n    print(x)",
        "a",
        "b",
    ),
    _printed(
        [block("controls_forEach", {"VAR": {"id": "id_x"}}, LIST=block("lists_create_empty"))],
        "for x in []:\n    pass",
    ),
    *[
        _printed(
            [
                _for(
                    number(1),
                    number(3),
                    number(1),
                    [block("controls_if", IF0=_is("i", 2), DO0=_flow(flow)), say(variable("i"))],
                )
            ],
            f"for i in range(1, 4):\n    if i == 2:\n        {word}\n    print(i)",
            *values,
        )
        for flow, word, values in (("BREAK", "break", (1,)), ("CONTINUE", "continue", (1, 3)))
    ],
    _printed(
        [block("controls_whileUntil", {"MODE": "WHILE"}, BOOL=boolean(True), DO=_flow("BREAK"))],
        "while True:\n    break",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_loops(case):
    check(case)

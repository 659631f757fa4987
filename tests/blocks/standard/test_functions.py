"""Functions: parameters and results in both saved forms, early returns, recursion, shared variables."""

import pytest

from sunmao.codegen import compile_workspace
from tests.support.blocks.standard_blocks import OLD_FORM, Case, check
from tests.support.blocks.workspace_builder import Block, block, number, say, set_variable, text, variable, workspace


def _object(*names: str, statements: bool = True) -> dict | None:
    state = {"params": [{"name": name, "id": f"id_{name}"} for name in names]} if names else {}
    return (state if statements else {**state, "hasStatements": False}) or None


def _xml(*names: str, statements: bool = True) -> str:
    inside = "".join(f'<arg name="{name}" varid="id_{name}"></arg>' for name in names)
    return f"<mutation{'' if statements else ' statements=' + chr(34) + 'false' + chr(34)}>{inside}</mutation>"


def _do(name: str, extra: object, *inside: Block) -> Block:
    return block("procedures_defnoreturn", {"NAME": name}, extra, STACK=list(inside))


def _give(name: str, extra: object, result: Block | None, *inside: Block) -> Block:
    return block("procedures_defreturn", {"NAME": name}, extra, STACK=list(inside), RETURN=result)


def _call(kind: str, name: str, *arguments: tuple[str, Block | None], old: bool = False) -> Block:
    said = "".join(f'<arg name="{parameter}"></arg>' for parameter, _ in arguments)
    state = {"name": name, "params": [parameter for parameter, _ in arguments]} if arguments else {"name": name}
    extra = f'<mutation name="{name}">{said}</mutation>' if old else state
    return block(f"procedures_call{kind}", None, extra, **{f"ARG{i}": given for i, (_, given) in enumerate(arguments)})


def _return_if(condition: Block, given: Block | None, value: int) -> Block:
    return block(
        "procedures_ifreturn", None, f'<mutation value="{value}"></mutation>', CONDITION=condition, VALUE=given
    )


def _math(operator: str, left: Block, right: Block) -> Block:
    return block("math_arithmetic", {"OP": operator}, A=left, B=right)


def _less(left: Block, right: Block) -> Block:
    return block("logic_compare", {"OP": "LT"}, A=left, B=right)


def _grow() -> Block:
    return block("math_change", {"VAR": {"id": "id_answer"}}, DELTA=number(1))


def _answer(value: Block) -> Block:
    return set_variable("answer", value)


def _add(extra: object) -> Block:
    return _give("add", extra, _math("ADD", variable("a"), variable("b")))


def _sum(old: bool) -> list[Block]:
    return [_answer(_call("return", "add", ("a", number(2)), ("b", number(3)), old=old))]


def _factorial() -> Block:
    smaller = _call("return", "factorial", ("n", _math("MINUS", variable("n"), number(1))))
    early = _return_if(_less(variable("n"), number(2)), number(1), 1)
    return _give("factorial", _object("n"), _math("MULTIPLY", variable("n"), smaller), early)


_ADD = "def add(a, b):\n    return a + b\n\n\nanswer = add(2, 3)"

CASES = [
    Case(
        [_call("noreturn", "greet")],
        "def greet():\n    print('hi')\n\n\ngreet()",
        prints="hi\n",
        functions=(_do("greet", None, say(text("hi"))),),
    ),
    Case(
        [_call("noreturn", "greet", old=True)],
        "def greet():\n    pass\n\n\ngreet()",
        functions=(_do("greet", _xml()),),
        apart=OLD_FORM,
    ),
    Case(_sum(False), _ADD, 5, functions=(_add(_object("a", "b")),)),
    Case(_sum(True), _ADD, 5, functions=(_add(_xml("a", "b")),), apart=OLD_FORM),
    Case(_sum(False), _ADD, 5, functions=(_add(_object("a", "b", statements=False)),)),
    Case(_sum(True), _ADD, 5, functions=(_add(_xml("a", "b", statements=False)),), apart=OLD_FORM),
    Case(
        [_answer(_call("return", "half", ("x", None)))],
        "def half(x):\n    return 1\n\n\nanswer = half(None)",
        1,
        functions=(_give("half", _object("x"), number(1)),),
    ),
    Case(
        [_answer(_call("return", "nothing"))],
        "def nothing():\n    pass\n\n\nanswer = nothing()",
        functions=(_give("nothing", None, None),),
    ),
    Case(
        [_answer(_call("return", "factorial", ("n", number(5))))],
        "def factorial(n):\n    if n < 2:\n        return 1\n    return n * factorial(n - 1)\n\n\nanswer = factorial(5)",
        120,
        functions=(_factorial(),),
    ),
    Case(
        [_call("noreturn", "up", ("n", number(1))), _call("noreturn", "up", ("n", number(9)))],
        "def up(n):\n    if n < 5:\n        return\n    print(n)\n\n\nup(1)\nup(9)",
        prints="9\n",
        functions=(_do("up", _object("n"), _return_if(_less(variable("n"), number(5)), None, 0), say(variable("n"))),),
    ),
    Case(
        [_answer(number(1)), _call("noreturn", "grow"), _call("noreturn", "grow")],
        "def grow():\n    global answer\n    answer += 1\n\n\nanswer = 1\ngrow()\ngrow()",
        3,
        functions=(_do("grow", None, _grow()),),
    ),
    Case(
        [_answer(_call("return", "加倍", ("数", number(4))))],
        "def 加倍(数):\n    return 数 * 2\n\n\nanswer = 加倍(4)",
        8,
        functions=(_give("加倍", _object("数"), _math("MULTIPLY", variable("数"), number(2))),),
    ),
    Case(
        [_answer(_call("return", "do something"))],
        "def do_something():\n    return 1\n\n\nanswer = do_something()",
        1,
        functions=(_give("do something", None, number(1)),),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_functions(case):
    check(case)


def _codes(*tops: Block) -> list[str]:
    return [problem["code"] for problem in compile_workspace(workspace(list(tops))).as_dict()["problems"]]


def _start(*blocks: Block) -> Block:
    start = block("program_start")
    start["next"] = {"block": blocks[0]}
    return start


def test_a_call_without_its_function_is_reported():
    assert "no_function" in _codes(_start(_call("noreturn", "lost")))


def test_an_early_return_outside_a_function_is_reported():
    assert "outside_function" in _codes(_start(_return_if(_less(number(1), number(2)), number(1), 1)))


def test_a_parameter_that_comes_twice_is_reported():
    assert "same_parameter" in _codes(_do("f", _object("a", "a")))

"""Math: every menu value, run."""

import math

import pytest

from tests.support.blocks.standard_blocks import Case, check, near, statement, value
from tests.support.blocks.workspace_builder import block, list_of, number, numbers, set_variable, text, texts, variable


def _arithmetic(operator: str, left: dict, right: dict) -> dict:
    return block("math_arithmetic", {"OP": operator}, A=left, B=right)


def _one(kind: str, operator: str, x: float) -> dict:
    return block(kind, {"OP": operator}, NUM=number(x))


def _property(name: str, x: float, extra: object = None, **inputs) -> dict:
    return block("math_number_property", {"PROPERTY": name}, extra, NUMBER_TO_CHECK=number(x), **inputs)


def _divisible(x: float, divisor: float, extra: object) -> dict:
    return _property("DIVISIBLE_BY", x, extra, DIVISOR=number(divisor))


def _list(operator: str, items: dict) -> dict:
    return block("math_on_list", {"OP": operator}, f'<mutation op="{operator}"></mutation>', LIST=items)


_DIVISOR = '<mutation divisor_input="true"></mutation>'
_PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29}
_MIXED = [1, "two", 3]

CASES = [
    *[value(number(x), repr(x), x) for x in (0, 42, 0.5, -3, -0.25, 1e21)],
    *[
        value(_arithmetic(operator, number(7), number(2)), f"7 {sign} 2", answer)
        for operator, sign, answer in (
            ("ADD", "+", 9),
            ("MINUS", "-", 5),
            ("MULTIPLY", "*", 14),
            ("DIVIDE", "/", 3.5),
            ("POWER", "**", 49),
        )
    ],
    value(_arithmetic("MULTIPLY", _arithmetic("ADD", number(1), number(2)), number(3)), "(1 + 2) * 3", 9),
    value(_arithmetic("MINUS", number(9), _arithmetic("MINUS", number(5), number(1))), "9 - (5 - 1)", 5),
    value(_arithmetic("POWER", number(-3), number(2)), "(-3) ** 2", 9),
    value(_arithmetic("POWER", _arithmetic("POWER", number(2), number(3)), number(2)), "(2 ** 3) ** 2", 64),
    *[
        value(_one("math_single", operator, x), python, answer)
        for operator, x, python, answer in (
            ("ROOT", 9, "math.sqrt(9)", 3.0),
            ("ABS", -5, "abs(-5)", 5),
            ("NEG", 4, "-4", -4),
            ("NEG", -4, "--4", 4),
            ("LN", 1, "math.log(1)", 0.0),
            ("LOG10", 1000, "math.log10(1000)", near(3)),
            ("EXP", 1, "math.exp(1)", near(math.e)),
            ("POW10", 3, "10 ** 3", 1000),
            ("POW10", -1, "10 ** -1", 0.1),
        )
    ],
    *[
        value(_one("math_round", operator, x), python, answer)
        for operator, x, python, answer in (
            ("ROUND", 2.6, "round(2.6)", 3),
            ("ROUNDUP", 2.1, "math.ceil(2.1)", 3),
            ("ROUNDDOWN", -2.1, "math.floor(-2.1)", -3),
        )
    ],
    *[
        value(_one("math_trig", operator, x), python, near(answer))
        for operator, x, python, answer in (
            ("SIN", 30, "math.sin(math.radians(30))", 0.5),
            ("COS", 60, "math.cos(math.radians(60))", 0.5),
            ("TAN", 45, "math.tan(math.radians(45))", 1),
            ("ASIN", 0.5, "math.degrees(math.asin(0.5))", 30),
            ("ACOS", 0.5, "math.degrees(math.acos(0.5))", 60),
            ("ATAN", 1, "math.degrees(math.atan(1))", 45),
        )
    ],
    *[
        value(block("math_constant", {"CONSTANT": name}), python, answer)
        for name, python, answer in (
            ("PI", "math.pi", math.pi),
            ("E", "math.e", math.e),
            ("GOLDEN_RATIO", "(1 + math.sqrt(5)) / 2", near(1.618033988749895)),
            ("SQRT2", "math.sqrt(2)", 2**0.5),
            ("SQRT1_2", "math.sqrt(1 / 2)", 0.5**0.5),
            ("INFINITY", "math.inf", math.inf),
        )
    ],
    *[
        value(_property(name, x), python, answer)
        for name, x, python, answer in (
            ("EVEN", 4, "4 % 2 == 0", True),
            ("EVEN", 3, "3 % 2 == 0", False),
            ("ODD", 3, "3 % 2 == 1", True),
            ("ODD", -3, "-3 % 2 == 1", True),
            ("WHOLE", 2.5, "2.5 % 1 == 0", False),
            ("WHOLE", 2, "2 % 1 == 0", True),
            ("POSITIVE", 0, "0 > 0", False),
            ("NEGATIVE", -1, "-1 < 0", True),
        )
    ],
    *[value(_property("PRIME", x), f"is_prime({x})", x in _PRIMES) for x in [*range(-1, 31), 2.5]],
    value(_divisible(9, 3, _DIVISOR), "9 % 3 == 0", True),
    value(
        _divisible(10, 3, {"divisor_input": True}), "10 % 3 == 0", False, apart="Blockly keeps this state as XML only"
    ),
    value(_divisible(10, 0, _DIVISOR), "False", False),
    statement(
        block("math_change", {"VAR": {"id": "id_answer"}}, DELTA=number(2)),
        "answer += 2",
        42,
        given={"answer": 40},
    ),
    statement(
        block("math_change", {"VAR": {"id": "id_answer"}}, DELTA=number(-2)),
        "answer -= 2",
        38,
        given={"answer": 40},
    ),
    Case([block("math_change", {"VAR": {"id": "id_answer"}}, DELTA=number(1))], "answer = 0\nanswer += 1", 1),
    *[
        value(_list(operator, numbers(3, 1, 3, 9)), python, answer)
        for operator, python, answer in (
            ("SUM", "sum([3, 1, 3, 9])", 16),
            ("MIN", "min([3, 1, 3, 9])", 1),
            ("MAX", "max([3, 1, 3, 9])", 9),
            ("AVERAGE", "statistics.fmean([3, 1, 3, 9])", 4.0),
            ("MEDIAN", "statistics.median([3, 1, 3, 9])", near(3)),
            ("MODE", "most_common([3, 1, 3, 9])", [3]),
            ("STD_DEV", "statistics.pstdev([3, 1, 3, 9])", near(3)),
            ("RANDOM", "random.choice([3, 1, 3, 9])", lambda seen: seen in (1, 3, 9)),
        )
    ],
    value(_list("MEDIAN", numbers(9, 1, 3)), "statistics.median([9, 1, 3])", 3),
    value(_list("MODE", texts("b", "a", "b", "a", "c")), "most_common(['b', 'a', 'b', 'a', 'c'])", ["b", "a"]),
    value(_list("MODE", list_of(numbers(1), numbers(1), numbers(2))), "most_common([[1], [1], [2]])", [[1]]),
    *[
        value(_list(operator, block("lists_create_empty")), f"{name}([])", answer)
        for operator, name, answer in (
            ("AVERAGE", "average", None),
            ("MEDIAN", "median", None),
            ("MODE", "most_common", []),
            ("STD_DEV", "standard_deviation", None),
            ("SUM", "sum", 0),
        )
    ],
    value(_list("AVERAGE", variable("x")), "average(x)", 2.0, given={"x": _MIXED}),
    value(_list("MEDIAN", variable("x")), "median(x)", 2.0, given={"x": _MIXED}),
    value(block("math_modulo", DIVIDEND=number(64), DIVISOR=number(10)), "64 % 10", 4),
    value(block("math_modulo", DIVIDEND=number(-7), DIVISOR=number(3)), "-7 % 3", 2),
    *[
        value(
            block("math_constrain", VALUE=number(x), LOW=number(1), HIGH=number(100)), f"min(max({x}, 1), 100)", answer
        )
        for x, answer in ((50, 50), (-5, 1), (500, 100))
    ],
    value(
        block("math_random_int", FROM=number(1), TO=number(6)),
        "random.randint(1, 6)",
        lambda seen: type(seen) is int and 1 <= seen <= 6,
    ),
    value(block("math_random_float"), "random.random()", lambda seen: 0 <= seen < 1),
    *[
        value(block("math_atan2", X=number(x), Y=number(y)), f"math.degrees(math.atan2({y}, {x}))", near(answer))
        for x, y, answer in ((1, 1, 45), (0, -1, -90), (-1, 0, 180))
    ],
    Case(
        [
            set_variable("math", number(9)),
            set_variable("answer", block("math_single", {"OP": "ROOT"}, NUM=variable("math"))),
        ],
        "math_ = 9\nanswer = math.sqrt(math_)",
        3.0,
    ),
    Case(
        [set_variable("abs", text("x")), set_variable("answer", _one("math_single", "ABS", -1))],
        "abs_ = 'x'\nanswer = abs(-1)",
        1,
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_math(case):
    check(case)

"""Logic: every menu value and mutation, run."""

import pytest

from tests.support.blocks.standard_blocks import OLD_FORM, Case, check, statement, value
from tests.support.blocks.workspace_builder import block, boolean, number, set_variable, text, variable


def _compare(operator: str, left: dict, right: dict) -> dict:
    return block("logic_compare", {"OP": operator}, A=left, B=right)


def _operation(operator: str, left: dict | None, right: dict | None) -> dict:
    return block("logic_operation", {"OP": operator}, A=left, B=right)


def _mark(word: str) -> dict:
    return set_variable("answer", text(word))


def _choice(extra: object, x: float, kind: str = "controls_if", **inputs) -> list[dict]:
    first = _compare("LT", variable("x"), number(0))
    return [set_variable("x", number(x)), block(kind, None, extra, IF0=first, DO0=_mark("below"), **inputs)]


def _more() -> dict:
    return {"IF1": _compare("EQ", variable("x"), number(0)), "DO1": _mark("zero"), "ELSE": _mark("above")}


_BRANCHES = """
x = {x}
if x < 0:
    answer = 'below'
elif x == 0:
    answer = 'zero'
else:
    answer = 'above'
"""
_TWO = "x = {x}\nif x < 0:\n    answer = 'below'\nelse:\n    answer = 'above'"
_OBJECT, _XML = {"elseIfCount": 1, "hasElse": True}, '<mutation elseif="1" else="1"></mutation>'
_XML_IN_SPACE = '<mutation xmlns="http://www.w3.org/1999/xhtml" elseif="1" else="1"></mutation>'

CASES = [
    *[
        value(_compare(operator, number(1), number(2)), f"1 {sign} 2", answer)
        for operator, sign, answer in (
            ("EQ", "==", False),
            ("NEQ", "!=", True),
            ("LT", "<", True),
            ("LTE", "<=", True),
            ("GT", ">", False),
            ("GTE", ">=", False),
        )
    ],
    *[
        value(_operation(operator, boolean(left), boolean(right)), f"{left} {operator.lower()} {right}", answer)
        for operator, left, right, answer in (
            ("AND", True, True, True),
            ("AND", True, False, False),
            ("OR", False, True, True),
            ("OR", False, False, False),
        )
    ],
    value(_operation("AND", boolean(True), None), "True and True", True),
    value(_operation("OR", None, boolean(False)), "False or False", False),
    value(_operation("AND", None, None), "False and False", False),
    value(
        _operation("OR", _operation("AND", boolean(True), boolean(False)), boolean(True)),
        "True and False or True",
        True,
    ),
    value(
        _operation("AND", boolean(True), _operation("OR", boolean(False), boolean(False))),
        "True and (False or False)",
        False,
    ),
    value(block("logic_negate", BOOL=_compare("GT", number(1), number(2))), "not 1 > 2", True),
    value(block("logic_negate", BOOL=block("logic_negate", BOOL=boolean(True))), "True", True),
    value(boolean(True), "True", True),
    value(boolean(False), "False", False),
    value(block("logic_null"), "None", None),
    value(block("logic_ternary", IF=boolean(True), THEN=number(1), ELSE=text("no")), "1 if True else 'no'", 1),
    value(block("logic_ternary", IF=boolean(False), THEN=number(1)), "1 if False else None", None),
    statement(
        block("controls_if", IF0=boolean(True), DO0=_mark("yes")),
        "if True:\n    answer = 'yes'",
        "yes",
        given={"answer": ""},
    ),
    statement(block("controls_if", IF0=boolean(True)), "if True:\n    pass", "", given={"answer": ""}),
    *[
        Case(_choice(extra, x, **_more()), _BRANCHES.format(x=x), word, apart="" if extra is _OBJECT else OLD_FORM)
        for extra in (_OBJECT, _XML, _XML_IN_SPACE)
        for x, word in ((-1, "below"), (0, "zero"), (1, "above"))
    ],
    *[
        Case(
            _choice(extra, x, ELSE=_mark("above")),
            _TWO.format(x=x),
            word,
            apart=OLD_FORM if isinstance(extra, str) else "",
        )
        for extra in ({"hasElse": True}, '<mutation else="1"></mutation>')
        for x, word in ((-1, "below"), (1, "above"))
    ],
    *[
        Case(_choice(None, x, "controls_ifelse", ELSE=_mark("above")), _TWO.format(x=x), word)
        for x, word in ((-1, "below"), (1, "above"))
    ],
    Case(_choice(_OBJECT, 0), "x = 0\nif x < 0:\n    answer = 'below'\nelif False:\n    pass\nelse:\n    pass"),
    Case(
        _choice(
            {"elseIfCount": 2},
            5,
            IF1=_compare("LT", variable("x"), number(3)),
            DO1=_mark("low"),
            IF2=_compare("LT", variable("x"), number(9)),
            DO2=_mark("high"),
        ),
        "x = 5\nif x < 0:\n    answer = 'below'\nelif x < 3:\n    answer = 'low'\nelif x < 9:\n    answer = 'high'",
        "high",
    ),
    Case(
        _choice({"hasElse": True}, 5, ELSE=block("controls_if", IF0=boolean(True), DO0=_mark("inner"))),
        "x = 5\nif x < 0:\n    answer = 'below'\nelse:\n    if True:\n        answer = 'inner'",
        "inner",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_logic(case):
    check(case)

"""Expressions become value blocks."""

import pytest

from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.read_program import read_python
from tests.support.blocks.described_blocks import describe_last
from tests.support.blocks.same_text import normalize

BEFORE = "a = [1, 2]\nt = 'abc'\nd = {'k': 1}\nn = len(t)\nx = 2.5\n"
READ = [
    ("print(-3)", "-3"),
    ("print(2.5)", "2.5"),
    ("print('a')", "'a'"),
    ("print('a\\nb')", "(text_multiline TEXT=a\nb)"),
    ("print(True)", "(logic_boolean BOOL=TRUE)"),
    ("print(None)", "logic_null"),
    ("print(1 + 2)", "(math_arithmetic OP=ADD A=1 B=2)"),
    ("print(n - 1)", "(math_arithmetic OP=MINUS A=n B=1)"),
    ("print(n / 2)", "(math_arithmetic OP=DIVIDE A=n B=2)"),
    ("print(n // 2)", "(math_round OP=ROUNDDOWN NUM=(math_arithmetic OP=DIVIDE A=n B=2))"),
    ("print(7 % 2)", "(math_modulo DIVIDEND=7 DIVISOR=2)"),
    ("print(2 ** 3)", "(math_arithmetic OP=POWER A=2 B=3)"),
    ("print(not n)", "(logic_negate BOOL=n)"),
    ("print(n == 1)", "(logic_compare OP=EQ A=n B=1)"),
    ("print(n != 1)", "(logic_compare OP=NEQ A=n B=1)"),
    ("print(n is None)", "(logic_compare OP=EQ A=n B=logic_null)"),
    ("print(n <= 1)", "(logic_compare OP=LTE A=n B=1)"),
    ("print('b' in t)", "(logic_compare OP=GT A=(text_indexOf END=FIRST VALUE=t FIND='b') B=0)"),
    ("print('b' not in t)", "(logic_compare OP=EQ A=(text_indexOf END=FIRST VALUE=t FIND='b') B=0)"),
    ("print(1 in a)", "(logic_compare OP=GT A=(lists_indexOf END=FIRST VALUE=a FIND=1) B=0)"),
    (
        "print(n > 1 and n < 5)",
        "(logic_operation OP=AND A=(logic_compare OP=GT A=n B=1) B=(logic_compare OP=LT A=n B=5))",
    ),
    (
        "print(n > 1 or n < 5 or n == 3)",
        "(logic_operation OP=OR A=(logic_operation OP=OR A=(logic_compare OP=GT A=n B=1) B=(logic_compare OP=LT A=n B=5)) B=(logic_compare OP=EQ A=n B=3))",
    ),
    ("print(1 if n > 2 else 2)", "(logic_ternary IF=(logic_compare OP=GT A=n B=2) THEN=1 ELSE=2)"),
    ("print([])", "lists_create_empty"),
    ("print([1, 'a'])", "(lists_create_with ADD0=1 ADD1='a' {'itemCount':2})"),
    ("print({'a': 1})", "(dict_create item0='a' item1=1 {'items':2})"),
    ("print({})", "dict_empty"),
    ("print('a' + t)", "(text_join ADD0='a' ADD1=(text_join ADD0=t {'itemCount':1}) {'itemCount':2})"),
    ("print('n: ' + str(n))", "(text_join ADD0='n: ' ADD1=(text_join ADD0=n {'itemCount':1}) {'itemCount':2})"),
    ("print(f'{n} a')", "(text_join ADD0=n ADD1=' a' {'itemCount':2})"),
    ("print(f'{n}')", "(text_join ADD0=n ADD1='' {'itemCount':2})"),
    ("print(f'{n:.2f}')", "(text_format format=.2f value=n)"),
    ("print(f'{n!r}')", "(program_python_value code=f'{n!r}')"),
    ("print(n + x)", "(math_arithmetic OP=ADD A=n B=x)"),
    ("print(len(t))", "(text_length VALUE=t)"),
    ("print(abs(n))", "(math_single OP=ABS NUM=n)"),
    ("print(b'x')", "(program_python_value code=b'x')"),
    ("print(lambda: 1)", "(program_python_value code=lambda: 1)"),
    ("import random\nprint(random.randint(1, 6))", "(math_random_int FROM=1 TO=6)"),
    (
        "from sunmao.images import read_image\nprint(read_image('a.png'))",
        "(program_call function=read_image item0='a.png' {'items':1})",
    ),
]


@pytest.mark.parametrize(("text", "block"), READ)
def test_an_expression_is_a_block(text, block):
    assert describe_last(BEFORE + text).removeprefix("text_print TEXT=") == block


@pytest.mark.parametrize("text", [text for text, _ in READ])
def test_the_blocks_say_the_same_again(text):
    printed = compile_workspace(read_python(BEFORE + text).workspace).python
    assert normalize(printed) == normalize(BEFORE + text)

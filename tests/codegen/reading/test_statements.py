"""Statements become blocks."""

import pytest

from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.read_program import read_python
from tests.support.blocks.described_blocks import describe_last
from tests.support.blocks.same_text import normalize

BEFORE = "a = [1, 2]\nt = 'abc'\nd = {'k': 1}\nn = len(t)\nx = 2.5\n"
READ = [
    ("x = 3", "variables_set VAR=x VALUE=3"),
    ("x += 1", "math_change VAR=x DELTA=1"),
    ("x -= 1", "math_change VAR=x DELTA=-1"),
    ("x -= n", "math_change VAR=x DELTA=(math_single OP=NEG NUM=n)"),
    ("t += 'd'", "text_append VAR=t TEXT='d'"),
    ("t = str(t) + 'd'", "program_python code=t = str(t) + 'd'"),
    ("x *= 2", "variables_update operator=*= x=x value=2"),
    ("a[0] = 5", "lists_setIndex MODE=SET WHERE=FROM_START LIST=a AT=1 TO=5"),
    ("a[-1] = 5", "lists_setIndex MODE=SET WHERE=LAST LIST=a TO=5"),
    ("a[n] = 5", "lists_setIndex MODE=SET WHERE=FROM_START LIST=a AT=(math_arithmetic OP=ADD A=n B=1) TO=5"),
    ("d['k'] = 2", "dict_set dict=d key='k' value=2"),
    ("a.append(3)", "lists_setIndex MODE=INSERT WHERE=LAST LIST=a TO=3"),
    ("a.insert(0, 3)", "lists_setIndex MODE=INSERT WHERE=FROM_START LIST=a AT=1 TO=3"),
    ("a.insert(-1, 3)", "lists_setIndex MODE=INSERT WHERE=FROM_END LIST=a AT=1 TO=3"),
    ("a.pop()", "lists_getIndex MODE=REMOVE WHERE=LAST VALUE=a {'isStatement':True}"),
    ("a.pop(0)", "lists_getIndex MODE=REMOVE WHERE=FROM_START VALUE=a AT=1 {'isStatement':True}"),
    ("print(1, 2)", "show_print item0=1 item1=2 {'items':2}"),
    ("print(t)", "text_print TEXT=t"),
    ("if n: print(1)", "controls_if IF0=n DO0=(text_print TEXT=1)"),
    (
        "if n > 1:\n    print(1)\nelif n > 2:\n    print(2)\nelse:\n    print(3)",
        "controls_if IF0=(logic_compare OP=GT A=n B=1) DO0=(text_print TEXT=1) IF1=(logic_compare OP=GT A=n B=2) DO1=(text_print TEXT=2) ELSE=(text_print TEXT=3) {'elseIfCount':1,'hasElse':True}",
    ),
    (
        "if n > 1:\n    print(1)\nelse:\n    if n > 2:\n        print(2)",
        "controls_if IF0=(logic_compare OP=GT A=n B=1) DO0=(text_print TEXT=1) ELSE=(controls_if IF0=(logic_compare OP=GT A=n B=2) DO0=(text_print TEXT=2)) {'hasElse':True}",
    ),
    (
        "while n > 1:\n    n -= 1",
        "controls_whileUntil MODE=WHILE BOOL=(logic_compare OP=GT A=n B=1) DO=(math_change VAR=n DELTA=-1)",
    ),
    (
        "while not n > 1:\n    break",
        "controls_whileUntil MODE=UNTIL BOOL=(logic_compare OP=GT A=n B=1) DO=(controls_flow_statements FLOW=BREAK)",
    ),
    (
        "while n > 1:\n    continue",
        "controls_whileUntil MODE=WHILE BOOL=(logic_compare OP=GT A=n B=1) DO=(controls_flow_statements FLOW=CONTINUE)",
    ),
    ("for count in range(3):\n    print(1)", "controls_repeat_ext TIMES=3 DO=(text_print TEXT=1)"),
    ("for count in range(int(x)):\n    print(1)", "controls_repeat_ext TIMES=x DO=(text_print TEXT=1)"),
    ("for i in range(3):\n    print(i)", "controls_for VAR=i DIRECTION=UP FROM=0 TO=2 BY=1 DO=(text_print TEXT=i)"),
    ("for i in range(1, 4):\n    print(i)", "controls_for VAR=i DIRECTION=UP FROM=1 TO=3 BY=1 DO=(text_print TEXT=i)"),
    (
        "for i in range(1, n + 1):\n    print(i)",
        "controls_for VAR=i DIRECTION=UP FROM=1 TO=n BY=1 DO=(text_print TEXT=i)",
    ),
    (
        "for i in range(5, 0, -1):\n    print(i)",
        "controls_for VAR=i DIRECTION=DOWN FROM=5 TO=1 BY=1 DO=(text_print TEXT=i)",
    ),
    (
        "for i in range(0, 10, 2):\n    print(i)",
        "controls_for VAR=i DIRECTION=UP FROM=0 TO=9 BY=2 DO=(text_print TEXT=i)",
    ),
    (
        "for i in range(9, n, -x):\n    print(i)",
        "controls_forEach VAR=i LIST=(lists_range item0=9 item1=n item2=(math_single OP=NEG NUM=x) {'items':3}) DO=(text_print TEXT=i)",
    ),
    ("for i in a:\n    print(i)", "controls_forEach VAR=i LIST=a DO=(text_print TEXT=i)"),
    ("for i in t:\n    print(i)", "loops_each_letter letter=i text=t body=(text_print TEXT=i)"),
    ("for i, j in a:\n    print(i)", "loops_each_pair first=i second=j list=a body=(text_print TEXT=i)"),
    (
        "for i in a:\n    pass\nelse:\n    print(1)",
        "program_python_suite HEAD0=for i in a: HEAD1=else: BODY1=(text_print TEXT=1) {'clauses':2}",
    ),
    ("def f(b):\n    print(b)\nf(1)", "procedures_callnoreturn ARG0=1 {'name':'f','params':['b']}"),
    (
        "def f(b):\n    return b\nprint(f(1))",
        "text_print TEXT=(procedures_callreturn ARG0=1 {'name':'f','params':['b']})",
    ),
    (
        "def f(b):\n    if b > 1:\n        return 2\n    print(b)\nf(1)",
        "program_evaluate value=(procedures_callreturn ARG0=1 {'name':'f','params':['b']})",
    ),
    ("import turtle", "program_import modules=turtle"),
    ("from turtle import forward, left", "program_import_from module=turtle names=forward, left"),
    ("d.x = 3", "program_set_attribute name=x object=d value=3"),
    ("with open('a') as f:\n    print(f)", "program_python_suite HEAD0=with open('a') as f: BODY0=(text_print TEXT=f)"),
    ("x = y = 1", "program_python code=x = y = 1"),
    ("del a", "program_python code=del a"),
    ("a[1:2] = [3]", "program_python code=a[1:2] = [3]"),
    ("a[0] += 1", "variables_update_item operator=+= list=a place=0 value=1"),
    ("1 + 2", "program_evaluate value=(math_arithmetic OP=ADD A=1 B=2)"),
]


@pytest.mark.parametrize(("text", "block"), READ)
def test_a_statement_is_a_block(text, block):
    assert describe_last(BEFORE + text) == block


@pytest.mark.parametrize("text", [text for text, _ in READ])
def test_the_blocks_say_the_same_again(text):
    printed = compile_workspace(read_python(BEFORE + text).workspace).python
    assert normalize(printed) == normalize(BEFORE + text)

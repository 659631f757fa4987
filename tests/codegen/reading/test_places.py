"""Lists and texts become blocks whose places a child counts from 1."""

import pytest

from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.read_program import read_python
from tests.support.blocks.described_blocks import describe_last
from tests.support.blocks.same_text import normalize

BEFORE = "a = [1, 2]\nt = 'abc'\nd = {'k': 1}\nn = len(t)\nx = 2.5\n"
READ = [
    ("print(a[0])", "(lists_getIndex MODE=GET WHERE=FROM_START VALUE=a AT=1)"),
    ("print(a[2])", "(lists_getIndex MODE=GET WHERE=FROM_START VALUE=a AT=3)"),
    ("print(a[-1])", "(lists_getIndex MODE=GET WHERE=LAST VALUE=a)"),
    ("print(a[-2])", "(lists_getIndex MODE=GET WHERE=FROM_END VALUE=a AT=2)"),
    ("print(a[n])", "(lists_getIndex MODE=GET WHERE=FROM_START VALUE=a AT=(math_arithmetic OP=ADD A=n B=1))"),
    ("print(a[n - 1])", "(lists_getIndex MODE=GET WHERE=FROM_START VALUE=a AT=n)"),
    ("print(a[-n])", "(lists_getIndex MODE=GET WHERE=FROM_END VALUE=a AT=n)"),
    ("print(a[int(x)])", "(lists_getIndex MODE=GET WHERE=FROM_START VALUE=a AT=(math_arithmetic OP=ADD A=x B=1))"),
    ("print(a[-int(x)])", "(lists_getIndex MODE=GET WHERE=FROM_END VALUE=a AT=x)"),
    ("print(t[0])", "(text_charAt WHERE=FROM_START VALUE=t AT=1)"),
    ("print(t[-1])", "(text_charAt WHERE=LAST VALUE=t)"),
    ("print(t[n])", "(text_charAt WHERE=FROM_START VALUE=t AT=(math_arithmetic OP=ADD A=n B=1))"),
    ("print(d['k'])", "(dict_get dict=d key='k')"),
    ("print(a[1:])", "(lists_getSublist WHERE1=FROM_START WHERE2=LAST LIST=a AT1=2)"),
    ("print(a[0:])", "(lists_getSublist WHERE1=FROM_END WHERE2=LAST LIST=a AT1=0)"),
    ("print(a[:])", "(lists_getSublist WHERE1=FIRST WHERE2=LAST LIST=a)"),
    ("print(a[:2])", "(lists_getSublist WHERE1=FIRST WHERE2=FROM_START LIST=a AT2=2)"),
    ("print(a[:-1])", "(lists_getSublist WHERE1=FIRST WHERE2=FROM_END LIST=a AT2=2)"),
    ("print(a[-1:])", "(lists_getSublist WHERE1=FROM_END WHERE2=LAST LIST=a AT1=1)"),
    ("print(a[-2:-1])", "(lists_getSublist WHERE1=FROM_END WHERE2=FROM_END LIST=a AT1=2 AT2=2)"),
    (
        "print(a[n:n])",
        "(lists_getSublist WHERE1=FROM_START WHERE2=FROM_START LIST=a AT1=(math_arithmetic OP=ADD A=n B=1) AT2=n)",
    ),
    ("print(a[:1 - n or None])", "(lists_getSublist WHERE1=FIRST WHERE2=FROM_END LIST=a AT2=n)"),
    ("print(a[:-int(x - 1) or None])", "(lists_getSublist WHERE1=FIRST WHERE2=FROM_END LIST=a AT2=x)"),
    ("print(a[::2])", "(lists_slice list=a step=2 {'more':['step']})"),
    ("print(t[1:3])", "(text_getSubstring WHERE1=FROM_START WHERE2=FROM_START STRING=t AT1=2 AT2=3)"),
    ("b = a.pop()", "variables_set VAR=b VALUE=(lists_getIndex MODE=GET_REMOVE WHERE=LAST VALUE=a)"),
    ("b = a.pop(0)", "variables_set VAR=b VALUE=(lists_getIndex MODE=GET_REMOVE WHERE=FROM_START VALUE=a AT=1)"),
    ("b = a.pop(-2)", "variables_set VAR=b VALUE=(lists_getIndex MODE=GET_REMOVE WHERE=FROM_END VALUE=a AT=2)"),
    ("b = d.pop('k')", "variables_set VAR=b VALUE=(program_method method=pop object=d item0='k' {'items':1})"),
    ("print(t.split())", "(lists_split MODE=SPLIT INPUT=t)"),
    ("print(t.split(','))", "(lists_split MODE=SPLIT INPUT=t DELIM=',')"),
    ("print(list('abc'))", "(lists_convert kind=list list='abc')"),
    ("print(list(t))", "(lists_convert kind=list list=t)"),
    (
        "print(','.join(a))",
        "program_evaluate value=(program_call function=print item0=(text_join_items between=',' list=a) {'items':1})",
    ),
    ("print(','.join(map(str, a)))", "(lists_split MODE=JOIN INPUT=a DELIM=',')"),
    (
        "print(''.join(['a', t]))",
        "program_evaluate value=(program_call function=print item0=(text_join_items between='' list=(lists_create_with ADD0='a' ADD1=t {'itemCount':2})) {'items':1})",
    ),
    ("print(sorted(a))", "(lists_sort TYPE=NUMERIC DIRECTION=1 LIST=a)"),
    ("print(sorted(a, reverse=True))", "(lists_sort TYPE=NUMERIC DIRECTION=-1 LIST=a)"),
    ("print(sorted(a, key=str))", "(lists_sort TYPE=TEXT DIRECTION=1 LIST=a)"),
    ("print(sorted(a, key=lambda item: str(item).lower()))", "(lists_sort TYPE=IGNORE_CASE DIRECTION=1 LIST=a)"),
    (
        "print(sorted(a, key=len))",
        "(program_call function=sorted item0=a item1=(program_keyword name=key value=(program_name name=len)) {'items':2})",
    ),
    (
        "print(sorted(a, reverse=False))",
        "(program_call function=sorted item0=a item1=(program_keyword name=reverse value=(logic_boolean BOOL=FALSE)) {'items':2})",
    ),
    ("print(str(n))", "(text_join ADD0=n {'itemCount':1})"),
    ("print(bool(n))", "(logic_negate BOOL=(logic_negate BOOL=n))"),
]


@pytest.mark.parametrize(("text", "block"), READ)
def test_places_are_counted_from_one(text, block):
    assert describe_last(BEFORE + text).removeprefix("text_print TEXT=") == block


@pytest.mark.parametrize("text", [text for text, _ in READ])
def test_the_blocks_say_the_same_again(text):
    printed = compile_workspace(read_python(BEFORE + text).workspace).python
    assert normalize(printed) == normalize(BEFORE + text)

"""Variables as text: short, and nothing of the program is called for it."""

import sys
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from enum import IntEnum

import numpy
import pytest

from sunmao.runtime import session
from sunmao.runtime.variable_repr import LONGEST, MAX_VARIABLES, VariableWatch, repr_value
from sunmao.tabular.table import Table
from sunmao.tasks.classification.results import Result


class Hostile:
    """Raises wherever it is touched."""

    def _refuse(self, *args):
        raise AssertionError("touched")

    __repr__ = __str__ = __len__ = __iter__ = __bool__ = __eq__ = __hash__ = __format__ = __getattr__ = (
        __getattribute__
    ) = _refuse
    __class__ = property(_refuse)


class Liar(list):
    """A list that says other things of itself than it is."""

    def __repr__(self):
        raise AssertionError("touched")

    __len__ = __iter__ = __getitem__ = __bool__ = __repr__


class Shy(type):
    """A class of classes that hide their names."""

    @property
    def __name__(cls):
        raise AssertionError("touched")


class Named(metaclass=Shy):
    pass


class Color(IntEnum):
    RED = 3


Point = namedtuple("Point", "x y")
LOOP: list = [1]
LOOP.append(LOOP)
DEEP: list = []
for _ in range(5000):
    DEEP = [DEEP]

CASES = [
    (None, "None"),
    (True, "True"),
    (7, "7"),
    (-1.5, "-1.5"),
    (float("nan"), "nan"),
    (2j, "2j"),
    ("hi", "'hi'"),
    ("", "''"),
    (b"\x00", "b'\\x00'"),
    ("\ud800\u202e\x07", r"'\ud800\u202e\x07'"),
    ("你好", "'你好'"),
    ([], "[]"),
    ((), "()"),
    ((1,), "(1,)"),
    ({}, "{}"),
    (set(), "set()"),
    (frozenset([1]), "frozenset {1}"),
    (bytearray(b"a"), "bytearray(b'a')"),
    (range(3), "range(0, 3)"),
    ([1, [2, {"a": None}]], "[1, [2, {'a': None}]]"),
    (10**100, "2^332…"),
    (-(10**10000), "-2^33219…"),
    (LOOP, "[1, [1, [1, [1, […]]]]]"),
    (DEEP, "[[[[[…]]]]]"),
    (deque([1, 2]), "deque [1, 2]"),
    (OrderedDict(a=1), "OrderedDict {'a': 1}"),
    (defaultdict(list, a=[1]), "defaultdict {'a': [1]}"),
    (Counter("aab"), "Counter {'a': 2, 'b': 1}"),
    (Point(1, "b"), "Point (1, 'b')"),
    (Color.RED, "Color 3"),
    (Hostile(), "Hostile"),
    ([Hostile()], "[Hostile]"),
    (Liar([1, 2]), "Liar [1, 2]"),
    (Named(), "Named"),
    (object(), "object"),
    (numpy.zeros((480, 640, 3), "uint8"), "ndarray 480×640×3 uint8"),
    (numpy.float64(0.5), "0.5"),
    (numpy.int64(3), "3"),
    (numpy.bool_(True), "True"),
    (numpy.array(3), "ndarray () int64" if sys.platform != "win32" else "ndarray () int32"),
    (Result(None, [0.1, 0.9], ["cat", "dog"]), "Result 'dog' 0.9"),
    (Table(["a"], [[1]]), "Table"),
]


@pytest.mark.parametrize(("value", "text"), CASES, ids=[text for _, text in CASES])
def test_a_value_as_text(value, text):
    assert repr_value(value) == text


HUGE = [
    "x" * 10**7,
    list(range(10**6)),
    dict.fromkeys(range(10**5)),
    [["a" * 50] * 9] * 9,
    [[list(range(100))] * 100] * 100,
    "\ud800" * 1000,
    b"\xff" * 10**6,
    [10**9999] * 99,
    {"k" * 1000: "v" * 1000},
    type("x" * 1000, (), {})(),
]


@pytest.mark.parametrize("value", HUGE, ids=range(len(HUGE)))
def test_whatever_is_huge_is_short(value):
    text = repr_value(value)
    assert len(text) <= LONGEST and text[-2:].strip("]})'").endswith("…")


def test_what_is_shown_is_the_pupils_own(tmp_path):
    program = tmp_path / "main.py"
    program.write_text(
        "import math, sys\nfrom math import pi\nfrom os.path import *\nclass Cat: legs = 4\ndef f(a, _b=2):\n    global made\n    made = a\n"
        "    import json\n    def inner(): return a\n    x = 3\n    return sys._getframe()\ncat, kind = Cat(), Cat\nsquare = lambda n: n * n\n"
        "__hidden__ = 1\nfor i in range(3): pass\nframe = f(i)\n"
    )
    scope: dict = {"__name__": "__main__", "Injected": 1}
    exec(compile(program.read_text(), str(program), "exec"), scope)
    variables = VariableWatch(str(program))
    texts, changed = variables.look(scope["frame"])
    assert texts == {"a": "2", "_b": "2", "x": "3", "cat": "Cat", "i": "2", "made": "2", "frame": "frame"}
    assert sorted(changed) == sorted(texts) and variables.look(scope["frame"]) == (texts, [])
    scope["made"] = [1]
    assert variables.look(scope["frame"])[1] == ["made"]


def test_so_many_variables_are_shown_and_no_more(tmp_path):
    program = tmp_path / "main.py"
    program.write_text("".join(f"v{n} = {n}\n" for n in range(1000)) + "import sys\nframe = sys._getframe()\n")
    scope: dict = {}
    exec(compile(program.read_text(), str(program), "exec"), scope)
    assert len(VariableWatch(str(program)).look(scope["frame"])[0]) == MAX_VARIABLES


def test_waiting_for_something_ends_with_its_time():
    assert session.wait_for_reply(lambda: False, 0.01) is False and session.wait_for_reply(lambda: 3) == 3

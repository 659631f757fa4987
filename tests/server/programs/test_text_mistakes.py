"""Mistakes that would fail at run time are reported while they are written, and nothing else is."""

import pytest

from sunmao.server.programs.text_mistakes import list_mistakes
from tests.support.paths import ROOT

GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.py"))
MODEL = "from sunmao.vision import Classification\n\nmodel = Classification()\n"


@pytest.mark.parametrize(
    "text, word, near",
    [
        (MODEL + "model.trian(epochs=3)\n", "trian", "train"),
        (MODEL + "if True:\n    print(model.evalute())\n", "evalute", "evaluate"),
        ("import random\n\nprint(random.randit(1, 6))\n", "randit", "randint"),
        ("total = 1\nprint(totl)\n", "totl", "total"),
        ("分数 = 1\nprint(分书)\n", "分书", "分数"),
        ("pritn(1)\n", "pritn", "print"),
        ("from sunmao.boards import Servo\n\narm = Servo(pin=9)\narm.fly()\n", "fly", ""),
    ],
)
def test_a_name_that_nothing_has_is_found_with_the_likely_one(text, word, near):
    [found] = list_mistakes(text)
    line = text.split("\n")[found["line"] - 1]
    assert line[found["start"] : found["end"]] == word and found["near"] == near
    assert all(word in said and near in said for said in found["text"].values())


def test_the_block_of_the_likely_word_is_named():
    [found] = list_mistakes(MODEL + "model.trian()\n")
    assert found["text"] == {
        "zh": "模型不会 trian。是不是想写 train（训练）？",
        "en": "A model cannot do trian. Did you mean train (train)?",
    }
    [found] = list_mistakes(MODEL + "model.inferense()\n")
    assert found["text"] == {
        "zh": "模型不会 inferense。是不是想写 inference（让 … 认）？",
        "en": "A model cannot do inferense. Did you mean inference (what … sees in)?",
    }


@pytest.mark.parametrize(
    "text, line",
    [("camera = Camera()\n", "from sunmao.cameras import Camera"), ("print(math.pi)\n", "import math")],
)
def test_what_was_not_imported_says_the_line_that_brings_it(text, line):
    [found] = list_mistakes(text)
    assert found["brings"] == line and line in found["text"]["zh"] and line in found["text"]["en"]


@pytest.mark.parametrize(
    "text",
    [
        "from math import *\nprint(sin(1))\n",
        "exec('x = 1')\nprint(x)\n",
        "def f(a, *b, c=1, **d):\n    return a, b, c, d\n\n\nprint(f)\n",
        "try:\n    pass\nexcept OSError as error:\n    print(error)\n",
        "print([x for x in [1] if (y := x)], y)\n",
        "class A:\n    n = 1\n\n\nprint(A().whatever, A.n)\n",
        MODEL + "model = 3\nmodel.trian()\n",
        MODEL + "def f(model):\n    model.anything()\n",
        "import os as system\nprint(system.getcwd())\n",
        "match 1:\n    case x:\n        print(x)\n",
        "with open('a') as file:\n    print(file.anything)\n",
        "for i, (a, b) in []:\n    print(i, a, b)\n",
    ],
)
def test_nothing_is_said_of_what_may_well_be(text):
    assert list_mistakes(text) == []


def test_no_golden_program_has_a_mistake():
    assert {path.stem: found for path in GOLDEN if (found := list_mistakes(path.read_text(encoding="utf-8")))} == {}

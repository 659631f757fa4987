"""Python becomes blocks that say the same, and nothing of it is lost."""

import io
import random
import tokenize

import pytest

from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.read_program import NoPython, read_python
from tests.support.blocks import workspace_builder as build
from tests.support.blocks.random_programs import Programs
from tests.support.blocks.same_text import normalize
from tests.support.paths import ROOT

GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.py"), key=lambda path: path.stem)
AS_TYPED = {"program_python", "program_python_suite", "program_python_value"}  # whose Python no other block says

GAME = """# A guessing game
import random

secret = random.randint(1, 100)  # nobody knows
tries = 0
guess = 0
while guess != secret:
    # ask again
    guess = int(input("Your guess? "))
    tries = tries + 1
    if guess < secret:
        print("Too small!")
    elif guess > secret:
        print("Too big!")
    else:
        print("Right! You needed", tries, "tries.")
# the end
"""
KEPT = '''import json as j
import turtle
from collections import Counter


class Dog:
    """It barks."""

    def bark(self):
        return "wow"


def greet(name, word="hello"):
    print(word, name)


try:
    d = Dog()
    with open("a.txt") as file:
        for line in file:
            print(line.strip())
except (OSError, ValueError):
    greet("Ann", word="bye")
else:
    print(d.bark(), j.dumps([1, 2]), Counter("abca"))
for a, b in zip([1, 2], [3, 4]):
    print(a @ b if a is b else [x for x in (a, b) if x > 1])
'''


def list_comments(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return sorted(token.string for token in tokens if token.type == tokenize.COMMENT)


def count_kept(read) -> int:
    return len({line for first, last in read.kept for line in range(first, last + 1)})


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_what_was_generated_is_read_back_to_the_same_text(path):
    text = path.read_text(encoding="utf-8")
    read = read_python(text)
    assert not [problem for problem in read.program.problems if problem.level == "error"]
    assert normalize(read.program.python) == normalize(text)
    if path.stem not in AS_TYPED:
        assert read.exact and not read.kept


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_random_programs_are_read_back_to_the_same_text(seed):
    source, lines, kept = Programs(seed), 0, 0
    for _ in range(40):
        text = compile_workspace(build.program(source.program())).python
        read = read_python(text)
        assert normalize(read.program.python) == normalize(text)
        lines, kept = lines + text.count("\n"), kept + count_kept(read)
    assert kept <= 0.01 * lines


@pytest.mark.parametrize("text", [GAME, KEPT])
def test_what_a_person_wrote_says_the_same_as_blocks(text):
    read = read_python(text)
    assert normalize(read.program.python) == normalize(text)
    assert list_comments(read.program.python) == list_comments(text)


@pytest.mark.parametrize(
    "text",
    [
        "x = '你好'; y = x @ 2; print(y)\n",
        'if True:\n    x = {1: """a\n      b"""}\n    print(x)\n',
        "try:\n    x = 1  # one\nfinally:\n    pass\n    # inside\n# after all\n",
        "x = 1  # tail\n\x0c\nprint(x)  # 你好\n",
        "# alone\nimport turtle  # why\n# between\nturtle.up()\n",
        "def f():\n    # nothing to do\n    pass\n\n\nf()\n",
        "for i in range(3):\n    '''a\n    b'''\n    print(i)\n",
    ],
)
def test_what_stands_oddly_is_not_lost(text):
    read = read_python(text)
    assert normalize(read.program.python) == normalize(text)
    assert list_comments(read.program.python) == list_comments(text)


def test_what_no_block_says_is_kept_and_told():
    read = read_python(GAME)
    assert not read.kept and "guess = int(input('Your guess? '))" in read.program.python
    types = {block["type"] for block in build.walk(read.workspace)}
    assert {"controls_whileUntil", "controls_if", "math_random_int", "math_arithmetic", "text_print"} <= types
    assert count_kept(read_python(KEPT)) >= 8


def types_of(text: str) -> set[str]:
    """The blocks of a program that is read without a word kept as text."""
    read = read_python(text)
    assert normalize(read.program.python) == normalize(text) and not read.kept, read.program.python
    assert not [problem for problem in read.program.problems if problem.level == "error"]
    return {block["type"] for block in build.walk(read.workspace)}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("x = 3\nx -= 1\nx += 2\n", {"math_change"}),
        ("n = int(input('n? '))\n", {"text_prompt_ext"}),
        ("n = 7\nfor i in range(2, n):\n    print(i)\n", {"controls_for"}),
        ("n = int(input())\nfor i in range(n, 0, -2):\n    print(i)\n", {"controls_for"}),
        ("xs = [1, 2]\nfor i in range(len(xs)):\n    print(xs[i])\n", {"controls_for", "lists_getIndex"}),
        ("for i in range(3):\n    print('hi')\n", {"controls_for"}),
        ("while True:\n    break\n", {"controls_whileUntil"}),
        ("t = input()\nprint('a' in t, 'b' not in t)\n", {"text_indexOf", "logic_compare"}),
        ("xs = [1]\nprint(1 in xs, 2 not in [3, 4])\n", {"lists_indexOf", "logic_compare"}),
        ("x = 1\nprint(f'{x} and {x + 1}', f'{x}')\n", {"text_join"}),
        ("name = input()\nprint('Hello, ' + name + '!', 'a' + str(1))\n", {"text_join"}),
        ("def f(name):\n    print('Hello, ' + name)\n\n\nf('Ada')\n", {"text_join", "procedures_callnoreturn"}),
        ("x = None\nprint(x is None, x is not None, x != 3)\n", {"logic_compare", "logic_null"}),
        ("n = 9\nprint(n // 2, n % 2)\n", {"math_round", "math_modulo"}),
        ("words = 'a b'.split(' ')\nprint('-'.join(words))\n", {"lists_split"}),
        ("a = True\nb = False\nif a and b and not a or b:\n    print(1)\n", {"logic_operation"}),
    ],
)
def test_what_teachers_print_is_blocks(text, types):
    assert types <= types_of(text)


def test_numbers_below_zero_are_number_blocks():
    found = [
        block for block in build.walk(read_python("x = -5\ny = -x\n").workspace) if block["type"].startswith("math_")
    ]
    assert [(block["type"], block["fields"].get("NUM")) for block in found] == [
        ("math_number", -5),
        ("math_single", None),
    ]


def test_in_a_hat_the_types_of_variables_that_are_set_below_are_known():
    text = "from sunmao import listen\nfrom sunmao.boards import Button, Servo\n\nservo = Servo(pin=9)\nbutton = Button(pin=2)\n\n\n@button.when_pressed\ndef button_pressed():\n    servo.angle = 30\n\n\nlisten()\n"
    assert "board_angle" in types_of(text)


def test_bodies_of_unknown_python_are_blocks():
    read = read_python(KEPT)
    blocks = [block for block in build.walk(read.workspace) if block["type"] == "program_python_suite"]
    heads = [[each for _, each in sorted(block["fields"].items())] for block in blocks]
    assert ["try:", "except (OSError, ValueError):", "else:"] in heads and ['with open("a.txt") as file:'] in heads
    assert "text_print" in {block["type"] for block in build.walk(read.workspace)}


@pytest.mark.parametrize(
    "text",
    [
        "@staticmethod\n@property\ndef f(\n    a,\n    b=2,\n):  # here\n    return a\n",
        "for a in [1]:\n    pass\nelse:\n    print(2)\n",
        "if x: y = 1\nelif z: y = 2\nelse: y = 3\n",
        "try:\n    x = 1\nfinally:\n    print(x[{1: 2}[1]:])\n",
        "while x @ y:\n    if x:\n        break\n    continue\n",
        "class A:\n    x = 1\n\n    def f(self):\n        global y\n        y = self\n        if y:\n            return 1\n",
        "async def f():\n    async with g() as h:\n        await h\n",
        "match x:\n    case 1:\n        print(1)\n",
        "with a as b, \\\n        c as d:\n    '''two\nlines'''\n",
        "for 字, b in [('：', 1)]:  # 注释\n    print(字)\n",
    ],
)
def test_odd_heads(text):
    read = read_python(text)
    assert normalize(read.program.python) == normalize(text)
    assert list_comments(read.program.python) == list_comments(text)
    assert not [problem for problem in read.program.problems if problem.level == "error"]


def test_a_module_of_somebody_else_is_still_imported():
    read = read_python("import turtle\n\nturtle.forward(100)\nprint(turtle.pos())\n")
    assert read.program.python.startswith("import turtle")


@pytest.mark.parametrize("text", ["for i in range(3:\n    print(i)\n", "x = = 1\n", "print('a)\n", "\0", "é = (" * 300])
def test_half_a_program_is_none(text):
    with pytest.raises(NoPython) as caught:
        read_python(text)
    assert caught.value.line >= 1


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "pass\n", "x = 1", "if True:\n\tx = 1\n\tprint(x)\n"])
def test_little_programs(text):
    read = read_python(text)
    assert normalize(read.program.python.replace("pass", "") or "") == normalize(text.replace("pass", ""))


def test_a_program_of_any_depth_is_read():
    for text in ("print(" + "-" * 150 + "1)\n", "x = " + "+".join(["1"] * 900) + "\n", "x = 0\n" * 400):
        assert normalize(read_python(text).program.python) == normalize(text)


@pytest.mark.slow
def test_a_changed_word_never_loses_a_line():
    chance = random.Random(1)
    words = ["", " ", "(", ")", ":", "x", "1", "'", "print", "for", "in", "not", "=", "==", "\n", "    ", ",", "."]
    texts = [path.read_text(encoding="utf-8") for path in GOLDEN[::7]] + [GAME, KEPT]
    whole = 0
    for _ in range(300):
        text = chance.choice(texts)
        places = [token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.string.strip()]
        token = chance.choice(places)
        lines = text.splitlines(keepends=True)
        line = lines[token.start[0] - 1]
        end = token.end[1] if token.end[0] == token.start[0] else len(line)
        lines[token.start[0] - 1] = line[: token.start[1]] + chance.choice(words) + line[end:]
        changed = "".join(lines)
        try:
            read = read_python(changed)
        except NoPython:
            continue
        whole += 1
        assert normalize(read.program.python) == normalize(changed), changed
    assert whole > 40

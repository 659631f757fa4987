"""Python that no other block fits is read by the blocks that stand for plain Python."""

import pytest

from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.read_program import read_python
from tests.codegen.reading.test_read_program import types_of
from tests.support.blocks import workspace_builder as build
from tests.support.blocks.same_text import normalize


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("def greet(name):\n    print('Hello ' + name)\n", {"math_operate"}),
        ("a = [1]\nb = a + [2]\nprint(a * 3, b)\n", {"math_operate"}),
        ("x = 7.5\nprint(x // 2)\n", {"math_operate"}),
        ("n = 5\nprint(0 < n <= 10, 3 == n == 5)\n", {"logic_between"}),
        ("d = {'a': 1}\nprint('a' in d, d['a'])\n", {"logic_contains", "dict_get"}),
        ("for row in [[1, 2]]:\n    for i in [0, 1]:\n        row[i] = row[i] + 1\n", {"lists_set_item", "lists_item"}),
        ("def cut(s):\n    return s[1:], s[:2], s[::2]\n", {"lists_slice", "lists_tuple"}),
        ("import time\n\nprint(time.time() > 0)\n", {"program_import", "program_call"}),
        ("from math import pi\n\nprint(pi)\n", {"program_import_from", "program_name"}),
        ("print(sorted(['b', 'a'], key=len, reverse=True))\n", {"program_call", "program_keyword", "program_name"}),
        ("name = 'a b'\nprint(name.partition(' '))\n", {"program_method"}),
        ("x = 2\nx **= 3\nx /= 2\n", {"variables_update"}),
        ("c = {'a': 1}\nc['a'] += 1\n", {"variables_update_item"}),
        ("a, b = 1, 2\na, b = b, a\n", {"variables_unpack", "lists_tuple"}),
        ("'hello' + 'world'\n1 + 2\n", {"program_evaluate"}),
        ("price = 5.0\nprint(price)\n", {"math_decimal"}),
        ("for i in range(0, 3):\n    print(i)\n", {"lists_range", "controls_forEach"}),
        ("print(f'{2 / 3:.2f} m')\n", {"text_format"}),
        ("def sign(n):\n    if n < 0:\n        return '-'\n    else:\n        return '+'\n", {"functions_return"}),
        ("for letter in 'abc':\n    print(letter.upper())\n", {"loops_each_letter", "text_changeCase"}),
    ],
)
def test_python_is_blocks(text, types):
    assert types <= types_of(text)


def test_a_function_keeps_what_is_its_own():
    text = "def count(n):\n    for i in range(1, n):\n        print(i)\n\n\nfor i in range(3):\n    count(i)\n"
    read = read_python(text)
    assert not read.kept and normalize(read.program.python) == normalize(text)
    [top] = [block for block in read.workspace["blocks"]["blocks"] if block["type"].startswith("procedures_def")]
    assert top["data"] == "local i"
    assert "global i" in compile_workspace(_without_data(read.workspace)).python


def test_what_every_branch_sets_is_the_functions_own():
    text = "def name(n):\n    if n:\n        x = 'a'\n    else:\n        x = 'b'\n    return x\n\n\nprint(name(1))\n"
    read = read_python(text)
    assert not read.kept and "global" not in read.program.python and "data" not in str(read.workspace)


def test_a_program_of_comments_is_kept():
    text = "# Ask for a name.\n# Then greet.\n\n"
    read = read_python(text)
    assert compile_workspace({**read.workspace, "python": text}).python == text
    assert read.program.python == "# Ask for a name.\n# Then greet.\n"


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("program_call", {"function": "a b"}),
        ("program_call", {"function": "1 + 1"}),
        ("program_method", {"method": "no name"}),
        ("program_import", {"modules": "time; x = 1"}),
        ("program_import_from", {"module": "time", "names": ""}),
        ("math_decimal", {"number": "five"}),
    ],
)
def test_what_is_typed_into_a_field_must_be_python(kind, fields):
    block = {"type": kind, "id": "typed", "fields": fields, "inputs": {"object": {"block": build.text("a")}}}
    block["inputs"] = block["inputs"] if kind == "program_method" else {}
    value = kind in ("program_call", "program_method", "math_decimal")
    made = {"type": "program_evaluate", "id": "line", "inputs": {"value": {"block": block}}} if value else block
    program = compile_workspace(build.program([made]))
    assert [found.code for found in program.problems if found.level == "error"] == ["bad_python"]


def _without_data(workspace: dict) -> dict:
    tops = [{key: part for key, part in top.items() if key != "data"} for top in workspace["blocks"]["blocks"]]
    return {**workspace, "blocks": {**workspace["blocks"], "blocks": tops}}

"""Notebooks become programs and programs notebooks; nothing that somebody wrote in a cell is lost."""

import json

import pytest

from sunmao.codegen import compile_workspace
from sunmao.server.errors import HttpProblem
from sunmao.server.programs.import_program import is_program, read_program
from sunmao.server.programs.notebooks import read_notebook, write_notebook
from tests.support.paths import ROOT

GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.py"))
CELLS = [
    {"cell_type": "markdown", "source": ["# Lesson 1\n", "\n", "Train a *model*"]},
    {
        "cell_type": "code",
        "source": ["%matplotlib inline\n", "!pip install x\n", "import random"],
        "outputs": [{"a": 1}],
    },
    {"cell_type": "code", "source": "numbers = [1, 2]\nfor n in numbers:\n    print( n )", "outputs": []},
    {"cell_type": "code", "source": ["%%time\n", "not python at all"]},
    {"cell_type": "code", "source": ["numbers?\n", "print(len(numbers))"]},
    {"cell_type": "code", "source": []},
    {"cell_type": "raw", "source": "as it is"},
]
TEXT = """# %% [markdown]
# # Lesson 1
#
# Train a *model*

# %%
# %matplotlib inline
# !pip install x
import random

# %%
numbers = [1, 2]
for n in numbers:
    print( n )

# %%
# %%time
# not python at all

# %%
# numbers?
print(len(numbers))

# %%


# %% [markdown]
# as it is
"""


def make(cells, **more) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}).encode()


def test_a_notebook_becomes_a_program_cell_by_cell():
    assert read_notebook(make(CELLS)) == TEXT


def test_a_notebook_of_version_3_is_read():
    old = {"worksheets": [{"cells": [{"cell_type": "code", "input": ["print(1)"], "outputs": []}]}], "nbformat": 3}
    assert read_notebook(json.dumps(old).encode()) == "# %%\nprint(1)\n"


def test_its_project_keeps_the_text_and_gives_the_same_cells_back():
    workspace = read_program("lesson.IPYNB", make(CELLS))
    assert compile_workspace(workspace).python == TEXT
    again = json.loads(write_notebook(TEXT))
    assert read_notebook(write_notebook(TEXT)) == TEXT
    kinds = [cell["cell_type"] for cell in again["cells"]]
    assert kinds == ["markdown", "code", "code", "code", "code", "code", "markdown"]
    assert "".join(again["cells"][0]["source"]) == "# Lesson 1\n\nTrain a *model*"


def test_a_program_without_marks_is_cut_between_its_groups():
    text = (
        "import math\n\n\n# area\ndef area(r):\n    x = 1\n\n    return x\n\n\nprint(1)\nprint(2)\n\n# end\nprint(3)\n"
    )
    cells = ["".join(cell["source"]) for cell in json.loads(write_notebook(text))["cells"]]
    assert cells == [
        "import math",
        "# area\ndef area(r):\n    x = 1\n\n    return x",
        "print(1)\nprint(2)",
        "# end\nprint(3)",
    ]


def test_every_golden_program_says_the_same_as_a_notebook():
    for path in GOLDEN:
        text = path.read_text(encoding="utf-8")
        cells = ["".join(cell["source"]) for cell in json.loads(write_notebook(text))["cells"]]
        assert [line for line in "\n".join(cells).split("\n") if line] == [line for line in text.split("\n") if line]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"cells": 3}',
        b'{"cells": [3]}',
        b'{"worksheets": [{}]}',
        b"\xff\xfe",
        b"[" * 5000,
        make(CELLS, metadata={"kernelspec": {"language": "R"}}),
    ],
)
def test_what_is_no_notebook_of_python_is_refused(data):
    with pytest.raises(HttpProblem) as problem:
        read_notebook(data)
    assert problem.value.status == 400


def test_odd_cells_are_read_all_the_same():
    assert (
        read_notebook(make([{"source": 3}, {"cell_type": "code", "source": [1, None]}]))
        == "# %% [markdown]\n# 3\n\n# %%\n1None\n"
    )


def test_a_program_file_becomes_a_workspace():
    assert is_program("a.py") and is_program("B.IPYNB") and not is_program("a.zip") and not is_program("py")
    workspace = read_program("a.py", "\ufeffprint( '你好' )\r\n".encode())
    assert compile_workspace(workspace).python == "print( '你好' )\n"
    with pytest.raises(HttpProblem) as problem:
        read_program("a.py", b"x = 1\nprint 'old'\n")
    assert problem.value.status == 400 and "2" in problem.value.text["zh"]

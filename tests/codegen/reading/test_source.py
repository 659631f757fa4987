"""Text that no block says is kept as it was written, and only that."""

import pytest

from sunmao.codegen.reading.read_program import read_python
from tests.support.blocks.described_blocks import describe_last


@pytest.mark.parametrize(
    "expression",
    ["lambda: 1", "lambda: '中'", "lambda: (1,\n    2)", "lambda: '''中\n'''"],
    ids=["one line", "a wide letter", "two lines", "a text of two lines"],
)
def test_an_expression_is_kept_whole(expression):
    text = f"n = '中'\nprint({expression})\n"
    assert f"(program_python_value code={expression})" in describe_last(text)
    assert read_python(text).kept == [(2, 2 + expression.count("\n"))]


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("del (a,\n    b)", "del (a,\n    b)"),
        ("del (a,\n    b)  # both", "del (a,\n    b)  # both"),
        ("del a  # 中", "del a  # 中"),
        ("del a; del b", "del b"),
    ],
    ids=["two lines", "a comment behind", "a wide letter", "others on its line"],
)
@pytest.mark.parametrize("indent", ["", "    "])
def test_a_statement_is_kept_without_its_indent(lines, kept, indent):
    body = "\n".join(f"{indent}{line}" for line in lines.split("\n"))
    text = f"a = 1\nb = 2\n{'for i in range(2):' if indent else ''}\n{body}\n"
    assert f"program_python code={kept}" in describe_last(text)

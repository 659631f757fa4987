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

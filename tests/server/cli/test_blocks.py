"""`sunmao blocks PROGRAM.py`: the blocks of a program."""

import json

import pytest

from sunmao.codegen import compile_workspace
from sunmao.server.cli.main import main
from tests.support.paths import ROOT

GOLDEN = ROOT / "tests" / "golden" / "example_digits.py"


@pytest.fixture(autouse=True)
def english(monkeypatch):
    monkeypatch.setenv("SUNMAO_LANG", "en")


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_blocks_of_a_program_are_printed(capsys):
    status, printed, said = run(capsys, "blocks", str(GOLDEN))
    assert (status, said) == (0, "")
    assert compile_workspace(json.loads(printed)).python == GOLDEN.read_text(encoding="utf-8")


def test_what_has_no_block_is_told(capsys, tmp_path):
    (tmp_path / "a.py").write_bytes(
        "\ufeffdouble = lambda n: 2 * n\r\n\r\nprint('你好')\r\nprint(double(9))\r\n".encode()
    )
    status, printed, said = run(capsys, "blocks", str(tmp_path / "a.py"))
    assert status == 0 and "2 lines have no block of their own" in said and "1, 4" in said
    assert "double(9)" in compile_workspace(json.loads(printed)).python


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"for i in\n", "Line 1 is no complete Python"), (b"x = 1\n" * 100_000, "too long")]
)
def test_what_is_no_program_is_told(capsys, tmp_path, data, sentence):
    (tmp_path / "a.py").write_bytes(data)
    status, printed, said = run(capsys, "blocks", str(tmp_path / "a.py"))
    assert (status, printed) == (1, "") and sentence in said


def test_a_file_that_is_not_there_is_told(capsys, tmp_path):
    status, _, said = run(capsys, "blocks", str(tmp_path / "none.py"))
    assert status == 2 and "none.py" in said

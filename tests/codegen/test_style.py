"""The Python of the blocks has nothing that ruff finds: what a teacher would print."""

import pytest

from sunmao.codegen import compile_workspace
from sunmao.codegen.printing.line_breaks import WIDTH, measure
from sunmao.codegen.reading.read_program import read_python
from tests.support.blocks import workspace_builder as build
from tests.support.blocks.classroom_programs import PROGRAMS
from tests.support.blocks.random_programs import Programs
from tests.support.blocks.same_text import normalize
from tests.support.blocks.style_report import list_findings
from tests.support.paths import ROOT

GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.py"))
MIN_BLOCKS = 0.9


@pytest.mark.process
def test_golden_programs_have_no_findings(tmp_path):
    programs = {path.stem: path.read_text(encoding="utf-8") for path in GOLDEN if "program_python" not in path.stem}
    assert list_findings(programs, tmp_path) == []


@pytest.mark.process
def test_classroom_programs_have_no_findings(tmp_path):
    printed = {}
    for place, text in enumerate(PROGRAMS):
        read = read_python(text)
        printed[f"program{place}"] = compile_workspace(read.workspace).python
        assert not [problem for problem in read.program.problems if problem.level == "error"]
    assert list_findings(printed, tmp_path) == []


def test_classroom_programs_become_blocks():
    lines = kept = 0
    for text in PROGRAMS:
        read = read_python(text)
        assert normalize(read.program.python) == normalize(text)
        lines += text.count("\n")
        kept += len({line for first, last in read.kept for line in range(first, last + 1)})
    assert 1 - kept / lines >= MIN_BLOCKS


def test_no_line_of_random_programs_is_too_long():
    source = Programs(3)
    for _ in range(60):
        text = compile_workspace(build.program(source.program())).python
        assert all(measure(line) <= WIDTH for line in text.split("\n")), text

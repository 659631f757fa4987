"""A block that fails is named exactly, the value block itself where there is one, and the sentence speaks of blocks."""

import re
import sys

import pytest

from sunmao import texts
from sunmao.codegen import compile_workspace
from sunmao.runtime.execute import execute
from sunmao.runtime.line_sampler import LineSampler
from sunmao.texts import block_errors, library_errors, python_errors
from tests.support.blocks import workspace_builder as w
from tests.support.blocks.failing_programs import PROGRAMS, ROW, FailingProgram, on_list
from tests.support.blocks.failing_runs import find_marked, keep_interpreter, make_start, run_failing

PYTHON_WORDS = re.compile(r"None|float|int\(|str\(|len\(|return|\b(?:list|object|type|argument)s?\(|__")


def cases() -> list:
    return [
        pytest.param(case, id=name, marks=pytest.mark.training if case.training else ())
        for name, case in PROGRAMS.items()
    ]


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("case", cases())
def test_the_block_that_failed(case, tmp_path):
    program, error = run_failing(case, tmp_path)
    assert (error.type, program.lines[error.line - 1], error.block) == (case.error, *find_marked(case))
    assert error.title["zh"] and error.hint["zh"] and error.title["en"] and error.hint["en"]
    if error.line not in program.typed:
        said = " ".join([*error.title.values(), *error.hint.values()])
        assert not PYTHON_WORDS.search(said), said


def test_every_sentence_of_blocks_stands_for_one_of_python():
    assert {key.removeprefix("block_") for key in block_errors.TEXTS} <= {*python_errors.TEXTS, *library_errors.TEXTS}


def test_python_that_a_child_typed_is_spoken_of_as_python(tmp_path):
    typed = w.block("program_python", {"code": "rows = [1]\nprint(rows[1])"}) | {"id": ROW}
    _, error = run_failing(FailingProgram(w.program([typed]), "IndexError"), tmp_path)
    assert (error.line, error.block) == (2, ROW)
    assert error.hint["en"] == texts.split_text("py_index_known", "en", name="rows", count=1)[1]


def test_a_helper_runs_at_its_callers_line(tmp_path):
    """While a function that no block wrote runs, its caller is the line that runs."""
    told = w.say(on_list("MODE", w.numbers(1, 1, 2)))
    program = compile_workspace(w.program([told]))
    spec, start = make_start(program, tmp_path)
    spec.main.write_text(program.python, encoding="utf-8")
    sampler, seen = LineSampler(None, start.main, 0, start.blocks), []

    def look(frame, event, arg):
        if frame.f_code.co_filename == start.main and frame.f_code.co_name == "most_common":
            seen.append(sampler._line(frame))
        return None

    before = sys.gettrace()
    with keep_interpreter():
        sys.settrace(look)
        try:
            execute(start.main, start.argv)
        finally:
            sys.settrace(before)
    assert {program.lines[line - 1] for line in seen} == {told["id"]}

"""A block that fails is named exactly, the value block itself where there is one, and the sentence speaks of blocks."""

import io
import re
import sys

import pytest

from sunmao import texts
from sunmao.codegen import CompiledProgram, compile_workspace
from sunmao.explain import exceptions
from sunmao.protocol.messages import ProgramError, StartProgram, StepControl
from sunmao.runtime import event_loop, session
from sunmao.runtime.execute import execute
from sunmao.runtime.line_sampler import LineSampler
from sunmao.server.programs.compile_workspace import compile_and_explain
from sunmao.server.runs.run_spec import RunSpec
from sunmao.texts import block_errors, library_errors, python_errors
from tests.support.blocks import workspace_builder as w
from tests.support.blocks.failing_programs import PROGRAMS, ROW, WRONG, FailingProgram, on_list

PYTHON_WORDS = re.compile(r"None|float|int\(|str\(|len\(|return|\b(?:list|object|type|argument)s?\(|__")


def start_of(program: CompiledProgram, folder) -> tuple[RunSpec, StartProgram]:
    """What a run of a program knows of its blocks, and what the program is told."""
    spec = RunSpec(
        folder / "main.py",
        folder,
        folder,
        {},
        0,
        None,
        program.lines,
        program.blocks,
        typed=program.typed,
        find_block=program.find_block,
    )
    return spec, spec.make_start(StepControl())


def keep_interpreter(monkeypatch) -> None:
    """Puts back at the test's end what `execute` makes the program's own."""
    monkeypatch.setattr(session, "_session", session._Session())
    monkeypatch.setattr(event_loop, "_event_loop", event_loop._EventLoop())
    monkeypatch.setattr(sys, "argv", sys.argv)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def run_failing(case: FailingProgram, folder, monkeypatch) -> tuple[CompiledProgram, ProgramError]:
    """The compiled program and its error, as a run of it says it."""
    program = compile_and_explain(case.workspace)
    assert program.ok, [problem.text["en"] for problem in program.problems]
    (folder / "main.py").write_text(program.python, encoding="utf-8")
    spec, start = start_of(program, folder)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "stdin", io.StringIO(case.typed))
    keep_interpreter(monkeypatch)
    with pytest.raises(BaseException) as caught:
        execute(start.main, start.argv)
    told = exceptions.describe_exception(caught.value, start.main, start.blocks, start.typed)
    return program, spec.locate(told)


def cases() -> list:
    return [
        pytest.param(case, id=name, marks=pytest.mark.training if case.training else ())
        for name, case in PROGRAMS.items()
    ]


@pytest.mark.parametrize("case", cases())
def test_the_block_that_failed(case, tmp_path, monkeypatch):
    program, error = run_failing(case, tmp_path, monkeypatch)
    marked = {block["id"] for block in w.walk(case.workspace)}
    row, value = (one if one in marked else other for one, other in ((ROW, WRONG), (WRONG, ROW)))
    assert (error.type, program.lines[error.line - 1], error.block) == (case.error, row, value)
    assert error.title["zh"] and error.hint["zh"] and error.title["en"] and error.hint["en"]
    if error.line not in program.typed:
        said = " ".join([*error.title.values(), *error.hint.values()])
        assert not PYTHON_WORDS.search(said), said


def test_every_sentence_of_blocks_stands_for_one_of_python():
    assert {key.removeprefix("block_") for key in block_errors.TEXTS} <= {*python_errors.TEXTS, *library_errors.TEXTS}


def test_python_that_a_child_typed_is_spoken_of_as_python(tmp_path, monkeypatch):
    typed = w.block("program_python", {"code": "rows = [1]\nprint(rows[1])"}) | {"id": ROW}
    _, error = run_failing(FailingProgram(w.program([typed]), "IndexError"), tmp_path, monkeypatch)
    assert (error.line, error.block) == (2, ROW)
    assert error.hint["en"] == texts.split_text("py_index", "en")[1]


def test_a_helper_runs_at_its_callers_line(tmp_path, monkeypatch):
    """While a function that no block wrote runs, its caller is the line that runs."""
    told = w.say(on_list("MODE", w.numbers(1, 1, 2)))
    program = compile_workspace(w.program([told]))
    spec, start = start_of(program, tmp_path)
    spec.main.write_text(program.python, encoding="utf-8")
    sampler, seen = LineSampler(None, start.main, 0, start.blocks), []

    def look(frame, event, arg):
        if frame.f_code.co_filename == start.main and frame.f_code.co_name == "most_common":
            seen.append(sampler._line(frame))
        return None

    keep_interpreter(monkeypatch)
    before = sys.gettrace()
    sys.settrace(look)
    try:
        execute(start.main, start.argv)
    finally:
        sys.settrace(before)
    assert {program.lines[line - 1] for line in seen} == {told["id"]}

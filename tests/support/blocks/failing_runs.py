"""Runs the failing programs as the studio does: what a run knows of its blocks, and the error that it tells."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from unittest import mock

from sunmao.codegen import CompiledProgram
from sunmao.explain import exceptions
from sunmao.protocol.messages import ProgramError, StartProgram, StepControl
from sunmao.runtime import event_loop, session
from sunmao.runtime.execute import execute
from sunmao.server.programs.compile_workspace import compile_and_explain
from sunmao.server.runs.run_spec import RunSpec
from tests.support.blocks import workspace_builder as w
from tests.support.blocks.failing_programs import ROW, WRONG, FailingProgram


def make_start(program: CompiledProgram, folder) -> tuple[RunSpec, StartProgram]:
    """Return the specification of a program's run, with its blocks, and the message that starts the program."""
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


@contextlib.contextmanager
def keep_interpreter() -> Iterator[None]:
    """Puts back at the end what `execute` makes the program's own; the program has an event loop of its own."""
    main = sys.modules["__main__"]
    with (
        mock.patch.object(session, "_session", session._Session()),
        mock.patch.object(event_loop, "_event_loop", event_loop._EventLoop()),
        mock.patch.object(sys, "argv", sys.argv),
        mock.patch.object(sys, "path", [*sys.path]),
    ):
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def run_failing(case: FailingProgram, folder) -> tuple[CompiledProgram, ProgramError]:
    """The compiled program and its error, as a run of it in this folder says it."""
    program = compile_and_explain(case.workspace)
    assert program.ok, [problem.text["en"] for problem in program.problems]
    (folder / "main.py").write_text(program.python, encoding="utf-8")
    spec, start = make_start(program, folder)
    before = os.getcwd()
    os.chdir(folder)
    try:
        stdin = mock.patch.object(sys, "stdin", io.StringIO(case.typed))
        with keep_interpreter(), stdin, contextlib.redirect_stdout(io.StringIO()):
            execute(start.main, start.argv)
    except Exception as error:
        return program, spec.locate(exceptions.describe_exception(error, start.main, start.blocks, start.typed))
    finally:
        os.chdir(before)
    raise AssertionError("the program ended well")


def find_marked(case: FailingProgram) -> tuple[str, str]:
    """The ids of the block of the stack and of the value block that must be named; the same where one is marked."""
    marked = {block["id"] for block in w.walk(case.workspace)}
    return ROW if ROW in marked else WRONG, WRONG if WRONG in marked else ROW

"""The tests of the standard blocks: a table of cases, each made into Python, run, and checked."""

import builtins
import contextlib
import io
import json
import random
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from sunmao.codegen import compile_workspace
from tests.support.blocks import workspace_builder as w
from tests.support.paths import ROOT

BLOCKLY = ROOT / "static" / "node_modules" / "blockly"
OLD_FORM = "Blockly 13 reads the old XML form of this block's state no more; the page mends it before loading"


@dataclass(frozen=True)
class Case:
    """A program and what it must do.

    python: how it must read, after imports and helper functions. sees: what the variable `answer` holds at the
    end, or a test of it. prints: what it prints. typed: what is typed at its questions. apart: why Blockly's own Python
    does something else here; '' where it does the same.
    """

    statements: list[dict]
    python: str
    sees: object = None
    prints: str = ""
    typed: tuple[str, ...] = ()
    functions: tuple[dict, ...] = ()
    apart: str = ""

    @property
    def name(self) -> str:
        """The Python on one line: what pytest calls the case."""
        return self.python.replace("\n", " ; ")[:70]

    @property
    def saved(self) -> dict:
        """The workspace, as the page saves it."""
        return w.program(self.statements, self.functions)


def value(block: dict, python: str, sees: object, *, given: dict | None = None, apart: str = "") -> Case:
    """A case of one value block: its Python and its value. given: variables and the values that they have before."""
    before = [w.set_variable(name, known(content)) for name, content in (given or {}).items()]
    lines = [f"{name} = {content!r}" for name, content in (given or {}).items()]
    whole = "\n".join([*lines, f"answer = {python}"])
    return Case([*before, w.set_variable("answer", block)], whole, sees, apart=apart)


def statement(blocks: dict | list[dict], python: str, sees: object, *, given: dict | None = None) -> Case:
    """A case of statements which change the variable `answer`, or one of the `given`, which `sees` then looks at."""
    before = [w.set_variable(name, known(content)) for name, content in (given or {}).items()]
    lines = [f"{name} = {content!r}" for name, content in (given or {}).items()]
    after = blocks if isinstance(blocks, list) else [blocks]
    return Case([*before, *after], "\n".join([*lines, python]), sees)


def known(content: object) -> dict:
    """The block that holds a Python value."""
    if isinstance(content, bool):
        return w.boolean(content)
    if isinstance(content, (int, float)):
        return w.number(content)
    return w.text(content) if isinstance(content, str) else w.list_of(*map(known, content))


def run(python: str, typed: Iterable[str] = ()) -> tuple[dict, str]:
    """Run a program: its variables and what it printed. Chance is the same each time."""
    answers, printed = iter(typed), io.StringIO()
    names = {"__name__": "__main__", "input": lambda question="": (builtins.print(question), next(answers))[1]}
    random.seed(7)
    with contextlib.redirect_stdout(printed):
        exec(compile(python, "main.py", "exec"), names)
    return names, printed.getvalue()


def check(case: Case) -> None:
    """The case's Python reads as written and does what it must."""
    program = compile_workspace(case.saved)
    assert program.ok, program.problems
    assert ends_with(program.python, case.python), program.python
    names, printed = run(program.python, case.typed)
    assert_sees(case, names, printed)


def assert_sees(case: Case, names: dict, printed: str) -> None:
    """Check that a program's variables and output are those of the case."""
    seen = names.get("answer")
    if callable(case.sees):
        assert case.sees(seen), seen
    else:
        assert seen == case.sees and type(seen) is type(case.sees), seen
    assert printed == case.prints


def ends_with(python: str, lines: str) -> bool:
    """Whether a program ends with exactly these lines."""
    return ("\n" + python.strip("\n")).endswith("\n" + lines.strip("\n"))


def near(number: float) -> Callable[[float], bool]:
    """A test for a number that arithmetic may miss by a hair."""
    return lambda seen: abs(seen - number) < 1e-9


def blockly(*words: str, typed: str = "") -> object:
    """Return Blockly's answer in Node; skip where there is none."""
    node = shutil.which("node")
    if not node or not BLOCKLY.is_dir():
        pytest.skip("needs Node and the page's packages")
    command = [node, ROOT / "tests" / "support" / "blocks" / "blockly_python.cjs", BLOCKLY, *words]
    done = subprocess.run(command, input=typed, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)

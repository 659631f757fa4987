"""Beginners' programs as text and as blocks: how many of their lines are real blocks, whether one is lost, and whether
both forms print the same.

Besides the programs of `tests/codegen/reading/beginners` it reads those that SUNMAO_BENCHMARK_BEGINNERS names: folders
and files, with the system's separator of paths between. A file is a program, a notebook (`.ipynb`, its cells are one),
programs one below the other that begin with `# %% title`, or a JSON file in which a `program` is a list of lines.
"""

import ast
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.rows import Row, Size, attempt, report_progress
from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.read_program import NoPython, ReadProgram, read_python
from tests.support.paths import ROOT

OWN = ROOT / "tests" / "codegen" / "reading" / "beginners"
PLACES = "SUNMAO_BENCHMARK_BEGINNERS"
LIMIT = 20  # seconds that one program may run
SMALLEST = 8  # programs
WORKERS = 2
COMMONEST = 8
TITLE = re.compile(r"^# %% (.+)\n(?:# answers: (.+)\n)?", re.M)
# The program with chance that is the same each time; a traceback says nothing of this line.
RUN = "import random, sys; random.seed(0); exec(compile(open('main.py', encoding='utf-8').read(), 'main.py', 'exec'))"


@dataclass(frozen=True)
class Program:
    """A program of a beginner. answers: what is typed at its questions, one a line."""

    title: str
    text: str
    answers: str = ""


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Three rows a collection."""
    places = [Path(place) for place in os.environ.get(PLACES, "").split(os.pathsep) if place]
    for place in [OWN, *(places if size is Size.FULL else ())]:
        yield from attempt(place.name, measure_collection, place, size)


def measure_collection(place: Path, size: Size) -> Iterator[Row]:
    """The rows of the programs of a folder or file."""
    programs = [program for program in dict.fromkeys(list_programs(place)) if program.text.strip()]
    programs = programs[: size.pick(None, SMALLEST)]
    pairs = [(program, read) for program in programs if (read := read_program(program))]
    lines = sum(len(list_code_lines(program.text)) for program, _ in pairs)
    stay = [line for program, read in pairs for line in list_text_lines(program.text, read)]
    for kind, count in Counter(map(describe_line, stay)).most_common(COMMONEST):
        report_progress(f"{place.name}: {count} lines of text: {kind}")
    note = f"{len(pairs)} programs, {lines} lines; {len(programs) - len(pairs)} are no Python"
    yield Row(f"{place.name}: lines that are blocks", 100 * (1 - len(stay) / max(lines, 1)), "%", ">= 90", note=note)
    lost = sum(count_lost_lines(program.text, read) for program, read in pairs)
    yield Row(f"{place.name}: lines lost", lost, "", "<= 0", note=note)
    with ThreadPoolExecutor(WORKERS) as pool:
        ends = Counter(pool.map(lambda pair: compare_output(pair[0], pair[1].program.python), pairs))
    same, others = ends["same"], ends["other"]
    note = ", ".join(f"{name}: {count}" for name, count in sorted(ends.items()))
    yield Row(f"{place.name}: same output in both forms", 100 * same / max(same + others, 1), "%", ">= 100", note=note)


def list_programs(place: Path) -> Iterator[Program]:
    """The programs in a folder or file."""
    if place.is_dir():
        for path in sorted(place.rglob("*")):
            if path.suffix in (".py", ".ipynb", ".json") and path.is_file():
                yield from list_programs(path)
        return
    text = place.read_text(encoding="utf-8-sig", errors="replace").replace("\r\n", "\n")
    if place.suffix == ".py":
        yield from split_programs(place.stem, text)
    elif place.suffix == ".ipynb":
        cells = [cell for cell in json.loads(text).get("cells", ()) if cell["cell_type"] == "code"]
        sources = (cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"]) for cell in cells)
        yield Program(place.stem, "\n".join([*sources, ""]))
    else:
        for number, lines in enumerate(_iter_listed(json.loads(text))):
            yield Program(f"{place.stem} {number}", "\n".join([*lines, ""]))


def split_programs(name: str, text: str) -> Iterator[Program]:
    """The programs of one text: those behind `# %% title` and, where it asks something, `# answers: one, another`."""
    heads = [*TITLE.finditer(text)]
    if not heads:
        yield Program(name, text if text.endswith("\n") else f"{text}\n")
    for head, end in zip(heads, [*(each.start() for each in heads[1:]), len(text)], strict=False):
        answers = "".join(f"{answer}\n" for answer in (head[2] or "").split(", ") if answer)
        yield Program(head[1], f"{text[head.end() : end].strip()}\n", answers)


def _iter_listed(found: Any) -> Iterator[list[str]]:
    """Each list of lines that stands under `program`."""
    if isinstance(found, dict):
        if isinstance(found.get("program"), list):
            yield found["program"]
        found = list(found.values())
    for inner in found if isinstance(found, list) else ():
        yield from _iter_listed(inner)


def read_program(program: Program) -> ReadProgram | None:
    """Its blocks; None where it is no Python."""
    try:
        return read_python(program.text)
    except NoPython:
        return None


def list_code_lines(text: str) -> list[int]:
    """The numbers, from 1, of the lines that say something."""
    lines = enumerate(text.split("\n"), 1)
    return [number for number, line in lines if line.strip() and not line.strip().startswith("#")]


def list_text_lines(text: str, read: ReadProgram) -> list[str]:
    """The lines that stay text in blocks, whole or in part."""
    kept = {line for first, last in read.kept for line in range(first, last + 1)}
    lines = text.split("\n")
    return [lines[number - 1] for number in list_code_lines(text) if number in kept]


def describe_line(line: str) -> str:
    """Return the kind of a line: its statement, or that of the line that it continues."""
    try:
        node = ast.parse(f"{line.strip()}\n pass" if line.rstrip().endswith(":") else line.strip()).body[0]
    except SyntaxError:
        return line.split()[0].rstrip(":") if line.split()[0].rstrip(":").isalpha() else "part of a statement"
    inner = getattr(node, "value", None)
    return type(node).__name__ + (f" of {type(inner).__name__}" if isinstance(inner, ast.AST) else "")


def count_lost_lines(text: str, read: ReadProgram) -> int:
    """Return the number of lines of a text that its blocks, saved with it, do not print byte for byte."""
    printed = compile_workspace({**read.workspace, "python": text}).python
    return 0 if printed == text else (Counter(text.split("\n")) - Counter(printed.split("\n"))).total() or 1


def compare_output(program: Program, printed: str) -> str:
    """'same' or 'other': what the text and the Python of its blocks print. 'by chance': the text does not print the same
    twice; 'endless': it does not end in time.
    """
    first = run_text(program.text, program.answers)
    if first is None:
        return "endless"
    if run_text(printed, program.answers) == first:
        return "same"
    if run_text(program.text, program.answers) != first:
        return "by chance"
    report_progress(f"prints something else as blocks: {program.title}")
    return "other"


def run_text(text: str, answers: str) -> tuple[str, int, str] | None:
    """(what it printed, its exit status, the last line of a traceback) of a program; None where it takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "main.py").write_text(text, encoding="utf-8")
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-W", "ignore", "-c", RUN]
        try:
            done = subprocess.run(
                command, cwd=folder, env=environment, input=answers.encode(), capture_output=True, timeout=LIMIT
            )
        except subprocess.TimeoutExpired:
            return None
    errors = done.stderr.decode("utf-8", "replace").strip().split("\n")
    return done.stdout.decode("utf-8", "replace"), done.returncode, errors[-1]

"""Blocks → Python → blocks → Python, and a text that is edited again and again: what does not come back, is lost, or changes
though nothing changed it.

The random numbers begin with SUNMAO_BENCHMARK_SEED (0 if it is not set).
"""

import ast
import json
import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.rows import Row, Size, attempt, report_progress
from sunmao.codegen import CompiledProgram, compile_workspace
from sunmao.codegen.kept_text.same_program import list_imported, sort_statements
from sunmao.codegen.reading.match_blocks import is_statement, list_said, match_blocks
from sunmao.codegen.reading.read_program import NoPython, ReadProgram, read_python
from sunmao.server.programs.read_blocks import read_blocks
from tests.support.blocks import workspace_builder as w
from tests.support.blocks.random_programs import Programs
from tests.support.blocks.same_text import normalize
from tests.support.blocks.text_edits import TYPED, change_token, edit_line
from tests.support.paths import ROOT

SAVED = [*sorted(ROOT.glob("tests/golden/*.json")), *sorted(ROOT.glob("server/examples/*/workspace.json"))]
AS_TYPED = {
    "program_python",
    "program_python_suite",
    "program_python_value",
}  # which are about text that stays as typed
RANDOM, TOKENS, EDITS = 1_000, 10_000, 1_000
SMALLEST = 20
AGAIN = 20  # edits after which a text begins anew


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Two rows of programs there and back, two of single tokens changed, one of edits in a row."""
    seed = int(os.environ.get("SUNMAO_BENCHMARK_SEED", "0"))
    saved = {path: _load(path) for path in SAVED[: size.pick(None, SMALLEST)]}
    yield from attempt(
        "golden programs and examples",
        come_back,
        "golden programs and examples",
        [workspace for path, workspace in saved.items() if path.stem not in AS_TYPED],
    )
    several = (w.program(Programs(seed + place).program()) for place in range(size.pick(RANDOM, SMALLEST)))
    yield from attempt("random workspaces", come_back, "random workspaces", several)
    count = size.pick(TOKENS, SMALLEST)
    yield from attempt("tokens", change_tokens, list(saved.values()), count, random.Random(seed))
    yield from attempt("edits", edit_again_and_again, size.pick(EDITS, SMALLEST), random.Random(seed))


def come_back(name: str, workspaces: Iterable[dict]) -> Row:
    """The row of programs that do not print the same again."""
    count = others = changed = 0
    for workspace in workspaces:
        text = compile_workspace(workspace).python
        again = read_python(text).program.python
        count, others, changed = count + 1, others + (again != text), changed + (normalize(again) != normalize(text))
        if again != text:
            report_progress(f"{name}: number {count} prints otherwise")
    note = f"{count} programs; {changed} say something else"
    return Row(f"{name}: another text", others, "", "<= 0", note=note)


def change_tokens(workspaces: list[dict], count: int, draw: random.Random) -> Iterator[Row]:
    """The rows of single tokens that change: lines and blocks that are lost, blocks that change though they say the same."""
    known = [(workspace, compile_workspace(workspace)) for workspace in workspaces]
    statements = [find_statements(workspace, program) for workspace, program in known]
    whole = lost = same = changed = 0
    for _ in range(count):
        place = draw.randrange(len(known))
        before, program = known[place]
        text = change_token(program.python, draw)
        try:
            read = read_python(text)
        except NoPython:
            continue
        whole += 1
        after = match_blocks(read.workspace, read.program, before)
        lost += is_lost(read, after, text)
        there = {block["id"]: block for block in w.walk(after)}
        fresh = find_statements(read.workspace, read.program)
        stay = statements[place].keys() & fresh.keys()
        old = [statements[place][key] for key in stay if describe(statements[place][key]) == describe(fresh[key])]
        same += len(old)
        moved = [block for block in old if describe(there.get(block["id"], {}), ids=True) != describe(block, ids=True)]
        changed += len(moved)
        if moved:
            report_progress(f"changed though it says the same: {moved[0]['type']} in {text!r}")
    note = f"{count} changes, {whole} of them Python"
    yield Row("one token changed: texts not kept, blocks lost or doubled", lost, "", "<= 0", note=note)
    note = f"{same} statements that the change does not concern"
    yield Row("one token changed: other blocks that changed", changed, "", "<= 0", note=note)


def is_lost(read: ReadProgram, after: dict, text: str) -> bool:
    """Whether the blocks do not keep the text, say something else, or one of them is there twice."""
    ids = [block["id"] for block in w.walk(after)]
    said = compile_workspace({**after, "python": ""}).python
    kept = compile_workspace({**after, "python": text}).python
    return kept != text or not says_all(said, text) or len(ids) != len(set(ids))


def says_all(said: str, text: str) -> bool:
    """Whether a program says what a text says; it may import more, which its blocks bring."""
    one, other = ([*map(ast.dump, sort_statements(ast.parse(each).body))] for each in (said, text))
    return one == other and not list_imported(ast.parse(text).body) - list_imported(ast.parse(said).body)


def find_statements(workspace: dict, program: CompiledProgram) -> dict[tuple[str, str], dict]:
    """(type, what it says) → the block, of the statements that a program has once."""
    said = list_said(program)
    rows = [
        ((block["type"], said[block["id"]][1]), block)
        for block in w.walk(workspace)
        if block["id"] in said and is_statement(block)
    ]
    counts = Counter(key for key, _ in rows)
    return {key: block for key, block in rows if counts[key] == 1}


def describe(block: dict, ids: bool = False) -> object:
    """A block and the values in it, as far as they say something; with their ids or without."""
    if not block:
        return None
    slots = {name: [describe(inner, ids) for inner in slot.values()] for name, slot in block.get("inputs", {}).items()}
    fields = {name: value for name, value in block.get("fields", {}).items() if not isinstance(value, dict)}
    return block["type"], fields, block.get("extraState"), slots, block["id"] if ids else ""


def edit_again_and_again(count: int, draw: random.Random) -> Row:
    """The row of edits in a row, each on what the one before left: lines lost, blocks other than those of a fresh text."""
    shown: dict = {}
    good, whole, lost = TYPED, 0, 0
    for turn in range(count):
        text = edit_line(TYPED if turn % AGAIN == 0 else good, draw)
        found = read_blocks(text, shown)
        if "unfinished" in found:
            continue
        whole += 1
        good, shown = text, found["workspace"]
        said, fresh = (
            compile_workspace({**workspace, "python": ""}).python
            for workspace in (shown, read_blocks(text, {})["workspace"])
        )
        lost += found["program"]["python"] != text or said != fresh
    note = f"{count} edits, {whole} of them Python"
    return Row("edits in a row: lines lost, or other blocks than a fresh text has", lost, "", "<= 0", note=note)


def _load(path: Path) -> dict:
    saved = json.loads(path.read_text(encoding="utf-8"))
    return saved.get("workspace", saved)

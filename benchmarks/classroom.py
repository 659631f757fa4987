"""The Python of classroom programs that became blocks: its lines, globals and helpers beside those of Blockly's own
generator, and what ruff's and pycodestyle's rules find in it and in the golden programs.
"""

import ast
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import NotHere, Row, Size
from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.read_program import read_python
from sunmao.static.build_page import find_node
from tests.support.blocks.classroom_programs import PROGRAMS
from tests.support.blocks.standard_blocks import BLOCKLY, blockly
from tests.support.blocks.style_report import list_findings
from tests.support.paths import ROOT

GOLDEN = sorted((ROOT / "tests" / "golden").glob("*.py"))
SMALLEST = 4  # programs


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Three rows against Blockly, of the programs that it has all blocks of; the findings of all."""
    texts = PROGRAMS[: size.pick(None, SMALLEST)]
    workspaces = [read_python(text).workspace for text in texts]
    printed = {f"program{place}": compile_workspace(workspace).python for place, workspace in enumerate(workspaces)}
    golden = [path for path in GOLDEN[: size.pick(None, SMALLEST)] if "program_python" not in path.stem]
    printed |= {path.stem: path.read_text(encoding="utf-8") for path in golden}
    with tempfile.TemporaryDirectory() as folder:
        found = list_findings(printed, Path(folder))
    yield Row("style: findings", len(found), "", "<= 0", note="; ".join([f"{len(printed)} programs", *found[:3]]))
    yield from compare_with_blockly(texts, workspaces)


def compare_with_blockly(texts: tuple[str, ...], workspaces: list[dict]) -> Iterator[Row]:
    """The rows of lines, `global` and helper functions."""
    if not find_node() or not BLOCKLY.is_dir():
        raise NotHere("needs Node and the page's packages")
    printed = blockly(typed=json.dumps([_without_start(workspace) for workspace in workspaces]))
    assert isinstance(printed, list)
    shared = [place for place, text in enumerate(printed) if text is not None]  # None: a block that Blockly lacks
    theirs = [printed[place] for place in shared]
    ours = [compile_workspace(workspaces[place]).python for place in shared]
    everything = [compile_workspace(workspace).python for workspace in workspaces]
    by_hand = [texts[place] for place in shared]
    for name, count in (("lines", count_lines), ("global", count_globals), ("functions", count_functions)):
        mine, others, hand, whole = (sum(map(count, some)) for some in (ours, theirs, by_hand, everything))
        note = f"{len(shared)} programs, by hand {hand}; all {len(texts)}: {whole}, by hand {sum(map(count, texts))}"
        yield Row(f"classroom programs: {name}", mine, "", "<= 1", others, "Blockly", note)


def count_lines(text: str) -> int:
    """Count the lines that are not blank."""
    return sum(bool(line.strip()) for line in text.split("\n"))


def count_globals(text: str) -> int:
    """Count the lines that declare variables `global`."""
    return sum(isinstance(node, ast.Global) for node in ast.walk(ast.parse(text)))


def count_functions(text: str) -> int:
    """Count the functions of a program."""
    return sum(isinstance(node, ast.FunctionDef) for node in ast.walk(ast.parse(text)))


def _without_start(workspace: dict) -> dict:
    tops = [top["next"]["block"] if top["type"] == "program_start" else top for top in workspace["blocks"]["blocks"]]
    return {**workspace, "blocks": {"languageVersion": 0, "blocks": tops}}

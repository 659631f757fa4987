"""The same workspaces through Blockly's own Python generator (in Node): both programs must do the same."""

import json
import math
import shutil
import subprocess
from pathlib import Path

import pytest
import test_standard_functions
import test_standard_lists
import test_standard_logic
import test_standard_loops
import test_standard_math
import test_standard_text
import test_standard_variables
from standard import Case, run
from workspaces import workspace

from sunmao.codegen import compile_workspace

ROOT = Path(__file__).resolve().parents[2]
BLOCKLY = ROOT / "static" / "node_modules" / "blockly"
MODULES = (
    test_standard_logic, test_standard_loops, test_standard_math, test_standard_text, test_standard_lists,
    test_standard_variables, test_standard_functions,
)  # fmt: skip
CASES = [case for module in MODULES for case in module.CASES if not case.apart]


@pytest.fixture(scope="module")
def peer() -> list[str | None]:
    """What Blockly prints for each case."""
    node = shutil.which("node")
    if not node or not BLOCKLY.is_dir():
        pytest.skip("needs Node and the page's packages")
    script = ROOT / "tests" / "peer" / "blockly_python.cjs"
    saved = json.dumps([_without_start(case) for case in CASES])
    done = subprocess.run([node, script, BLOCKLY], input=saved, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def _without_start(case: Case) -> dict:
    tops = case.saved["blocks"]["blocks"]
    stack = [tops[0]["next"]["block"]] if "next" in tops[0] else []
    return workspace([*stack, *tops[1:]])


@pytest.mark.parametrize("place", range(len(CASES)), ids=lambda place: CASES[place].name)
def test_both_programs_do_the_same(place, peer):
    case = CASES[place]
    assert peer[place] is not None, "Blockly refuses the workspace"
    ours, our_lines = run(compile_workspace(case.saved).python, case.typed)
    theirs, their_lines = run(peer[place], case.typed)
    assert our_lines == their_lines
    if callable(case.sees):
        assert case.sees(ours["answer"]) and case.sees(theirs["answer"])
    else:
        assert _same(ours.get("answer"), theirs.get("answer")), (ours.get("answer"), theirs.get("answer"), peer[place])


def _same(left: object, right: object) -> bool:
    """Equal, numbers up to a hair."""
    if isinstance(left, float) or isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
    return left == right

"""The Python of every block of ours and of example programs, line by line.

`tests/golden/<name>.json` is a saved workspace, `<name>.py` its program, which `tests/codegen/test_golden_runs.py` runs.
`pytest --regenerate` writes the programs anew.
"""

import pytest

from sunmao.blocks import list_blocks
from sunmao.blocks.spec import Block
from sunmao.codegen import compile_workspace
from sunmao.server.storage import deep_json
from tests.support.paths import ROOT

FOLDER = ROOT / "tests" / "golden"
SAVED = sorted(FOLDER.glob("*.json"), key=lambda path: path.stem)


@pytest.mark.parametrize("saved", SAVED, ids=lambda path: path.stem)
def test_golden(saved, request):
    expected = saved.with_suffix(".py")
    program = compile_workspace(deep_json.loads(saved.read_bytes()))
    if request.config.getoption("--regenerate"):
        expected.write_text(program.python, encoding="utf-8", newline="\n")
    assert {problem.code for problem in program.problems} <= {"from_nothing"}  # which many a lesson is about
    assert program.python == expected.read_text(encoding="utf-8")


def test_every_block_of_ours_has_one():
    ours = {block.type for block in list_blocks() if isinstance(block, Block)}
    missing = ours - {path.stem for path in SAVED}
    assert not missing, (
        f"save a small workspace with each of these blocks as tests/golden/<type>.json: {sorted(missing)}"
    )


def test_golden_have_only_declared_fields_and_options():
    """No golden program has a field or option that its block does not declare: it would lie gray on the canvas."""
    ours = {block.type: block for block in list_blocks() if isinstance(block, Block)}
    for saved in SAVED:
        for block in _walk_blocks(deep_json.loads(saved.read_bytes())["blocks"]["blocks"]):
            if declared := ours.get(block["type"]):
                for name, value in block.get("fields", {}).items():
                    assert name in declared.fields, (saved.name, block["type"], name)
                    options = declared.fields[name]
                    assert not isinstance(options, tuple) or value in options, (saved.name, block["type"], name, value)


def _walk_blocks(blocks):
    for block in blocks:
        yield block
        for connection in [*block.get("inputs", {}).values(), block.get("next", {})]:
            yield from _walk_blocks(child for key, child in connection.items() if key in ("block", "shadow"))

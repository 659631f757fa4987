"""Imports go one way: server → codegen → blocks → the library's registries, server → sunmao; blocks and codegen are
pure.
"""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

# What each part may take from outside itself; None: anything but what `NEVER` names.
ALLOWED = {
    "blocks": {"sunmao"},
    "codegen": {"blocks", "sunmao"},
    "sunmao": set(),
    "server": {"codegen", "blocks", "sunmao"},
}
HEAVY = {"flask", "torch", "torchvision", "numpy", "cv2", "onnxruntime", "socketio", "flask_socketio", "sklearn"}


def imported(path: Path, part: str):
    """(part of the house, or '' ; first name of the module; at top level?) for each import of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    depth = len(path.relative_to(ROOT / part).parts)
    for node in ast.walk(tree):
        top = node in tree.body
        if isinstance(node, ast.Import):
            for name in node.names:
                yield _part(name.name.split(".")), name.name.split(".")[0], top
        elif isinstance(node, ast.ImportFrom):
            names = (node.module or "").split(".")
            if node.level == 0:
                yield _part(names), names[0], top
            elif node.level > depth:
                steps = names if node.module else [name.name for name in node.names]
                house = [steps[0]] if part != "sunmao" and steps[0] in ALLOWED else ["sunmao"]
                yield house[0], "", top


def _part(names: list[str]) -> str:
    if names[0] != "sunmao":
        return ""
    return names[1] if len(names) > 1 and names[1] in ALLOWED else "sunmao"


@pytest.mark.parametrize("part", ALLOWED)
def test_imports_go_one_way(part):
    for path in sorted((ROOT / part).rglob("*.py")):
        for house, _, _ in imported(path, part):
            assert not house or house == part or house in ALLOWED[part], (
                f"{path.relative_to(ROOT)} imports from {house}"
            )


@pytest.mark.parametrize("part", ["blocks", "codegen"])
def test_blocks_and_codegen_are_pure(part):
    for path in sorted((ROOT / part).rglob("*.py")):
        for _, name, _ in imported(path, part):
            assert name not in HEAVY, f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize(
    ("part", "lists"),
    [
        ("blocks", {"models", "data.samples", "boards.registry", "boards.parts"}),
        ("codegen", {"boards.declare", "boards.fitting", "boards.parts", "boards.registry", "texts"}),
    ],
)
def test_blocks_and_codegen_take_only_lists_from_the_library(part, lists):
    """A model, a sample data set, a board or a part is registered once: menus and checks come from there, and nothing
    else of the library.
    """
    houses = ("blocks", "codegen")
    for path in sorted((ROOT / part).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        taken = {
            node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.level == 2 and node.module.split(".")[0] not in houses
        }
        assert taken <= lists, f"{path.relative_to(ROOT)} imports {taken - lists}"


def test_the_lists_cost_nothing():
    """The words of the blocks are there on a computer without the training engine, and at once."""
    program = "import sys, sunmao.blocks; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded)


def test_heavy_packages_are_imported_late():
    for path in sorted((ROOT / "sunmao").glob("*.py")):
        for _, name, top in imported(path, "sunmao"):
            assert not (top and name in HEAVY), f"{path.relative_to(ROOT)} imports {name} at once"


def test_the_library_knows_no_server():
    for path in sorted((ROOT / "sunmao").rglob("*.py")):
        for _, name, _ in imported(path, "sunmao"):
            assert name not in {"flask", "flask_socketio", "socketio"}, f"{path.relative_to(ROOT)} imports {name}"

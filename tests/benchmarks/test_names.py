"""The names by which benchmarks know the library: those of imports, also inside functions and inside programs that are
text, exist. Nothing is imported for it.
"""

import ast
import re
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "benchmarks").rglob("*.py"))
ELSEWHERE = re.compile(r"^sunmao\.(server|codegen|blocks|static)\b")  # packages whose folders lie beside sunmao/
OURS = r"(?:sunmao|benchmarks|tests)[\w.]*"
IMPORT = re.compile(rf"^\s*(?:from (?P<source>{OURS}) import (?P<names>[\w, ]+)|import (?P<module>sunmao[\w.]*))", re.M)


def find_imports(file: Path) -> set[tuple[str, str]]:
    """(module, name or nothing) of all imports of this project in a file, those in its texts included."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] in ("sunmao", "benchmarks", "tests"):
            found |= {(node.module, alias.name) for alias in node.names}
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for match in IMPORT.finditer(node.value):
                names = match["names"].split(",") if match["names"] else [""]
                found |= {(match["source"] or match["module"], name.split(" as ")[0].strip()) for name in names}
    return found


def find_file(module: str) -> Path | None:
    """The file of a module, or its folder."""
    place = ROOT / ELSEWHERE.sub(r"\1", module).replace(".", "/")
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py", place) if path.exists()), None)


@pytest.mark.slow
def test_imported_names_exist():
    for file in FILES:
        for module, name in find_imports(file):
            found = find_file(module)
            assert found, f"{file.name}: no module {module}"
            known = found.is_file() and re.search(rf"\b{name}\b", found.read_text("utf-8"))
            assert not name or known or find_file(f"{module}.{name}"), f"{file.name}: {module} has no {name}"


def test_texts_are_looked_into():
    assert ("sunmao.models.openmmlab.mmcv_shim", "get_model_registry") in find_imports(ROOT / "benchmarks/starting.py")
    assert ("sunmao.runtime", "outbox") in find_imports(ROOT / "benchmarks/highlight.py")
    assert ("sunmao.boards", "LED") in find_imports(ROOT / "benchmarks/board.py")


def test_a_benchmark_measures_and_says_what():
    for name in BENCHMARKS:
        tree = ast.parse((ROOT / f"benchmarks/{name}.py").read_text("utf-8"))
        work = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "measure")
        assert ast.get_docstring(tree) and [argument.arg for argument in work.args.args] == ["size"], name
        rows_come_one_by_one = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in ast.walk(work))
        assert rows_come_one_by_one, name

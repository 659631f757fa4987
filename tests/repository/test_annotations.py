"""Every argument and every function says its type, and None is checked in every room."""

import ast
import tomllib
from collections import Counter
from pathlib import Path

from tests.support.paths import ROOT

PACKAGES = ("blocks", "checks", "codegen", "server", "sunmao")


def count_missing(root: Path) -> Counter[str]:
    """Count the arguments of each room that lack a type."""
    missing: Counter[str] = Counter()
    for package in PACKAGES:
        for path in (root / package).rglob("*.py"):
            room = "/".join(path.relative_to(root).parts[:2])
            missing[room] += sum(map(len, map(list_missing, ast.walk(ast.parse(path.read_text("utf-8"))))))
    return +missing


def list_missing(node: ast.AST) -> list[str]:
    """The arguments of a function that lack a type; the one that it is called on needs none."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return []
    given = node.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    rest = [each for each in (given.vararg, given.kwarg) if each]
    return [each.arg for each in (*named, *rest) if each.annotation is None and each.arg not in ("self", "cls")]


def list_untyped_functions(root: Path) -> list[str]:
    """The functions of the product that do not say what they return, by file and line."""
    return [
        f"{path.relative_to(root).as_posix()}:{node.lineno}"
        for package in PACKAGES
        for path in (root / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns is None
    ]


def test_every_function_says_what_it_returns():
    assert not list_untyped_functions(ROOT)


def test_a_function_that_does_not_say_what_it_returns_is_found(tmp_path):
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "run.py").write_text("def look() -> None: ...\n\n\ndef run(): ...\n")
    assert list_untyped_functions(tmp_path) == ["server/run.py:4"]


def test_every_argument_has_a_type():
    assert not count_missing(ROOT)


def test_an_argument_without_a_type_is_found():
    [function] = ast.parse("def look(self, image, size: int, *more, key=1, **options: str): ...").body
    assert list_missing(function) == ["image", "key", "more"]


def test_none_is_checked_in_every_room():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    assert not [each["module"] for each in settings["overrides"] if each.get("strict_optional") is False]

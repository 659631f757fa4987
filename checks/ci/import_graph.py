"""Graph of imports that tells which files a change concerns, and how directly: through imports, also within functions,
through fixtures, and through the modules that texts name (programs that a test starts, lazy tables).
"""

import ast
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

PACKAGES = ("sunmao", "server", "codegen", "blocks", "static", "benchmarks", "checks", "tests")
INSTALLED_INSIDE = ("server", "codegen", "blocks", "static")  # imported as `sunmao.server` …
NOT_MODULES = ("static/node_modules/", "static/dist/", "tests/golden/", "tests/programs/")
PAGE = "static/src"  # the page is one node: who opens it in a browser needs all of it
BROWSER_TESTS = "tests/e2e/"
CONCERNS_ALL = ("pyproject.toml", "start.py", "tests/conftest.py")
FAR = 99  # imports: further than any chain of them

_OURS = r"(?:sunmao|benchmarks|checks|tests)"
_DOTTED = re.compile(rf"\b{_OURS}(?:\.\w+)+")
_FROM = re.compile(rf"\bfrom ({_OURS}[\w.]*) import (\w+(?:, \w+)*)")
_PATH = re.compile(r"[\w.-]+(/[\w.-]+)*")


class ImportGraph:
    """Graph of the files that need each other. Nodes are paths of Python files, `PAGE`, and fixtures:
    `tests/conftest.py::shapes`.
    """

    def __init__(self, root: Path) -> None:
        self._trees = {path: ast.parse((root / path).read_text(encoding="utf-8")) for path in find_python_files(root)}
        self._modules = {name_module(path): path for path in self._trees}
        self._lazy = {
            module: dict(find_lazy_names(self._trees[path]))
            for module, path in self._modules.items()
            if path.endswith("__init__.py")
        }
        self._conftests = {path: Conftest(tree) for path, tree in self._trees.items() if path.endswith("/conftest.py")}
        self._needs: dict[str, set[str]] = defaultdict(set)
        for path in self._trees:
            self._add_conftest(path) if path in self._conftests else self._add_module(path)

    def measure_distances(self, changed: Iterable[str]) -> dict[str, tuple[int, str]]:
        """Measure the number of imports between each node and the nearest changed file, and find that file.

        changed: paths in the repository, also of data and of files that are gone. What nothing changed for is not in
        the answer; what a file of `CONCERNS_ALL` alone changes for is `FAR`.
        """
        users = defaultdict(set)
        for path, needed in self._needs.items():
            for each in needed:
                users[each].add(path)
        found = {path: (0, path) for path in sorted(changed)}
        for path in [*found]:
            users[path].update(self._find_data_users(path))
        waiting = deque(found)
        while waiting:
            node = waiting.popleft()
            distance, path = found[node]
            new = sorted(users[node] - found.keys())
            found.update(dict.fromkeys(new, (distance + 1, path)))
            waiting.extend(new)
        for path in {*CONCERNS_ALL} & {*changed}:
            found = dict.fromkeys(self._trees, (FAR, path)) | found
        return found

    def _find_data_users(self, path: str) -> list[str]:
        """Find the users of a file that nobody imports: the page, those that name it or its folder, else those beside
        it.
        """
        if path in CONCERNS_ALL or path.endswith(".py") and not path.startswith(NOT_MODULES):
            return []
        if path.startswith("static/"):
            return [PAGE]
        parent = Path(path).parent
        names = {Path(path).name, *([parent.name] if len(parent.parts) > 1 else [])}
        named = [file for file, words in self._path_names.items() if names & words]
        return named or [file for file in self._trees if Path(file).parent == parent]

    @cached_property
    def _path_names(self) -> dict[str, set[str]]:
        return {file: find_path_names(tree) for file, tree in self._trees.items()}

    def _add_module(self, path: str) -> None:
        tree = self._trees[path]
        self._needs[path] = self._resolve(find_imports(tree, in_texts=not path.endswith("__init__.py"))) - {path}
        if not path.startswith("tests/"):
            return
        asked = {argument for function in find_functions(tree) for argument in list_arguments(function)}
        self._needs[path].update(node for name in asked for node in self._find_fixture(path, name))
        self._needs[path].update(each for each in self._find_conftests(path) if each not in CONCERNS_ALL)
        if path.startswith(BROWSER_TESTS):
            self._needs[path].add(PAGE)

    def _add_conftest(self, path: str) -> None:
        """A test needs the fixtures that it asks for, not all that stands beside them."""
        conftest = self._conftests[path]
        for name, function in conftest.functions.items():
            used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
            needed = self._resolve(
                [*find_imports(function), *(conftest.imports[each] for each in used & {*conftest.imports})]
            )
            needed |= {f"{path}::{each}" for each in used & {*conftest.functions}}
            needed |= {node for each in list_arguments(function) for node in self._find_fixture(path, each)}
            self._needs[f"{path}::{name}"] = (needed | {path}) - {f"{path}::{name}"}

    def _find_conftests(self, path: str) -> list[str]:
        """Those that hold for a file, the nearest first."""
        above = (f"{folder.as_posix()}/conftest.py" for folder in Path(path).parents)
        return [each for each in above if each in self._conftests]

    def _find_fixture(self, path: str, name: str) -> set[str]:
        for each in self._find_conftests(path):
            if name in self._conftests[each].functions:
                return {f"{each}::{name}"}
            if name in self._conftests[each].imports:
                return self._resolve([self._conftests[each].imports[name]])
        return set()

    def _resolve(self, dotted: Iterable[str]) -> set[str]:
        """The files that dotted names lead to: modules, what packages look up in a lazy table, and the packages above."""
        found = set()
        for name in dotted:
            parts = name.split(".")
            known = [".".join(parts[:end]) for end in range(1, len(parts) + 1)]
            known = [module for module in known if module in self._modules]
            found.update(self._modules[module] for module in known)
            if known and (later := self._lazy.get(known[-1], {}).get(name[len(known[-1]) + 1 :].split(".")[0])):
                found |= self._resolve([later])
        return found


class Conftest:
    """The functions of a conftest by their names, and the dotted name of what it imports by each name."""

    def __init__(self, tree: ast.Module) -> None:
        self.functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
        self.imports = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }


def find_python_files(root: Path) -> list[str]:
    """The modules and tests of the repository, as paths in it."""
    paths = (path.relative_to(root).as_posix() for package in PACKAGES for path in (root / package).rglob("*.py"))
    return sorted(path for path in paths if not path.startswith(NOT_MODULES))


def name_module(path: str) -> str:
    """The dotted name under which a file is imported."""
    parts = path.removesuffix(".py").removesuffix("/__init__").split("/")
    return ".".join(["sunmao", *parts] if parts[0] in INSTALLED_INSIDE else parts)


def find_imports(tree: ast.AST, in_texts: bool = True) -> Iterator[str]:
    """The dotted names that are imported. in_texts: also those that a text names, docstrings apart."""
    docstrings = set()
    for node in ast.walk(tree):  # a statement comes before its parts
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Expr):
            docstrings.add(node.value)
        elif in_texts and isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield from _DOTTED.findall(node.value)
            for module, names in _FROM.findall(node.value):
                yield from (f"{module}.{name}" for name in names.split(", "))


def find_lazy_names(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Of the tables of a package that imports when asked: each name, and the module that has it. Both ways round."""
    for table in (node for node in ast.walk(tree) if isinstance(node, ast.Dict)):
        for pair in zip(table.keys, table.values):
            texts = {node.value for side in pair if side for node in ast.walk(side) if isinstance(node, ast.Constant)}
            modules = {text for text in texts if isinstance(text, str) and _DOTTED.fullmatch(text)}
            yield from ((name, module) for module in modules for name in texts - modules)


def find_functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def list_arguments(function: ast.FunctionDef) -> list[str]:
    return [each.arg for each in (*function.args.args, *function.args.kwonlyargs)]


def find_path_names(tree: ast.AST) -> set[str]:
    """The names of files and folders that texts of a module give."""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {name for text in texts if _PATH.fullmatch(text) for name in text.split("/")}

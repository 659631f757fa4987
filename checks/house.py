"""The rules of the house that no linter knows: rooms instead of loose files, no circles of imports, one meaning a class.

`python -m checks.house` prints what breaks a rule; exit status 1 when something does.
"""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from checks.package_links import make_package_links

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("sunmao", "server", "codegen", "blocks")
# Packages whose rooms, each a folder or a loose file, import one way; the order of the first is in docs/architecture.md.
DRAWN = ("sunmao", "sunmao.data", "sunmao.deploy", "sunmao.server", "sunmao.tasks", "sunmao.training", "sunmao.vision")
LAYERED = (*DRAWN, "sunmao.blocks", "sunmao.boards", "sunmao.codegen", "sunmao.models")
# The same of the page's folders; the order of the views is drawn, too.
PAGE_VIEWS = "static/src/features"
PAGE_LAYERED = ("static/src", PAGE_VIEWS)
MAX_LOOSE = 8  # files beside the rooms of `sunmao/` and of `server/`
MAX_FILES = 20  # files a folder
TOKENS = "static/src/styles/tokens.css"
CATALOGS = re.compile(
    r"(blocks/categories|sunmao/models|sunmao/data/formats|sunmao/boards(/parts)?|.*texts)"
)  # one file an entry
WIDTH = 120  # columns
COLOR = re.compile(r"(?<![\w&%-])#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\((?!from)")
TEXT = re.compile(r"""^\s*[frb]?(['"`]).*\1[,)\]]*$""")  # one text: nothing can break it
# Public in two places, under the name that each of the school's packages gives it.
SAME_NAME = {
    "Workflow": "XEduHub's class, and ours, which it extends",
    "Slider": "of Gradio, in the pages of lessons, and of the panel below the stage",
}


def main() -> int:
    """Print every broken rule. Returns the exit status."""
    python = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    page = [path for path in (ROOT / "static" / "src").rglob("*.ts*") if not path.name.endswith(".d.ts")]
    imports, page_imports = get_python_imports(), get_page_imports(page)
    broken = [
        *find_loose_files(),
        *find_full_folders(python + page),
        *find_long_lines(python + page),
        *find_loose_colors(),
        *find_shared_class_names(python),
        *find_circle("Python", imports),
        *(each for package in LAYERED for each in check_rooms(package, find_rooms(package, imports))),
        *find_circle("the page", page_imports),
        *(each for folder in PAGE_LAYERED for each in check_rooms(folder, find_page_rooms(folder, page_imports))),
    ]
    print("\n".join(broken) or "the house is in order")
    return 1 if broken else 0


def find_loose_files() -> Iterator[str]:
    for package in ("sunmao", "server"):
        loose = [path.name for path in (ROOT / package).glob("*.py") if not path.name.startswith("__")]
        if len(loose) > MAX_LOOSE:
            yield f"{package}/ has {len(loose)} files beside its rooms, {MAX_LOOSE} are allowed: {', '.join(loose)}"


def find_full_folders(files: list[Path]) -> Iterator[str]:
    for folder in sorted({path.parent for path in files}):
        name, count = folder.relative_to(ROOT).as_posix(), sum(path.is_file() for path in folder.iterdir())
        if count > MAX_FILES and not CATALOGS.fullmatch(name):
            yield f"{name}/ has {count} files, {MAX_FILES} are allowed: make rooms"


def find_long_lines(files: list[Path]) -> Iterator[str]:
    for path in files:
        if "texts" in path.as_posix():
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if len(line) > WIDTH and not TEXT.match(line):
                yield f"{path.relative_to(ROOT).as_posix()}:{number}: {len(line)} columns, {WIDTH} are allowed"


def find_loose_colors() -> Iterator[str]:
    """Colors outside the tokens."""
    for path in (ROOT / "static" / "src").rglob("*.css"):
        found = COLOR.findall(path.read_text(encoding="utf-8")) if path != ROOT / TOKENS else []
        if found:
            name = path.relative_to(ROOT).as_posix()
            yield f"{name} says {len(found)} colors itself: take one of {TOKENS}, or add it there"


def find_shared_class_names(files: list[Path]) -> Iterator[str]:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in files)
    names = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    for name, count in names.items():
        if count > 1 and not name.startswith("_") and name not in SAME_NAME:
            yield f"{count} classes are called {name}: one name, one meaning"


def find_circle(where: str, imports: dict[str, set[str]]) -> Iterator[str]:
    """One circle of imports, if there is one. imports: module → what it imports, also within functions, also types."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        yield f"a circle of imports in {where}: {' ← '.join(error.args[1])}"


def find_rooms(package: str, imports: dict[str, set[str]], separator: str = ".") -> dict[str, set[str]]:
    """Room of a package → the rooms that it imports. imports: module → what it imports."""
    rooms: dict[str, set[str]] = {}
    start = f"{package}{separator}"

    def get_room(module: str) -> str:
        return module.removeprefix(start).partition(separator)[0] if module.startswith(start) else ""

    for module, found in imports.items():
        if here := get_room(module):
            rooms.setdefault(here, set()).update({*map(get_room, found)} - {here, ""})
    return rooms


def find_page_rooms(folder: str, imports: dict[str, set[str]]) -> dict[str, set[str]]:
    """The same of a folder of the page's sources. imports: as of `get_page_imports`."""
    return find_rooms((ROOT / folder).as_posix(), imports, "/")


def check_rooms(package: str, rooms: dict[str, set[str]]) -> Iterator[str]:
    """A circle of rooms, if there is one; else the line of their order, where docs/architecture.md should have it."""
    if circle := [*find_circle(f"the rooms of {package}", rooms)]:
        yield from circle
        return
    line = f"- `{package}`: {' < '.join(', '.join(layer) for layer in list_layers(rooms))}"
    if (
        package in (*DRAWN, PAGE_VIEWS)
        and line not in (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").splitlines()
    ):
        yield f"docs/architecture.md lacks the order of rooms:\n{line}"


def list_layers(rooms: dict[str, set[str]]) -> list[list[str]]:
    """The rooms in layers, the lowest first: each imports rooms of lower layers only."""
    sorter, layers = TopologicalSorter(rooms), []
    sorter.prepare()
    while sorter.is_active():
        layers.append(sorted(sorter.get_ready()))
        sorter.done(*layers[-1])
    return layers


def get_python_imports() -> dict[str, set[str]]:
    """Module → the modules of ours that it imports, also within functions."""
    sys.path.insert(0, str(make_package_links(ROOT)))
    import grimp

    graph = grimp.build_graph("sunmao", cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def get_page_imports(files: list[Path]) -> dict[str, set[str]]:
    """The same of the page's sources, by their paths without the ending."""
    names = {path.with_suffix("").as_posix() for path in files}
    imports = {}
    for path in files:
        named = re.findall(r"""(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]""", path.read_text(encoding="utf-8"))
        bases = [(path.parent / name).resolve().as_posix() for name in named]
        imports[path.with_suffix("").as_posix()] = {
            tried for base in bases for tried in (base, f"{base}/index") if tried in names
        }
    return imports


if __name__ == "__main__":
    sys.exit(main())

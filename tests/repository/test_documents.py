"""The documents name only what is there: paths, links, tests, classes and functions."""

import itertools
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = next(folder for folder in Path(__file__).resolve().parents if (folder / "pyproject.toml").is_file())
HISTORY = "CHANGELOG.md"  # may name what is gone
DOCUMENTS = [path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if path.name != HISTORY]
FOLDERS = ("sunmao", "server", "codegen", "blocks", "static", "tests", "benchmarks", "docs", ".github", ".ci")
SOURCES = ("sunmao", "server", "codegen", "blocks", "static/src", "static/build_page.py", "start.py")
PUPILS = {"main.py", "lesson.py", "random.py"}  # files of a pupil's project that documents speak of
# Of Python and TypeScript; the last one is a block's type.
DEFINED = re.compile(
    r'\b(?:class|def|function|const|let|interface|type) (\w+)|^ *(\w+)(?: *=|: )|^ +"(\w+)",$', re.MULTILINE
)
# The textbooks' packages; an argument of PyTorch.
FOREIGN = {"MMEdu", "BaseDT", "BaseDeploy", "BaseML", "XEdu", "weights_only"}

pytestmark = pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="no docs/: a source distribution")
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())


@cache
def read(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def quoted(document: Path) -> list[str]:
    """List the texts in backticks, code blocks apart."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", read(document), flags=re.DOTALL | re.MULTILINE))


@cache
def defined_in(*places: str) -> frozenset[str]:
    """Every module, class, function, constant and field in these places."""
    found = set()
    for place in places:
        path = ROOT / place
        for file in [path] if path.is_file() else path.rglob("*.*"):
            if file.suffix in {".py", ".ts", ".tsx"}:
                found.add(file.stem)
                found.update(filter(None, itertools.chain(*DEFINED.findall(file.read_text(encoding="utf-8")))))
    return frozenset(found)


@each_document
def test_every_path_is_there(document):
    """A part in <angle brackets> may be anything."""
    missing = []
    for text in quoted(document):
        if re.fullmatch(r"[\w.<>*/-]+", text) and text.split("/")[0] in FOLDERS and "/" in text:
            found = any(ROOT.glob(re.sub(r"<[^>]*>", "*", text.rstrip("/"))))
        elif re.fullmatch(r"\w+\.(py|ts|tsx|mjs)", text) and text not in PUPILS:
            found = (ROOT / text).is_file()  # whole paths only, so that every reader finds the file
        else:
            continue
        if not found:
            missing.append(text)
    assert not missing


@each_document
def test_every_link_leads_somewhere(document):
    missing = []
    for target in re.findall(r"\]\(([^)\s]+)\)", read(document)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, heading = unquote(target).partition("#")
        file = (document.parent / path).resolve() if path else document
        if not file.exists() or heading and heading not in headings(file):
            missing.append(target)
    assert not missing


def headings(document: Path) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    found = re.findall(r"^#+ (.+)$", read(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("document", sorted(ROOT.glob("README*.md")), ids=lambda path: path.name)
def test_the_readmes_program_is_of_an_example(document):
    """Its imports apart, as a shorter program needs fewer names."""
    (program,) = re.findall(r"^```python\n(.*?)^```", read(document), re.DOTALL | re.MULTILINE)
    lines = [line for line in program.splitlines() if not line.startswith("from ")]
    assert set(lines) <= set(read(ROOT / "tests/golden/example_digits.py").splitlines())


@pytest.mark.slow
@each_document
def test_every_test_is_there(document):
    named = {text for text in quoted(document) if re.fullmatch(r"test_\w+", text)}
    assert named <= defined_in("tests")


@pytest.mark.slow
@each_document
def test_every_class_and_function_is_there(document):
    dotted = [text for text in quoted(document) if re.fullmatch(r"[A-Za-z_][\w.]*(\(\))?", text)]
    words = {word for text in dotted for word in re.findall(r"\w+", text) if not word.startswith("test_")}
    names = {word for word in words if re.fullmatch(r"[A-Z]\w*[a-z]\w*|[a-z]+_\w+", word)}
    assert names - FOREIGN <= defined_in(*SOURCES)


@pytest.mark.slow
@each_document
def test_every_constant_is_there(document):
    """Names of the environment, which begin with the product's, are not defined anywhere."""
    constants = {text for text in quoted(document) if re.fullmatch(r"[A-Z][A-Z_]{3,}", text)}
    named = {text for text in constants if not text.startswith("SUNMAO_")}
    assert named <= defined_in(*SOURCES, "tests", "benchmarks")

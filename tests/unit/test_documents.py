"""The documents name only what is there: paths, links, tests, classes and functions."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = next(folder for folder in Path(__file__).resolve().parents if (folder / "pyproject.toml").is_file())
DOCUMENTS = [path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if path.name != "CHANGELOG.md"]  # which tells of the past
FOLDERS = ("sunmao", "server", "codegen", "blocks", "static", "tests", "benchmarks", "docs", ".github", ".ci")
SOURCES = ("sunmao", "server", "codegen", "blocks", "static/src", "static/build_page.py", "start.py")
PUPILS = {"main.py", "lesson.py", "random.py"}  # files of a pupil's project that documents speak of
FOREIGN = {"Flask", "PyTorch", "Blockly", "PROGRAM", "PATH", "SRC", "DST", "DIR", "PROJECT", "FILE", "WORKSPACE"}

pytestmark = pytest.mark.skipif(not (ROOT / "docs").is_dir(), reason="no docs/: a source distribution")
each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())


@cache
def read(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def quoted(document: Path) -> list[str]:
    """What stands in backticks, code blocks apart."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", read(document), flags=re.DOTALL | re.MULTILINE))


@cache
def words_of(*places: str) -> frozenset[str]:
    """Every identifier in the files of these places."""
    found = set()
    for place in places:
        path = ROOT / place
        for file in [path] if path.is_file() else [each for each in path.rglob("*") if each.suffix in {".py", ".ts", ".tsx"}]:
            found.update(re.findall(r"\w+", file.read_text(encoding="utf-8")))
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


@each_document
def test_every_test_is_there(document):
    named = {text for text in quoted(document) if re.fullmatch(r"test_\w+", text)}
    assert named <= words_of("tests")


@each_document
def test_every_class_and_function_is_there(document):
    named = {word for text in quoted(document) if re.fullmatch(r"[A-Za-z_][\w.]*(\(\))?", text) for word in re.findall(r"\w+", text)}
    names = {word for word in named if re.fullmatch(r"[A-Z]\w*[a-z]\w*|[a-z]+_\w+", word) and not word.startswith("test_")}
    assert names - FOREIGN <= words_of(*SOURCES) | {path.stem for path in (ROOT / "docs").rglob("*")}

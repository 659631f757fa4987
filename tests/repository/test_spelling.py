"""American spelling in code, comments and documents (CONTRIBUTING.md, "Names and style")."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache

import pytest

from tests.support.paths import ROOT
from tests.support.spelling import BRITISH

PACKAGES = ("benchmarks", "blocks", "checks", "codegen", "server", "sunmao", "tests")
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
# Names of others: asyncio's, ARIA's; Blockly's only where blocks and canvas call it.
FOREIGN = {"cancelled", "labelledby"}
BLOCKLYS = re.compile(r"colour|neighbour", re.I)
BLOCKLY_FOLDERS = ("blocks/", "static/src/canvas/")


@cache
def is_british(word: str) -> bool:
    return BRITISH.search(word) is not None and word not in FOREIGN


def find_british(words: str, path: str = "") -> list[str]:
    """The words that are British, in their order, but for those of Blockly where it is called."""
    found = [word for word in dict.fromkeys(re.findall(r"\w+", words)) if is_british(word)]
    return [word for word in found if not (path.startswith(BLOCKLY_FOLDERS) and BLOCKLYS.search(word))]


def list_python_words(source: str) -> Iterator[str]:
    """The names, comments and docstrings of a module; its other texts may be words of others."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.NAME, tokenize.COMMENT):
            yield token.string
    yield from filter(None, (ast.get_docstring(n) for n in ast.walk(ast.parse(source)) if isinstance(n, DOCUMENTED)))


def read_sources(*folders: str, ending: str) -> dict[str, str]:
    """The texts below some folders by their path; golden programs are those of pupils."""
    paths = (path for folder in folders for path in (ROOT / folder).rglob(f"*{ending}") if "golden" not in path.parts)
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.slow
def test_python_is_in_american_english():
    sources = read_sources(*PACKAGES, ending=".py")
    suspects = {path: text for path, text in sources.items() if find_british(text, path)}
    found = {path: find_british(" ".join(list_python_words(text)), path) for path, text in suspects.items()}
    assert len(sources) > 1000 and not {path: words for path, words in found.items() if words}


@pytest.mark.slow
def test_the_page_is_in_american_english():
    sources = read_sources("static/src", ending=".ts") | read_sources("static/src", ending=".tsx")
    found = {path: words for path, text in sources.items() if (words := find_british(text, path))}
    assert len(sources) > 400 and not found


def test_documents_are_in_american_english():
    texts = {path.name: path.read_text("utf-8") for path in ROOT.glob("*.md")} | read_sources("docs", ending=".md")
    prose = {path: re.sub(r"^```.*?^```|`[^`\n]*`", "", text, flags=re.S | re.M) for path, text in texts.items()}
    assert texts and not {path: words for path, text in prose.items() if (words := find_british(text))}


def test_british_words_are_found():
    assert find_british("the colour of 2 neighbours, labelled") == ["colour", "neighbours", "labelled"]
    assert find_british("aria-labelledby, a grey_block") == ["grey_block"]
    assert find_british("colourPrimary, grey", "static/src/canvas/theme.ts") == ["grey"]
    assert list(list_python_words('"""Its colour."""\ncolor = "colour"  # of one\n')) == [
        "color",
        "# of one",
        "Its colour.",
    ]

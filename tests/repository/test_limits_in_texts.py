"""A sentence that names seconds, minutes or bytes takes the number from where it is enforced: written out, it would stay
as it is when the limit changes.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

UNITS = r"(?:[MGTk]i?B\b|bytes?\b|seconds?\b|minutes?\b|hours?\b|秒|分钟|小时|兆|字节)"
AMOUNT = re.compile(rf"\d[\d,.]* ?{UNITS}")
# The same in a source, where a string may go on in the next line.
WRITTEN = re.compile(rf"""\d[\d,.]*(?: |["'frb\s\\]*["']){{,2}}{UNITS}""")
PAGE_TEXT = re.compile(r"""(\w+): \[\s*('(?:[^'\\]|\\.)*'|"[^"]*"),\s*('(?:[^'\\]|\\.)*'|"[^"]*"),?\s*\]""")
# How long something takes, about: nothing ends then.
ESTIMATES = {"teachTime", "teachHint", "handsFirst", "handsTestAbout", "soundsHintQuiet", "soundsTestAbout"}
# The length of a sample, by which its kind is known: of a sound a second, of a movement two.
LENGTHS = {
    *("soundsEach", "soundsKeep", "soundsShort", "soundsHowText", "soundsTurnQuiet"),
    *("motionsNoneText", "motionRecord", "motionWindow", "motionCurves"),
}


def list_strings(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of every string of a module that is no docstring."""
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def list_page_texts(source: str) -> Iterator[tuple[str, str]]:
    """Key and sentence, in each language, of a catalog of the page."""
    for key, *sentences in PAGE_TEXT.findall(source):
        yield from ((key, sentence) for sentence in sentences)


def find_files(pattern: str, *rooms: str) -> list[Path]:
    return [path for room in rooms for path in (ROOT / room).rglob(pattern)]


@pytest.mark.slow
def test_no_sentence_of_python_has_an_amount_of_its_own():
    files = find_files("*.py", "sunmao", "server", "codegen", "blocks")
    written = {
        path: text for path in files if WRITTEN.search(text := path.read_text("utf-8"))
    }  # few: parsing takes long
    found = [(path, *each) for path, text in written.items() for each in list_strings(text) if AMOUNT.search(each[1])]
    assert len(files) > 500 and not found


def test_no_sentence_of_the_page_has_an_amount_of_its_own():
    texts = [
        each for path in find_files("*texts.ts", "static/src") for each in list_page_texts(path.read_text("utf-8"))
    ]
    assert len(texts) > 2000
    assert {key for key, sentence in texts if AMOUNT.search(sentence)} == ESTIMATES | LENGTHS


def test_an_amount_is_found():
    assert all(WRITTEN.search(text) for text in ("20 秒", "in 2 minutes", '"64 "\n    f"MB"', "'2'\n'小时'"))
    assert [
        text for _, text in list_strings('"""Waits 5 seconds."""\nSAYS = "{n} 秒", "20 秒", "within 2 minutes"\n')
    ] == [
        "{n} 秒",
        "20 秒",
        "within 2 minutes",
    ]
    assert [bool(AMOUNT.search(text)) for text in ("{n} 秒", "20 秒", "in 2 minutes", "64 MB")] == [
        False,
        True,
        True,
        True,
    ]

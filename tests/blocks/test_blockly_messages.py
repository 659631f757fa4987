"""Blockly's own words: ours fill every gap of its Chinese file and keep its placeholders."""

import json
import re

import pytest

from sunmao.blocks.blockly_messages import MESSAGES
from tests.support.paths import ROOT

_LINE = re.compile(r'^Blockly\.Msg\["(\w+)"\] = (".*"|Blockly\.Msg\["(\w+)"\]);', re.MULTILINE)
_OURS = {"TEXT_JOIN_TITLE_END"}  # put on the block by our canvas
_SAME_IN_BOTH = {"CHROME_OS", "LINUX", "MAC_OS", "WINDOWS"}


def _blockly_messages(language: str) -> dict[str, str]:
    file = ROOT / "static" / "node_modules" / "blockly" / "msg" / f"{language}.js"
    if not file.exists():
        pytest.skip("the page's packages are not installed")
    lines = _LINE.findall(file.read_text("utf-8"))
    texts = {key: json.loads(text) for key, text, alias in lines if not alias}
    return texts | {key: texts[alias] for key, _, alias in lines if alias}


def test_nothing_that_is_read_stays_english_in_chinese():
    english, chinese = _blockly_messages("en"), _blockly_messages("zh-hans") | MESSAGES["zh"]
    left = {key for key, text in english.items() if chinese.get(key) == text and re.search("[A-Za-z]{2}", text)}
    assert left == _SAME_IN_BOTH


@pytest.mark.parametrize("language", MESSAGES)
def test_every_override_is_a_key_of_blockly_with_its_placeholders(language):
    english = _blockly_messages("en")
    for key, text in MESSAGES[language].items():
        if not key.endswith("_HELPURL") and key not in _OURS:
            assert sorted(re.findall(r"%\d", text)) == sorted(re.findall(r"%\d", english[key])), key


@pytest.mark.parametrize("language", MESSAGES)
def test_no_help_page_outside_is_offered(language):
    pages = {key for key in _blockly_messages("en") if key.endswith("_HELPURL")}
    assert all(MESSAGES[language].get(key) == "" for key in pages)

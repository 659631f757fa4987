"""Every block stands on the site with its look, its words and its Python, in both languages."""

import re
import xml.etree.ElementTree as ET

import pytest

from checks.site.block_pages import find_example, make_block_pages
from checks.site.block_pictures import draw_block
from checks.site.block_rows import LANGUAGES, make_title, read_standard_rows
from sunmao.blocks.registry import find_block, list_blocks
from sunmao.blocks.spec import Standard
from tests.support.paths import ROOT

pytestmark = pytest.mark.process  # Node tells what stands on Blockly's own blocks


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_block_has_its_section(lang):
    pages = "".join(make_block_pages(ROOT, lang).values())
    for block in list_blocks():
        section = pages.split(f"(block-{block.type})=\n", 1)[1].split("\n(block-", 1)[0]
        assert "<svg" in section and f"`{block.type}`" in section, block.type


def test_every_picture_is_whole_and_asks_for_nothing():
    for block in list_blocks():
        for lang in LANGUAGES:
            picture = draw_block(block, lang)
            assert ET.fromstring(picture).tag.endswith("svg")
            assert not re.search(r"href|url\(|src=|nan|inf\b", picture), block.type


def test_what_is_on_a_block_is_told():
    assert make_title(find_block("board_angle"), "en") == "turn ▢ to ▢ degrees"
    assert "90" in draw_block(find_block("board_angle"), "en")


def test_blockly_tells_what_is_on_its_blocks():
    told = read_standard_rows()
    assert told["en"]["controls_if"][0] == [("word", "if"), ("value", "")]
    assert [row[-1][0] for row in told["zh"]["controls_ifelse"]] == ["value", "body", "body"]
    standard = {block.type for block in list_blocks() if isinstance(block, Standard)}
    assert len(standard & {type for type, rows in told["en"].items() if rows}) > 50


def test_an_example_is_a_golden_program():
    assert find_example(ROOT / "tests" / "golden", "board_angle").endswith("servo.angle = 90")
    assert "if " in find_example(ROOT / "tests" / "golden", "controls_if")

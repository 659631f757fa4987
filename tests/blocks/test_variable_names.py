"""The proposed names of variables in both languages."""

import re

from sunmao.blocks import list_blocks
from sunmao.blocks.spec import Block
from sunmao.blocks.variable_names import _CHINESE, localize_variable


def test_a_name_in_both_languages():
    assert localize_variable("servo", "zh") == "舵机" and localize_variable("servo", "en") == "servo"
    assert localize_variable("acrobat", "zh") == localize_variable("acrobat", "en") == "acrobat"


def test_every_variable_that_a_block_proposes_has_a_chinese_name():
    blocks = [block for block in list_blocks() if isinstance(block, Block)]
    names = {hole.variable for block in blocks for hole in block.holes if hole.variable} - {"x"}
    assert names and [name for name in names if not re.fullmatch("[一-龥]+", localize_variable(name, "zh"))] == []


def test_no_two_names_are_one():
    assert len(set(_CHINESE.values())) == len(_CHINESE)

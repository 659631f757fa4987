"""An empty hole is described in words, in both languages, for every type of every block."""

import re

import pytest

from sunmao.blocks import list_blocks
from sunmao.codegen import compile_workspace
from sunmao.codegen.block_plans import BODY, get_plan
from sunmao.codegen.texts import MISSING, TYPES, describe_missing
from tests.support.blocks.workspace_builder import block, stack

HOLES = [(declared.type, name.replace("*", "0")) for declared in list_blocks() for name in declared.inputs]
CHECKS = sorted({taken for type, name in HOLES if (taken := get_plan(type).takes(name)) and taken is not BODY})


@pytest.mark.parametrize("types", CHECKS, ids=" ".join)
def test_what_is_missing_has_words_of_its_own(types):
    zh, en = describe_missing(types)
    assert not re.search(r"[a-z]{2}", zh), zh
    assert re.fullmatch(r"an? [\w ]+", en), en
    if len(types) == 1:
        assert zh != "一个值" and en != "a value"


def test_what_is_called_otherwise_is_a_type():
    assert set(MISSING) <= set(TYPES)


def test_a_missing_picture_is_called_a_picture():
    """A value that a block can make is named before one that can be written."""
    show = block("show_content", content=block("image_crop"))
    [problem, *_] = compile_workspace({"blocks": {"blocks": [stack([block("program_start"), show])]}}).problems
    assert problem.code == "empty_hole"
    assert problem.text == {"zh": "这块积木还缺一张图片", "en": "This block lacks a picture"}
    assert describe_missing(("String", "Image")) == ("一张图片或一段文字", "a picture or a text")

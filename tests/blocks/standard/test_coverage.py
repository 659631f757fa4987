"""Every standard block, every value of its menus and both forms of its state stand in a case that is run."""

import pytest

from sunmao.blocks import DRAWERS
from tests.blocks.standard.test_peer import BLOCKS, MODULES
from tests.support.blocks.workspace_builder import walk

CASES = [case for module in MODULES for case in module.CASES]
SEEN = [block for case in CASES for block in walk(case.saved["blocks"]["blocks"])]
MENUS = [
    (block.type, name, value)
    for block in BLOCKS
    for name, values in block.fields.items()
    if isinstance(values, tuple)
    for value in values
]
BOTH_FORMS = [
    "controls_if",
    "text_join",
    "lists_create_with",
    "lists_split",
    "lists_getIndex",
    "procedures_defnoreturn",
    "procedures_defreturn",
    "procedures_callnoreturn",
    "procedures_callreturn",
]


def test_every_block_is_run():
    assert {block.type for block in BLOCKS} <= {seen["type"] for seen in SEEN}


def test_every_menu_value_is_run():
    run = [(seen["type"], *field) for seen in SEEN for field in seen.get("fields", {}).items()]
    assert [row for row in MENUS if row not in run] == []


def test_both_forms_of_state_are_run():
    for form in (dict, str):  # as an object and as XML
        run = {seen["type"] for seen in SEEN if isinstance(seen.get("extraState"), form)}
        assert {*BOTH_FORMS} <= run, form


def test_every_block_says_where_it_stands():
    for block in BLOCKS:
        assert block.drawer in DRAWERS and block.level in (1, 2, 3) and all(block.words), block.type


@pytest.mark.parametrize("kind", ["lists_getIndex", "lists_setIndex"])
def test_every_mode_is_run_at_every_place(kind):
    fields = next(block for block in BLOCKS if block.type == kind).fields
    pairs = {(seen["fields"].get("MODE"), seen["fields"]["WHERE"]) for seen in SEEN if seen["type"] == kind}
    assert {(mode, where) for mode in fields["MODE"] for where in fields["WHERE"]} <= pairs


@pytest.mark.parametrize("kind", ["lists_getSublist", "text_getSubstring"])
def test_every_start_is_run_with_every_end(kind):
    fields = next(block for block in BLOCKS if block.type == kind).fields
    pairs = {(seen["fields"]["WHERE1"], seen["fields"]["WHERE2"]) for seen in SEEN if seen["type"] == kind}
    assert {(start, end) for start in fields["WHERE1"] for end in fields["WHERE2"]} <= pairs


@pytest.mark.parametrize("direction", ["1", "-1"])
@pytest.mark.parametrize("kind", ["NUMERIC", "TEXT", "IGNORE_CASE"])
def test_every_order_is_run_in_both_directions(kind, direction):
    assert any(
        seen["type"] == "lists_sort" and seen["fields"] == {"TYPE": kind, "DIRECTION": direction} for seen in SEEN
    )

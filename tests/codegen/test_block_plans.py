"""The plan of a block, worked out from its declaration for reading."""

import pytest

from sunmao.blocks import find_block, list_blocks
from sunmao.codegen.block_plans import BODY, get_default_field, get_plan, parse_input_index


def test_a_plan_is_made_once_and_only_for_known_blocks():
    assert get_plan("math_number") is get_plan("math_number")
    assert get_plan("acrobat_jump") is None


@pytest.mark.parametrize(
    ("type", "input", "takes"),
    [
        ("text_print", "TEXT", ()),
        ("math_arithmetic", "A", ("Number",)),
        ("controls_if", "IF0", ("Boolean",)),
        ("controls_if", "IF12", ("Boolean",)),
        ("controls_if", "DO3", BODY),
        ("controls_if", "ELSE", BODY),
        ("program_forever", "body", BODY),
        ("lists_create_with", "ADD99999", ()),
        ("lists_create_with", "ADD100000", None),
        ("lists_create_with", "ADD", None),
        ("math_arithmetic", "C", None),
        ("math_arithmetic", "A1", None),
    ],
)
def test_what_an_input_takes(type, input, takes):
    assert get_plan(type).takes(input) == takes


def test_what_may_stand_around_a_block():
    def describe(type: str) -> tuple[bool, bool, bool]:
        plan = get_plan(type)
        return plan.hat, plan.top, plan.ends

    assert describe("program_start") == (True, True, False)
    assert describe("procedures_defnoreturn") == (False, True, True)
    assert describe("program_forever") == (False, False, True)
    assert describe("text_print") == (False, False, False)


def test_the_variables_that_a_block_sets_and_their_types():
    assert get_plan("variables_set").sets == [("VAR", None, "VALUE")]
    assert get_plan("controls_for").sets == [("VAR", "Number", None)]
    assert get_plan("controls_forEach").variables == [("VAR", "item")]
    assert get_plan("text_print").sets == []


def test_a_field_that_was_not_saved_has_its_default():
    for declaration in list_blocks():
        for name, kind in declaration.fields.items():
            if isinstance(kind, tuple) and kind:
                assert get_default_field(declaration, name, kind) in kind, (declaration.type, name)
    number = find_block("math_number")
    assert get_default_field(number, "NUM", "number") == 0 and get_default_field(number, "NUM", "text") == ""
    assert get_default_field(number, "NUM", "tick") is False
    assert get_default_field(number, "NUM", ("B", "A")) == "B" and get_default_field(number, "NUM", ()) == ""


def test_ranges_are_those_of_holes_with_a_bound():
    ranges = get_plan("model_train").ranges
    assert ranges and all((hole.least, hole.most) != (None, None) for hole in ranges.values())
    assert get_plan("math_number").ranges == {}


@pytest.mark.parametrize(
    ("name", "index"), [("ADD12", 12), ("ADD0", 0), ("ADD", None), ("ADD123456", None), ("ADD-1", None), ("ADD٣", None)]
)
def test_the_number_of_an_input(name, index):
    assert parse_input_index(name, "ADD") == index

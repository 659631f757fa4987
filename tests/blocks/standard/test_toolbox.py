"""The standard blocks of the toolbox: each opens in Blockly, and its Python has no mistake."""

import ast
import json

import pytest

from sunmao.blocks import DRAWERS, find_block
from sunmao.blocks.blockly_definitions import LANGUAGES, make_vocabulary
from sunmao.blocks.spec import Standard
from sunmao.codegen import compile_workspace
from tests.support.blocks.standard_blocks import blockly
from tests.support.blocks.workspace_builder import program, set_variable

_NOT_SAVED = {"kind", "level", "words"}
_FITTING = {
    "empty_default",
    "unset_variable",
    "outside_loop",
    "outside_function",
}  # what a block that stands alone may lack


def _offered(language: str) -> list[dict]:
    """The entries of Blockly's blocks in the standard drawers as blocks."""
    drawers = [drawer for drawer in make_vocabulary(language)["drawers"] if drawer["standard"]]
    entries = [entry for drawer in drawers for entry in drawer["contents"]]
    entries = [entry for entry in entries if isinstance(find_block(entry["type"]), Standard)]
    return [{key: part for key, part in entry.items() if key not in _NOT_SAVED} for entry in entries]


def _alone(entry: dict) -> dict:
    declaration = find_block(entry["type"])
    if declaration.definition:
        return program([], [entry])
    fields = {"VAR": {"id": "id_x"}} | entry.get("fields", {}) if "VAR" in declaration.fields else entry.get("fields")
    made = entry | ({"fields": fields} if fields else {})
    return program([set_variable("answer", made) if declaration.output else made])


OFFERED = [(language, entry) for language in LANGUAGES for entry in _offered(language)]


@pytest.mark.parametrize(
    ("language", "entry"), OFFERED, ids=lambda part: part if isinstance(part, str) else part["type"]
)
def test_an_offered_block_has_no_mistake(language, entry):
    made = compile_workspace(_alone(entry))
    assert {problem.code for problem in made.problems} <= _FITTING
    assert ast.parse(made.python)


@pytest.mark.slow
def test_every_offer_opens_in_blockly():
    workspaces = [{"blocks": {"languageVersion": 0, "blocks": [entry]}} for _, entry in OFFERED]
    assert None not in blockly(typed=json.dumps(workspaces))


def test_a_standard_drawer_that_has_a_block_at_a_level_has_it_in_both_languages():
    assert [entry["type"] for entry in _offered("zh")] == [entry["type"] for entry in _offered("en")]


def test_lists_dictionaries_and_functions_wait_for_the_second_level():
    levels = {
        drawer["id"]: {entry["level"] for entry in drawer["contents"]} for drawer in make_vocabulary("zh")["drawers"]
    }
    later = {"lists", "dict", "functions"}
    assert not any(1 in levels[name] for name in later)
    assert all(1 in levels[name] for name in DRAWERS if DRAWERS[name].standard and name not in later)

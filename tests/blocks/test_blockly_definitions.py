"""The definitions of blocks that the page receives: Blockly takes them, the toolbox makes programs, words stand in both
languages.
"""

import json
import re

import pytest

from sunmao.blocks import DRAWERS, find_block, list_blocks
from sunmao.blocks.blockly_definitions import make_vocabulary
from sunmao.blocks.spec import Block
from sunmao.blocks.vocabulary import Vocabulary
from sunmao.codegen import compile_workspace
from tests.support.answer_types import compare
from tests.support.paths import ROOT

MODULES = ROOT / "static" / "node_modules"
LANGUAGES = ("zh", "en")


def entries(lang: str):
    """(drawer id, entry) of the whole toolbox."""
    return [(drawer["id"], entry) for drawer in make_vocabulary(lang)["drawers"] for entry in drawer["contents"]]


def types_in(value) -> set[str]:
    """All block types in a piece of toolbox JSON."""
    if isinstance(value, dict):
        return ({value["type"]} if isinstance(value.get("type"), str) else set()) | {
            kind for item in value.values() for kind in types_in(item)
        }
    return {kind for item in value for kind in types_in(item)} if isinstance(value, list) else set()


def variables_in(value) -> set[str]:
    """The names of all variables in a piece of toolbox JSON."""
    if isinstance(value, dict):
        named = value.get("VAR")
        return ({named["name"]} if isinstance(named, dict) else set()) | {
            name for item in value.values() for name in variables_in(item)
        }
    return {name for item in value for name in variables_in(item)} if isinstance(value, list) else set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_json_of_its_type(lang):
    assert not list(compare(Vocabulary, json.loads(json.dumps(make_vocabulary(lang))), "vocabulary"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_definitions_have_an_argument_for_every_place(lang):
    made = {definition["type"]: definition for definition in make_vocabulary(lang)["blocks"]}
    assert set(made) == {block.type for block in list_blocks() if isinstance(block, Block)}
    for type, definition in made.items():
        assert re.findall(r"(?<!%)%(\d+)", definition["message0"]) == [
            str(place + 1) for place in range(len(definition["args0"]))
        ], type
        assert definition["tooltip"], type
        assert ("output" in definition) != ("previousStatement" in definition or "nextStatement" in definition), type
        assert {argument["name"] for argument in definition["args0"]} == {
            hole.name for hole in find_block(type).holes
        }, type


def test_chinese_labels_are_chinese():
    for definition in make_vocabulary("zh")["blocks"]:
        said = definition["message0"] + json.dumps(definition["args0"], ensure_ascii=False)
        assert re.search(r"[\u4e00-\u9fff]", said) or definition["sunmao"]["drawer"] == "pick" or "Python" in said
        assert re.search(r"[\u4e00-\u9fff]", definition["tooltip"])
    for definition in make_vocabulary("en")["blocks"]:
        assert not re.search(r"[\u3000-\u9fff]", definition["message0"] + definition["tooltip"])


def test_every_block_is_offered_or_meant_not_to_be():
    offered = {type for _, entry in entries("zh") for type in types_in(entry)}
    for block in list_blocks():
        hidden = block.preset == () if isinstance(block, Block) else block.toolbox == ()
        assert (block.type in offered) or hidden, block.type


def test_levels():
    shown = {level: {drawer for drawer, entry in entries("zh") if entry["level"] <= level} for level in (1, 2, 3)}
    assert {"program", "show", "data", "model", "result", "test", "deploy", "logic", "loops", "math", "text"} <= shown[
        1
    ]
    assert "functions" not in shown[1] and "lists" not in shown[1]
    named = {block.type for block in list_blocks() if isinstance(block, Block) and block.level == 3}
    layers = {type for type in named if type.startswith("net_")}
    assert len(layers) == 9
    python = layers | {type for type in named if type.startswith("program_") or DRAWERS[type.split("_")[0]].standard}
    assert {"program_python", "program_python_value", "program_call", "math_operate"} <= python
    assert named - python == {
        "board_write",
        "board_close",
        "sensor_pin",
        "test_study",
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_the_toolbox_offers_compiles(lang):
    holes = {
        "empty_hole",
        "unset_variable",
        "loose",
        "empty_default",
        "outside_loop",
        "outside_function",
        "never_made",
        "no_board_yet",
    }
    for drawer, entry in entries(lang):
        block = {key: value for key, value in entry.items() if key not in ("kind", "level", "words")} | {
            "id": "offered"
        }
        found = compile_workspace({"blocks": {"blocks": [block]}})
        assert {problem.code for problem in found.problems} <= holes, (drawer, entry, found.problems)


@pytest.mark.parametrize(("lang", "name"), [("zh", "模型"), ("en", "model")])
def test_holes_are_filled_with_what_fits_them(lang, name):
    variable = {"VAR": {"name": name, "type": ""}}
    train = next(entry for _, entry in entries(lang) if entry["type"] == "model_train")
    assert train["inputs"]["model"] == {"shadow": {"type": "variables_get", "fields": variable}}
    assert train["inputs"]["epochs"] == {"shadow": {"type": "math_number", "fields": {"NUM": 10}}}
    color = next(entry for _, entry in entries(lang) if entry["type"] == "board_color")["inputs"]["color"]
    assert color == {"shadow": {"type": "colour_picker", "fields": {"COLOUR": "#ff0000"}}}
    made = next(entry for _, entry in entries(lang) if "model_classification" in types_in(entry))
    assert (made["type"], made["fields"]) == ("variables_set", variable)


def test_taking_pictures_is_offered_where_a_child_looks():
    places = [(drawer, entry) for drawer, entry in entries("zh") if "data_collect_classes" in types_in(entry)]
    assert [drawer for drawer, _ in places] == ["data", "camera"]
    assert places[0][1] == places[1][1]
    assert find_block("data_collect_classes").drawer == "data"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_drawer_calls_different_things_differently_in_the_language_of_the_setting(lang):
    named = {variable for _, entry in entries(lang) for variable in variables_in(entry)}
    written = re.compile(r"[\u4e00-\u9fff]+" if lang == "zh" else "[a-z_]+")
    assert all(written.fullmatch(name) for name in named), named
    assert len(named) == len({variable for _, entry in entries("en") for variable in variables_in(entry)})


def test_both_languages_find_a_block():
    for _, entry in entries("zh"):
        assert re.search(r"[\u4e00-\u9fff]", entry["words"]), entry
        assert re.search(r"[a-z]{2}", entry["words"]), entry
    assert [entry["words"] for _, entry in entries("zh")] == [entry["words"] for _, entry in entries("en")]


def test_white_is_readable_on_every_drawer():
    for drawer in DRAWERS.values():
        channels = [int(drawer.color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
        contrast = 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
        assert contrast >= 5, drawer


@pytest.mark.skipif(not MODULES.is_dir(), reason="the page's packages are not installed here")
def test_icons_are_lucides():
    lucide = json.loads((MODULES / "@iconify-json" / "lucide" / "icons.json").read_text(encoding="utf-8"))
    assert {drawer.icon for drawer in DRAWERS.values()} <= {*lucide["icons"], *lucide["aliases"]}

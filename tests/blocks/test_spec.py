"""Declarations: what contradicts itself is found at import; what stands here is whole."""

import re
from types import SimpleNamespace

import pytest

from sunmao.blocks import DRAWERS, HELPERS, list_blocks, registry
from sunmao.blocks.spec import Block, DeclarationError, Drawer, Items, Standard, menu, of, value
from sunmao.codegen import texts

GOOD = {
    "type": "model_nap",
    "zh": "让 {model} 睡 {hours} 小时",
    "en": "let {model} sleep {hours} hours",
    "python": "{model}.sleep(hours={hours})",
    "holes": (of("model", "Model"), value("hours", "Number", 8)),
    "help": ("睡觉。", "Sleeps."),
}


def test_a_good_declaration():
    block = Block(**GOOD)
    assert (block.drawer, block.shape, block.output, block.bodies) == ("model", "statement", None, ())
    assert block.inputs == {"model": "Model", "hours": "Number"}
    assert Block(**GOOD | {"gives": "Number"}).shape == "value"


@pytest.mark.parametrize(
    "change",
    [
        {"zh": "让 {model} 睡觉"},
        {"en": "let {model} sleep {hours} hours {more}"},
        {"python": "{model}.sleep()"},
        {"python": "{model}.sleep(hours={hours}, deep={deep})"},
        {"python": "sleep({model}, {hours})"},  # sleep comes from no module
        {"module": "sunmao"},  # nothing is imported
        {"python": ""},
        {"emit": lambda node, gen: []},  # and a template
        {"help": ("", "Sleeps.")},
        {"shape": "value"},
        {"shape": "round"},
        {"optional_inputs": (value("hours", "Number", 1, label=("时", "hours")),)},  # the name is taken
        {"optional_inputs": (value("deep", "Number", 1, label=("深", "deep")),)},  # the template has no **{more}
        {"items": Items()},
        {"holes": (of("model", "Model"), value("class", "Number", 8))},
    ],
    ids=lambda change: "".join(change),
)
def test_contradictions_are_refused(change):
    with pytest.raises(DeclarationError, match="model_nap"):
        Block(**GOOD | change)


def test_a_gear_option_needs_words():
    with pytest.raises(DeclarationError, match="label"):
        Block(
            **GOOD
            | {"python": "{model}.sleep(hours={hours}, **{more})", "optional_inputs": (value("deep", "Number", 1),)}
        )


def test_every_declaration_is_whole():
    for block in list_blocks():
        assert block.drawer in {*DRAWERS, "pick"}, block.type
        assert block.level in (1, 2, 3), block.type
        if isinstance(block, Block):
            assert re.fullmatch(r"[a-z]+(_[a-z]+)+", block.type), block.type
            for hole in block.holes + block.optional_inputs:
                values = [option[0] for option in hole.options]
                assert hole.kind != "menu" or hole.default in values, (block.type, hole.name)
                assert len(set(map(str, values))) == len(values), (block.type, hole.name)


def test_types_have_words():
    named = {
        name
        for block in list_blocks()
        for check in block.inputs.values()
        for name in ([check] if isinstance(check, str) else check or ())
    }
    assert named <= set(texts.TYPES)


def test_a_menu_may_hold_numbers():
    hole = menu("axis", 1, (1, "宽", "width"), (0, "高", "height"))
    block = Block(
        "image_size",
        "{image} 的 {axis}",
        "{axis} of {image}",
        "{image}.shape[{axis}]",
        holes=(of("image", "Image"), hole),
        gives="Number",
        help=("大小。", "Size."),
    )
    assert block.fields == {"axis": ("1", "0")}


def pack(**parts):
    block = Block(**GOOD | {"type": "robot_nap"})
    return SimpleNamespace(
        **{"__name__": "robots", "BLOCKS": (block,), "DRAWER": Drawer("robot", "机器人", "Robots", "#3d5a80", "bot")}
        | parts
    )


@pytest.fixture
def own_registry(monkeypatch):
    for name in ("DRAWERS", "HELPERS", "PACK_PROBLEMS", "_BLOCKS", "_ALSO"):
        monkeypatch.setattr(registry, name, dict(getattr(registry, name)))


@pytest.mark.usefixtures("own_registry")
class TestPacks:
    def test_a_pack_brings_blocks_and_a_drawer(self, monkeypatch):
        entry = SimpleNamespace(name="robots", load=lambda: pack(HELPERS={"wave": "def wave():\n    pass"}))
        monkeypatch.setattr(registry, "entry_points", lambda group: [entry] if group == "sunmao.blocks" else [])
        registry._add_packs()
        assert registry.find_block("robot_nap").drawer == "robot"
        assert list(registry.DRAWERS)[-1] == "robot"
        assert "wave" in registry.HELPERS

    def test_a_broken_pack_is_noted(self, monkeypatch):
        def load():
            raise SyntaxError("half a file")

        entries = [
            SimpleNamespace(name="half", load=load),
            SimpleNamespace(name="twice", load=lambda: pack(BLOCKS=(registry.find_block("text"),))),
        ]
        monkeypatch.setattr(registry, "entry_points", lambda group: entries)
        before = registry.list_blocks()
        registry._add_packs()
        assert set(registry.PACK_PROBLEMS) == {"half", "twice"}
        assert registry.list_blocks() == before
        assert "robot" not in registry.DRAWERS


def test_helpers_have_one_line_of_words():
    for name, source in HELPERS.items():
        assert re.search(rf'def {name}\(.*\):\n    """.+\."""\n', source), name


def test_standard_blocks_name_menu_or_kind():
    for block in list_blocks():
        if isinstance(block, Standard):
            assert all(isinstance(kind, (str, tuple)) for kind in block.fields.values()), block.type

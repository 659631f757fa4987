"""The declarations of all drawers, and what a third party's pack may add."""

from types import ModuleType

import pytest

from sunmao.blocks import registry
from sunmao.blocks.spec import Block, DeclarationError, Drawer


def _make_pack(*types: str, **more: object) -> ModuleType:
    module = ModuleType("pack")
    module.BLOCKS = tuple(Block(type, "跳", "jump", "jump()", help=("跳。", "Jumps."), module="time") for type in types)
    module.__dict__.update(more)
    return module


@pytest.fixture(autouse=True)
def restored(monkeypatch):
    """Undo a test's registrations after it."""
    for name in ("DRAWERS", "HELPERS", "_BLOCKS", "_ALSO"):
        monkeypatch.setattr(registry, name, dict(getattr(registry, name)))


def test_a_block_is_found_by_its_type():
    assert registry.find_block("program_start").type == "program_start"
    assert registry.find_block("program_nothing") is None
    found = registry.list_blocks()
    assert len(found) == len({block.type for block in found})
    assert registry.DRAWERS.keys() >= {block.drawer for block in found if isinstance(block, Block)} - {"pick"}


def test_a_pack_adds_its_blocks_drawer_and_helpers():
    drawer = Drawer("acrobat", "杂技", "acrobat", "#333333", "star")
    also = (("program_start", {"fields": {}}),)
    registry.register(_make_pack("acrobat_jump", DRAWER=drawer, HELPERS={"leap": "def leap(): ..."}, ALSO=also))
    assert registry.find_block("acrobat_jump").drawer == "acrobat"
    assert registry.DRAWERS["acrobat"] is drawer and registry.HELPERS["leap"] == "def leap(): ..."
    assert registry.list_borrowed_blocks("acrobat") == [*also] and registry.list_borrowed_blocks("nothing") == []


@pytest.mark.parametrize(
    "pack",
    [
        lambda: _make_pack("program_start"),
        lambda: _make_pack("acrobat_jump", "acrobat_jump"),
        lambda: _make_pack("acrobat_jump", DRAWER=registry.DRAWERS["data"]),
    ],
)
def test_a_pack_that_declares_what_is_there_changes_nothing(pack):
    before = registry.list_blocks(), {**registry.DRAWERS}
    with pytest.raises(DeclarationError, match="declared already"):
        registry.register(pack())
    assert (registry.list_blocks(), registry.DRAWERS) == before


def test_a_broken_pack_is_noted(monkeypatch):
    class Broken:
        name = "broken"

        def load(self):
            raise RuntimeError("no")

    monkeypatch.setattr(registry, "PACK_PROBLEMS", {})
    monkeypatch.setattr(registry, "entry_points", lambda group: [Broken()])
    registry._add_packs()
    assert registry.PACK_PROBLEMS == {"broken": "RuntimeError: no"}

"""All declarations by type: the drawers' files, the pickers, and third parties' packs."""

import importlib
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any

from sunmao.blocks import drawers
from sunmao.blocks.spec import Block, DeclarationError, Drawer, Standard

# Types are permanent. Where one had to change all the same: old type → new type.
RENAMED: dict[str, str] = {}

DRAWERS: dict[str, Drawer] = {drawer.id: drawer for drawer in drawers.DRAWERS}
HELPERS: dict[str, str] = {}  # name → Python text of a helper function
PACK_PROBLEMS: dict[str, str] = {}  # a pack that could not be loaded → why

_BLOCKS: dict[str, Block | Standard] = {}
_ALSO: dict[str, list[tuple[str, dict[str, Any]]]] = {}


def find_block(type: str) -> Block | Standard | None:
    """The declaration of a block type, or None."""
    return _BLOCKS.get(type)


def list_blocks() -> tuple[Block | Standard, ...]:
    """All declarations, drawer by drawer."""
    return tuple(_BLOCKS.values())


def list_borrowed_blocks(drawer: str) -> list[tuple[str, dict[str, Any]]]:
    """(type, preset) of blocks of other drawers that this one offers as well."""
    return _ALSO.get(drawer, [])


def register(module: ModuleType) -> None:
    """Takes up the blocks of a module. Raises DeclarationError when one meets what is here already."""
    drawer = getattr(module, "DRAWER", None)
    found = {block.type: block for block in module.BLOCKS}
    taken = _BLOCKS.keys() & found.keys()
    if len(found) < len(module.BLOCKS) or taken or (drawer and drawer.id in DRAWERS):
        raise DeclarationError(f"{module.__name__} declares what is declared already: {sorted(taken)} {drawer}")
    if drawer:
        DRAWERS[drawer.id] = drawer
    _BLOCKS.update(found)
    HELPERS.update(getattr(module, "HELPERS", {}))
    for type, preset in getattr(module, "ALSO", ()):
        _ALSO.setdefault(module.BLOCKS[0].drawer, []).append((type, preset))


def _add_packs() -> None:
    """Takes up third parties' packs; a broken one is noted, and the studio goes on without it."""
    for entry in entry_points(group="sunmao.blocks"):
        try:
            register(entry.load())
        except Exception as error:  # somebody else's code: whatever it raises
            PACK_PROBLEMS[entry.name] = f"{type(error).__name__}: {error}"


def _name_module(drawer: Drawer) -> str:
    return f"standard.{drawer.id}" if drawer.standard else drawer.id


for _name in [*map(_name_module, drawers.DRAWERS), "pickers", "standard.foreign"]:
    register(importlib.import_module(f"sunmao.blocks.categories.{_name}"))
_add_packs()

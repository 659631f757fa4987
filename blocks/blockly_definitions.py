"""Definitions of the blocks for the page, in one language: Blockly's definitions, the toolbox, Blockly's own words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, cast

from sunmao.blocks.blockly_messages import MESSAGES
from sunmao.blocks.registry import DRAWERS, find_block, list_blocks, list_borrowed_blocks
from sunmao.blocks.spec import Block, Input, Items, Standard
from sunmao.blocks.type_hierarchy import list_supertypes
from sunmao.blocks.variable_names import localize_variable
from sunmao.blocks.vocabulary import (
    BlockDefinition,
    BlockExtension,
    DrawerItem,
    DrawerJson,
    GearOption,
    ItemsJson,
    Language,
    OptionKind,
    Vocabulary,
)
from sunmao.boards.parts import PARTS

LANGUAGES = ("zh", "en")
_HOLE = re.compile(r"\{(\w+)\}")


@cache
def make_vocabulary(lang: Language) -> Vocabulary:
    """The words of Sunmao for the page; `lang` is 'zh' or 'en'. The dict is shared: nobody may change it."""
    ours = [block for block in list_blocks() if isinstance(block, Block)]
    return {
        "lang": lang,
        "blocks": [make_definition(block, lang) for block in ours],
        "drawers": [_make_drawer(id, lang) for id in DRAWERS],
        "messages": MESSAGES[lang],
    }


def make_definition(block: Block, lang: str) -> BlockDefinition:
    """Blockly's JSON definition of a block of ours; what only our canvas reads stands under 'sunmao'."""
    message, arguments = _make_message(block, lang)
    made: BlockDefinition = {
        "type": block.type,
        "message0": message,
        "args0": arguments,
        "inputsInline": True,
        "style": f"{block.drawer}_blocks",
        "tooltip": _pick_language(block.help, lang),
        "sunmao": _make_extension(block, lang),
    }
    _connect(made, block)
    if block.shape == "loop":
        made.update({"message1": "%1", "args1": [{"type": "input_statement", "name": "body"}]})
    if block.optional_inputs or block.items:
        made["mutator"] = "sunmao_items" if block.items else "sunmao_gear"
    return made


def _make_message(block: Block, lang: str) -> tuple[str, list[dict[str, Any]]]:
    """The label with %1, %2 … and what they stand for."""
    names: list[str] = []

    def place(match: re.Match[str]) -> str:
        if match[1] == "items":
            return ""
        names.append(match[1])
        return f"%{len(names)}"

    label = _pick_language((block.zh, block.en), lang).replace("%", "%%")
    return _HOLE.sub(place, label).strip(), [_make_argument(hole, lang) for name in names if (hole := block.hole(name))]


def _make_argument(hole: Input, lang: str) -> dict[str, Any]:
    """A hole as one of Blockly's args."""
    if hole.kind == "value":
        return {"type": "input_value", "name": hole.name} | ({"check": list(hole.checks)} if hole.checks else {})
    if hole.kind == "menu":
        return {"type": "field_dropdown", "name": hole.name, "options": _make_options(hole, lang)}
    if hole.kind == "var":
        return {"type": "field_variable", "name": hole.name, "variable": localize_variable(hole.variable or "", lang)}
    if hole.kind == "check":
        return {"type": "field_checkbox", "name": hole.name, "checked": hole.default}
    if hole.kind == "pick":
        return {"type": "field_picker", "name": hole.name, "kind": hole.picker, "value": hole.default}
    return {"type": "field_code", "name": hole.name, "text": hole.default}


def _connect(made: BlockDefinition, block: Block) -> None:
    """Says where the block fits."""
    if menu := block.chosen:
        # Until its menu has been read, a saved block fits wherever one of its kinds does.
        made["output"] = list(dict.fromkeys(wider for kind, *_ in menu.options for wider in list_supertypes(kind)))
        made["extensions"] = ["sunmao_kind"]
    elif block.gives:
        kinds = list_supertypes(block.gives)
        made["output"] = None if block.gives == "*" else list(kinds) if len(kinds) > 1 else block.gives
    else:
        if block.shape != "hat":
            made["previousStatement"] = None
        if not block.cap:
            made["nextStatement"] = None


def _make_extension(block: Block, lang: str) -> BlockExtension:
    found: BlockExtension = {"level": block.level, "drawer": block.drawer, "hat": block.shape == "hat"}
    if menu := block.chosen:
        found["kind"] = {"menu": menu.name, "types": {kind: list(list_supertypes(kind)) for kind, *_ in menu.options}}
    if block.sets:
        found["sets"] = {
            name: list(list_supertypes(kind)) for name, kind in block.sets.items() if isinstance(kind, str)
        }
    if required := _list_required_abilities(block):
        found["needs"] = required
    if unsuited := _list_unsuited_parts(block):
        found["unsuited"] = unsuited
    if block.optional_inputs:
        found["gear"] = [_make_option(hole, lang) for hole in block.optional_inputs]
    if block.items:
        found["items"] = _make_items(block.items)
    return found


def _make_items(items: Items) -> ItemsJson:
    """The holes that repeat."""
    numbers = items.check == "Number"
    shadow = {"type": "math_number", "fields": {"NUM": 10}} if numbers else _make_text_shadow("")
    made: ItemsJson = {"prefix": items.prefix, "min": items.least, "shadow": shadow}
    if numbers:
        made["check"] = ["Number"]
    if items.step > 1:
        made["step"] = items.step
    return made


def _list_required_abilities(block: Block) -> dict[str, dict[str, str]]:
    """List the abilities that the pins of a block must have: the kind that its menu says ('' without one) → hole →
    ability.
    """
    said = {hole.name: hole.ability for hole in block.holes if hole.ability}
    kinds = [option[0] for option in block.chosen.options] if block.chosen else [block.part] if block.part else []
    parts = {kind if block.chosen else "": dict(PARTS[kind].required_abilities) for kind in kinds}
    return parts or ({"": said} if said else {})


def _list_unsuited_parts(block: Block) -> dict[str, list[str]]:
    """Hole for a part → the kinds of parts that fit and lack what the block says to them, before its menus are touched."""
    found: dict[str, list[str]] = {}
    for name, menu, word in block.said_words:
        chosen, hole = block.hole(menu), block.hole(name)
        said = str(chosen.default) if chosen else word
        checks = hole.checks if hole else ()
        for kind, part in PARTS.items():
            if not hasattr(part, said) and not set(list_supertypes(kind)).isdisjoint(checks):
                found.setdefault(name, []).append(kind)
    return found


def _make_option(hole: Input, lang: str) -> GearOption:
    """A gear option."""
    made: GearOption = {
        "name": hole.name,
        "label": _pick_language(hole.label, lang),
        "kind": cast(OptionKind, hole.kind),
        "default": _pick_language(hole.default, lang),
    }
    if hole.about:
        made["about"] = _pick_language(hole.about, lang)
    if hole.goes_with:
        made["models"] = list(hole.goes_with)
    if hole.defaults_for:
        made["begins"] = {
            name: _make_shadow(replace(hole, default=said), lang) if hole.kind == "value" else said
            for name, said in hole.defaults_for.items()
        }
    if hole.kind == "menu":
        made["options"] = _make_options(hole, lang)
        made["default"] = str(hole.default)
        if hole.available_for:
            made["goes"] = {option: list(names) for option, names in hole.available_for.items()}
    elif hole.kind == "value":
        made["check"] = list(hole.checks) or None
        made["shadow"] = _make_shadow(hole, lang)
    return made


def _make_options(hole: Input, lang: str) -> list[tuple[str, str]]:
    """A menu's [label, value] pairs, its default first, because Blockly starts with the first."""
    rows = [(_pick_language(option[1:], lang), str(option[0])) for option in hole.options]
    return sorted(rows, key=lambda row: row[1] != str(hole.default))


def _make_drawer(id: str, lang: str) -> DrawerJson:
    drawer = DRAWERS[id]
    entries = [entry for block in list_blocks() if block.drawer == id for entry in _make_entries(block, lang)]
    for type, preset in list_borrowed_blocks(id):
        block = find_block(type)
        if isinstance(block, Standard):
            entries.append(_make_standard_entry(block, preset, lang))
        elif block:
            entries += _make_entries(block, lang)
    return {
        "id": id,
        "name": _pick_language((drawer.zh, drawer.en), lang),
        "color": drawer.color,
        "icon": drawer.icon,
        "standard": drawer.standard,
        "rank": drawer.rank,
        "contents": entries,
        "custom": drawer.custom,
    }


def _make_entries(block: Block | Standard, lang: str) -> list[DrawerItem]:
    """The toolbox's offers of one block."""
    if isinstance(block, Standard):
        return [_make_standard_entry(block, preset, lang) for preset in block.toolbox]
    if block.preset == ():
        return []
    return [
        _make_entry(block, holes, fields, around, lang)
        for fields, around in _list_presets(block)
        for holes in _make_fillings(block)
    ]


def _list_presets(block: Block) -> list[tuple[dict[str, Any], tuple[Any, ...]]]:
    """(fields, what stands around) of each offer: one, or one for each kind that the preset names."""
    around, *rest = block.preset or ("",)
    if not (rest and isinstance(rest[0], Mapping) and block.chosen):
        return [({}, block.preset or ())]
    menu = block.chosen.name
    return [({menu: kind}, (around, name)) for kind, name in rest[0].items()]


def _make_fillings(block: Block) -> list[dict[str, Input]]:
    """Make the sets of fillings with which the toolbox offers a block; a hole with a variable and a picker is offered
    with each.
    """
    plain = {hole.name: hole for hole in block.holes if hole.kind == "value"}
    both = [hole for hole in plain.values() if hole.variable and hole.picker]
    picked = (
        [plain | {hole.name: Input(name=hole.name, default=hole.default, picker=hole.picker) for hole in both}]
        if both
        else []
    )
    return [*picked, plain]


def _make_entry(
    block: Block, holes: dict[str, Input], fields: dict[str, Any], preset: tuple[Any, ...], lang: str
) -> DrawerItem:
    shadows = {name: {"shadow": shadow} for name, hole in holes.items() if (shadow := _make_shadow(hole, lang))}
    made: dict[str, Any] = {"type": block.type}
    made |= ({"fields": fields} if fields else {}) | ({"inputs": shadows} if shadows else {})
    if preset:
        around, *rest = preset
        named = {"fields": {"VAR": {"name": localize_variable(rest[0], lang), "type": ""}}} if rest else {}
        made = {"type": around, **named, "inputs": {"VALUE" if rest else "content": {"block": made}}}
    return _make_item(made, block, _list_search_words(block))


def _make_standard_entry(block: Standard, preset: Mapping[str, Any], lang: str) -> DrawerItem:
    return _make_item({"type": block.type, **_localize(preset, lang)}, block, " ".join(block.words))


def _make_item(state: dict[str, Any], block: Block | Standard, words: str) -> DrawerItem:
    """A saved block as an entry of a drawer."""
    return cast(DrawerItem, {"kind": "block", **state, "level": block.level, "words": words})


def _list_search_words(block: Block) -> str:
    """List the words that the search looks through: the labels in both languages, the type, and more words."""
    labels = " ".join(_HOLE.sub(" ", label) for label in (block.zh, block.en))
    return " ".join(f"{labels} {block.type} {block.words}".split())


def _make_shadow(hole: Input, lang: str) -> dict[str, Any] | None:
    """The shadow block of a hole: the variable, the picker, a number, a text, true or false; None leaves it empty."""
    if hole.variable:
        return {
            "type": "variables_get",
            "fields": {"VAR": {"name": localize_variable(hole.variable, lang), "type": ""}},
        }
    default = _pick_language(hole.default, lang)
    if hole.picker == "color":
        return {"type": "colour_picker", "fields": {"COLOUR": default}}
    if hole.picker:
        return {"type": f"pick_{hole.picker}", "fields": {"value": str(default or "")}}
    if default is None:
        return None
    if isinstance(default, bool):
        return {"type": "logic_boolean", "fields": {"BOOL": str(default).upper()}}
    return (
        _make_text_shadow(default) if isinstance(default, str) else {"type": "math_number", "fields": {"NUM": default}}
    )


def _make_text_shadow(said: str) -> dict[str, Any]:
    return {"type": "text", "fields": {"TEXT": said}}


def _pick_language(value: object, lang: str) -> Any:
    """The one of a (zh, en) pair; anything else as it is."""
    return value[LANGUAGES.index(lang)] if isinstance(value, tuple) else value


def _localize(value: object, lang: str) -> Any:
    """Toolbox JSON with every (zh, en) pair replaced."""
    if isinstance(value, dict):
        return {key: _localize(item, lang) for key, item in value.items()}
    if isinstance(value, list):
        return [_localize(item, lang) for item in value]
    return _pick_language(value, lang)

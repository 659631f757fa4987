"""A block of a drawer in a program, where a child would drop it: statements at the end, values in a print."""

from copy import deepcopy

from sunmao.blocks import find_block

INSIDE = {
    "controls_flow_statements": "controls_repeat_ext",
    "functions_return": "procedures_defnoreturn",
    "procedures_ifreturn": "procedures_defnoreturn",
}
BODIES = {"controls_repeat_ext": "DO", "procedures_defnoreturn": "STACK"}


def add_block(workspace: dict, block: dict) -> dict:
    """A copy of a saved workspace with one more block in it, and with the variables that the block names."""
    changed, block = deepcopy(workspace), deepcopy(block)
    known = {variable["id"] for variable in changed.setdefault("variables", [])}
    for variable in iter_variables(block):
        if variable["id"] not in known:
            changed["variables"].append({"id": variable["id"], "name": variable["name"]})
            known.add(variable["id"])
    tops = changed.setdefault("blocks", {"languageVersion": 0}).setdefault("blocks", [])
    if around := INSIDE.get(block["type"]):
        block = {"type": around, "inputs": {BODIES[around]: {"block": block}}}
    declared = find_block(block["type"])
    if declared.definition or declared.shape == "hat":
        tops.append(block)
    else:
        start = next((top for top in tops if top["type"] == "program_start"), None)
        if start is None:
            tops.append(start := {"type": "program_start"})
        _append(start, block if declared.output is None else make_print(block))
    return changed


def make_print(value: dict) -> dict:
    """A block that prints a value."""
    other = {"type": "text", "fields": {"TEXT": ""}}
    return {"type": "show_print", "inputs": {"item0": {"block": value}, "item1": {"shadow": other}}}


def iter_blocks(saved: dict, takes: tuple[str, ...] = ()):
    """(block, types) for a saved block and all in and below it. types: those that fit where it stands; none: any."""
    yield saved, takes
    declared = find_block(saved["type"]).inputs
    for name, hole in (*saved.get("inputs", {}).items(), ("next", saved.get("next", {}))):
        check = declared.get(name) or ()
        for inside in hole.values():
            yield from iter_blocks(inside, (check,) if isinstance(check, str) else check)


def iter_variables(saved: dict):
    """Every field of a saved block, and of those in it, that names a variable: {'id', 'name', …}."""
    for block, _ in iter_blocks(saved):
        yield from (field for field in block.get("fields", {}).values() if isinstance(field, dict))


def _append(top: dict, block: dict) -> None:
    """Puts a block at the end of a stack; inside its last loop where nothing can follow that."""
    last = top
    while "next" in last:
        last = last["next"]["block"]
    if not find_block(last["type"]).cap:
        last["next"] = {"block": block}
    elif "body" in last.get("inputs", {}):
        _append(last["inputs"]["body"]["block"], block)
    else:
        last.setdefault("inputs", {})["body"] = {"block": block}

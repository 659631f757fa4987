"""Small words with which tests write workspaces as Blockly saves them."""

import itertools
from collections.abc import Iterable, Iterator

Block = dict

_ids = itertools.count(1)


def block(kind: str, fields: dict | None = None, extra: object = None, **inputs: Block | list[Block] | None) -> Block:
    """One saved block; an input is a block, a list of blocks (a stack) or None (an empty hole)."""
    saved: Block = {"type": kind, "id": f"b{next(_ids)}"}
    if fields:
        saved["fields"] = fields
    if extra is not None:
        saved["extraState"] = extra
    filled = {name: {"block": stack(child)} for name, child in inputs.items() if child}
    if filled:
        saved["inputs"] = filled
    return saved


def stack(blocks: Block | list[Block]) -> Block:
    """Chain blocks by `next`; the first one is returned."""
    if isinstance(blocks, dict):
        return blocks
    for upper, lower in itertools.pairwise(blocks):
        upper["next"] = {"block": lower}
    return blocks[0]


def number(value: float) -> Block:
    return block("math_number", {"NUM": value})


def text(value: str) -> Block:
    return block("text", {"TEXT": value})


def boolean(value: bool) -> Block:
    return block("logic_boolean", {"BOOL": "TRUE" if value else "FALSE"})


def variable(name: str) -> Block:
    return block("variables_get", {"VAR": {"id": f"id_{name}"}})


def set_variable(name: str, value: Block | None) -> Block:
    return block("variables_set", {"VAR": {"id": f"id_{name}"}}, VALUE=value)


def list_of(*items: Block | None) -> Block:
    return block(
        "lists_create_with", None, {"itemCount": len(items)}, **{f"ADD{i}": item for i, item in enumerate(items)}
    )


def numbers(*values: float) -> Block:
    return list_of(*map(number, values))


def texts(*values: str) -> Block:
    return list_of(*map(text, values))


def say(value: Block | None) -> Block:
    return block("text_print", TEXT=value)


def walk(saved: object) -> Iterator[Block]:
    """Every block in a saved block or workspace, at any depth."""
    if isinstance(saved, dict):
        if "type" in saved and isinstance(saved["type"], str):
            yield saved
        for key, inside in saved.items():
            if key not in ("fields", "extraState"):
                yield from walk(inside)
    elif isinstance(saved, list):
        for inside in saved:
            yield from walk(inside)


def variable_names(tops: Iterable[Block]) -> list[str]:
    """Names of the variables that the blocks use, in order of appearance."""
    fields = (value for top in tops for saved in walk(top) for value in saved.get("fields", {}).values())
    ids = (field["id"] for field in fields if isinstance(field, dict) and "id" in field)
    return list(dict.fromkeys(identity.removeprefix("id_") for identity in ids))


def workspace(tops: list[Block]) -> dict:
    """A saved workspace with these top blocks."""
    names = [{"name": name, "id": f"id_{name}"} for name in variable_names(tops)]
    return {"blocks": {"languageVersion": 0, "blocks": tops}, "variables": names}


def program(statements: list[Block], functions: Iterable[Block] = ()) -> dict:
    """A workspace in which the statements hang below `program_start`, with function blocks beside it."""
    start = block("program_start")
    if statements:
        start["next"] = {"block": stack(statements)}
    return workspace([start, *functions])

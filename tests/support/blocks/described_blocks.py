"""Blocks in one line, as `lists_getIndex MODE=GET WHERE=FROM_END VALUE=(variables_get VAR=a) AT=2`."""

from sunmao.codegen.reading.read_program import read_python


def describe_last(text: str) -> str:
    """The block of the last statement of a program's first stack."""
    last = read_python(text).workspace["blocks"]["blocks"][0]
    while "next" in last:
        last = last["next"]["block"]
    return describe(last)


def describe(block: dict) -> str:
    """A block with what stands in it; variables, numbers and texts by themselves."""
    fields = {
        name: value["id"] if isinstance(value, dict) else value for name, value in block.get("fields", {}).items()
    }
    if block["type"] == "variables_get":
        return fields["VAR"]
    if block["type"] in ("math_number", "text"):
        return repr(*fields.values())
    words = [block["type"], *(f"{name}={value}" for name, value in fields.items())]
    for name, slot in block.get("inputs", {}).items():
        inner = slot.get("block") or slot.get("shadow")
        said = describe_stack(inner) if inner else ""
        words.append(f"{name}={f'({said})' if ' ' in said and not said.startswith(chr(39)) else said}")
    if "extraState" in block:
        words.append(str(block["extraState"]).replace(" ", ""))
    return " ".join(words)


def describe_stack(block: dict) -> str:
    """A block and those below it."""
    said = [describe(block)]
    while "next" in block:
        block = block["next"]["block"]
        said.append(describe(block))
    return "; ".join(said)

"""Workspaces of any size, of the blocks that children use most."""


def of_size(blocks: int) -> dict:
    """A workspace of about `blocks` standard blocks (loops, conditions, sums, texts, lists, a function), as Blockly
    saves it.
    """
    groups = [group(number) for number in range(blocks // BLOCKS_A_GROUP)]
    for number, top in enumerate(groups):
        top |= {"x": 20, "y": 20 + 300 * number}
    names = [{"name": "x", "id": "x"}, {"name": "items", "id": "items"}, {"name": "i", "id": "i"}]
    return {"blocks": {"languageVersion": 0, "blocks": groups}, "variables": names}


BLOCKS_A_GROUP = 20


def group(number: int) -> dict:
    """A stack of 20 blocks: a counting loop with a condition, then a list and its length printed."""
    add = block(
        "math_arithmetic",
        f"a{number}",
        {"OP": "ADD"},
        A=get(number, 1),
        B=value("math_number", f"b{number}", "NUM", number),
    )
    even = block("math_number_property", f"c{number}", {"PROPERTY": "EVEN"}, NUMBER_TO_CHECK=get(number, 2))
    told = block("text_print", f"d{number}", TEXT=value("text", f"e{number}", "TEXT", f"even {number}"))
    other = block("text_print", f"f{number}", TEXT=get(number, 3))
    choice = block("controls_if", f"g{number}", None, {"hasElse": True}, IF0=even, DO0=told, ELSE=other)
    change = assign(f"h{number}", "x", add)
    change["next"] = {"block": choice}
    loop = block("controls_repeat_ext", f"i{number}", TIMES=value("math_number", f"j{number}", "NUM", 10), DO=change)
    three = {f"ADD{i}": value("math_number", f"k{number}_{i}", "NUM", i) for i in range(3)}
    made = assign(f"l{number}", "items", block("lists_create_with", f"m{number}", None, {"itemCount": 3}, **three))
    length = block("lists_length", f"n{number}", VALUE=get(number, 4, "items"))
    made["next"] = {"block": block("text_print", f"o{number}", TEXT=length)}
    loop["next"] = {"block": made}
    return loop


def block(kind: str, name: str, fields: dict | None = None, extra: dict | None = None, **inputs: dict) -> dict:
    """One block as Blockly saves it."""
    made = {"type": kind, "id": name}
    made |= {"fields": fields} if fields else {}
    made |= {"extraState": extra} if extra else {}
    return made | ({"inputs": {key: {"block": inner} for key, inner in inputs.items()}} if inputs else {})


def value(kind: str, name: str, field: str, content) -> dict:
    """A literal."""
    return block(kind, name, {field: content})


def get(number: int, place: int, variable: str = "x") -> dict:
    """A variable's value."""
    return block("variables_get", f"v{number}_{place}", {"VAR": {"id": variable}})


def assign(name: str, variable: str, content: dict) -> dict:
    """An assignment."""
    return block("variables_set", name, {"VAR": {"id": variable}}, VALUE=content)

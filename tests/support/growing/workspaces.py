"""Workspaces that grow in every direction that blocks have."""

import json
from collections.abc import Callable

from sunmao.server.programs.compile_workspace import compile_and_explain
from sunmao.server.projects import workspaces
from tests.support.growing.cost import Growing


def block(type: str, n: int, **more) -> dict:
    return {"type": type, "id": f"b{n}", **more}


def stack(blocks: list[dict]) -> dict:
    """Blocks one below the other, under the start."""
    below: dict | None = None
    for each in reversed(blocks):
        below = each | ({"next": {"block": below}} if below else {})
    start = block("program_start", -1) | ({"next": {"block": below}} if below else {})
    return {"blocks": {"languageVersion": 0, "blocks": [start]}}


def set_variable(number: int, variable: dict) -> dict:
    value = {"block": block("math_number", 10**6 + number, fields={"NUM": 1})}
    return block("variables_set", number, fields={"VAR": variable}, inputs={"VALUE": value})


def nest(n: int, type: str, name: str, **more) -> dict:
    """Blocks in blocks."""
    inner: dict | None = None
    for number in range(n):
        inner = block(type, number, **more) | ({"inputs": {name: {"block": inner}}} if inner else {})
    return inner or {}


def with_variables(n: int, name: Callable[[int], str], listed: bool) -> dict:
    blocks = [set_variable(number, {"id": f"v{number}", "name": name(number)}) for number in range(n)]
    variables = [{"id": f"v{number}", "name": name(number)} for number in range(n)] if listed else []
    return stack(blocks) | {"variables": variables}


def define(number: int, name: str) -> dict:
    params = [{"name": f"x{number}", "id": f"p{number}"}]
    return block("procedures_defnoreturn", number, fields={"NAME": name}, extraState={"params": params})


def functions(n: int, same: bool) -> dict:
    return {"blocks": {"blocks": [define(number, "f" if same else f"f {number}") for number in range(n)]}}


def compile_saved(data: bytes) -> None:
    """Read and compile a project's blocks as importing and opening it do."""
    saved = workspaces.parse_workspace(data)
    compile_and_explain(saved.workspace)


def workspace(name: str, make: Callable[[int], dict], size: int) -> Growing:
    def dump(n: int) -> bytes:
        return workspaces.dump_workspace(workspaces.SavedWorkspace(make(n), 1))

    return Growing("workspace.json", name, dump, compile_saved, size)


def nest_brackets(n: int) -> bytes:
    """Deeper than Python's own reader of JSON goes."""
    return b'{"x":' + b"[" * n + b"]" * n + b"}"


def loop(n: int) -> dict:
    condition = {"BOOL": {"block": block("logic_boolean", -2, fields={"BOOL": "TRUE"})}}
    inner: dict | None = None
    for number in range(n):
        inputs = condition | ({"DO": {"block": inner}} if inner else {})
        inner = block("controls_whileUntil", number, fields={"MODE": "WHILE"}, inputs=inputs)
    return inner or {}


def change_after_branches(n: int) -> dict:
    """A variable is set in branches, then surely, then changed again and again."""
    variable = {"id": "v", "name": "v"}
    inside = {"DO0": {"block": set_variable(1, variable)}}
    branches = [block("controls_if", 10**7 + number, inputs=json.loads(json.dumps(inside))) for number in range(n)]
    changes = [block("math_change", 10**8 + number, fields={"VAR": variable}) for number in range(n)]
    return stack([*branches, set_variable(2, variable), *changes]) | {"variables": [variable]}


def change_parameters(n: int) -> dict:
    """Each parameter of a function is changed in it."""
    variables = [{"id": f"p{number}", "name": f"x{number}"} for number in range(n)]
    top = define(0, "f") | {"extraState": {"params": variables}}
    below: dict | None = None
    for number in range(n):
        change = block("math_change", number, fields={"VAR": variables[number]})
        below = change | ({"next": {"block": below}} if below else {})
    return {"blocks": {"blocks": [top | {"inputs": {"STACK": {"block": below}}}]}, "variables": variables}


WORKSPACES = [
    workspace("blocks of a stack", lambda n: stack([block("text_print", i) for i in range(n)]), 1000),
    workspace("loops in loops", lambda n: stack([nest(n, "controls_repeat_ext", "DO")]), 1500),
    workspace("endless loops in loops", lambda n: stack([loop(n)]), 1000),
    workspace(
        "values in values",
        lambda n: stack([block("text_print", -3, inputs={"TEXT": {"block": nest(n, "math_arithmetic", "A")}})]),
        2000,
    ),
    workspace("variables", lambda n: with_variables(n, lambda i: f"v{i}", listed=True), 1000),
    workspace("variables of one name", lambda n: with_variables(n, lambda i: "v", listed=True), 1000),
    workspace("variables that are not listed", lambda n: with_variables(n, lambda i: f"v{i}", listed=False), 1000),
    workspace(
        "values of one variable", lambda n: stack([set_variable(i, {"id": "v", "name": "v"}) for i in range(n)]), 1000
    ),
    workspace("functions", lambda n: functions(n, same=False), 1000),
    workspace("functions of one name", lambda n: functions(n, same=True), 2000),
    workspace("stacks", lambda n: {"blocks": {"blocks": [block("text_print", i) for i in range(n)]}}, 1000),
    workspace("changes of a variable after branches", change_after_branches, 700),
    workspace("parameters of a function", change_parameters, 1000),
    workspace("blocks that nobody knows", lambda n: stack([block(f"x{i}", i) for i in range(n)]), 1000),
    workspace(
        "a text",
        lambda n: stack(
            [block("text_print", 1, inputs={"TEXT": {"shadow": block("text", 2, fields={"TEXT": "a\n'" * n})}})]
        ),
        20_000,
    ),
    Growing("workspace.json", "very many brackets in brackets", nest_brackets, compile_saved, 10_000),
    workspace("brackets in brackets", lambda n: {"x": json.loads("[" * 900 + "]" * 900)} | {"y": [[]] * n}, 20_000),
]

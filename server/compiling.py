"""`sunmao compile`: a saved workspace to Python, for people and for other programs."""

import json
import sys

from ..codegen import compile_workspace
from ..texts import language
from .texts import say
from .workspaces import Damaged, load


def compile_text(data: bytes, as_json: bool) -> int:
    """Print the program of a workspace's bytes, problems on standard error. Returns 1 when it cannot run as it is."""
    try:
        workspace = load(data)
    except Damaged:
        print(say("no_workspace"), file=sys.stderr)
        return 1
    program = compile_workspace(workspace).as_dict()
    if as_json:
        print(json.dumps(program, ensure_ascii=False))
    else:
        print(program["python"], end="")
    for problem in program["problems"]:
        print(line(problem), file=sys.stderr)
    return 0 if program["ok"] else 1


def line(problem: dict) -> str:
    """One problem as one line: `error empty_hole [block id]: sentence`."""
    where = f" [{problem['block']}]" if problem["block"] else ""
    return f"{problem['level']} {problem['code']}{where}: {problem['text'][language()]}"

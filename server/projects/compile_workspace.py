"""A workspace to Python, its problems in the words of running programs: for the page, and as `sunmao compile` for others."""

import json
import re
import sys
from dataclasses import replace

from sunmao.codegen import compile_workspace
from sunmao.explain import judged, place
from sunmao.texts import both, language
from sunmao.server.texts import say
from sunmao.server.projects.workspaces import Damaged, load

# What Python's compiler says of a child's own Python, and the line there.
NO_PYTHON = re.compile(r"(.*) \(.*, line (\d+)\)", re.S)


def compiled(workspace: dict):
    """The program of a workspace, as `codegen.compile_workspace` gives it; what is no Python yet is explained."""
    program = compile_workspace(workspace)
    return replace(program, problems=[explained(each) if each.code == "bad_python" else each for each in program.problems])


def explained(problem):
    """A problem with the child's own Python, saying what is wrong where Python tells."""
    found = NO_PYTHON.fullmatch(problem.cause)
    key, params = judged(found[1]) if found else ("py_syntax", {})
    return problem if key == "py_syntax" else replace(problem, text=both(key, where=place(int(found[2])), **params))


def compile_text(data: bytes, as_json: bool) -> int:
    """Print the program of a workspace's bytes, problems on standard error. Returns 1 when it cannot run as it is."""
    try:
        workspace = load(data)
    except Damaged:
        print(say("no_workspace"), file=sys.stderr)
        return 1
    program = compiled(workspace).as_dict()
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

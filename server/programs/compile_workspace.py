"""A workspace to Python, its problems in the words of running programs: for the page, and as `sunmao compile` for
others.
"""

import json
import re
import sys
from dataclasses import replace
from typing import Any

from sunmao.codegen.program import CompiledProgram, compile_workspace
from sunmao.explain import classify_syntax_error, locate_line
from sunmao.server.projects.workspaces import CorruptWorkspace, load_json
from sunmao.server.texts import get_local_text
from sunmao.texts import get_both, language

# What Python's compiler says of a child's own Python, and the line there.
NO_PYTHON = re.compile(r"(.*) \(.*, line (\d+)\)", re.S)


def compile_and_explain(workspace: dict) -> CompiledProgram:
    """The program of a workspace, as `codegen.compile_workspace` gives it; what is no Python yet is explained."""
    program = compile_workspace(workspace)
    return replace(
        program, problems=[explain_problem(each) if each.code == "bad_python" else each for each in program.problems]
    )


def explain_problem(problem: Any) -> Any:
    """A problem with the child's own Python, saying what is wrong where Python tells."""
    found = NO_PYTHON.fullmatch(problem.cause)
    if found is None:
        return problem
    key, params = classify_syntax_error(found[1])
    if key == "py_syntax":
        return problem
    return replace(problem, text=get_both(key, where=locate_line(int(found[2])), **params))


def compile_text(data: bytes, as_json: bool) -> int:
    """Print the program of a workspace's bytes, problems on standard error. Returns 1 when it cannot run as it is."""
    try:
        workspace = load_json(data)
    except CorruptWorkspace:
        print(get_local_text("no_workspace"), file=sys.stderr)
        return 1
    program = compile_and_explain(workspace).as_dict()
    if as_json:
        print(json.dumps(program, ensure_ascii=False))
    else:
        print(program["python"], end="")
    for problem in program["problems"]:
        print(format_problem(problem), file=sys.stderr)
    return 0 if program["ok"] else 1


def format_problem(problem: dict) -> str:
    """One problem as one line: `error empty_hole [block id]: sentence`."""
    where = f" [{problem['block']}]" if problem["block"] else ""
    return f"{problem['level']} {problem['code']}{where}: {problem['text'][language()]}"

"""A program's text as blocks, for the page: in place of those that it shows."""

from typing import Any

from sunmao.codegen.kept_text.keep_text import LONGEST
from sunmao.codegen.raw_python import NOT_PYTHON, parse_python
from sunmao.codegen.reading.match_blocks import match_blocks
from sunmao.codegen.reading.read_program import NoPython, read_python
from sunmao.explain import classify_syntax_error, locate_line
from sunmao.server.errors import HttpProblem
from sunmao.server.programs.compile_workspace import compile_and_explain
from sunmao.server.programs.text_mistakes import list_mistakes
from sunmao.texts import get_both

INDENT = 4  # spaces of a step


def read_blocks(python: str, workspace: dict) -> dict[str, Any]:
    """The blocks of a text in place of those of a workspace, as `answers.programs.ReadBlocks`. The workspace holds the
    text itself under `python` where its blocks alone would be printed otherwise.

    Raises: HttpProblem 413 for more than LONGEST characters.
    """
    require_length(python)
    try:
        read = read_python(python)
    except NoPython as error:
        key, params = classify_syntax_error(error.message, error.text)
        text = get_both(key, **{"where": locate_line(error.line), **params})
        unfinished = {"line": error.line, "text": text, "cause": str(error)}
        if (indent := find_indent(python, error.line)) is not None:
            unfinished["indent"] = indent
        return {"kept": [], "unfinished": unfinished}
    made = match_blocks(read.workspace, read.program, workspace)
    if not read.exact:
        made = {**made, "python": python}
    program = compile_and_explain(made)
    return {
        "workspace": made,
        "program": program.as_dict(),
        "kept": read.kept,
        "types": program.variable_types,
        "mistakes": list_mistakes(python),
    }


def find_indent(python: str, line: int) -> int | None:
    """Find how many spaces belong in front of a line that is off by less than a step, where that is certain: with so
    many, Python reads the text further than this line. None: that is not what is wrong.
    """
    rows = python.split("\n")
    row = "".join(rows[line - 1 : line])
    given = len(row) - len(row.lstrip(" "))
    steps = {len(each) - len(each.lstrip(" ")) for each in rows[: line - 1] if each.strip()} | {0}
    near = [step for step in steps if 0 < abs(step - given) < INDENT]
    for step in sorted(near, key=lambda step: (abs(step - given), step)):
        rows[line - 1] = " " * step + row.lstrip(" ")
        try:
            parse_python("\n".join(rows))
        except NOT_PYTHON as error:
            if (getattr(error, "lineno", None) or 0) <= line:
                continue
        return step
    return None


def require_length(python: str) -> None:
    """Raises HttpProblem 413 for a text of more than LONGEST characters."""
    if len(python) > LONGEST:
        raise HttpProblem(413, "blocks_too_long", kb=LONGEST // 1024)

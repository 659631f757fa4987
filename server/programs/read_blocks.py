"""A program's text as blocks, for the page: in place of those that it shows."""

from typing import Any

from sunmao.codegen.kept_text.keep_text import LONGEST
from sunmao.codegen.reading.match_blocks import match_blocks
from sunmao.codegen.reading.read_program import NoPython, read_python
from sunmao.explain import classify_syntax_error, locate_line
from sunmao.server.errors import HttpProblem
from sunmao.server.programs.compile_workspace import compile_and_explain
from sunmao.server.programs.text_mistakes import list_mistakes
from sunmao.texts import get_both


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
        return {"kept": [], "unfinished": {"line": error.line, "text": text, "cause": str(error)}}
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


def require_length(python: str) -> None:
    """Raises HttpProblem 413 for a text of more than LONGEST characters."""
    if len(python) > LONGEST:
        raise HttpProblem(413, "blocks_too_long", kb=LONGEST // 1024)

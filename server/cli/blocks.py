"""A program's text as blocks, for the command line."""

import json
import sys

from sunmao.codegen.reading.read_program import NoPython, read_python
from sunmao.server.errors import HttpProblem
from sunmao.server.programs.import_program import decode_program
from sunmao.server.texts import get_local_text
from sunmao.texts import language


def print_blocks(name: str, data: bytes) -> int:
    """Print the workspace of a program's or notebook's bytes; on standard error, which lines stay text. Returns 1 for
    no Python.
    """
    try:
        text = decode_program(name, data)
    except HttpProblem as problem:
        print(problem.text[language()], file=sys.stderr)
        return 1
    try:
        found = read_python(text)
    except NoPython as error:
        print(get_local_text("blocks_no_python", line=error.line, reason=error), file=sys.stderr)
        return 1
    print(json.dumps(found.workspace, ensure_ascii=False, indent=1))
    if found.kept:
        kept = sorted({line for first, last in found.kept for line in range(first, last + 1)})
        lines = ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in found.kept)
        print(get_local_text("blocks_kept", count=len(kept), lines=lines), file=sys.stderr)
    return 0

"""A program's text as blocks, for the command line."""

import json
import sys

from sunmao.codegen.reading.read_program import LONGEST, NoPython, read_python
from sunmao.server.texts import get_local_text


def print_blocks(data: bytes) -> int:
    """Print the workspace of a program's bytes; on standard error, which lines stay text. Returns 1 for no Python."""
    if len(data) > LONGEST:
        print(get_local_text("blocks_too_long", kb=LONGEST // 1024), file=sys.stderr)
        return 1
    try:
        found = read_python(data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n"))
    except NoPython as error:
        print(get_local_text("blocks_no_python", line=error.line, reason=error), file=sys.stderr)
        return 1
    print(json.dumps(found.workspace, ensure_ascii=False, indent=1))
    if found.kept:
        kept = sorted({line for first, last in found.kept for line in range(first, last + 1)})
        lines = ", ".join(f"{first}–{last}" if last > first else str(first) for first, last in found.kept)
        print(get_local_text("blocks_kept", count=len(kept), lines=lines), file=sys.stderr)
    return 0

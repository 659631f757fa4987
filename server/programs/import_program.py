"""A program that comes in as a file: as text or as a notebook."""

from pathlib import PurePath

from sunmao.codegen.raw_python import normalize_newlines
from sunmao.server.errors import HttpProblem
from sunmao.server.programs.notebooks import MAX_BYTES, read_notebook
from sunmao.server.programs.read_blocks import read_blocks, require_length

ENDINGS = (".py", ".ipynb")


def is_program(name: str) -> bool:
    """Whether a file of this name may be a program."""
    return PurePath(name).suffix.lower() in ENDINGS


def decode_program(name: str, data: bytes) -> str:
    """The text of a program's or notebook's file, each line ended by a newline alone.

    Raises: HttpProblem 400 for what is no notebook of Python, 413 for what is too long.
    """
    if len(data) > MAX_BYTES:
        raise HttpProblem(413, "blocks_too_long", kb=MAX_BYTES // 1024)
    notebook = PurePath(name).suffix.lower() == ".ipynb"
    text = read_notebook(data) if notebook else data.decode("utf-8-sig", "replace")
    require_length(text)
    return normalize_newlines(text)


def read_program(name: str, data: bytes) -> dict:
    """The workspace of a program's file, which keeps its text.

    Raises: HttpProblem 400 for what is no Python, 413 for what is too long.
    """
    found = read_blocks(decode_program(name, data), {})
    if "unfinished" in found:
        line, reason = found["unfinished"]["line"], found["unfinished"]["cause"]
        raise HttpProblem(400, "no_program", line=line, reason=reason)
    return found["workspace"]

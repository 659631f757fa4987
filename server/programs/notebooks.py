"""Jupyter notebooks as programs and back: in the percent format, in which `# %%` begins a cell and `# %% [markdown]`
one of text (jupytext's documentation, "The percent format"; notebooks: nbformat 4.5).
"""

import ast
import json
import re
from itertools import pairwise
from typing import Any

from sunmao.codegen.kept_text.program_text import get_first_line
from sunmao.codegen.raw_python import NOT_PYTHON, normalize_newlines
from sunmao.server.errors import HttpProblem
from sunmao.server.storage import deep_json

MAX_BYTES = 64 * 2**20  # bytes of a notebook: it holds the pictures that it showed
MARK = re.compile(r"#\s*%%(\s.*)?")  # `# %%time` is a magic
MAGIC = re.compile(r"\s*(?:[%!?]|\w[\w.]*\?{1,2}\s*$)")  # what IPython takes for its own: %time, !pip, name?


def read_notebook(data: bytes) -> str:
    """The program of a notebook of version 3 or 4, a mark before each cell. What only IPython understands (`%…`, `!…`)
    and cells that are no code become comments; what the cells showed is left out.

    Raises: HttpProblem 400 for what is no notebook of Python.
    """
    try:
        found = deep_json.load_object(data)
    except ValueError:
        raise HttpProblem(400, "no_notebook") from None
    first = _list_dicts(found.get("worksheets"))[:1]
    cells = _list_dicts(found.get("cells", first[0].get("cells") if first else None))
    metadata = found.get("metadata")
    kernel = metadata.get("kernelspec", {}) if isinstance(metadata, dict) else {}
    language = kernel.get("language", "python") if isinstance(kernel, dict) else "python"
    if not cells or not str(language).startswith("python"):
        raise HttpProblem(400, "no_notebook")
    parts = [_read_cell(cell) for cell in cells]
    return "\n\n".join(part for part in parts if part) + "\n"


def write_notebook(python: str) -> bytes:
    """A program as a notebook: cells where its marks are, else where a blank line stands between two statements."""
    cells = [_make_cell(number, kind, text) for number, (kind, text) in enumerate(_split(python))]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    metadata = {"kernelspec": spec, "language_info": {"name": "python"}}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def _list_dicts(value: Any) -> list[dict[str, Any]]:
    """A list of objects; [] for anything else."""
    return value if isinstance(value, list) and all(isinstance(each, dict) for each in value) else []


def _read_cell(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    lines = normalize_newlines(text).strip("\n").split("\n")
    if cell.get("cell_type") != "code":
        return "\n".join(["# %% [markdown]", *(f"# {line}".rstrip() for line in lines)]) if text.strip() else ""
    whole = lines[0].lstrip().startswith("%%")  # a magic of the whole cell: nothing in it need be Python
    return "\n".join(["# %%", *(f"# {line}" if whole or MAGIC.match(line) else line for line in lines)])


def _split(python: str) -> list[tuple[str, str]]:
    """(type of cell, text) of each cell."""
    lines = python.rstrip("\n").split("\n")
    marks = [place for place, line in enumerate(lines) if MARK.fullmatch(line)]
    if not marks:
        starts = [0, *_find_groups(python, lines), len(lines)]
        return [("code", "\n".join(lines[first:last]).strip("\n")) for first, last in pairwise(starts)]
    cells = [("code", "\n".join(lines[: marks[0]]).strip("\n"))] if "".join(lines[: marks[0]]).strip() else []
    for first, last in pairwise([*marks, len(lines)]):
        text = "\n".join(lines[first + 1 : last]).strip("\n")
        if "[markdown]" in lines[first]:
            cells.append(("markdown", re.sub(r"^# ?", "", text, flags=re.M)))
        else:
            cells.append(("code", text))
    return cells


def _find_groups(python: str, lines: list[str]) -> list[int]:
    """The lines, from 0, at which a group of statements begins, with its comments, after a blank line."""
    try:
        body = ast.parse(python).body
    except NOT_PYTHON:
        return []
    found = []
    for node in body[1:]:
        first = get_first_line(node) - 1
        while first and lines[first - 1].startswith("#"):
            first -= 1
        if not lines[first - 1].strip():
            found.append(first)
    return found


def _make_cell(number: int, kind: str, text: str) -> dict[str, Any]:
    lines = text.splitlines(keepends=True)
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "id": f"cell-{number}", "metadata": {}, "source": lines, **code}

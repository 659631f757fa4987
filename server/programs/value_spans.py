"""Spans of the values inside the statements of a program in its text, for the block at a caret."""

from typing import Any

from sunmao.codegen import compile_workspace


def list_value_spans(workspace: dict) -> dict[str, Any]:
    """The text of a workspace, and the spans of its blocks that are no whole lines, as `answers.programs.ValueSpans`."""
    program = compile_workspace(workspace)
    rows = program.python.split("\n")
    spans = [
        (span.block, *_count_units(rows, *span.start), *_count_units(rows, *span.end))
        for span in program.list_spans()
        if span.block != program.lines[span.start[0] - 1]
    ]
    return {"python": program.python, "spans": spans}


def _count_units(rows: list[str], line: int, column: int) -> tuple[int, int]:
    """A column of Python's, in bytes of UTF-8, as a page counts it: in units of UTF-16."""
    row = rows[line - 1]
    if row.isascii():
        return line, column
    return line, len(row.encode()[:column].decode(errors="replace").encode("utf-16-le")) // 2

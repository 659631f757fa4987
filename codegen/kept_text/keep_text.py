"""A printed program takes over the lines of a text."""

from sunmao.codegen.kept_text.merge import Line
from sunmao.codegen.kept_text.merge_programs import ProgramMerge
from sunmao.codegen.kept_text.program_text import ProgramText
from sunmao.codegen.kept_text.same_program import is_same_program
from sunmao.codegen.printing.printer import PrintedProgram
from sunmao.codegen.raw_python import NOT_PYTHON

LONGEST = 512 * 1024  # characters of a text that is read, and kept


def keep_text(page: PrintedProgram, kept: str) -> tuple[PrintedProgram, str]:
    """Gives a printed program the lines of a text that somebody wrote: byte for byte for all statements and comments
    that both have, in the order of the text. What only the blocks have stays as it is printed. A text that is no
    Python, or longer than LONGEST, changes nothing; neither does one that cannot be matched.

    Returns: the merged program and its text, which ends as the kept one does.
    """
    python = "\n".join([*page.lines, ""])
    if len(kept) > LONGEST:
        return page, python
    try:
        ours, theirs = ProgramText(python), ProgramText(kept)
        merge = ProgramMerge(ours, theirs)
        if is_same_program(ours, theirs):
            return _place(page, merge.keep_all()), kept
        lines = merge.merge({line for line, owner in enumerate(page.owners, 1) if owner is not None})
        merged = "\n".join(text for text, _ in lines)
        if not is_same_program(ours, ProgramText(merged)):
            return page, python
    except NOT_PYTHON:
        return page, python
    return _place(page, lines), merged


def _place(page: PrintedProgram, lines: list[Line]) -> PrintedProgram:
    """The merged lines with their owners, and the blocks where they stand now."""
    lines = lines if lines[-1][0] else lines[:-1]
    owners = [page.owners[line - 1] if line else None for _, line in lines]
    spans: dict[int, tuple[int, int]] = {}  # a printed line → the first and last line that stand for it
    for place, (_, line) in enumerate(lines, 1):
        if line:
            spans[line] = spans.get(line, (place, place))[0], place
    for line in range(1, len(page.lines) + 1):
        spans.setdefault(line, spans.get(line - 1, (1, 1)))
    blocks = {block: [spans[first][0], spans[last][1]] for block, (first, last) in page.blocks.items()}
    return PrintedProgram([text for text, _ in lines], owners, blocks)

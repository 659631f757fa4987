"""The lines of a statement that stand above its bodies: `try:`, `except ValueError:`, `for a, b in pairs:`."""

import ast
import io
import tokenize
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from sunmao.codegen.kept_text.program_text import is_elif

Place = tuple[int, int]  # line, from 1, and letter


@dataclass(frozen=True)
class Head:
    """text: the line, or several, without their indent. first, last: its lines, from 1. body: what stands below it."""

    text: str
    first: int
    last: int
    body: list[ast.stmt]


class HeadFinder:
    """Finds them in a text."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        beside = (tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT)
        self._tokens = [token for token in tokens if token.type not in beside]
        self._starts = [token.start for token in self._tokens]

    def list_heads(self, node: ast.stmt) -> list[Head]:
        """The heads of a statement, from the top; none where it has no bodies, or others than these."""
        body: list[ast.stmt] = getattr(node, "body", [])
        if not body or not isinstance(body[0], ast.stmt):
            return []
        heads = [self._read(self._get_start(node), body)]
        for handler in getattr(node, "handlers", []):
            heads.append(self._read(self._place(handler.lineno, handler.col_offset), handler.body))
        otherwise: list[ast.stmt] = getattr(node, "orelse", [])
        while len(otherwise) == 1 and is_elif(otherwise[0], self._lines):
            inner: Any = otherwise[0]
            heads.append(self._read(self._get_start(inner), inner.body))
            otherwise = inner.orelse
        if otherwise:
            heads.append(self._read(None, otherwise))
        if last := getattr(node, "finalbody", []):
            heads.append(self._read(None, last))
        return heads

    def _read(self, start: Place | None, body: list[ast.stmt]) -> Head:
        """The head above a body. start: of its first word; without it one word stands before the colon."""
        colon = bisect_left(self._starts, self._get_start(body[0])) - 1
        while self._tokens[colon].string != ":":
            colon -= 1
        first, column = start or self._tokens[colon - 1].start
        last, end = self._tokens[colon].end
        lines = self._lines[first - 1 : last]
        indent = lines[0][:column]
        lines[-1] = lines[-1][:end]
        text = [lines[0][column:], *(line.removeprefix(indent) for line in lines[1:])]
        return Head("\n".join(text), first, last, body)

    def _get_start(self, node: ast.stmt) -> Place:
        """Return the start of a statement, with its decorators."""
        decorators: list[ast.expr] = getattr(node, "decorator_list", [])
        if decorators:
            place = self._place(decorators[0].lineno, decorators[0].col_offset)
            at = bisect_left(self._starts, place)
            while self._tokens[at].string != "@":
                at -= 1
            return self._tokens[at].start
        return self._place(node.lineno, node.col_offset)

    def _place(self, line: int, column: int) -> Place:
        """A place of a syntax tree, which counts bytes."""
        return line, len(self._lines[line - 1].encode()[:column].decode())

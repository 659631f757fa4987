"""A program's text as statements, with the lines and comments of each."""

import ast
import io
import tokenize
from bisect import bisect_left
from dataclasses import dataclass, field

from sunmao.codegen.printing.bodies import list_bodies
from sunmao.codegen.raw_python import parse_python


@dataclass
class Item:
    """Statements that share lines: nearly always one.

    nodes: the statements. lead: the first line, from 1, of the blank lines and comments above; first, last: those of
    the statements. comments: the texts of the comments in all of these lines.
    """

    nodes: list[ast.stmt]
    lead: int
    first: int
    last: int
    comments: list[str] = field(default_factory=list)


class ProgramText:
    """A text that was parsed. Raises one of `raw_python.NOT_PYTHON`."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.tree: ast.Module = parse_python(text)
        self.comments: dict[int, str] = {}  # line → text
        self._ends: list[int] = []  # the last line of each logical line
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                self.comments[token.start[0]] = token.string.removeprefix("#").strip()
            elif token.type == tokenize.NEWLINE:
                self._ends.append(token.start[0])

    def list_items(self, body: list[ast.stmt], begin: int) -> list[Item]:
        """The statements of a body; the lead of the first one begins at line `begin`."""
        items: list[Item] = []
        for node in body:
            first, last = get_first_line(node), self.end_of(node)
            if items and first <= items[-1].last:
                items[-1].nodes.append(node)
                items[-1].last = max(items[-1].last, last)
            else:
                items.append(Item([node], begin, first, last))
            begin = items[-1].last + 1
        for item in items:
            first = self.end_of_head(item.nodes[0]) + 1 if self.is_elif(item.nodes[0]) else item.lead
            item.comments = self._list_comments(first, item.last)
        return items

    def list_head_comments(self, item: Item) -> list[str]:
        """The comments of a statement without those of its bodies. Those of an `elif` are its `if`'s."""
        node = item.nodes[0]
        if self.is_elif(node):
            return []
        found = self._list_comments(item.lead, self.end_of_head(node))
        while isinstance(node, ast.If) and node.orelse and self.is_elif(node.orelse[0]):
            begin = self.end_of(node.body[-1]) + 1
            node = node.orelse[0]
            found += self._list_comments(begin, self.end_of_head(node))
        return found

    def list_last_comments(self, items: list[Item]) -> list[str]:
        """The comments below the last statement of the program."""
        return self._list_comments(items[-1].last + 1, len(self.lines)) if items else []

    def _list_comments(self, first: int, last: int) -> list[str]:
        return [text for line in range(first, last + 1) if (text := self.comments.get(line))]

    def end_of_head(self, node: ast.stmt) -> int:
        """The last line of a statement, of a compound one without its bodies."""
        return self._end_line(node.lineno) if list_bodies(node) else self.end_of(node)

    def end_of(self, node: ast.stmt) -> int:
        """The last line of a statement, with what is inside it."""
        return self._end_line(node.end_lineno or node.lineno)

    def is_open(self, node: ast.stmt) -> bool:
        """Whether each statement inside a compound one has lines of its own, below the head's."""
        head = self.end_of_head(node)
        inner = [each for body in list_bodies(node) for each in body]
        return bool(inner) and all(get_first_line(each) > head and self._is_first(each) for each in inner)

    def is_elif(self, node: ast.stmt) -> bool:
        """Whether it is written as `elif`."""
        return is_elif(node, self.lines)

    def get_indent(self, node: ast.stmt) -> str:
        """The white space before a statement."""
        line = self.lines[get_first_line(node) - 1]
        return line[: len(line) - len(line.lstrip())]

    def has_comments(self, first: int, last: int) -> bool:
        """Whether a comment stands in some lines."""
        return bool(self._list_comments(first, last))

    def list_keyword_lines(self, first: int, last: int) -> list[int]:
        """Of some lines above a statement those that hold a word, as `else:`."""
        texts = {line: self.lines[line - 1].strip() for line in range(first, last + 1)}
        return [line for line, text in texts.items() if text and not text.startswith("#")]

    def _end_line(self, line: int) -> int:
        """The last line of the logical line in which a line stands."""
        place = bisect_left(self._ends, line)
        return self._ends[place] if place < len(self._ends) else len(self.lines)

    def _is_first(self, node: ast.stmt) -> bool:
        """Whether nothing stands before it on its line."""
        return bool(getattr(node, "decorator_list", [])) or not (
            self.lines[node.lineno - 1].encode()[: node.col_offset].strip()
        )


def is_elif(node: ast.stmt, lines: list[str]) -> bool:
    """Whether a statement of a text of these lines is written as `elif`."""
    return isinstance(node, ast.If) and lines[node.lineno - 1].encode()[node.col_offset :].startswith(b"elif")


def get_first_line(node: ast.stmt) -> int:
    """The line, from 1, on which a statement begins, with its decorators."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(each.lineno for each in decorators)])


def dump_head(node: ast.stmt) -> str:
    """Dump a compound statement without its bodies."""
    parts = {name: value for name, value in ast.iter_fields(node) if name not in ("body", "orelse", "finalbody")}
    handlers = [(each.type and ast.dump(each.type), each.name) for each in parts.pop("handlers", [])]
    said = {name: [*map(_dump, value)] if isinstance(value, list) else _dump(value) for name, value in parts.items()}
    return f"{type(node).__name__} {said} {handlers}"


def _dump(part: object) -> object:
    return ast.dump(part) if isinstance(part, ast.AST) else part

"""Statements of the printed program in the lines of a text that says the same, or says it in part."""

import ast
from collections.abc import Callable, Hashable, Iterator

from sunmao.codegen.alignment import find_gaps, match_equal
from sunmao.codegen.kept_text.program_text import Item, ProgramText, dump_head, get_first_line
from sunmao.codegen.kept_text.same_program import get_function_name, is_import
from sunmao.codegen.printing.bodies import list_bodies
from sunmao.codegen.printing.line_breaks import INDENT
from sunmao.codegen.raw_python import find_string_lines

Line = tuple[str, int]  # a line, and the line of the printed program, from 1, that it stands for; 0: none


class Merge:
    """ours: the printed program; theirs: the text."""

    def __init__(self, ours: ProgramText, theirs: ProgramText) -> None:
        self.ours, self.theirs = ours, theirs
        self._stands_for: dict[int, int] = {}  # a line of theirs → a line of ours

    def keep_all(self) -> list[Line]:
        """The whole text, which is the same program."""
        ours, theirs = self.ours.tree.body, self.theirs.tree.body
        defined = {name: node for node in ours if (name := get_function_name(node))}
        rest = iter([node for node in ours if not get_function_name(node) and not is_import(node)])
        begin = 1
        imports = {ast.dump(node): node for node in ours if is_import(node)}
        for node in theirs:
            if not is_import(node):
                self._pair(defined.get(get_function_name(node)) or next(rest), node, begin)
            elif mine := imports.get(ast.dump(node)):
                self._pair(mine, node, begin)
            begin = self.theirs.end_of(node) + 1
        return [(text, self._stands_for.get(line, 0)) for line, text in enumerate(self.theirs.lines, 1)]

    def print_item(
        self, item: Item, other: Item | None, exact: bool, indent: str, outer: str | None = None, skip: int = 0
    ) -> Iterator[Line]:
        """A statement: in the lines of the text where that says the same, else its head and what is inside it, each as
        far as it does.

        outer: the indent of the word above it, as of `else:`, where it is the first of a body that has one. skip: how
        many of its comments have been printed already.
        """
        if other is None:
            yield from self._print_ours(item, item.last, indent, outer, skip)
            return
        node, their_node = item.nodes[0], other.nodes[0]
        if exact:
            for one, another in zip(item.nodes, other.nodes, strict=True):
                self._pair(one, another, other.lead)
            yield from self._print_lead(item, other, indent, outer)
            yield from self._print_theirs(other, other.last, indent)
            return
        end, their_end = self.ours.end_of_head(node), self.theirs.end_of_head(their_node)
        said, their_said = self.ours.list_head_comments(item)[skip:], self.theirs.list_head_comments(other)
        if dump_head(node) == dump_head(their_node) and said == their_said:
            self._pair_head(node, their_node, other.lead)
            yield from self._print_lead(item, other, indent, outer)
            yield from self._print_theirs(other, their_end, indent)
        else:
            yield from self._print_ours(item, end, indent, outer, skip)
        yield from self._print_bodies(node, their_node, indent)

    def _print_bodies(self, node: ast.stmt, other: ast.stmt, indent: str) -> Iterator[Line]:
        begin, their_begin = self.ours.end_of_head(node) + 1, self.theirs.end_of_head(other) + 1
        around = self.theirs.get_indent(other)
        for place, (body, their_body) in enumerate(zip(list_bodies(node), list_bodies(other), strict=True)):
            items, others = self.ours.list_items(body, begin), self.theirs.list_items(their_body, their_begin)
            inner = self.theirs.get_indent(their_body[0]).removeprefix(around) if their_body else ""
            if body and self.ours.is_elif(body[0]):
                inner = ""
            else:
                inner = inner or INDENT
            for at, (item, found, exact) in enumerate(self.align(items, others)):
                outer = indent if place and not at else None
                yield from self.print_item(item, found, exact, indent + inner, outer)
            begin = self.ours.end_of(body[-1]) + 1 if body else begin
            their_begin = self.theirs.end_of(their_body[-1]) + 1 if their_body else their_begin

    def align(self, items: list[Item], others: list[Item]) -> list[tuple[Item, Item | None, bool]]:
        """Our statements in their order, each with the one of the text that says the same (True), or that is of its
        kind and has a body, too (False).
        """
        items = _join(items, others)
        said, their_said = [_say(self.ours, item) for item in items], [_say(self.theirs, other) for other in others]
        pairs = [(at, to, True) for at, to in match_equal(said, their_said)]
        for get in (dump_head, _get_kind):
            pairs += [
                (at, to, False)
                for left, right in find_gaps([(at, to) for at, to, _ in pairs], len(items), len(others))
                for at, to in self._match_compound(items, others, left, right, get)
            ]
            pairs.sort()
        found = {at: (others[to], exact) for at, to, exact in pairs}
        return [(item, *found.get(at, (None, False))) for at, item in enumerate(items)]

    def _match_compound(
        self, items: list[Item], others: list[Item], left: range, right: range, get: Callable[[ast.stmt], str]
    ) -> list[tuple[int, int]]:
        ours = [_describe_open(self.ours, items[at], get) for at in left]
        theirs = [_describe_open(self.theirs, others[at], get) for at in right]
        return [(left[at], right[to]) for at, to in match_equal(ours, theirs) if ours[at] is not None]

    def _print_lead(self, item: Item, other: Item, indent: str, outer: str | None) -> Iterator[Line]:
        """The blank lines, comments and words above a statement, as the text has them."""
        stays = indent == self.theirs.get_indent(other.nodes[0])
        words = self.ours.list_keyword_lines(item.lead, item.first - 1)
        their_words = self.theirs.list_keyword_lines(other.lead, other.first - 1)
        if outer is not None and not their_words:
            yield from ((outer + self.ours.lines[line - 1].strip(), line) for line in words)
        for line in range(other.lead, other.first):
            text = self.theirs.lines[line - 1]
            if line in their_words:
                if outer is not None:
                    place = their_words.index(line)
                    yield (text if stays else outer + text.strip(), words[place] if place < len(words) else item.first)
            else:
                yield (
                    text if stays or not text.strip() else indent + text.strip(),
                    item.first if line in self.theirs.comments else 0,
                )

    def _print_theirs(self, item: Item, last: int, indent: str) -> Iterator[Line]:
        own, held = self.theirs.get_indent(item.nodes[0]), _find_held(item)
        for line in range(item.first, last + 1):
            text = self.theirs.lines[line - 1]
            yield text if line in held else _move(text, own, indent), self._stands_for.get(line, 0)

    def _print_ours(self, item: Item, last: int, indent: str, outer: str | None, skip: int) -> Iterator[Line]:
        own, held = self.ours.get_indent(item.nodes[0]), _find_held(item)
        words = self.ours.list_keyword_lines(item.lead, item.first - 1)
        for line in range(item.lead, last + 1):
            text = self.ours.lines[line - 1]
            if line < item.first and line in self.ours.comments and skip:
                skip -= 1
            elif line in words:
                yield (outer or "") + text.strip(), line
            else:
                yield text if line in held else _move(text, own, indent), line

    def _pair(self, one: ast.stmt, other: ast.stmt, begin: int) -> None:
        """Notes for which lines the lines of a statement stand that both say alike. begin: of its comments."""
        self._pair_head(one, other, begin)
        end, their_end = self.ours.end_of_head(one), self.theirs.end_of_head(other)
        for body, their_body in zip(list_bodies(one), list_bodies(other), strict=True):
            if not body:
                continue
            words = self.ours.list_keyword_lines(end + 1, get_first_line(body[0]) - 1)
            their_words = self.theirs.list_keyword_lines(their_end + 1, get_first_line(their_body[0]) - 1)
            for line, their_line in zip(words, their_words, strict=False):
                self._stands_for.setdefault(their_line, line)
            for inner, their_inner in zip(body, their_body, strict=True):
                self._pair(inner, their_inner, their_end + 1)
                end, their_end = self.ours.end_of(inner), self.theirs.end_of(their_inner)

    def _pair_head(self, one: ast.stmt, other: ast.stmt, begin: int) -> None:
        first, their_first = get_first_line(one), get_first_line(other)
        end, their_end = self.ours.end_of_head(one), self.theirs.end_of_head(other)
        for line in range(begin, their_first):
            if line in self.theirs.comments:
                self._stands_for.setdefault(line, first)
        alike = end - first == their_end - their_first
        for line in range(their_first, their_end + 1):
            self._stands_for.setdefault(line, first + (line - their_first if alike else 0))


def _say(text: ProgramText, item: Item) -> Hashable:
    """Return a key of the content of a text's statements, comments included."""
    return (*map(ast.dump, item.nodes), text.is_elif(item.nodes[0]), *sorted(item.comments))


def _describe_open(text: ProgramText, item: Item, get: Callable[[ast.stmt], str]) -> Hashable:
    """Return a key of a compound statement with a body on lines of its own; None for any other statement."""
    node = item.nodes[0]
    if len(item.nodes) > 1 or not text.is_open(node):
        return None
    return get(node), text.is_elif(node), len(list_bodies(node))


def _get_kind(node: ast.stmt) -> str:
    return type(node).__name__


def _join(items: list[Item], others: list[Item]) -> list[Item]:
    """Our statements; those that share a line in the text are one, as there."""
    shared = {tuple(map(ast.dump, other.nodes)) for other in others if len(other.nodes) > 1}
    longest = max(map(len, shared), default=1)
    made: list[Item] = []
    at = 0
    while at < len(items):
        for count in range(longest, 1, -1):
            group = items[at : at + count]
            nodes = [node for item in group for node in item.nodes]
            if len(group) == count and tuple(map(ast.dump, nodes)) in shared:
                comments = [text for item in group for text in item.comments]
                made.append(Item(nodes, group[0].lead, group[0].first, group[-1].last, comments))
                break
        else:
            count = 1
            made.append(items[at])
        at += count
    return made


def _find_held(item: Item) -> set[int]:
    return {line for node in item.nodes for line in find_string_lines(node)}


def _move(text: str, own: str, indent: str) -> str:
    """A line that stood at one indent, at another."""
    if own == indent or not text.strip():
        return text
    return indent + (text[len(own) :] if text.startswith(own) else text.lstrip())

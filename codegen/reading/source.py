"""The text that is read, and what is made of it: blocks with ids, variables, what stays as it is."""

import ast
import io
import tokenize
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from sunmao.blocks import HELPERS
from sunmao.codegen.kept_text.program_text import get_first_line, is_elif
from sunmao.codegen.python_names import BUILTINS
from sunmao.codegen.raw_python import find_string_lines
from sunmao.codegen.reading.heads import Head, HeadFinder

Json = dict[str, Any]
Comments = dict[int, list[tuple[int, str]]]  # the `id` of a statement → (line from 1, text) of its comments


class Source:
    """A program's text while it is read.

    comments: as `give_comments` gives them. imports: what it imports → from which module, '' for a whole module and for
    a helper function. parameters: of the child's functions. types: of variables, as far as an earlier reading found
    them. current: the statement whose blocks are made. raw: (line, column) of the statements whose own line stays text;
    whole: of those of which all lines do; plain: of those that are read by blocks that say what Python does.
    plain_blocks: how many of these have been made. locals: functions → variables that are theirs alone.
    """

    def __init__(
        self,
        text: str,
        tree: ast.Module,
        comments: Comments,
        raw: set[tuple[int, int]],
        whole: Iterable[tuple[int, int]] = (),
        plain: Iterable[tuple[int, int]] = (),
    ) -> None:
        self.text, self.tree, self.raw, self.whole, self.plain = text, tree, raw, set(whole), set(plain)
        self.plain_blocks = 0
        self.locals: dict[str, list[str]] = {}
        self.lines = text.split("\n")
        self.imports: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.parameters: dict[str, list[str]] = {}
        self._kept: dict[str, tuple[int, int]] = {}
        self.current: ast.stmt | None = None
        self._origins: dict[str, ast.stmt] = {}
        self._heads: dict[str, list[tuple[int, int]]] = {}
        self._comments = {**comments}
        self._skipped: list[str] = []
        self._held: set[int] = set()  # lines of heads that are kept with their comments
        self._ids = 0
        self._variables: dict[str, str] = {}
        self._dicts = {name for node in ast.walk(tree) for name in _list_dicts(node)}
        self._defined = {name for node in ast.walk(tree) for name in _list_defined(node)}
        self._assigned = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and _is_stored(node)}
        self._assigned |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}

    def block(self, type: str, **parts: Any) -> Json:
        """A new block."""
        self._ids += 1
        if self.current is not None:
            self._origins[f"b{self._ids}"] = self.current
        return {"type": type, "id": f"b{self._ids}", "fields": {}, "inputs": {}, **parts}

    def get_origin(self, block: str) -> ast.stmt | None:
        """The statement of which a block was made."""
        return self._origins.get(block)

    def variable(self, name: str) -> Json:
        """A variable in a field."""
        self._variables.setdefault(name, name)
        return {"id": name}

    @property
    def variables(self) -> list[Json]:
        """All variables, as a workspace has them."""
        return [{"id": id, "name": name} for name, id in self._variables.items()]

    def is_variable(self, name: str) -> bool:
        """Whether the program gives it a value."""
        return name in self._assigned

    def is_known(self, name: str) -> bool:
        """Whether it is a name of Python's own, or of something that the program imports or defines."""
        return (name in BUILTINS or name in self._defined) and name not in self._assigned

    def is_dict(self, name: str) -> bool:
        """Whether the program gives it a dict, whose items have no places."""
        return name in self._dicts

    def is_raw(self, node: ast.AST) -> bool:
        """Whether it stays text."""
        return (getattr(node, "lineno", 0), getattr(node, "col_offset", 0)) in self.raw and isinstance(node, ast.stmt)

    @property
    def is_plain(self) -> bool:
        """Whether the current statement is read by blocks that say what Python does."""
        return self.current is not None and (self.current.lineno, self.current.col_offset) in self.plain

    @cached_property
    def heads(self) -> HeadFinder:
        """Finds the lines above the bodies of statements."""
        return HeadFinder(self.text)

    def is_whole(self, node: ast.stmt) -> bool:
        """Whether all its lines stay text."""
        return (node.lineno, node.col_offset) in self.whole

    def keep(self, node: ast.expr | ast.stmt) -> Json:
        """A block that keeps the text of an expression or a statement, exactly."""
        made = self.block("program_python_value" if isinstance(node, ast.expr) else "program_python")
        made["fields"] = {"code": self._get_text(node)}
        self._kept[made["id"]] = getattr(node, "lineno", 1), getattr(node, "end_lineno", None) or 1
        return made

    def keep_heads(self, heads: list[Head]) -> Json:
        """A block that keeps the lines of a statement that stand above its bodies, exactly."""
        made = self.block("program_python_suite", fields={f"HEAD{n}": head.text for n, head in enumerate(heads)})
        if len(heads) > 1:
            made["extraState"] = {"clauses": len(heads)}
        self._heads[made["id"]] = [(head.first, head.last) for head in heads]
        self._held.update(line for head in heads for line in range(head.first, head.last))
        return made

    def keep_all(self) -> Json:
        """A block that keeps the whole text."""
        made = self.block("program_python", fields={"code": self.text.strip("\n")})
        self._kept[made["id"]] = 1, len(self.lines)
        return made

    def list_kept(self, blocks: list[Json]) -> list[tuple[int, int]]:
        """The first and last lines, from 1, of what stays text in some stacks, each once."""
        found, waiting = set(), [*blocks]
        while waiting:
            block = waiting.pop()
            if block["id"] in self._kept:
                found.add(self._kept[block["id"]])
            found.update(self._heads.get(block["id"], ()))
            slots = [*block["inputs"].values(), block.get("next", {})]
            waiting += [inner for slot in slots for inner in slot.values()]
        return sorted(found)

    def _get_text(self, node: ast.expr | ast.stmt) -> str:
        """Return the source text of a node, as it was written; lines of a statement without its indent."""
        if isinstance(node, ast.expr):
            if "unplaced" in node.__dict__:
                return ast.unparse(node)
            if getattr(node, "lineno", 0) and node.lineno == node.end_lineno:
                return self.lines[node.lineno - 1].encode()[node.col_offset : node.end_col_offset].decode()
            return (ast.get_source_segment(self.text, node) if hasattr(node, "lineno") else None) or ast.unparse(node)
        first, last = get_first_line(node), node.end_lineno or node.lineno
        start, end = self.lines[first - 1].encode(), self.lines[last - 1].encode()
        after = end[node.end_col_offset :].strip()
        if start[: node.col_offset].strip() or (after and not after.startswith(b"#")):
            return ast.get_source_segment(self.text, node) or ast.unparse(node)  # others stand on its lines
        held = find_string_lines(node)
        indent = start[: node.col_offset].decode()
        lines = enumerate(self.lines[first - 1 : last], first)
        return "\n".join(line if number in held else line.removeprefix(indent) for number, line in lines)

    def get_comment(self, node: ast.stmt, kept: bool = False) -> str:
        """The comments that belong to a statement: those above it, and those that end its lines, which are with the
        text where that is kept.
        """
        own, skipped = self._comments.get(id(node), []), self._skipped
        self._skipped = []
        own = [(line, text) for line, text in own if line not in self._held]
        return "\n".join([*skipped, *(text for line, text in own if not kept or line < get_first_line(node))])

    def hand_on_comments(self, node: ast.stmt, following: ast.stmt) -> None:
        """Give the comments of a statement that no block stands for to the one below it."""
        self._comments[id(following)] = [*self._comments.get(id(node), []), *self._comments.get(id(following), [])]

    def skip(self, node: ast.stmt) -> None:
        """Keep the comments of a statement that no block stands for, for the next one."""
        self._skipped += [text for _, text in self._comments.get(id(node), [])]

    def is_elif(self, node: ast.If) -> bool:
        """Whether it is written as `elif`."""
        return is_elif(node, self.lines)

    def is_read(self, name: str, body: list[ast.stmt]) -> bool:
        """Whether a loop's variable is used in it, or anywhere but there."""
        inside = {id(node) for line in body for node in ast.walk(line)}
        uses = [node for node in ast.walk(self.tree) if isinstance(node, ast.Name) and node.id == name]
        return any(isinstance(node.ctx, ast.Load) or id(node) in inside for node in uses)

    def read_imports(self, node: ast.Import | ast.ImportFrom) -> None:
        """Note what is imported."""
        for each in node.names:
            if each.asname is None:
                self.imports[each.name] = "" if isinstance(node, ast.Import) else node.module or ""

    def is_helper(self, node: ast.stmt) -> bool:
        """Whether it defines a helper function that the blocks bring."""
        if not isinstance(node, ast.FunctionDef) or node.name not in HELPERS or self.is_raw(node):
            return False
        theirs = ast.parse(HELPERS[node.name]).body[-1]
        if ast.dump(theirs) != ast.dump(node):
            return False
        self.imports[node.name] = ""
        return True


def list_comments(text: str) -> list[str]:
    """The comments of a program, in its order."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string.removeprefix("#").strip() for token in tokens if token.type == tokenize.COMMENT]


def _list_dicts(node: ast.AST) -> list[str]:
    """The names that an assignment gives a dict."""
    value = getattr(node, "value", None)
    called = isinstance(value, ast.Call) and ast.unparse(value.func).endswith(("dict", "Counter", "json.load", "loads"))
    if not (called or isinstance(value, (ast.Dict, ast.DictComp))):
        return []
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _list_defined(node: ast.AST) -> list[str]:
    """The names that an import, a function or a class gives."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return [(each.asname or each.name).partition(".")[0] for each in node.names]
    return [node.name] if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else []


def _is_stored(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _list_arms(tree: ast.Module, lines: list[str]) -> dict[int, ast.stmt]:
    """The `id` of each `elif` → the `if` to which it belongs."""
    found: dict[int, ast.stmt] = {}
    for node in ast.walk(tree):  # from the outside
        arm = node.orelse[0] if isinstance(node, ast.If) and node.orelse else None
        if arm is not None and is_elif(arm, lines):
            found[id(arm)] = found.get(id(node), node)  # type: ignore[arg-type]  # an `if`
    return found


def give_comments(text: str, tree: ast.Module) -> Comments:
    """Comments by the statements that they belong to (their `id`): one inside a statement or at its end to that one,
    one between two statements to the next, or to the last.
    """
    statements = sorted((node for node in ast.walk(tree) if isinstance(node, ast.stmt)), key=get_first_line)
    starts, found = [get_first_line(node) for node in statements], defaultdict(list)
    arms = _list_arms(tree, text.split("\n"))
    between = True  # two logical lines
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and statements:
            line = token.start[0]
            place = bisect_left(starts, line) if between else bisect_right(starts, line) - 1
            owner = statements[min(place, len(statements) - 1)]
            owner = arms.get(id(owner), owner)
            found[id(owner)].append((line, token.string.removeprefix("#").removeprefix(" ")))
        elif token.type not in (tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
            between = token.type == tokenize.NEWLINE
    return found

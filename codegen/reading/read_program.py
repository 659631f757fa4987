"""A program's text → a workspace, accepted only where it compiles to the same program."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sunmao.blocks import HELPERS, find_block
from sunmao.codegen.kept_text.program_text import dump_head
from sunmao.codegen.kept_text.same_program import (
    get_function_name,
    is_brought,
    is_import,
    list_imported,
    sort_statements,
)
from sunmao.codegen.printing.bodies import list_bodies
from sunmao.codegen.program import CompiledProgram, compile_workspace
from sunmao.codegen.raw_python import NOT_PYTHON, parse_python
from sunmao.codegen.reading.patterns import is_same, list_patterns
from sunmao.codegen.reading.source import Source, give_comments, list_comments
from sunmao.codegen.reading.statements import BODY, StatementReader
from sunmao.codegen.reading.values import Json, NoBlock
from sunmao.codegen.variable_usage import LOCAL

ROUNDS = 60  # in which more and more stays text
REFUSED = ("wrong_type", "wrong_variable", "outside_loop", "outside_function", "no_function", "empty_hole")
HEIGHT = 64  # pixels: about that of a statement, with what it has around its bodies


class NoPython(Exception):
    """The text is no Python. line: where, from 1; text: that line; message: what Python says of it."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.line: int = getattr(error, "lineno", None) or 1
        self.message: str = getattr(error, "msg", None) or str(error)
        self.text: str = getattr(error, "text", None) or ""


@dataclass(frozen=True)
class ReadProgram:
    """A program as blocks.

    workspace: as Blockly saves it. program: what it compiles to. kept: the first and last lines, from 1, of what stayed
    text in a Python block. exact: whether the blocks compile to the same text, byte for byte; else to the same program.
    """

    workspace: Json
    program: CompiledProgram
    kept: list[tuple[int, int]]
    exact: bool


def read_python(text: str) -> ReadProgram:
    """The blocks of a program. Nothing of it is lost: a statement that no block says becomes a block that keeps its
    text, and so does one whose block would say something else.

    Raises: NoPython.
    """
    try:
        tree = parse_python(text)
    except NOT_PYTHON as error:
        raise NoPython(error) from None
    source, workspace, program = _read_until_same(text, tree)
    if lost := Counter(filter(None, list_comments(text))) - Counter(list_comments(program.python)):
        workspace["blocks"]["blocks"][0]["icons"] = {"comment": {"text": "\n".join(lost.elements())}}
        program = compile_workspace(workspace)
    kept = source.list_kept(workspace["blocks"]["blocks"])
    return ReadProgram(workspace, program, kept, program.python == text)


def _read_until_same(text: str, tree: ast.Module) -> tuple[Source, Json, CompiledProgram]:
    """The text as blocks; what compiles to something else is read again by blocks that say what Python does, then as
    text, and where that is not enough, what stands around it.
    """
    raw: set[tuple[int, int]] = set()
    whole: set[tuple[int, int]] = set()
    plain: set[tuple[int, int]] = set()
    own: dict[str, list[str]] = {}
    types: dict[str, str] = {}
    imports = {node.lineno for node in tree.body if is_import(node)}
    comments = give_comments(text, tree)
    for _ in range(ROUNDS):
        source = Source(text, tree, comments, raw, whole, plain)
        source.locals |= own
        source.types |= types
        try:
            workspace = _make_workspace(source)
        except RecursionError:  # deeper than any child's program
            break
        program = compile_workspace(workspace)
        if told := _find_locals(tree, program, own):
            own |= told
            continue
        others = _find_differences(tree, program) or _find_refused(source, program)
        if not others:
            kept = {first for first, _ in source.list_kept(workspace["blocks"]["blocks"])}
            if types or not (kept - imports or source.plain_blocks) or not program.variable_types:
                return source, workspace, program
            types = program.variable_types  # with which more may be blocks
        for other in others:
            around: ast.stmt | None = other
            while around is not None and _get_place(around) in whole:
                around = _find_around(tree, around)
            if around is None:
                return _keep_all(text, tree)
            place = _get_place(around)
            if place not in plain and not isinstance(around, ast.FunctionDef):
                plain.add(place)
                continue
            if place in raw or not hasattr(around, BODY):
                whole.add(place)
            raw.add(place)
    return _keep_all(text, tree)


def _find_refused(source: Source, program: CompiledProgram) -> list[ast.stmt]:
    """The statements of blocks that would keep the program from running."""
    refused = {problem.block for problem in program.problems if problem.code in REFUSED}
    found = [source.get_origin(block) for block in refused if block is not None]
    return [node for node in found if node is not None]


def _get_place(node: ast.stmt) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _find_around(tree: ast.Module, inner: ast.stmt) -> ast.stmt | None:
    """The statement in whose body a statement stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and any(each is inner for each in _iter_inside(node)):
            return node
    return None


def _iter_inside(node: ast.stmt) -> Iterator[ast.AST]:
    """The statements in the bodies of a statement."""
    for child in ast.iter_child_nodes(node):
        yield from ast.iter_child_nodes(child) if isinstance(child, ast.ExceptHandler) else (child,)


def _make_workspace(source: Source) -> Json:
    reader = StatementReader(source)
    hats: list[Json] = []
    definitions: list[Json] = []
    main: list[ast.stmt] = []
    statements = [node for node in source.tree.body if not source.is_helper(node)]
    for node in statements:
        if is_import(node):
            source.read_imports(node)
    for node in statements:
        if isinstance(node, ast.FunctionDef) and _is_plain(node) and not source.is_raw(node):
            source.parameters[node.name] = [each.arg for each in node.args.args]
            reader.functions[node.name] = len(node.args.args)
            if any(isinstance(each, ast.Return) and each.value is not None for each in _iter_own(node)):
                reader.returning.add(node.name)
    for place, node in enumerate(statements):
        if is_brought(node) and not source.is_raw(node) and _get_place(node) not in source.plain:
            if place + 1 < len(statements):
                source.hand_on_comments(node, statements[place + 1])
            continue
        if isinstance(node, ast.FunctionDef) and not source.is_raw(node):
            made = _read_definition(reader, node) if node.name in reader.functions else _read_hat(reader, node)
            if made is not None:
                (definitions if node.name in reader.functions else hats).append(made)
                continue
        main.append(node)
    if hats and main and _is_listen(main[-1]):
        main.pop()
    blocks = [source.block("program_start"), *reader.read_stack(main)]
    tops = [reader.chain(blocks)["block"], *hats, *definitions]
    lowest = 24
    for top in tops:
        top |= {"x": 24, "y": lowest}
        lowest += HEIGHT * (1 + _count_statements(top))
    return {"blocks": {"languageVersion": 0, "blocks": tops}, "variables": source.variables}


def _count_statements(top: Json) -> int:
    """Count the statements in a stack, at any depth."""
    count, waiting = 0, [top]
    while waiting:
        block = waiting.pop()
        declaration = find_block(block["type"])
        count += declaration is not None and declaration.output is None
        slots = [*block["inputs"].values(), block.get("next", {})]
        waiting += [inner for slot in slots for inner in slot.values()]
    return count


def _keep_all(text: str, tree: ast.Module) -> tuple[Source, Json, CompiledProgram]:
    """The whole text in one block."""
    source = Source(text, tree, {}, set())
    start = source.block("program_start", next={"block": source.keep_all()}, x=24, y=24)
    workspace = {"blocks": {"languageVersion": 0, "blocks": [start]}, "variables": []}
    return source, workspace, compile_workspace(workspace)


def _is_plain(node: ast.FunctionDef) -> bool:
    """Whether a child's own function may be so: names for parameters, nothing else."""
    arguments = node.args
    others = (arguments.posonlyargs, arguments.kwonlyargs, arguments.defaults, arguments.vararg, arguments.kwarg)
    return not (any(others) or node.decorator_list or node.returns or any(each.annotation for each in arguments.args))


def _iter_own(node: ast.AST) -> Iterator[ast.AST]:
    """Iterate over the nodes inside a function, without the functions and classes in it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            yield child
            yield from _iter_own(child)


def _read_definition(reader: StatementReader, node: ast.FunctionDef) -> Json:
    """A function of the child's own."""
    body, inputs = node.body, {}
    last = body[-1]
    if isinstance(last, ast.Return) and last.value is not None:
        body, inputs = body[:-1], {"RETURN": reader.put(last.value)}
    names = reader.source.parameters[node.name]
    params = [{"name": name, "id": reader.source.variable(name)["id"]} for name in names]
    made = reader.source.block(
        "procedures_defreturn" if node.name in reader.returning else "procedures_defnoreturn",
        fields={"NAME": node.name},
        inputs={**inputs, "STACK": reader.read_body(body)},
        extraState={"params": params},
    )
    if own := reader.source.locals.get(node.name):
        made["data"] = f"{LOCAL} {', '.join(own)}"
    if comment := reader.source.get_comment(node):
        made["icons"] = {"comment": {"text": comment}}
    return made


def _read_hat(reader: StatementReader, node: ast.FunctionDef) -> Json | None:
    """Read the handler of an event as a hat block with its body; None where no block says the event."""
    for pattern in list_patterns(node):
        if (found := pattern.match([node], reader.source.imports)) is None:
            continue
        body, _ = found.pop(BODY), found.pop("handler", None)
        body = [line for line in body if not isinstance(line, ast.Global)]
        for name, given in [*found.items()]:
            new = given if isinstance(given, str) else ""
            if new.startswith("new_") and body and _puts(body[0], new):
                found[name], body = body[0].targets[0].id, body[1:]
        try:
            made = reader.fill(pattern, found)
        except NoBlock:
            continue
        made |= {"next": slot} if (slot := reader.read_body(body)) else {}
        if comment := reader.source.get_comment(node):
            made["icons"] = {"comment": {"text": comment}}
        return made
    return None


def _puts(line: ast.stmt, new: str) -> bool:
    """Whether a handler's first line puts its parameter into a variable that others use, too."""
    return isinstance(line, ast.Assign) and isinstance(line.value, ast.Name) and line.value.id == new


def _is_listen(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and ast.unparse(node) == "listen()"


def _find_differences(tree: ast.Module, program: CompiledProgram) -> list[ast.stmt]:
    """The smallest statements of the text that the blocks do not say alike; none: it is the same program."""
    try:
        theirs = parse_python(program.python)
    except NOT_PYTHON:
        return tree.body[:1]
    brought = list_imported(theirs.body)
    lacking = [node for node in tree.body if not list_imported([node]) <= brought]
    mine = {get_function_name(node) for node in tree.body}
    said = [node for node in theirs.body if (name := get_function_name(node)) not in HELPERS or name in mine]
    first = tree.body[0] if tree.body else None
    return lacking or list(_compare(sort_statements(tree.body), sort_statements(said), first))


def _find_locals(tree: ast.Module, program: CompiledProgram, known: dict[str, list[str]]) -> dict[str, list[str]]:
    """Functions → the variables that are their own in the text, and that the blocks, which have one of each name, would
    share with what is around them. Without the functions of which these are known.
    """
    said = {node.name: _list_globals(node) for node in program.statements if isinstance(node, ast.FunctionDef)}
    found: dict[str, list[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name not in known:
            mine = _list_globals(node)
            if names := [name for name in said.get(node.name, ()) if name not in mine]:
                found[node.name] = names
    return found


def _list_globals(node: ast.FunctionDef) -> list[str]:
    return [name for line in node.body if isinstance(line, ast.Global) for name in line.names]


def _compare(ours: list[ast.stmt], theirs: list[ast.stmt], around: ast.stmt | None) -> Iterator[ast.stmt]:
    """The statements that differ, as deep as their heads agree; where some are missing, up to the first one that does.
    around: what stands around the lines.
    """
    aligned = len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=False):
        if is_same(one, other):
            continue
        alike = dump_head(one) == dump_head(other)
        inner = [*zip(list_bodies(one), list_bodies(other), strict=True)] if alike else []
        if inner:
            yield from (found for mine, yours in inner for found in _compare(mine, yours, one))
        else:
            yield one
        if not aligned:
            return
    if len(ours) > len(theirs):
        yield ours[len(theirs)]
    elif not aligned and around is not None:
        yield around

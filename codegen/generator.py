"""Checked blocks → Python: what an emit function may ask for.

An emit function turns one block into Python; the generator calls it once a block::

    from .declare import NUMBER, Standard, number
    from .template import expr, literal, stmts

    def _repeat(node, gen):
        times = gen.value(node, "TIMES", 0)
        with gen.fresh("count") as count:
            return stmts("for {count} in range({times}):\\n    {body}", count=count, times=times, body=gen.body(node,
            "DO"))

    BLOCKS = (
        Standard(type="controls_repeat_ext", drawer="loops", emit=_repeat, inputs={"TIMES": "Number"}, bodies=("DO",),
                 toolbox=({"inputs": {"TIMES": number(10)}},), words=("重复 次数", "repeat times")),
    )

A value block gives one `ast.expr`, a statement block a list of `ast.stmt`. Nobody writes parentheses, quotes,
indents, comments or blank lines: the printer does.

The node (`nodes.Node`), read only:
    node.type, node.id
    node.field("OP")      a menu's value (always one of the declared), a NUMBER (int or float), a TICK (bool), a TEXT
    (str) node.extra            extraState as a dict: the object as saved, or the old XML string's attributes (values
    are text),
                          with "children": [{"tag": "arg", …attributes, "text": …, "children": […]}, …]; {} without one
    node.child("A")       the node in a value or statement input, or None
    node.surround         the nearest node that has this one inside it (in a value or a statement input, not above it),
    or None node.count_numbered("ADD", "itemCount", "items", default=0, first=0)
                          how many of ADD0, ADD1 … the block has: what extraState says under the first of these keys (an
                          XML attribute too), kept within reason, and at least as many as are filled

The generator:
    gen.value(node, "A", default)   the expression in a value input. Empty: the default (a plain value, None too) and a
                                    warning that the block lacks a value; without a default it is an error, and None is
                                    printed. quiet=True: empty is fine.
    gen.body(node, "DO")            the statements in a statement input, [pass] when empty
    gen.variable(node, "VAR")       the variable in a field, as an ast.Name with a safe Python name (and its id as
    `.variable`) gen.type_of(node, "A")          the type of what stands in the input ('Number', 'String', 'Boolean',
    'Array', 'Model' …),
                                    a variable's where all assignments agree; None when unknown or empty
    gen.variable_type(node, "VAR")  the same of the variable in a field
    gen.import_("math")             notes `import math`; gives ast.Name("math") to build on: expr("{m}.pi",
    m=gen.import_("math")) gen.import_("sunmao.data", "Dataset")    notes `from sunmao.data import Dataset`; gives
    ast.Name("Dataset") gen.helper("is_prime")          notes the helper function HELPERS["is_prime"] of a drawer's file
    (Python text, one `def`,
                                    its own import lines first, a docstring of one line); gives its ast.Name
    gen.procedure(name)             the safe Python name of the child's function, as an ast.Name
    gen.definition(name)            the node that defines the child's function of this name (not disabled), or None
    gen.parameter(name, id=None)    the safe Python name of a parameter (the variable of this id or name): text
    gen.parameters(node)            those of a definition, in order: a list of text
    gen.function(node, name, parameters, body, result=None)    the finished definition, [ast.FunctionDef], with the
    `global`
                                    line that the assignments inside need; result: expression for a last `return`, or
                                    None
    gen.fold(made, child)           notes that an expression is also that of a block in this one, whose emit function
                                    was not asked
    gen.whole_variables             the ids of the variables that never hold anything but an int
    gen.only_whole_numbers          whether no value of the program can be anything but an int where a number stands
    gen.number_lists                .numeric, .filled: the ids of the variables that hold lists of numbers, and never
                                    empty ones
    gen.bounds_of(node, "A", 0)     (least, most) of the number in an input, as far as the blocks show it
    gen.in_loop(node)               whether a loop is around it, for `break` and `continue`
    gen.fresh("count")              context manager: a name (ast.Name) that nothing else uses inside the with
    gen.problem(node, code, level="error", **words)    reports a problem of `codegen/texts.py`
"""

import ast
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from keyword import iskeyword
from typing import Any

from sunmao.blocks.assigned_values import SUITE, get_childs_python, list_heads
from sunmao.blocks.integer_inference import has_only_whole_numbers, is_whole_value, whole_variables
from sunmao.blocks.number_bounds import Bounds
from sunmao.blocks.number_lists import NumberLists, find_number_lists
from sunmao.blocks.template import literal, stmts
from sunmao.codegen import raw_python
from sunmao.codegen.nodes import Node, Variable
from sunmao.codegen.printing.printer import Suite
from sunmao.codegen.problems import Problem, make_problem
from sunmao.codegen.python_names import PythonNames
from sunmao.codegen.texts import describe_missing
from sunmao.codegen.variable_usage import VariableUsage, iter_inside

_MISSING = object()


class Generator:
    """Turns checked nodes into statements; collects imports, helper functions and problems on the way."""

    def __init__(self, names: PythonNames, variables: VariableUsage, definitions: dict[str, Node]) -> None:
        self.names = names
        self.variables = variables
        self.definitions = definitions
        self.imports: set[tuple[str, str | None]] = set()
        self.helpers: set[str] = set()
        self.problems: list[Problem] = []
        self.own_python = False  # some text of the child's is in it, which only a compiler can judge
        self._comments: list[str] = []

    def statements(self, node: Node | None) -> list[ast.stmt]:
        """The statements of a stack from `node` down."""
        made = []
        while node:
            if not (node.disabled or node.broken):
                made += self.statement(node)
            node = node.next
        return made

    def statement(self, node: Node) -> list[ast.stmt]:
        """The statements of one block, each marked with it; its comments stand above the first."""
        outer, self._comments = self._comments, comment_lines(node.comment) if node.comment else []
        made: list[ast.stmt] = node.plan.emit(node, self)
        for line in made:
            line.__dict__.setdefault("block", node.id)
        if made and self._comments:
            more = made[0].__dict__
            more["comments"] = self._comments + more.get("comments", [])
        self._comments = outer
        return made

    def value(self, node: Node, name: str, default: object = _MISSING, quiet: bool = False) -> ast.expr:
        """The expression in a value input."""
        child = node.inputs.get(name)
        if child is None or child.disabled or child.broken:
            if not (quiet or (child and child.broken)):
                self._empty(node, name, default)
            return literal(None if default is _MISSING else default)
        if child.comment:
            self._comments += comment_lines(child.comment)
        made: ast.expr = child.plan.emit(child, self)
        more = made.__dict__
        if "block" in more:  # the child gave what stands in it
            more["folded"] = (*more.get("folded", ()), more["block"])
        more["block"] = child.id
        return made

    def fold(self, made: ast.expr, child: Node) -> ast.expr:
        """Marks what was made of a block and of one inside it as being of both."""
        if child.comment:
            self._comments += comment_lines(child.comment)
        more = made.__dict__
        more["folded"] = (*more.get("folded", ()), child.id)
        return made

    def _empty(self, node: Node, name: str, default: object) -> None:
        """Reports a hole that lacks a value."""
        need = describe_missing((node.plan and node.plan.takes(name)) or ())
        if default is _MISSING:
            self.problem(node, "empty_hole", need=need)
        else:
            self.problem(node, "empty_default", "warning", need=need, value=repr(default))

    def body(self, node: Node, name: str) -> list[ast.stmt]:
        """The statements in a statement input, never empty."""
        return self.statements(node.inputs.get(name)) or [ast.Pass()]

    def variable(self, node: Node, name: str) -> ast.Name:
        """The variable in a field."""
        variable = node.values[name]
        made = ast.Name(self.names.variable(variable))
        made.__dict__["variable"] = variable.id
        return made

    def type_of(self, node: Node, name: str) -> str | None:
        """The type of what stands in an input, None when unknown."""
        return self.variables.type_of(node.child(name))

    def variable_type(self, node: Node, name: str) -> str | None:
        """The type of the variable in a field, where all assignments agree."""
        return self.variables.types.get(node.field(name).id)

    def import_(self, module: str, name: str | None = None) -> ast.Name:
        """Notes an import and gives the name that it brings."""
        self.imports.add((module, name))
        return ast.Name(name or module)

    def helper(self, name: str) -> ast.Name:
        """Notes that a helper function is used."""
        self.helpers.add(name)
        return ast.Name(name)

    def procedure(self, name: str) -> ast.Name:
        """The Python name of the child's function."""
        return ast.Name(self.names.function(name))

    def definition(self, name: str) -> Node | None:
        """Return the definition of the child's function of this name; None where there is none."""
        return self.definitions.get(name)

    def parameter(self, name: str, id: str | None = None) -> str:
        """The Python name of a parameter."""
        return self.names.parameter(name, id)

    def parameters(self, node: Node) -> list[str]:
        """The Python names of the parameters of a definition."""
        return [self.names.variable(parameter) for parameter in node.parameters]

    def function(
        self, node: Node, name: ast.Name, parameters: list[str], body: list[ast.stmt], result: ast.expr | None = None
    ) -> list[ast.stmt]:
        """The definition of a function, with the `global` line that its assignments need."""
        lines = self._make_global_line(node, parameters)
        lines += [] if result is not None and _only_pass(body) else body
        lines += [_make_return(result)] if result is not None else []
        arguments = ast.arguments([], [ast.arg(parameter) for parameter in parameters], None, [], [], None, [])
        return [ast.FunctionDef(name.id, arguments, lines, [], None)]

    def begin(self, variable: Variable, value: object) -> list[ast.stmt]:
        """The line that gives a variable its first value, where the first block that sets it goes on from there."""
        return stmts("{name} = {value}", name=ast.Name(self.names.variable(variable)), value=value)

    def hat_body(self, node: Node, given: list[str]) -> tuple[dict[str, ast.Name], list[ast.stmt]]:
        """The function below an event's hat: its parameters by the fields whose variables the event sets, and its
        statements.

        A variable that other stacks use as well is a global one, which the parameter's value is put into.
        """
        elsewhere = {variable.id for other, variable in self.variables.fields if other.top is not node}
        shared = [name for name in given if node.field(name).id in elsewhere]
        own = {name: self.variable(node, name) for name in given}
        parameters = {
            name: ast.Name(self.names.handler(f"new_{own[name].id}")) if name in shared else own[name] for name in given
        }
        lines = self._make_global_line(
            node, [own[name].id for name in given if name not in shared], [own[name].id for name in shared]
        )
        lines += [line for name in shared for line in stmts("{own} = {new}", own=own[name], new=parameters[name])]
        return parameters, lines + (self.statements(node.next) or [ast.Pass()])

    def _make_global_line(self, node: Node, parameters: list[str], more: Iterable[str] = ()) -> list[ast.stmt]:
        """The `global` line of the function that a node becomes. more: names that it sets besides its blocks."""
        assigned = dict.fromkeys(
            [*more, *(self.names.variable(variable) for variable in self.variables.list_assigned(iter_inside(node)))]
        )
        own = {*parameters, *(self.names.variable(variable) for variable in self.variables.list_local(node))}
        names = [name for name in assigned if name not in own]
        return [ast.Global(names)] if names else []

    @cached_property
    def whole_variables(self) -> frozenset[str]:
        """The variables that never hold anything but an int."""
        return whole_variables(self.variables.values)

    @cached_property
    def only_whole_numbers(self) -> bool:
        """Whether no value of the program can be a number that is not whole, or a text that is read as one."""
        return has_only_whole_numbers(self.variables.values)

    @cached_property
    def number_lists(self) -> NumberLists:
        """The variables whose lists hold numbers only."""
        return find_number_lists(self.variables.values, self.variables.type_of)

    def bounds_of(self, node: Node, name: str, default: float) -> Bounds:
        """Between which numbers what stands in an input lies on every run."""
        return self.variables.bounds_of(node, name, default)

    def in_loop(self, node: Node) -> bool:
        """Is there a loop around the block?"""
        around = node.surround
        while around and not (around.declaration.loops or _is_own_loop(around)):
            around = around.surround
        return around is not None

    @contextmanager
    def fresh(self, name: str) -> Iterator[ast.Name]:
        """A name that nothing else uses meanwhile."""
        taken = self.names.take(name)
        try:
            yield ast.Name(taken)
        finally:
            self.names.release(taken)

    def own_statements(self, node: Node, name: str) -> list[ast.stmt]:
        """A child's own Python, kept exactly; what is no Python becomes `pass` and a problem."""
        text = raw_python.normalize_newlines(node.field(name))
        try:
            lines = raw_python.parse_statements(text)
        except raw_python.InvalidPython as error:
            self.problem(node, "bad_python", cause=str(error))
            return [ast.Pass()]
        self.own_python = True
        return lines

    def own_suite(self, node: Node) -> list[ast.stmt]:
        """A child's own lines with blocks below each; what is no Python becomes a problem, and the blocks stay."""
        heads = list_heads(node)
        bodies = [self.body(node, f"BODY{place}") for place in range(len(heads))]
        try:
            raw_python.check_suite(get_childs_python(node))
        except raw_python.InvalidPython as error:
            self.problem(node, "bad_python", cause=str(error))
            return [line for body in bodies for line in body]
        self.own_python = True
        return [Suite(list(zip(heads, bodies, strict=True)))]

    def own_name(self, node: Node, name: str) -> str:
        """A name that a child typed; for what is none, a problem and a name that nothing has."""
        typed: str = node.field(name).strip()
        if typed.isidentifier() and not iskeyword(typed):
            return typed
        self.problem(node, "bad_python", cause=f"{typed!r} is no name")
        return "_"

    def own_path(self, node: Node, name: str) -> ast.expr:
        """Names with points between that a child typed, as `time.sleep`; None and a problem for anything else."""
        try:
            found: ast.expr = raw_python.parse_python(node.field(name).strip(), "eval").body
        except raw_python.NOT_PYTHON as error:
            self.problem(node, "bad_python", cause=str(error))
            return ast.Constant(None)
        inner = found
        while isinstance(inner, ast.Attribute):
            inner = inner.value
        if isinstance(inner, ast.Name):
            return found
        self.problem(node, "bad_python", cause=f"{node.field(name)!r} is no name")
        return ast.Constant(None)

    def own_import(self, node: Node) -> list[ast.stmt]:
        """An import that a child typed; `pass` and a problem where it is none."""
        text = get_childs_python(node)
        try:
            lines: list[ast.stmt] = raw_python.parse_python(text).body
        except raw_python.NOT_PYTHON as error:
            self.problem(node, "bad_python", cause=str(error))
            return [ast.Pass()]
        if len(lines) == 1 and isinstance(lines[0], (ast.Import, ast.ImportFrom)):
            return lines
        self.problem(node, "bad_python", cause=f"{text!r} is no import")
        return [ast.Pass()]

    def in_own_function(self, node: Node) -> bool:
        """Whether lines of a child's own Python around the block begin a function."""
        around = node.surround
        while around and not (around.type == SUITE and "def " in around.field("HEAD0")):
            around = around.surround
        return around is not None

    def own_value(self, node: Node, name: str) -> ast.expr:
        """A child's own expression, kept exactly; what is no Python becomes None and a problem."""
        try:
            found = raw_python.parse_expression(raw_python.normalize_newlines(node.field(name)).strip())
        except raw_python.InvalidPython as error:
            self.problem(node, "bad_python", cause=str(error))
            return ast.Constant(None)
        self.own_python = True
        found.__dict__["whole"] = is_whole_value(node)
        return found

    def problem(self, node: Node, code: str, level: str = "error", cause: str = "", **words: Any) -> None:
        """Reports a problem on a block."""
        self.problems.append(make_problem(node.id, code, level, cause, **words))


def _is_own_loop(node: Node) -> bool:
    return node.type == SUITE and node.field("HEAD0").lstrip().startswith(("for ", "while ", "async for "))


def _make_return(result: ast.expr) -> ast.Return:
    """The last line of a function, which belongs to the block whose value it gives back."""
    made = ast.Return(result)
    if "block" in result.__dict__:
        made.__dict__["block"] = result.__dict__["block"]
    return made


def _only_pass(body: list[ast.stmt]) -> bool:
    return len(body) == 1 and isinstance(body[0], ast.Pass)


def comment_lines(comment: str) -> list[str]:
    """A comment's lines, with nothing in them that could end a Python comment or a file."""
    if not comment or not comment.strip():
        return []
    return [
        "".join(letter if letter.isprintable() else " " for letter in line).rstrip() for line in comment.splitlines()
    ]

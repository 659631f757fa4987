"""Expressions → value blocks."""

import ast
import copy
import re
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, ClassVar

from sunmao.blocks import find_block
from sunmao.blocks.categories.pickers import number_or_text
from sunmao.blocks.constant_folding import get_number, is_text
from sunmao.blocks.spec import Block, Check, Input, Standard
from sunmao.codegen.checks.type_checks import fits, may_hold
from sunmao.codegen.reading.patterns import REST, Pattern, list_patterns
from sunmao.codegen.reading.source import Source

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
IDENTITIES = {ast.Is: "EQ", ast.IsNot: "NEQ", ast.Lt: "LT", ast.LtE: "LTE", ast.Gt: "GT", ast.GtE: "GTE"}
COMPARISONS = {ast.Eq: "EQ", ast.NotEq: "NEQ", ast.Lt: "LT", ast.LtE: "LTE", ast.Gt: "GT", ast.GtE: "GTE"}
Json = dict[str, Any]


class NoBlock(Exception):
    """A piece of Python that no block says."""


class ValueReader:
    """Reads the expressions of one program.

    functions: the child's own functions → how many parameters each has; returning: those of them that give a value
    back. inverses: what reads a kind of expression that no template says.
    """

    inverses: ClassVar[Mapping[type[ast.expr], str]] = {
        ast.Constant: "read_constant",
        ast.Name: "read_name",
        ast.UnaryOp: "read_unary",
        ast.Compare: "read_comparison",
        ast.BoolOp: "read_operation",
        ast.IfExp: "read_choice",
        ast.JoinedStr: "read_joined",
        ast.List: "read_list",
        ast.Dict: "read_dictionary",
        ast.Call: "read_call",
        ast.Subscript: "read_subscript",
    }

    def __init__(self, source: Source) -> None:
        self.source = source
        self.functions: dict[str, int] = {}
        self.returning: set[str] = set()
        self._done: dict[int, tuple[ast.expr, Json]] = {}  # the `id` of an expression → it, its block
        self.types: dict[str, str | None] = dict(source.types)  # of variables; None: several, or not known
        self.unsure = 0  # how many values of no known type were put where one is needed

    def read(self, given: ast.expr) -> Json:
        """The block of an expression: the one that says most of it, else one that says what Python does, else one that
        keeps its text. Each is read once, however many blocks are tried for what is around it.
        """
        done = self._done.get(id(given))
        if done is None or done[0] is not given:
            done = self._done[id(given)] = given, self._read(given)
        return done[1]

    def _read(self, given: ast.expr) -> Json:
        if isinstance(given, ast.UnaryOp) and (number := get_number(given)) is not None:
            return self.source.block("math_number", fields={"NUM": number})
        said = (self.read_said, self.read_plain)
        for way in (self.read_template, *reversed(said)) if self.source.is_plain else said:
            try:
                return way(given)
            except NoBlock:
                continue
        return self.source.keep(given)

    def forget(self) -> None:
        """Forget the values that were read: they may be read otherwise now."""
        self._done.clear()

    def read_plain(self, given: ast.expr) -> Json:
        """The block that says what Python does, whatever the types are. Raises NoBlock where there is none."""
        raise NoBlock

    def read_said(self, given: ast.expr) -> Json:
        """The block that says most of an expression. Raises NoBlock where there is none."""
        if isinstance(given, ast.BinOp) and isinstance(given.op, ast.Add) and any(map(self.is_text, list_added(given))):
            return self.join_texts(list_added(given))
        if isinstance(given, ast.BinOp) and isinstance(given.op, ast.FloorDiv):
            divided = self.read(ast.copy_location(ast.BinOp(given.left, ast.Div(), given.right), given))
            return self.source.block("math_round", fields={"OP": "ROUNDDOWN"}, inputs={"NUM": {"block": divided}})
        try:
            return self.read_template(given, (Block, Standard))
        except NoBlock:
            pass
        inverse = self.inverses.get(type(given))
        if inverse is None:
            raise NoBlock
        made: Json = getattr(self, inverse)(given)
        return made

    def read_template(self, given: ast.expr, kinds: Any = Block) -> Json:
        """The block whose template an expression is: one of ours, which are printed so whatever the types are, or of
        both kinds. Raises NoBlock where there is none.
        """
        for pattern in list_patterns(given):
            if not isinstance(pattern.declaration, kinds):
                continue
            if (found := pattern.match(given, self.source.imports)) is not None:
                try:
                    return self.fill(pattern, found)
                except NoBlock:
                    continue
        raise NoBlock

    def fill(self, pattern: Pattern, found: dict[str, Any]) -> Json:
        """The block of a pattern, with what stands in its holes. Raises NoBlock where that does not fit."""
        declaration = pattern.declaration
        made = self.source.block(declaration.type, fields=dict(pattern.fields))
        if not isinstance(declaration, Block):
            made["inputs"] = {name: self.put(given, declaration.inputs.get(name)) for name, given in found.items()}
            if declaration.type == "text_prompt_ext":
                made["inputs"].setdefault("TEXT", self.put(ast.Constant("")))
            return made
        holes = {hole.name: hole for hole in declaration.holes}
        options = {option.name: option for option in declaration.optional_inputs}
        for name, given in found.items():
            if name == REST and options:
                self._add_options(made, options, given)
            elif name == "items" and declaration.items:
                made["extraState"] = {"items": len(given)}
                for place, each in enumerate(given):
                    made["inputs"][f"{declaration.items.prefix}{place}"] = self.put(each, declaration.items.check)
                if len(given) < declaration.items.least:
                    raise NoBlock
            elif name in holes:
                self._put_hole(made, holes[name], given)
        return made

    def _add_options(self, made: Json, options: dict[str, Input], given: list[ast.keyword]) -> None:
        for keyword in given:
            if keyword.arg not in options:
                raise NoBlock
            self._put_hole(made, options[keyword.arg], keyword.value)
        order = [name for name in options if name in {keyword.arg for keyword in given}]
        if [keyword.arg for keyword in given] != order:
            raise NoBlock
        if order:
            made["extraState"] = {**made.get("extraState", {}), "more": order}

    def _put_hole(self, made: Json, hole: Input, given: Any) -> None:
        if hole.kind == "value":
            made["inputs"][hole.name] = self._pick(hole, given) or self.put(given, hole.check)
        elif hole.kind == "var":
            name = _require_name(given)
            made["fields"][hole.name] = self.source.variable(name)
            self.note_type(name, hole.check if isinstance(hole.check, str) else None)
        elif hole.kind == "menu":
            said = given.value if isinstance(given, ast.Constant) else getattr(given, "id", given)
            value = next((each[0] for each in hole.options if each[0] == said and type(each[0]) is type(said)), None)
            if value is None:
                raise NoBlock
            made["fields"][hole.name] = str(value)
        elif hole.kind == "check":
            if not (isinstance(given, ast.Constant) and isinstance(given.value, bool)):
                raise NoBlock
            made["fields"][hole.name] = "TRUE" if given.value else "FALSE"
        elif hole.kind == "code" and isinstance(given, str):
            made["fields"][hole.name] = given
        else:
            raise NoBlock

    def _pick(self, hole: Input, given: ast.expr) -> Json | None:
        """A picker's shadow, where the hole offers one and a plain text is said."""
        if not (hole.picker and isinstance(given, ast.Constant) and _is_picked(hole.picker, given)):
            return None
        kind, field = ("colour_picker", "COLOUR") if hole.picker == "color" else (f"pick_{hole.picker}", "value")
        return {"shadow": self.source.block(kind, fields={field: str(given.value)})}

    def put(self, given: ast.expr, need: Check = None) -> Json:
        """Read an expression into a hole that takes these types. Raises NoBlock for a value of another type."""
        if isinstance(given, (ast.GeneratorExp, ast.Starred)):
            raise NoBlock  # its brackets are those of the call
        if need == "Colour" and isinstance(given, ast.Constant) and _COLOR.fullmatch(str(given.value)):
            return {"block": self.source.block("colour_picker", fields={"COLOUR": str(given.value)})}
        unsure = self.unsure
        made = self.read(given)
        self.unsure = unsure  # what stands in it is no matter of this hole
        have = self.type_of(made)
        if need and have in (None, "*"):
            self.unsure += 1
        elif need:
            takes = (need,) if isinstance(need, str) else need
            lenient = made["type"] == "variables_get" and "Boolean" in takes
            if not (may_hold if lenient else fits)(str(have), takes):
                raise NoBlock
        return {"shadow" if made["type"] in ("math_number", "text") else "block": made}

    def note_type(self, name: str, type: str | None) -> None:
        """A variable holds a value of this type, too."""
        known = self.source.types.get(name, type)
        self.types[name] = type if self.types.get(name, known) == type else None

    def type_of(self, made: Json) -> str | None:
        """The type of a value block; None where it is not known."""
        if made["type"] == "variables_get":
            return self.types.get(made["fields"]["VAR"]["id"])
        declaration = find_block(made["type"])
        output: Any = declaration.output if declaration else None
        if callable(output):
            output = output(SimpleNamespace(field=made["fields"].get, values=made["fields"]))
        return output if isinstance(output, str) else None

    def is_text(self, given: ast.expr) -> bool:
        """Whether it is a text, as far as it is known."""
        if isinstance(given, ast.Name):
            return self.types.get(given.id) == "String"
        if isinstance(given, ast.BinOp) and isinstance(given.op, ast.Add):
            return self.is_text(given.left) or self.is_text(given.right)
        return is_text(given) or (isinstance(given, ast.Subscript) and self.is_text(given.value))

    def read_name(self, given: ast.Name) -> Json:
        """A variable."""
        if given.id in self.source.imports or given.id in self.functions or not self.source.is_variable(given.id):
            raise NoBlock
        return self.source.block("variables_get", fields={"VAR": self.source.variable(given.id)})

    def read_constant(self, given: ast.Constant) -> Json:
        """Read a constant: a number, a text, true or false, nothing."""
        value = given.value
        if isinstance(value, bool):
            return self.source.block("logic_boolean", fields={"BOOL": "TRUE" if value else "FALSE"})
        if value is None:
            return self.source.block("logic_null")
        if isinstance(value, str):
            return self.source.block("text_multiline" if "\n" in value else "text", fields={"TEXT": value})
        if isinstance(value, (int, float)):
            return self.source.block("math_number", fields={"NUM": value})
        raise NoBlock

    def read_unary(self, given: ast.UnaryOp) -> Json:
        """`not`."""
        if isinstance(given.op, ast.Not):
            return self.source.block("logic_negate", inputs={"BOOL": self.put(given.operand)})
        raise NoBlock

    def read_comparison(self, given: ast.Compare) -> Json:
        """One comparison."""
        operator, right = type(given.ops[0]), given.comparators[0]
        if len(given.ops) == 1 and operator in (ast.In, ast.NotIn):
            return self._read_containment(given.left, right, "GT" if operator is ast.In else "EQ")
        nothing = isinstance(right, ast.Constant) and right.value is None
        if len(given.ops) != 1 or operator not in (IDENTITIES if nothing else COMPARISONS):
            raise NoBlock
        inputs = {"A": self.put(given.left), "B": self.put(right)}
        said = (IDENTITIES if nothing else COMPARISONS)[operator]
        return self.source.block("logic_compare", fields={"OP": said}, inputs=inputs)

    def _read_containment(self, item: ast.expr, items: ast.expr, operator: str) -> Json:
        """Whether something is in a text or list: whether its place there is above 0. Raises NoBlock where it may be
        anything else.
        """
        kind, need = ("text_indexOf", "String") if self.is_text(items) else ("lists_indexOf", "Array")
        if need == "Array" and self.type_of(self.read(items)) != "Array":
            raise NoBlock
        inputs = {"VALUE": self.put(items, need), "FIND": self.put(item, "String" if need == "String" else None)}
        place = {"block": self.source.block(kind, fields={"END": "FIRST"}, inputs=inputs)}
        inputs = {"A": place, "B": self.put(ast.Constant(0))}
        return self.source.block("logic_compare", fields={"OP": operator}, inputs=inputs)

    def read_operation(self, given: ast.BoolOp) -> Json:
        """`and` and `or`."""
        operator = "AND" if isinstance(given.op, ast.And) else "OR"
        made: Json = self.put(given.values[0], "Boolean")
        for each in given.values[1:]:
            inputs = {"A": made, "B": self.put(each, "Boolean")}
            made = {"block": self.source.block("logic_operation", fields={"OP": operator}, inputs=inputs)}
        found: Json = made["block"]
        return found

    def read_choice(self, given: ast.IfExp) -> Json:
        """One of two values."""
        inputs = {"IF": given.test, "THEN": given.body, "ELSE": given.orelse}
        return self.source.block("logic_ternary", inputs={name: self.put(each) for name, each in inputs.items()})

    def read_list(self, given: ast.List) -> Json:
        """A list of items."""
        if not given.elts:
            return self.source.block("lists_create_empty")
        inputs = {f"ADD{place}": self.put(each) for place, each in enumerate(given.elts)}
        return self.source.block("lists_create_with", inputs=inputs, extraState={"itemCount": len(given.elts)})

    def read_dictionary(self, given: ast.Dict) -> Json:
        """Keys and their values."""
        parts = [part for pair in zip(given.keys, given.values, strict=True) for part in pair]
        inputs = {f"item{place}": self.put(part) for place, part in enumerate(parts) if part is not None}
        if len(inputs) < max(len(parts), 2):  # nothing, or another dictionary in it
            raise NoBlock
        return self.source.block("dict_create", inputs=inputs, extraState={"items": len(parts)})

    def join_texts(self, parts: list[ast.expr]) -> Json:
        """Texts and what is made text by `str(…)`, put together; `str(…)` is that of one thing. Raises NoBlock where
        something may be no text.
        """
        inputs = {}
        for place, part in enumerate(parts):
            if not self.is_text(part):  # a call of `str` is one
                raise NoBlock
            inner = unwrap_call(part, "str")
            if len(parts) > 1 and (inner is not part or not is_text(part)):
                alone = self.source.block("text_join", inputs={"ADD0": self.put(inner)}, extraState={"itemCount": 1})
                inputs[f"ADD{place}"] = {"block": alone}
            else:
                inputs[f"ADD{place}"] = self.put(inner)
        return self.source.block("text_join", inputs=inputs, extraState={"itemCount": len(parts)})

    def read_joined(self, given: ast.JoinedStr) -> Json:
        """Texts and values of an f-string, put together. Raises NoBlock where it says how a value is to be written in a
        way that no block says.
        """
        parts = [self._put_part(part) for part in given.values]
        if len(parts) == 1 and parts[0].get("block", {}).get("type") == "text_format":
            made: Json = parts[0]["block"]
            return made
        parts += [self.put(ast.Constant(""))] if len(parts) == 1 else []
        inputs = {f"ADD{place}": part for place, part in enumerate(parts)}
        return self.source.block("text_join", inputs=inputs, extraState={"itemCount": len(parts)})

    def _put_part(self, part: ast.expr) -> Json:
        """A text or a value of an f-string."""
        if not isinstance(part, ast.FormattedValue):
            return self.put(part)
        value = _forget_places(part.value)
        if part.conversion != -1:
            raise NoBlock
        if part.format_spec is None:
            return self.put(value)
        written = part.format_spec.values if isinstance(part.format_spec, ast.JoinedStr) else []
        if len(written) != 1 or not isinstance(written[0], ast.Constant):
            raise NoBlock
        inputs = {"value": self.put(value)}
        return {"block": self.source.block("text_format", fields={"format": written[0].value}, inputs=inputs)}


def list_added(given: ast.expr) -> list[ast.expr]:
    """The parts of a sum, from the left."""
    if isinstance(given, ast.BinOp) and isinstance(given.op, ast.Add):
        return [*list_added(given.left), given.right]
    return [given]


def unwrap_call(given: ast.expr, name: str) -> ast.expr:
    """Return the argument of a call of one of Python's own functions, `int(…)` or `str(…)`; anything else as it is."""
    if not (isinstance(given, ast.Call) and isinstance(given.func, ast.Name) and given.func.id == name):
        return given
    return given.args[0] if len(given.args) == 1 and not given.keywords else given


def _forget_places(given: ast.expr) -> ast.expr:
    """A copy of an expression in an f-string, whose place in its line Python 3.11 does not know."""
    copied = copy.deepcopy(given)
    for node in ast.walk(copied):
        node.__dict__["unplaced"] = True
    return copied


def _is_picked(picker: str, given: ast.Constant) -> bool:
    if picker in ("pin", "camera"):
        return not isinstance(given.value, bool) and number_or_text(str(given.value)) == given.value
    return isinstance(given.value, str)


def _require_name(given: Any) -> str:
    if isinstance(given, ast.Name):
        return given.id
    if isinstance(given, str):
        return given
    raise NoBlock

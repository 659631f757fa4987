"""Expressions → value blocks."""

import ast
import copy
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from sunmao.blocks import find_block
from sunmao.blocks.categories.pickers import number_or_text
from sunmao.blocks.constant_folding import add_number, get_number, is_text
from sunmao.blocks.spec import Block, Check, Input
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

    functions: the child's own functions → how many parameters each has.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.functions: dict[str, int] = {}
        self.types: dict[str, str | None] = dict(source.types)  # of variables; None: several, or not known
        self.unsure = 0  # how many values of no known type were put where one is needed

    def read(self, given: ast.expr) -> Json:
        """The block of an expression; one that keeps its text where no other one says it."""
        try:
            return self._read(given)
        except NoBlock:
            return self.source.keep(given)

    def _read(self, given: ast.expr) -> Json:
        if self.source.is_raw(given):
            raise NoBlock
        if isinstance(given, ast.BinOp) and isinstance(given.op, ast.Add) and any(map(self.is_text, list_added(given))):
            return self.join_texts(list_added(given))
        if isinstance(given, ast.BinOp) and isinstance(given.op, ast.FloorDiv):
            divided = self.read(ast.copy_location(ast.BinOp(given.left, ast.Div(), given.right), given))
            return self.source.block("math_round", fields={"OP": "ROUNDDOWN"}, inputs={"NUM": {"block": divided}})
        for pattern in list_patterns(given):
            if (found := pattern.match(given, self.source.imports)) is not None:
                try:
                    return self.fill(pattern, found)
                except NoBlock:
                    continue
        inverse = _INVERSES.get(type(given))
        if inverse is None:
            raise NoBlock
        return inverse(self, given)

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
        else:
            raise NoBlock

    def _pick(self, hole: Input, given: ast.expr) -> Json | None:
        """A picker's shadow, where the hole offers one and a plain text is said."""
        if not (hole.picker and isinstance(given, ast.Constant) and _is_picked(hole.picker, given)):
            return None
        kind, field = ("colour_picker", "COLOUR") if hole.picker == "color" else (f"pick_{hole.picker}", "value")
        return {"shadow": self.source.block(kind, fields={field: str(given.value)})}

    def put(self, given: ast.expr, need: Check = None) -> Json:
        """What stands in a hole that takes these types. Raises NoBlock for a value of another type."""
        if isinstance(given, (ast.GeneratorExp, ast.Starred)):
            raise NoBlock  # its brackets are those of the call
        if need == "Colour" and isinstance(given, ast.Constant) and _COLOR.fullmatch(str(given.value)):
            return {"block": self.source.block("colour_picker", fields={"COLOUR": str(given.value)})}
        made = self.read(given)
        have = self.type_of(made)
        if need and have in (None, "*"):
            self.unsure += 1
        elif need:
            takes = (need,) if isinstance(need, str) else need
            if not (may_hold if made["type"] == "variables_get" else fits)(str(have), takes):
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
        return is_text(given) or (isinstance(given, ast.Subscript) and self.is_text(given.value))

    def read_name(self, given: ast.Name) -> Json:
        """A variable."""
        if given.id in self.source.imports or given.id in self.functions or not self.source.is_variable(given.id):
            raise NoBlock
        return self.source.block("variables_get", fields={"VAR": self.source.variable(given.id)})

    def read_call(self, given: ast.Call) -> Json:
        """A call of the child's own function; what a template cannot say of a list or text."""
        function = given.func
        if isinstance(function, ast.Name) and self.functions.get(function.id) == len(given.args) and not given.keywords:
            return self.call_function("procedures_callreturn", given)
        if isinstance(function, ast.Attribute) and not given.keywords:
            if function.attr == "pop" and len(given.args) < 2:
                return self._take(function.value, given.args)
            if function.attr == "split" and len(given.args) < 2:
                return self._split(function.value, given.args)
            if function.attr == "join" and len(given.args) == 1:
                return self._join(function.value, given.args[0])
        if isinstance(function, ast.Name) and function.id == "list" and len(given.args) == 1 and is_text(given.args[0]):
            return self._split(given.args[0], [ast.Constant("")])
        if isinstance(function, ast.Name) and function.id == "sorted" and len(given.args) == 1:
            return self._sort(given)
        if isinstance(function, ast.Name) and function.id == "str":
            return self.join_texts([given])
        if isinstance(function, ast.Name) and function.id == "bool" and len(given.args) == 1 and not given.keywords:
            once = {"block": self.source.block("logic_negate", inputs={"BOOL": self.put(given.args[0])})}
            return self.source.block("logic_negate", inputs={"BOOL": once})
        raise NoBlock

    def call_function(self, kind: str, given: ast.Call) -> Json:
        """A call of the child's own function."""
        name = given.func.id  # type: ignore[attr-defined]  # the caller has looked
        inputs = {f"ARG{place}": self.put(each) for place, each in enumerate(given.args)}
        return self.source.block(kind, inputs=inputs, extraState={"name": name, "params": self.source.parameters[name]})

    def join_texts(self, parts: list[ast.expr]) -> Json:
        """Texts and what is made text by `str(…)`, put together; `str(…)` is that of one thing. Raises NoBlock where
        something may be no text.
        """
        inputs = {}
        for place, part in enumerate(parts):
            if not self.is_text(part):  # a call of `str` is one
                raise NoBlock
            inner = unwrap_call(part, "str")
            if len(parts) > 1 and (inner is not part or isinstance(part, ast.Name)):
                alone = self.source.block("text_join", inputs={"ADD0": self.put(inner)}, extraState={"itemCount": 1})
                inputs[f"ADD{place}"] = {"block": alone}
            else:
                inputs[f"ADD{place}"] = self.put(inner)
        return self.source.block("text_join", inputs=inputs, extraState={"itemCount": len(parts)})

    def read_joined(self, given: ast.JoinedStr) -> Json:
        """Texts and values of an f-string, put together. Raises NoBlock where it says how a value is to be written."""
        parts: list[ast.expr] = []
        for part in given.values:
            if isinstance(part, ast.FormattedValue):
                if part.conversion != -1 or part.format_spec is not None:
                    raise NoBlock
                parts.append(_forget_places(part.value))
            else:
                parts.append(part)
        parts += [ast.Constant("")] if len(parts) == 1 else []
        inputs = {f"ADD{place}": self.put(part) for place, part in enumerate(parts)}
        return self.source.block("text_join", inputs=inputs, extraState={"itemCount": len(parts)})

    def _split(self, parts: ast.expr, between: list[ast.expr]) -> Json:
        inputs = dict(zip(("INPUT", "DELIM"), map(self.put, [parts, *between]), strict=False))
        return self.source.block("lists_split", fields={"MODE": "SPLIT"}, inputs=inputs)

    def _join(self, between: ast.expr, items: ast.expr) -> Json:
        if isinstance(items, ast.Call) and isinstance(items.func, ast.Name) and items.func.id == "map":
            if len(items.args) != 2 or not (isinstance(items.args[0], ast.Name) and items.args[0].id == "str"):
                raise NoBlock
            items = items.args[1]
        elif isinstance(items, ast.List) and isinstance(between, ast.Constant) and between.value == "":
            return self.join_texts(items.elts)
        inputs = {"INPUT": self.put(items), "DELIM": self.put(between)}
        return self.source.block("lists_split", fields={"MODE": "JOIN"}, inputs=inputs)

    def _take(self, items: ast.expr, places: list[ast.expr]) -> Json:
        fields, inputs = self.read_place(places[0]) if places else ({"WHERE": "LAST"}, {})
        fields = {"MODE": "GET_REMOVE", **fields}
        return self.source.block("lists_getIndex", fields=fields, inputs={"VALUE": self.put(items), **inputs})

    def _sort(self, given: ast.Call) -> Json:
        said = {keyword.arg: keyword.value for keyword in given.keywords}
        reverse, key = said.pop("reverse", None), said.pop("key", None)
        if said or (reverse is not None and not (isinstance(reverse, ast.Constant) and reverse.value is True)):
            raise NoBlock
        kinds = {"None": "NUMERIC", "number_or_zero": "NUMERIC", "str": "TEXT"}
        written = ast.unparse(key) if key is not None else "None"
        kind = "IGNORE_CASE" if written == "lambda item: str(item).lower()" else kinds.get(written)
        if kind is None:
            raise NoBlock
        fields = {"TYPE": kind, "DIRECTION": "1" if reverse is None else "-1"}
        return self.source.block("lists_sort", fields=fields, inputs={"LIST": self.put(given.args[0])})

    def read_place(self, given: ast.expr) -> tuple[dict[str, str], Json]:
        """(fields, inputs) that say a place in a text or list, which a child counts from 1."""
        number = get_number(given)
        if isinstance(number, int):
            if number == -1:
                return {"WHERE": "LAST"}, {}
            at = number + 1 if number >= 0 else -number
            where = "FROM_START" if number >= 0 else "FROM_END"
            return {"WHERE": where}, {"AT": self.put(ast.Constant(at))}
        if isinstance(given, ast.UnaryOp) and isinstance(given.op, ast.USub):
            return {"WHERE": "FROM_END"}, {"AT": self.put(unwrap_call(given.operand, "int"))}
        if isinstance(given, (ast.Tuple, ast.Slice)) or self.is_text(given):
            raise NoBlock
        return {"WHERE": "FROM_START"}, {"AT": self.put(add_number(unwrap_call(given, "int"), 1))}

    def read_subscript(self, given: ast.Subscript) -> Json:
        """A letter, an item, or a part of a text or list. Raises NoBlock for an item of a dict."""
        self.refuse_dict(given.value)
        text = self.is_text(given.value)
        if isinstance(given.slice, ast.Slice):
            return self._read_section(given, text)
        fields, inputs = self.read_place(given.slice)
        if text:
            return self.source.block("text_charAt", fields=fields, inputs={"VALUE": self.put(given.value), **inputs})
        fields = {"MODE": "GET", **fields}
        return self.source.block("lists_getIndex", fields=fields, inputs={"VALUE": self.put(given.value), **inputs})

    def refuse_dict(self, items: ast.expr) -> None:
        """Raises NoBlock for a dict."""
        if isinstance(items, ast.Dict) or (isinstance(items, ast.Name) and self.source.is_dict(items.id)):
            raise NoBlock

    def _read_section(self, given: ast.Subscript, text: bool) -> Json:
        cut: Any = given.slice
        if cut.step is not None:
            raise NoBlock
        fields, inputs = {}, {}
        if cut.lower is None:
            fields["WHERE1"] = "FIRST"
        else:
            where, at = self.read_place(cut.lower)
            if get_number(cut.lower) == 0:  # of a part that begins with the first one, nothing is written
                where, at = {"WHERE": "FROM_END"}, {"AT": self.put(cut.lower)}
            if where["WHERE"] == "LAST":
                where, at = {"WHERE": "FROM_END"}, {"AT": self.put(ast.Constant(1))}
            fields["WHERE1"], inputs["AT1"] = where["WHERE"], at["AT"]
        if cut.upper is None:
            fields["WHERE2"] = "LAST"
        else:
            fields["WHERE2"], inputs["AT2"] = self._read_end(cut.upper)
        kind, whole = ("text_getSubstring", "STRING") if text else ("lists_getSublist", "LIST")
        return self.source.block(kind, fields=fields, inputs={whole: self.put(given.value), **inputs})

    def _read_end(self, given: ast.expr) -> tuple[str, Json]:
        number = get_number(given)
        if isinstance(number, int):
            return ("FROM_START", self.put(given)) if number >= 0 else ("FROM_END", self.put(ast.Constant(1 - number)))
        if isinstance(given, ast.BoolOp) and isinstance(given.op, ast.Or) and len(given.values) == 2:
            rest = given.values[0]
            if isinstance(rest, ast.BinOp) and isinstance(rest.op, ast.Sub) and get_number(rest.left) == 1:
                return "FROM_END", self.put(rest.right)
            if isinstance(rest, ast.UnaryOp) and isinstance(rest.op, ast.USub):
                return "FROM_END", self.put(add_number(unwrap_call(rest.operand, "int"), 1))
            raise NoBlock
        return "FROM_START", self.put(unwrap_call(given, "int"))


def _read_constant(reader: ValueReader, given: ast.Constant) -> Json:
    value = given.value
    if isinstance(value, bool):
        return reader.source.block("logic_boolean", fields={"BOOL": "TRUE" if value else "FALSE"})
    if value is None:
        return reader.source.block("logic_null")
    if isinstance(value, str):
        return reader.source.block("text_multiline" if "\n" in value else "text", fields={"TEXT": value})
    if isinstance(value, (int, float)):
        return reader.source.block("math_number", fields={"NUM": value})
    raise NoBlock


def _read_unary(reader: ValueReader, given: ast.UnaryOp) -> Json:
    number = get_number(given)
    if number is not None:
        return reader.source.block("math_number", fields={"NUM": number})
    if isinstance(given.op, ast.Not):
        return reader.source.block("logic_negate", inputs={"BOOL": reader.put(given.operand)})
    raise NoBlock


def _read_compare(reader: ValueReader, given: ast.Compare) -> Json:
    operator, right = type(given.ops[0]), given.comparators[0]
    if len(given.ops) == 1 and operator in (ast.In, ast.NotIn):
        return _read_containment(reader, given.left, right, "GT" if operator is ast.In else "EQ")
    nothing = isinstance(right, ast.Constant) and right.value is None
    if len(given.ops) != 1 or operator not in (IDENTITIES if nothing else COMPARISONS):
        raise NoBlock
    inputs = {"A": reader.put(given.left), "B": reader.put(right)}
    said = (IDENTITIES if nothing else COMPARISONS)[operator]
    return reader.source.block("logic_compare", fields={"OP": said}, inputs=inputs)


def _read_containment(reader: ValueReader, item: ast.expr, items: ast.expr, operator: str) -> Json:
    """Whether something is in a text or list: whether its place there is above 0."""
    kind, need = ("text_indexOf", "String") if reader.is_text(items) else ("lists_indexOf", "Array")
    inputs = {"VALUE": reader.put(items, need), "FIND": reader.put(item, "String" if need == "String" else None)}
    place = {"block": reader.source.block(kind, fields={"END": "FIRST"}, inputs=inputs)}
    inputs = {"A": place, "B": reader.put(ast.Constant(0))}
    return reader.source.block("logic_compare", fields={"OP": operator}, inputs=inputs)


def _read_bool(reader: ValueReader, given: ast.BoolOp) -> Json:
    operator = "AND" if isinstance(given.op, ast.And) else "OR"
    made: Json = reader.put(given.values[0])
    for each in given.values[1:]:
        both = reader.source.block(
            "logic_operation", fields={"OP": operator}, inputs={"A": made, "B": reader.put(each)}
        )
        made = {"block": both}
    found: Json = made["block"]
    return found


def _read_choice(reader: ValueReader, given: ast.IfExp) -> Json:
    inputs = {"IF": given.test, "THEN": given.body, "ELSE": given.orelse}
    return reader.source.block("logic_ternary", inputs={name: reader.put(each) for name, each in inputs.items()})


def _read_list(reader: ValueReader, given: ast.List) -> Json:
    if any(isinstance(each, ast.Starred) for each in given.elts):
        raise NoBlock
    inputs = {f"ADD{place}": reader.put(each) for place, each in enumerate(given.elts)}
    extra = {"itemCount": len(given.elts)}
    return (
        reader.source.block("lists_create_with", inputs=inputs, extraState=extra)
        if inputs
        else reader.source.block("lists_create_empty")
    )


def list_added(given: ast.expr) -> list[ast.expr]:
    """The parts of a sum, from the left."""
    if isinstance(given, ast.BinOp) and isinstance(given.op, ast.Add):
        return [*list_added(given.left), given.right]
    return [given]


def unwrap_call(given: ast.expr, name: str) -> ast.expr:
    """What a call of one of Python's own functions, `int(…)` or `str(…)`, stands around; anything else as it is."""
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


_INVERSES: dict[type, Callable[[ValueReader, Any], Json]] = {
    ast.Constant: _read_constant,
    ast.Name: ValueReader.read_name,
    ast.UnaryOp: _read_unary,
    ast.Compare: _read_compare,
    ast.BoolOp: _read_bool,
    ast.IfExp: _read_choice,
    ast.JoinedStr: ValueReader.read_joined,
    ast.List: _read_list,
    ast.Call: ValueReader.read_call,
    ast.Subscript: ValueReader.read_subscript,
}

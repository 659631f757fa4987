"""Lists and texts → value blocks: their items and parts, and what is made of a whole one."""

import ast
from typing import Any

from sunmao.blocks.constant_folding import add_number, get_number, is_text
from sunmao.codegen.reading.values import Json, NoBlock, ValueReader, unwrap_call


class PlaceReader(ValueReader):
    """Reads what is said of lists and texts, whose places a child counts from 1."""

    def read_call(self, given: ast.Call) -> Json:
        """A call of the child's own function; what a template cannot say of a list or text."""
        function = given.func
        if isinstance(function, ast.Name) and self.is_own_call(given) and function.id in self.returning:
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

    def is_own_call(self, given: ast.Call) -> bool:
        """Whether it calls a function of the child's own, as it is defined."""
        name = given.func.id if isinstance(given.func, ast.Name) else ""
        return self.functions.get(name) == len(given.args) and not given.keywords

    def call_function(self, kind: str, given: ast.Call) -> Json:
        """A call of the child's own function."""
        name = given.func.id  # type: ignore[attr-defined]  # the caller has looked
        inputs = {f"ARG{place}": self.put(each) for place, each in enumerate(given.args)}
        return self.source.block(kind, inputs=inputs, extraState={"name": name, "params": self.source.parameters[name]})

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
        if self.kind_of(items) == "Dict" or any(map(self.is_text, places)):
            raise NoBlock
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

    def kind_of(self, items: ast.expr) -> str | None:
        """Return the type of a value with items or parts: a text (String), a list (Array), a dictionary (Dict); None
        where it is not known.
        """
        if self.is_text(items):
            return "String"
        if isinstance(items, ast.Name) and self.source.is_dict(items.id):
            return "Dict"
        kind = self.type_of(self.read(items))
        return kind if kind in ("Array", "Dict") else None

    def read_subscript(self, given: ast.Subscript) -> Json:
        """A letter, an item, or a part of a text or list. Raises NoBlock for anything else that has items."""
        kind = self.kind_of(given.value)
        if isinstance(given.slice, ast.Slice):
            if kind not in ("String", "Array"):
                raise NoBlock
            return self._read_section(given, kind == "String")
        if kind == "Dict" or (kind is None and self.type_of(self.read(given.slice)) != "Number"):
            raise NoBlock
        fields, inputs = self.read_place(given.slice)
        if kind == "String":
            return self.source.block("text_charAt", fields=fields, inputs={"VALUE": self.put(given.value), **inputs})
        fields = {"MODE": "GET", **fields}
        return self.source.block("lists_getIndex", fields=fields, inputs={"VALUE": self.put(given.value), **inputs})

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

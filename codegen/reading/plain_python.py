"""Expressions → the blocks that say what Python does, whatever the types are: where no other block fits."""

import ast

from sunmao.blocks.categories.plain_python.math import OPERATORS
from sunmao.blocks.categories.standard.logic import CHAINED
from sunmao.codegen.reading.places import PlaceReader
from sunmao.codegen.reading.values import Json, NoBlock

_SIGNS = {operator: sign for sign, operator in OPERATORS.items()}
_CHAINED = {operator: sign for sign, operator in CHAINED.items()}
_MEMBERS: dict[type[ast.cmpop], str] = {ast.In: "in", ast.NotIn: "not_in", ast.Is: "is", ast.IsNot: "is_not"}
_CUTS = {"start": "lower", "stop": "upper", "step": "step"}  # the block's inputs → the parts of a slice


class PlainReader(PlaceReader):
    """Reads an expression as Python has it."""

    def read_plain(self, given: ast.expr) -> Json:
        """The block that says what Python does. Raises NoBlock where there is none."""
        made = self._read_plain(given)
        self.source.plain_blocks += 1
        return made

    def _read_plain(self, given: ast.expr) -> Json:
        if isinstance(given, ast.BinOp) and type(given.op) in _SIGNS:
            fields = {"operator": _SIGNS[type(given.op)]}
            return self._make("math_operate", fields, left=given.left, right=given.right)
        if isinstance(given, ast.Compare):
            return self._compare(given)
        if isinstance(given, ast.Subscript):
            return self._cut(given, given.slice) if isinstance(given.slice, ast.Slice) else self._get(given)
        if isinstance(given, ast.Attribute):
            return self._make("program_attribute", {"name": given.attr}, object=given.value)
        if isinstance(given, ast.Call):
            return self._call(given)
        if isinstance(given, ast.Constant) and isinstance(given.value, float):
            return self.source.block("math_decimal", fields={"number": repr(given.value)})
        if isinstance(given, ast.Name) and self.source.is_known(given.id):
            return self.source.block("program_name", fields={"name": given.id})
        raise NoBlock

    def _make(self, kind: str, fields: dict[str, str], **inputs: ast.expr) -> Json:
        return self.source.block(kind, fields=fields, inputs={name: self.put(each) for name, each in inputs.items()})

    def _compare(self, given: ast.Compare) -> Json:
        signs, parts = [type(each) for each in given.ops], given.comparators
        if len(signs) == 1 and signs[0] in _MEMBERS:
            return self._make("logic_contains", {"where": _MEMBERS[signs[0]]}, item=given.left, list=parts[0])
        if len(signs) != 2 or not _CHAINED.keys() >= {*signs}:
            raise NoBlock
        fields = {"first": _CHAINED[signs[0]], "second": _CHAINED[signs[1]]}
        return self._make("logic_between", fields, low=given.left, middle=parts[0], high=parts[1])

    def _get(self, given: ast.Subscript) -> Json:
        if self.may_be_dictionary(given.value, given.slice):
            return self._make("dict_get", {}, dict=given.value, key=given.slice)
        return self._make("lists_item", {}, list=given.value, place=given.slice)

    def may_be_dictionary(self, items: ast.expr, place: ast.expr) -> bool:
        """Whether something is found by a key, as far as it is known."""
        kind = self.kind_of(items)
        return kind == "Dict" or (
            kind is None and self.type_of(self.read(items)) in (None, "*") and self.is_text(place)
        )

    def _cut(self, given: ast.Subscript, cut: ast.Slice) -> Json:
        parts = {name: part for name, field in _CUTS.items() if (part := getattr(cut, field)) is not None}
        made = self._make("lists_slice", {}, list=given.value, **parts)
        return made | ({"extraState": {"more": [*parts]}} if parts else {})

    def _call(self, given: ast.Call) -> Json:
        function = given.func
        if (
            isinstance(function, ast.Attribute)
            and function.attr == "join"
            and len(given.args) == 1
            and not given.keywords
        ):
            return self._make("text_join_items", {}, between=function.value, list=given.args[0])
        items: dict[str, Json] = {f"item{place}": self.put(each) for place, each in enumerate(given.args)}
        for keyword in given.keywords:
            if keyword.arg is None:
                raise NoBlock
            named = self._make("program_keyword", {"name": keyword.arg}, value=keyword.value)
            items[f"item{len(items)}"] = {"block": named}
        name = _get_first_name(function)
        if name and not self.source.is_variable(name):
            made = self.source.block("program_call", fields={"function": ast.unparse(function)}, inputs=items)
        elif isinstance(function, ast.Attribute):
            inputs = {"object": self.put(function.value), **items}
            made = self.source.block("program_method", fields={"method": function.attr}, inputs=inputs)
        else:
            raise NoBlock
        return made | ({"extraState": {"items": len(items)}} if items else {})


def _get_first_name(path: ast.expr) -> str:
    """`time` of `time.sleep`; '' of anything but names with points between."""
    while isinstance(path, ast.Attribute):
        path = path.value
    return path.id if isinstance(path, ast.Name) else ""

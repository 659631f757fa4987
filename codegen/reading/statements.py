"""Statements → stacks of blocks."""

import ast
import re
from collections.abc import Callable, Sequence
from typing import Any

from sunmao.blocks.categories.plain_python.math import OPERATORS
from sunmao.blocks.constant_folding import add_number, get_number, is_text
from sunmao.blocks.template import literal
from sunmao.codegen.reading.patterns import list_patterns
from sunmao.codegen.reading.plain_python import PlainReader
from sunmao.codegen.reading.values import Json, NoBlock, unwrap_call

BODY = "body"
_COUNT = re.compile(r"count\d*")  # what a loop that only repeats counts with
LITTLE = 2  # nodes of a pattern that are no holes: `for {image} in {camera}`


class StatementReader(PlainReader):
    """Reads the statements of one program. A statement that no block says is one block that keeps its text.

    own_function: whether a function or class is around them that is no block of a function.
    """

    own_function = False

    def read_stack(self, given: Sequence[ast.stmt]) -> list[Json]:
        """The blocks of some lines."""
        made: list[Json] = []
        place = 0
        while place < len(given):
            if isinstance(given[place], ast.Pass if self.own_function else (ast.Pass, ast.Global)):
                self.source.skip(given[place])
                place += 1
                continue
            block, taken = self._read_statement(given, place)
            if comment := self.source.get_comment(given[place], block["type"] == "program_python"):
                block["icons"] = {"comment": {"text": comment}}
            made.append(block)
            place += taken
        return made

    def chain(self, blocks: list[Json]) -> Json:
        """A slot with a stack in it; {} for an empty one."""
        for above, below in zip(blocks, blocks[1:], strict=False):
            above["next"] = {"block": below}
        return {"block": blocks[0]} if blocks else {}

    def _read_statement(self, given: Sequence[ast.stmt], place: int) -> tuple[Json, int]:
        """The block that begins with a statement, and of how many statements it is."""
        outer, self.source.current = self.source.current, given[place]
        try:
            return self._read_lines(given, place)
        finally:
            self.source.current = outer

    def _read_lines(self, given: Sequence[ast.stmt], place: int) -> tuple[Json, int]:
        statement = given[place]
        self.forget()
        if not self.source.is_raw(statement):
            for pattern in list_patterns(statement):
                lines = list(given[place : place + len(pattern.tree)])
                if (found := pattern.match(lines, self.source.imports)) is not None:
                    unsure = self.unsure
                    try:
                        body = found.pop(BODY, None)
                        made = self.fill(pattern, found)
                    except NoBlock:
                        continue
                    if pattern.size <= LITTLE and self.unsure > unsure:
                        continue  # hardly a word of it says that it is this block
                    if body is not None:
                        made["inputs"][BODY] = self.chain(self.read_stack(body))
                    return made, len(lines)
            ways = [
                way.get(type(statement))
                for way in ((_PLAIN, _INVERSES) if self.source.is_plain else (_INVERSES, _PLAIN))
            ]
            for inverse in filter(None, ways):
                try:
                    return inverse(self, statement), 1
                except NoBlock:
                    continue
        return self._keep_heads(statement) or self.source.keep(statement), 1

    def _keep_heads(self, statement: ast.stmt) -> Json | None:
        """A block that keeps the lines of a statement that are its own, with its bodies as blocks; None where it has
        none, or where all its lines stay text.
        """
        heads = [] if self.source.is_whole(statement) else self.source.heads.list_heads(statement)
        if not heads:
            return None
        made = self.source.keep_heads(heads)
        around = self.own_function
        self.own_function = around or isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        for place, head in enumerate(heads):
            if body := self.read_body(head.body):
                made["inputs"][f"BODY{place}"] = body
        self.own_function = around
        return made

    def read_body(self, given: Sequence[ast.stmt]) -> Json:
        """Read statements into the content of a statement input."""
        return self.chain(self.read_stack(given))


def _set_variable(reader: StatementReader, given: ast.Assign) -> Json:
    if len(given.targets) != 1:
        raise NoBlock
    target = given.targets[0]
    if isinstance(target, ast.Name):
        fields = {"VAR": reader.source.variable(target.id)}
        if _is_appended(given.value, target.id):
            parts: Any = given.value
            return reader.source.block(
                "text_append", fields=fields, inputs={"TEXT": reader.put(unwrap_call(parts.right, "str"))}
            )
        value = reader.put(given.value)
        text = "String" if reader.is_text(given.value) else None
        reader.note_type(target.id, text or reader.type_of(value.get("block") or value["shadow"]))
        return reader.source.block("variables_set", fields=fields, inputs={"VALUE": value})
    if isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Slice):
        kind = reader.kind_of(target.value)
        if kind == "Dict" or (kind is None and reader.type_of(reader.read(target.slice)) != "Number"):
            raise NoBlock
        return _set_item(reader, "SET", target.value, reader.read_place(target.slice), given.value)
    raise NoBlock


def _is_appended(given: ast.expr, name: str) -> bool:
    """Whether it is `str(x) + …` of this variable."""
    return (
        isinstance(given, ast.BinOp)
        and isinstance(given.op, ast.Add)
        and isinstance(given.left, ast.Call)
        and ast.unparse(given.left) == f"str({name})"
        and is_text(given.right)
    )


def _set_item(
    reader: StatementReader, mode: str, items: ast.expr, place: tuple[dict[str, str], Json], value: ast.expr
) -> Json:
    fields, inputs = place
    return reader.source.block(
        "lists_setIndex",
        fields={"MODE": mode, **fields},
        inputs={"LIST": reader.put(items), **inputs, "TO": reader.put(value)},
    )


def _change_variable(reader: StatementReader, given: ast.AugAssign) -> Json:
    if not (isinstance(given.target, ast.Name) and isinstance(given.op, (ast.Add, ast.Sub))):
        raise NoBlock
    fields = {"VAR": reader.source.variable(given.target.id)}
    if isinstance(given.op, ast.Sub):
        number = get_number(given.value)
        change: ast.expr = ast.UnaryOp(ast.USub(), given.value) if number is None else literal(-number)
        return reader.source.block("math_change", fields=fields, inputs={"DELTA": reader.put(change)})
    if reader.is_text(given.value):
        return reader.source.block(
            "text_append", fields=fields, inputs={"TEXT": reader.put(unwrap_call(given.value, "str"))}
        )
    return reader.source.block("math_change", fields=fields, inputs={"DELTA": reader.put(given.value)})


def _branch(reader: StatementReader, given: ast.If) -> Json:
    if _is_return(given) and not (reader.own_function or reader.source.is_plain):
        return _return_early(reader, given)
    arms, otherwise = [given], given.orelse
    while len(otherwise) == 1 and isinstance(otherwise[0], ast.If) and reader.source.is_elif(otherwise[0]):
        arms.append(otherwise[0])
        otherwise = otherwise[0].orelse
    made = reader.source.block("controls_if")
    for place, arm in enumerate(arms):
        made["inputs"][f"IF{place}"] = reader.put(arm.test)
        made["inputs"][f"DO{place}"] = reader.read_body(arm.body)
    extra = {"elseIfCount": len(arms) - 1} if len(arms) > 1 else {}
    if otherwise:
        made["inputs"]["ELSE"] = reader.read_body(otherwise)
        extra |= {"hasElse": True}
    if extra:
        made["extraState"] = extra
    return made


def _is_return(given: ast.If) -> bool:
    return len(given.body) == 1 and isinstance(given.body[0], ast.Return) and not given.orelse


def _return_early(reader: StatementReader, given: ast.If) -> Json:
    value = given.body[0].value  # type: ignore[attr-defined]  # it is a return
    inputs = {"CONDITION": reader.put(given.test)} | ({} if value is None else {"VALUE": reader.put(value)})
    extra = f'<mutation value="{int(value is not None)}"></mutation>'  # Blockly has no other form of it
    return reader.source.block("procedures_ifreturn", inputs=inputs, extraState=extra)


def _repeat_while(reader: StatementReader, given: ast.While) -> Json:
    if given.orelse:
        raise NoBlock
    until = isinstance(given.test, ast.UnaryOp) and isinstance(given.test.op, ast.Not)
    test: Any = given.test.operand if until else given.test  # type: ignore[attr-defined]
    return reader.source.block(
        "controls_whileUntil",
        fields={"MODE": "UNTIL" if until else "WHILE"},
        inputs={"BOOL": reader.put(test), "DO": reader.read_body(given.body)},
    )


def _repeat_for(reader: StatementReader, given: ast.For) -> Json:
    if given.orelse or not isinstance(given.target, ast.Name):
        raise NoBlock
    name, items, body = given.target.id, given.iter, given.body
    called = items.func.id if isinstance(items, ast.Call) and isinstance(items.func, ast.Name) else ""
    arguments = items.args if isinstance(items, ast.Call) and not items.keywords else []
    if called == "range" and len(arguments) == 1 and _COUNT.fullmatch(name) and not reader.source.is_read(name, body):
        return reader.source.block(
            "controls_repeat_ext",
            inputs={"TIMES": reader.put(unwrap_call(arguments[0], "int")), "DO": reader.read_body(body)},
        )
    fields: Json = {"VAR": reader.source.variable(name)}
    if called == "counting" and reader.source.imports.get("counting") == "" and 2 <= len(arguments) <= 3:
        bounds = [*arguments, ast.Constant(1)][:3]
    elif called == "count_by" and reader.source.imports.get("count_by") == "" and len(arguments) == 3:
        fields["DIRECTION"], step = _read_step(arguments[2])
        bounds = [*arguments[:2], step]
    elif called == "range" and 1 <= len(arguments) <= 3 and not reader.source.is_plain:
        start, end, given_step = [*([ast.Constant(0)] if len(arguments) == 1 else []), *arguments, ast.Constant(1)][:3]
        fields["DIRECTION"], step = _read_step(given_step)
        bounds = [start, _read_last(end, -1 if fields["DIRECTION"] == "UP" else 1), step]
    elif reader.kind_of(items) == "String":
        reader.note_type(name, "String")
        inputs = {"text": reader.put(items), "body": reader.read_body(body)}
        return reader.source.block("loops_each_letter", fields={"letter": fields["VAR"]}, inputs=inputs)
    else:
        inputs = {"LIST": reader.put(items, "Array")}
        reader.note_type(name, None)
        return reader.source.block("controls_forEach", fields=fields, inputs=inputs | {"DO": reader.read_body(body)})
    inputs = {key: reader.put(each) for key, each in zip(("FROM", "TO", "BY"), bounds, strict=True)}
    reader.note_type(name, "Number")
    return reader.source.block("controls_for", fields=fields, inputs={**inputs, "DO": reader.read_body(body)})


def _read_step(given: ast.expr) -> tuple[str, ast.expr]:
    """(direction, step) of a step, which is below 0 where it counts down."""
    number = get_number(given)
    if number is not None:
        return ("UP", literal(number)) if number >= 0 else ("DOWN", literal(-number))
    if isinstance(given, ast.UnaryOp) and isinstance(given.op, ast.USub):
        return "DOWN", given.operand
    return "UP", given


def _read_last(end: ast.expr, number: int) -> ast.expr:
    """The last number before the end of a range; of a number that is cut to a whole one, that number."""
    last = add_number(end, number)
    return last.args[0] if isinstance(last, ast.Call) and unwrap_call(last, "int") is not last else last


def _leave_loop(word: str) -> Callable[..., Json]:
    return lambda reader, given: reader.source.block("controls_flow_statements", fields={"FLOW": word})


def _do(reader: StatementReader, given: ast.Expr) -> Json:
    """Read a call that stands alone as a statement."""
    call = given.value
    if not isinstance(call, ast.Call):
        raise NoBlock
    function = call.func
    if isinstance(function, ast.Name) and function.id == "print" and len(call.args) == 1 and not call.keywords:
        return reader.source.block("text_print", inputs={"TEXT": reader.put(call.args[0])})
    if isinstance(function, ast.Name) and reader.is_own_call(call) and function.id not in reader.returning:
        return reader.call_function("procedures_callnoreturn", call)
    if isinstance(function, ast.Attribute) and not call.keywords:
        if function.attr == "append" and len(call.args) == 1:
            return _set_item(reader, "INSERT", function.value, ({"WHERE": "LAST"}, {}), call.args[0])
        if function.attr == "insert" and len(call.args) == 2:
            place = reader.read_place(call.args[0])
            if place[0]["WHERE"] == "LAST":  # where the block would append
                place = {"WHERE": "FROM_END"}, {"AT": reader.put(ast.Constant(1))}
            return _set_item(reader, "INSERT", function.value, place, call.args[1])
        if function.attr == "pop":
            made = reader.read(call)
            if made["type"] == "lists_getIndex":
                made["fields"]["MODE"] = "REMOVE"
                made["extraState"] = {"isStatement": True}
                return made
    raise NoBlock


def _update(reader: StatementReader, given: ast.AugAssign) -> Json:
    """`x *= 2`, of a variable or of an item."""
    sign = {operator: sign for sign, operator in OPERATORS.items()}.get(type(given.op))
    fields: Json = {"operator": f"{sign}="}
    if sign in (None, "|", "&"):
        raise NoBlock
    if isinstance(given.target, ast.Name):
        value = reader.put(given.value)
        reader.note_type(given.target.id, None)
        fields["x"] = reader.source.variable(given.target.id)
        return reader.source.block("variables_update", fields=fields, inputs={"value": value})
    if isinstance(given.target, ast.Subscript) and not isinstance(given.target.slice, ast.Slice):
        parts = {"list": given.target.value, "place": given.target.slice, "value": given.value}
        inputs = {name: reader.put(each) for name, each in parts.items()}
        return reader.source.block("variables_update_item", fields=fields, inputs=inputs)
    raise NoBlock


def _set_part(reader: StatementReader, given: ast.Assign) -> Json:
    """The value of a key, or what a thing has."""
    target = given.targets[0]
    if len(given.targets) == 1 and isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Slice):
        known = reader.may_be_dictionary(target.value, target.slice)
        kind, names = ("dict_set", ("dict", "key")) if known else ("lists_set_item", ("list", "place"))
        parts = {**dict(zip(names, (target.value, target.slice), strict=True)), "value": given.value}
        return reader.source.block(kind, inputs={name: reader.put(each) for name, each in parts.items()})
    if len(given.targets) == 1 and isinstance(target, ast.Attribute):
        inputs = {"object": reader.put(target.value), "value": reader.put(given.value)}
        reader.source.plain_blocks += 1  # of a variable whose type is known later another block may say it
        return reader.source.block("program_set_attribute", fields={"name": target.attr}, inputs=inputs)
    raise NoBlock


def _evaluate(reader: StatementReader, given: ast.Expr) -> Json:
    """An expression that is a line. Raises NoBlock where no block says it."""
    value = reader.read(given.value)
    if value["type"] == "program_python_value":
        raise NoBlock
    return reader.source.block("program_evaluate", inputs={"value": {"block": value}})


def _return(reader: StatementReader, given: ast.Return) -> Json:
    """The end of a function."""
    inputs = {} if given.value is None else {"value": reader.put(given.value)}
    return reader.source.block("functions_return", inputs=inputs)


def _import(reader: StatementReader, given: ast.Import) -> Json:
    return reader.source.block("program_import", fields={"modules": ast.unparse(given).removeprefix("import ")})


def _import_from(reader: StatementReader, given: ast.ImportFrom) -> Json:
    module, _, names = ast.unparse(given).removeprefix("from ").partition(" import ")
    return reader.source.block("program_import_from", fields={"module": module, "names": names})


_PLAIN: dict[type, Callable[[StatementReader, Any], Json]] = {
    ast.Assign: _set_part,
    ast.AugAssign: _update,
    ast.Expr: _evaluate,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Return: _return,
}
_INVERSES: dict[type, Callable[[StatementReader, Any], Json]] = {
    ast.Assign: _set_variable,
    ast.AugAssign: _change_variable,
    ast.If: _branch,
    ast.While: _repeat_while,
    ast.For: _repeat_for,
    ast.Break: _leave_loop("BREAK"),
    ast.Continue: _leave_loop("CONTINUE"),
    ast.Expr: _do,
}

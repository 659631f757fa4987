"""Text 文本: letters, words and sentences."""

import ast
from typing import Any

from sunmao.blocks.categories.plain_python import text as plain
from sunmao.blocks.constant_folding import carry_blocks, is_text
from sunmao.blocks.emit_types import Emit, EmitContext, EmitNode
from sunmao.blocks.one_based_index import ENDS, PLACES, STARTS, index, section
from sunmao.blocks.spec import TEXT, VARIABLE, Standard, number, text
from sunmao.blocks.template import expr, literal, stmts
from sunmao.blocks.template_helpers import TemplateEmit, emit_from_inputs, emit_from_menu, fill_template
from sunmao.blocks.vocabulary import Level

_LONG = 20  # parts; beyond it a sum is nobody's reading and too deep for Python's parser

_CASE = {"UPPERCASE": "{TEXT}.upper()", "LOWERCASE": "{TEXT}.lower()", "TITLECASE": "{TEXT}.title()"}
_TRIM = {"BOTH": "{TEXT}.strip()", "LEFT": "{TEXT}.lstrip()", "RIGHT": "{TEXT}.rstrip()"}
_FIND = {"FIRST": "{VALUE}.find({FIND}) + 1", "LAST": "{VALUE}.rfind({FIND}) + 1"}
_ASK_NOTHING = {"TEXT": "input()", "NUMBER": "float(input())", "INTEGER": "int(input())"}
_ASK = {"TEXT": "input({TEXT})", "NUMBER": "float(input({TEXT}))", "INTEGER": "int(input({TEXT}))"}


def _text(node: EmitNode, gen: EmitContext) -> ast.expr:
    return literal(node.field("TEXT"))


def _read_as_text(node: EmitNode, gen: EmitContext, name: str) -> ast.expr:
    """The value in an input as a text; `str(…)` only around what may be something else."""
    part = gen.value(node, name, "")
    if is_text(part) or gen.type_of(node, name) == "String":
        part.__dict__["known_text"] = True  # for what it is put together with
        return part
    return expr("str({part})", part=part)


def _join(node: EmitNode, gen: EmitContext) -> ast.expr:
    count = node.count_numbered("ADD", "itemCount", "items", default=2)
    if count == 1:
        return _read_as_text(node, gen, "ADD0")
    parts = [gen.value(node, f"ADD{i}", "") for i in range(count)]
    if not all(map(is_text, parts)) or any(isinstance(part, ast.JoinedStr) for part in parts):
        return _format(parts)
    if len(parts) > _LONG:
        return expr("''.join([*{parts}])", parts=parts)
    joined = parts[0] if parts else literal("")
    for part in parts[1:]:
        joined = expr("{joined} + {part}", joined=joined, part=part)
    return joined


def _format(parts: list[ast.expr]) -> ast.expr:
    """An f-string of texts and values."""
    values: list[ast.expr] = []
    made = ast.JoinedStr(values)
    for part in parts:
        if isinstance(part, ast.JoinedStr):
            values += part.values
            carry_blocks(made, part)
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            values.append(ast.Constant(part.value))  # it has no place of its own in an f-string
        else:
            values.append(ast.FormattedValue(part, -1))
    return made


def _append(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    always_text = gen.variable_type(node, "VAR") == "String"
    template = "{x} += {part}" if always_text else "{x} = str({x}) + {part}"
    return stmts(template, x=gen.variable(node, "VAR"), part=_read_as_text(node, gen, "TEXT"))


def _char_at(node: EmitNode, gen: EmitContext) -> ast.expr:
    letters, place = gen.value(node, "VALUE", ""), index(node, gen)
    if place is None:
        return fill_template(gen, "{random}.choice({letters})", letters=letters)
    return expr("{letters}[{place}]", letters=letters, place=place)


def _substring(node: EmitNode, gen: EmitContext) -> ast.expr:
    return section(node, gen, gen.value(node, "STRING", ""))


def _print(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    return stmts("print({content})", content=gen.value(node, "TEXT", ""))


class _Ask(TemplateEmit):
    """A question; one without words is asked without a text."""

    def __call__(self, node: EmitNode, gen: EmitContext) -> ast.expr:
        """The call."""
        question = node.child("TEXT")
        if question is None or question.type != "text" or question.field("TEXT"):
            return super().__call__(node, gen)
        return gen.fold(expr(self.others[node.field(self.field)]), question)


def _prompt(node: EmitNode, gen: EmitContext) -> ast.expr:
    return expr(_ASK[node.field("TYPE")], TEXT=node.field("TEXT"))


def _type_of_answer(node: EmitNode) -> str:
    return "String" if node.field("TYPE") == "TEXT" else "Number"


def _offer(name: str, **more: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    return ({"inputs": {name: text("abc"), **more}},)


def _text_block(kind: str, emit: Emit, words: tuple[str, str], level: Level = 2, **more: Any) -> Standard:
    """A block of this drawer that gives a text out of texts."""
    return Standard(type=kind, drawer="text", emit=emit, words=words, level=level, **{"output": "String", **more})


BLOCKS = (
    _text_block("text", _text, ("文字 文本 句子", "text word sentence"), 1, fields={"TEXT": TEXT}),
    _text_block(
        "text_join",
        _join,
        ("拼接 连接 连起来 合并 创建文本", "join create text with"),
        1,
        inputs={"ADD*": None},
        toolbox=(
            {
                "extraState": {"itemCount": 2},
                "inputs": {"ADD0": text("你好，", "Hello, "), "ADD1": text("世界", "world")},
            },
        ),
    ),
    _text_block(
        "text_append",
        _append,
        ("追加 加上 文本", "append text to"),
        output=None,
        inputs={"TEXT": None},
        fields={"VAR": VARIABLE},
        sets={"VAR": "String"},
        starts={"VAR": ""},
        toolbox=_offer("TEXT"),
    ),
    _text_block(
        "text_length",
        emit_from_inputs("len({VALUE})", VALUE=""),
        ("长度 几个字", "length of text"),
        output="Number",
        inputs={"VALUE": ("String", "Array")},
        toolbox=_offer("VALUE"),
    ),
    _text_block(
        "text_isEmpty",
        emit_from_inputs("len({VALUE}) == 0", VALUE=""),
        ("是空的 空文本", "is empty"),
        output="Boolean",
        inputs={"VALUE": ("String", "Array")},
        toolbox=_offer("VALUE"),
    ),
    _text_block(
        "text_indexOf",
        emit_from_menu("END", _FIND, VALUE="", FIND=""),
        ("寻找 位置 出现", "find position first last"),
        output="Number",
        inputs={"VALUE": "String", "FIND": "String"},
        fields={"END": tuple(_FIND)},
        toolbox=_offer("VALUE", FIND=text("b")),
    ),
    _text_block(
        "text_charAt",
        _char_at,
        ("第几个 字符 随机", "letter character number random"),
        inputs={"VALUE": "String", "AT": "Number"},
        fields={"WHERE": PLACES},
        toolbox=_offer("VALUE", AT=number(1)),
    ),
    _text_block(
        "text_getSubstring",
        _substring,
        ("取一段 子串 从 到", "substring from to"),
        inputs={"STRING": "String", "AT1": "Number", "AT2": "Number"},
        fields={"WHERE1": STARTS, "WHERE2": ENDS},
        toolbox=_offer("STRING", AT1=number(1), AT2=number(2)),
    ),
    _text_block(
        "text_changeCase",
        emit_from_menu("CASE", _CASE, TEXT=""),
        ("大写 小写", "upper lower title case"),
        inputs={"TEXT": "String"},
        fields={"CASE": tuple(_CASE)},
        toolbox=_offer("TEXT"),
    ),
    _text_block(
        "text_trim",
        emit_from_menu("MODE", _TRIM, TEXT=""),
        ("去掉 空格 两边", "trim spaces both sides"),
        inputs={"TEXT": "String"},
        fields={"MODE": tuple(_TRIM)},
        toolbox=_offer("TEXT"),
    ),
    _text_block(
        "text_count",
        emit_from_inputs("{TEXT}.count({SUB})", SUB="", TEXT=""),
        ("计算 出现 次数", "count how many times"),
        output="Number",
        inputs={"SUB": "String", "TEXT": "String"},
        toolbox=_offer("TEXT", SUB=text("a")),
    ),
    _text_block(
        "text_replace",
        emit_from_inputs("{TEXT}.replace({FROM}, {TO})", FROM="", TO="", TEXT=""),
        ("替换", "replace with in"),
        inputs={"FROM": "String", "TO": "String", "TEXT": "String"},
        toolbox=_offer("TEXT", FROM=text("a"), TO=text("b")),
    ),
    _text_block(
        "text_reverse",
        emit_from_inputs("{TEXT}[::-1]", TEXT=""),
        ("倒转 反过来", "reverse"),
        inputs={"TEXT": "String"},
        toolbox=_offer("TEXT"),
    ),
    _text_block(
        "text_print",
        _print,
        ("输出 打印 显示 说", "print say write output"),
        1,
        output=None,
        inputs={"TEXT": None},
        toolbox=(),
    ),
    _text_block(
        "text_prompt_ext",
        _Ask(_ASK, {"TEXT": ""}, "TYPE", _ASK_NOTHING),
        ("问 输入 回答", "ask prompt input answer"),
        1,
        output=_type_of_answer,
        inputs={"TEXT": None},
        fields={"TYPE": tuple(_ASK)},
        toolbox=(),
        waits=True,
    ),
    _text_block(
        "text_prompt",
        _prompt,
        ("问 输入 回答", "ask prompt input answer"),
        1,
        output=_type_of_answer,
        fields={"TEXT": TEXT, "TYPE": tuple(_ASK)},
        toolbox=(),
        waits=True,
    ),
    *plain.BLOCKS,
)

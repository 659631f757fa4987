"""Text 文本: letters, words and sentences."""

import ast
from typing import Any

from sunmao.blocks.constant_folding import carry_blocks, is_text
from sunmao.blocks.emit_types import Emit, EmitContext, EmitNode
from sunmao.blocks.one_based_index import ENDS, PLACES, STARTS, index, section
from sunmao.blocks.spec import TEXT, VARIABLE, Block, Items, Standard, code, menu, number, of, text, value
from sunmao.blocks.template import expr, literal, stmts
from sunmao.blocks.template_helpers import TemplateEmit, emit_from_inputs, emit_from_menu, fill_template

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


def _text_block(kind: str, emit: Emit, words: tuple[str, str], level: int = 2, **more: Any) -> Standard:
    """A block of this drawer that gives a text out of texts."""
    return Standard(type=kind, drawer="text", emit=emit, words=words, level=level, **{"output": "String", **more})


def _format_value(node: EmitNode, gen: EmitContext) -> ast.expr:
    written = ast.JoinedStr([ast.Constant(node.field("format"))])
    return ast.JoinedStr([ast.FormattedValue(gen.value(node, "value"), -1, written)])


def _join_items(node: EmitNode, gen: EmitContext) -> ast.expr:
    return expr("{between}.join({list})", between=gen.value(node, "between"), list=gen.value(node, "list"))


_TEXT = value("text", "String", "abc")
_PYTHONS = (
    Block(
        "text_repeat",
        "文本 {text} 重复 {times} 次",
        "text {text} repeated {times} times",
        "{text} * {times}",
        holes=(value("text", "String", "*"), value("times", "Number", 10)),
        gives="String",
        level=2,
        help=("把同样的文本接起来这么多次。", "The same text again and again, put together."),
        words="times line stars 乘 几遍",
    ),
    Block(
        "text_is",
        "{text} 全是 {kind}？",
        "{text} is all {kind}?",
        "{text}.{kind}()",
        holes=(
            _TEXT,
            menu(
                "kind",
                "isdigit",
                ("isdigit", "数字", "digits"),
                ("isalpha", "字母", "letters"),
                ("isalnum", "字母和数字", "letters and digits"),
                ("isupper", "大写", "upper case"),
                ("islower", "小写", "lower case"),
                ("isspace", "空格", "white space"),
                ("isnumeric", "数", "numerals"),
                ("isdecimal", "十进制数字", "decimal digits"),
                ("istitle", "首字母大写", "title case"),
            ),
        ),
        gives="Boolean",
        level=2,
        help=("文本里每个字都是这一类，才成立。", "True where each letter of the text is of this kind."),
        words="check letter digit isdigit isalpha 判断",
    ),
    Block(
        "text_starts",
        "{text} {edge} {part}？",
        "{text} {edge} {part}?",
        "{text}.{edge}({part})",
        holes=(
            _TEXT,
            menu("edge", "startswith", ("startswith", "开头是", "starts with"), ("endswith", "结尾是", "ends with")),
            value("part", "String", "a"),
        ),
        gives="Boolean",
        level=2,
        help=("看文本的开头或结尾是不是这几个字。", "Whether these letters stand at the start or the end of the text."),
        words="begin end prefix suffix startswith endswith 判断",
    ),
    Block(
        "text_change",
        "{text} {change}",
        "{text} with {change}",
        "{text}.{change}()",
        holes=(
            _TEXT,
            menu(
                "change",
                "capitalize",
                ("capitalize", "第一个字母大写", "a capital first letter"),
                ("swapcase", "大小写对换", "upper and lower case swapped"),
            ),
        ),
        gives="String",
        level=3,
        help=("另一个文本；原来的不变。", "Another text; the first one stays as it is."),
        words="capital upper lower case capitalize swapcase 大小写",
    ),
    Block(
        "text_align",
        "{text} {side} 到 {width} 个字宽",
        "{text} {side} to a width of {width}",
        "{text}.{side}({width})",
        holes=(
            _TEXT,
            menu(
                "side",
                "center",
                ("center", "居中", "centered"),
                ("ljust", "靠左", "at the left"),
                ("rjust", "靠右", "at the right"),
                ("zfill", "前面补 0", "filled up with 0"),
            ),
            value("width", "Number", 20),
        ),
        gives="String",
        level=3,
        help=("用空格（或 0）补到这么宽。", "Filled up with spaces, or with 0, until it is so wide."),
        words="column table pad center ljust rjust zfill 对齐",
    ),
    Block(
        "text_place",
        "{part} 在 {text} 里的位置（从 0 数）：{find}",
        "place of {part} in {text}, counted from 0: {find}",
        "{text}.{find}({part})",
        holes=(
            value("part", "String", "b"),
            _TEXT,
            menu("find", "find", ("find", "第一次", "first"), ("rfind", "最后一次", "last")),
        ),
        gives="Number",
        level=3,
        help=("像 Python 那样从 0 数；找不到就是 -1。", "Counted from 0, as Python does; -1 where it is not there."),
        words="search find index position 寻找",
    ),
    Block(
        "text_format",
        "{value} 写成 {format}",
        "{value} written as {format}",
        emit=_format_value,
        holes=(value("value", None, 3.14159), code("format", ".2f")),
        gives="String",
        level=2,
        help=(
            "照格式写：.2f 是两位小数，5 是五个字宽，>8 是靠右八个字宽。",
            "As the format says: .2f is two decimals, 5 is five letters wide, >8 is at the right of eight.",
        ),
        words="decimals digits round width f-string 小数 保留 几位 格式",
    ),
    Block(
        "text_fill",
        "在 {text} 的括号里填 {items}",
        "{text} filled in with {items}",
        "{text}.format(*{items})",
        holes=(value("text", "String", "{} + {}"),),
        items=Items(least=1),
        gives="String",
        level=3,
        help=("每个 {} 换成一个值。", "Each {} in the text becomes one of the values."),
        words="format template braces 格式 填空",
    ),
    Block(
        "text_join_items",
        "用 {between} 连接 {list} 的各项",
        "items of {list} joined with {between}",
        emit=_join_items,
        holes=(value("between", "String", ", "), of("list", "Array", "items")),
        gives="String",
        level=3,
        help=("列表里必须都是文本。", "All items of the list must be texts."),
        words="join list text 合并 拼接 列表",
    ),
    Block(
        "text_code",
        "{value} 的 {code}",
        "{code} of {value}",
        templates={
            "ord": "ord({value})",
            "chr": "chr({value})",
            "bin": "bin({value})",
            "hex": "hex({value})",
            "oct": "oct({value})",
        },
        holes=(
            value("value", None, "a"),
            menu(
                "code",
                "ord",
                ("ord", "编码数", "code number"),
                ("chr", "对应的字", "letter"),
                ("bin", "二进制", "binary digits"),
                ("hex", "十六进制", "hexadecimal digits"),
                ("oct", "八进制", "octal digits"),
            ),
        ),
        gives="*",
        level=3,
        help=(
            "每个字都有一个编码数，a 是 97；一个数也可以写成二进制。",
            "Each letter has a code number, a has 97. A number can be written in binary digits.",
        ),
        words="ord chr bin hex unicode ascii letter 编码 字符 进制",
    ),
    Block(
        "text_print_end",
        "输出 {content}，后面接 {end}",
        "print {content}, then {end}",
        "print({content}, end={end})",
        holes=(value("content", None, "abc"), value("end", "String", " ")),
        level=2,
        help=("不换行，后面接上这个文本。", "The line goes on: what is printed next stands behind this text."),
        words="output end same line 打印 不换行",
    ),
    Block(
        "text_print_line",
        "输出一个空行",
        "print an empty line",
        "print()",
        level=2,
        help=("换一行。", "The next output stands on a new line."),
        words="output new line 打印 换行",
    ),
)

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
    *_PYTHONS,
)

"""Texts as Python writes them: methods, formats, printed lines."""

import ast

from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.spec import Block, Items, code, menu, of, value
from sunmao.blocks.template import expr


def _format_value(node: EmitNode, gen: EmitContext) -> ast.expr:
    written = ast.JoinedStr([ast.Constant(node.field("format"))])
    return ast.JoinedStr([ast.FormattedValue(gen.value(node, "value"), -1, written)])


def _join_items(node: EmitNode, gen: EmitContext) -> ast.expr:
    return expr("{between}.join({list})", between=gen.value(node, "between"), list=gen.value(node, "list"))


_TEXT = value("text", "String", "abc")
BLOCKS = (
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

"""Numbers as Python writes them: operators, conversions, decimals."""

import ast

from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.spec import Block, Items, code, menu, value
from sunmao.blocks.template import literal

OPERATORS: dict[str, type[ast.operator]] = {
    "+": ast.Add,
    "-": ast.Sub,
    "*": ast.Mult,
    "/": ast.Div,
    "//": ast.FloorDiv,
    "%": ast.Mod,
    "**": ast.Pow,
    "|": ast.BitOr,
    "&": ast.BitAnd,
}


def _operate(node: EmitNode, gen: EmitContext) -> ast.expr:
    return ast.BinOp(gen.value(node, "left"), OPERATORS[node.field("operator")](), gen.value(node, "right"))


def _decimal(node: EmitNode, gen: EmitContext) -> ast.expr:
    try:
        return literal(float(node.field("number")))
    except ValueError as error:
        gen.problem(node, "bad_python", cause=str(error))
        return literal(0.0)


BLOCKS = (
    Block(
        "math_decimal",
        "小数 {number}",
        "decimal {number}",
        emit=_decimal,
        holes=(code("number", "5.0"),),
        gives="Number",
        level=3,
        help=(
            "总是小数，也写成小数：5.0 和 5 一样大，输出时带小数点。",
            "Always with a point: 5.0 is as large as 5, and is printed so.",
        ),
        words="float point 小数点",
    ),
    Block(
        "math_operate",
        "{left} {operator} {right}",
        "{left} {operator} {right}",
        emit=_operate,
        holes=(
            value("left", None, 7),
            menu(
                "operator",
                "//",
                ("+", "+", "+"),
                ("-", "-", "-"),
                ("*", "*", "*"),
                ("/", "/", "/"),
                ("//", "// 整除", "// whole"),
                ("%", "% 余数", "% rest"),
                ("**", "** 次方", "** power"),
                ("|", "| 并集", "| union"),
                ("&", "& 交集", "& shared"),
            ),
            value("right", None, 2),
        ),
        gives="*",
        level=3,
        help=(
            "照 Python 的符号算：数、文本、列表都可以，比如两个列表相加。",
            "Works as Python's signs do, with numbers, texts and lists: two lists can be added.",
        ),
        words="plus minus times divide add floor modulo operator 加 减 乘 除 整除 余数 次方 运算",
    ),
    Block(
        "math_convert",
        "把 {value} 变成 {kind}",
        "{value} as {kind}",
        templates={
            "int": "int({value})",
            "float": "float({value})",
            "int_base": "int({value}, 2)",
            "abs": "abs({value})",
        },
        holes=(
            value("value", None, "12"),
            menu(
                "kind",
                "int",
                ("int", "整数", "a whole number"),
                ("float", "小数", "a number"),
                ("int_base", "二进制的数", "a number of binary digits"),
                ("abs", "绝对值", "an absolute value"),
            ),
        ),
        gives="Number",
        level=2,
        help=(
            "文本“12”变成数 12；3.7 变成整数是 3。写的不是数，程序就会出错停下。",
            "The text 12 becomes the number 12; 3.7 as a whole number is 3. What is no number stops the program.",
        ),
        words="int float parse convert cast 转换 取整 文本变成数",
    ),
    Block(
        "math_round_to",
        "{number} 保留 {digits} 位小数",
        "{number} rounded to {digits} digits",
        "round({number}, {digits})",
        holes=(value("number", "Number", 3.14159), value("digits", "Number", 2)),
        gives="Number",
        level=2,
        help=("四舍五入到小数点后这么多位。", "Rounded to so many digits behind the point."),
        words="round decimals 四舍五入 小数 几位",
    ),
    Block(
        "math_largest",
        "{items} 中最大的",
        "largest of {items}",
        "max(*{items})",
        items=Items(),
        gives="*",
        level=2,
        help=("几个值里最大的一个。", "The largest of several values."),
        words="max maximum 最大",
    ),
    Block(
        "math_smallest",
        "{items} 中最小的",
        "smallest of {items}",
        "min(*{items})",
        items=Items(),
        gives="*",
        level=2,
        help=("几个值里最小的一个。", "The smallest of several values."),
        words="min minimum 最小",
    ),
    Block(
        "math_seed",
        "随机数的种子设为 {seed}",
        "seed of random numbers {seed}",
        "{random}.seed({seed})",
        holes=(value("seed", None, 1),),
        level=3,
        help=("种子一样，每次运行的随机数就一样。", "With the same seed, each run draws the same random numbers."),
        words="random seed repeat 随机 重复",
    ),
)

"""Math 数学: numbers and what can be done with them. Angles are in degrees."""

import ast
from typing import Any

from sunmao.blocks.categories.plain_python import math as plain
from sunmao.blocks.constant_folding import carry_blocks, get_number, is_whole
from sunmao.blocks.emit_types import Emit, EmitContext, EmitNode
from sunmao.blocks.number_lists import holds_numbers
from sunmao.blocks.spec import NUMBER, VARIABLE, Standard, number, variable
from sunmao.blocks.template import expr, literal, stmts
from sunmao.blocks.template_helpers import TemplateEmit, emit_from_inputs, emit_from_menu, fill_template
from sunmao.blocks.vocabulary import Level

HELPERS = {
    "is_prime": '''
def is_prime(n):
    """Whether n has no divisor but 1 and itself."""
    if n < 2 or n % 1 != 0:
        return False
    return all(n % d for d in range(2, int(n**0.5) + 1))
''',
    "average": '''
def average(items):
    """The mean of the numbers in a list; None when there is none."""
    numbers = [item for item in items if isinstance(item, (int, float))]
    return sum(numbers) / len(numbers) if numbers else None
''',
    "median": '''
import statistics
def median(items):
    """The number in the middle of a list; None when there is none."""
    numbers = [item for item in items if isinstance(item, (int, float))]
    return statistics.median(numbers) if numbers else None
''',
    "most_common": '''
def most_common(items):
    """The items that a list holds most often."""
    most = max(map(items.count, items), default=0)
    return [item for i, item in enumerate(items) if items.count(item) == most and item not in items[:i]]
''',
    "standard_deviation": '''
import statistics
def standard_deviation(numbers):
    """How far numbers lie from their mean; None for an empty list."""
    return statistics.pstdev(numbers) if numbers else None
''',
}

_ARITHMETIC = {
    "ADD": "{A} + {B}",
    "MINUS": "{A} - {B}",
    "MULTIPLY": "{A} * {B}",
    "DIVIDE": "{A} / {B}",
    "POWER": "{A} ** {B}",
}
_SINGLE = {
    "ROOT": "{math}.sqrt({NUM})",
    "ABS": "abs({NUM})",
    "NEG": "-{NUM}",
    "LN": "{math}.log({NUM})",
    "LOG10": "{math}.log10({NUM})",
    "EXP": "{math}.exp({NUM})",
    "POW10": "10 ** {NUM}",
}
_ROUND = {"ROUND": "round({NUM})", "ROUNDUP": "{math}.ceil({NUM})", "ROUNDDOWN": "{math}.floor({NUM})"}
_TRIG = {
    "SIN": "{math}.sin({math}.radians({NUM}))",
    "COS": "{math}.cos({math}.radians({NUM}))",
    "TAN": "{math}.tan({math}.radians({NUM}))",
    "ASIN": "{math}.degrees({math}.asin({NUM}))",
    "ACOS": "{math}.degrees({math}.acos({NUM}))",
    "ATAN": "{math}.degrees({math}.atan({NUM}))",
}
_CONSTANT = {
    "PI": "{math}.pi",
    "E": "{math}.e",
    "GOLDEN_RATIO": "(1 + {math}.sqrt(5)) / 2",
    "SQRT2": "{math}.sqrt(2)",
    "SQRT1_2": "{math}.sqrt(1 / 2)",
    "INFINITY": "{math}.inf",
}
_PROPERTY = {
    "EVEN": "{NUMBER_TO_CHECK} % 2 == 0",
    "ODD": "{NUMBER_TO_CHECK} % 2 == 1",
    "PRIME": "{is_prime}({NUMBER_TO_CHECK})",
    "WHOLE": "{NUMBER_TO_CHECK} % 1 == 0",
    "POSITIVE": "{NUMBER_TO_CHECK} > 0",
    "NEGATIVE": "{NUMBER_TO_CHECK} < 0",
    "DIVISIBLE_BY": "{NUMBER_TO_CHECK} % {DIVISOR} == 0",
}
_ON_LIST = {
    "SUM": "sum({LIST})",
    "MIN": "min({LIST})",
    "MAX": "max({LIST})",
    "AVERAGE": "{average}({LIST})",
    "MEDIAN": "{median}({LIST})",
    "MODE": "{most_common}({LIST})",
    "STD_DEV": "{standard_deviation}({LIST})",
    "RANDOM": "{random}.choice({LIST})",
}
_DIVIDED = "{left} // {right}"
_ON_NUMBERS = {
    "AVERAGE": "{statistics}.fmean({LIST})",
    "MEDIAN": "{statistics}.median({LIST})",
    "STD_DEV": "{statistics}.pstdev({LIST})",
}


def _number(node: EmitNode, gen: EmitContext) -> ast.expr:
    return literal(node.field("NUM"))


class _Property(TemplateEmit):
    """Emit function for a property of a number; nothing is divisible by a 0 that is written out."""

    def __call__(self, node: EmitNode, gen: EmitContext) -> ast.expr:
        """The comparison."""
        divisor = node.child("DIVISOR")
        zero = divisor is None or (divisor.type == "math_number" and divisor.field("NUM") == 0)
        if zero and node.field(self.field) == "DIVISIBLE_BY":  # nothing is brought along for what is not printed
            gen.value(node, "DIVISOR", 0)
            return literal(False)
        made = super().__call__(node, gen)
        left = made.left if isinstance(made, ast.Compare) and node.field(self.field) == "DIVISIBLE_BY" else None
        return literal(False) if isinstance(left, ast.BinOp) and get_number(left.right) == 0 else made


class _Round(TemplateEmit):
    """A whole number near a number; of a division of whole ones, Python's own sign for it."""

    def __call__(self, node: EmitNode, gen: EmitContext) -> ast.expr:
        """The call, or the division."""
        divided = node.child("NUM")
        if node.field(self.field) == "ROUNDDOWN" and divided is not None and divided.type == "math_arithmetic":
            if divided.field("OP") == "DIVIDE":
                left, right = gen.value(divided, "A", 0), gen.value(divided, "B", 0)
                if is_whole(left, gen) and is_whole(right, gen):
                    return gen.fold(expr(_DIVIDED, left=left, right=right), divided)
        return super().__call__(node, gen)


class _OnList(TemplateEmit):
    """Emit function for a computation on a list; by Python's own `statistics` where the list surely holds numbers."""

    def __call__(self, node: EmitNode, gen: EmitContext) -> ast.expr:
        """The call."""
        template = self.others.get(node.field(self.field))
        if template is None or not holds_numbers(node, gen, "LIST", filled=True):
            return super().__call__(node, gen)
        return fill_template(gen, template, LIST=gen.value(node, "LIST", []))


def _change(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    x, delta = gen.variable(node, "VAR"), gen.value(node, "DELTA", 0)
    number = get_number(delta)
    if number is not None and number < 0:
        return stmts("{x} -= {delta}", x=x, delta=carry_blocks(literal(-number), delta))
    if number is None and isinstance(delta, ast.UnaryOp) and isinstance(delta.op, ast.USub):
        return stmts("{x} -= {delta}", x=x, delta=carry_blocks(delta.operand, delta))
    return stmts("{x} += {delta}", x=x, delta=delta)


def _type_on_list(node: EmitNode) -> str:
    return {"MODE": "Array", "RANDOM": "*"}.get(node.field("OP"), "Number")


def _calculation(
    kind: str, emit: Emit, level: Level, inputs: tuple[str, ...], words: tuple[str, str], **more: Any
) -> Standard:
    """A block that makes a number out of numbers."""
    checks = dict.fromkeys(inputs, "Number")
    return Standard(
        type=kind, drawer="math", emit=emit, level=level, output="Number", inputs=checks, words=words, **more
    )


def _offer(**values: float) -> tuple[dict[str, Any], ...]:
    return ({"inputs": {name: number(value) for name, value in values.items()}},)


BLOCKS = (
    _calculation("math_number", _number, 1, (), ("数 数字", "number"), fields={"NUM": NUMBER}),
    _calculation(
        "math_arithmetic",
        emit_from_menu("OP", _ARITHMETIC, A=0, B=0),
        1,
        ("A", "B"),
        ("加 减 乘 除 乘方 次方 + - × ÷ ^", "add plus subtract minus multiply times divide power + - * / ^"),
        fields={"OP": tuple(_ARITHMETIC)},
        toolbox=_offer(A=1, B=1),
    ),
    _calculation(
        "math_random_int",
        emit_from_inputs("{random}.randint({FROM}, {TO})", FROM=0, TO=0),
        1,
        ("FROM", "TO"),
        ("随机 整数", "random integer"),
        toolbox=_offer(FROM=1, TO=100),
    ),
    Standard(
        type="math_change",
        drawer="variables",
        emit=_change,
        inputs={"DELTA": "Number"},
        fields={"VAR": VARIABLE},
        sets={"VAR": "Number"},
        starts={"VAR": 0},
        toolbox=_offer(DELTA=1),
        words=("增加 加 变量", "change by increase"),
    ),
    _calculation(
        "math_round",
        _Round(_ROUND, {"NUM": 0}, "OP"),
        2,
        ("NUM",),
        ("四舍五入 取整 向上 向下", "round up down"),
        fields={"OP": tuple(_ROUND)},
        toolbox=_offer(NUM=3.1),
    ),
    _calculation(
        "math_modulo",
        emit_from_inputs("{DIVIDEND} % {DIVISOR}", DIVIDEND=0, DIVISOR=0),
        2,
        ("DIVIDEND", "DIVISOR"),
        ("余数 除", "remainder modulo"),
        toolbox=_offer(DIVIDEND=64, DIVISOR=10),
    ),
    Standard(
        type="math_number_property",
        drawer="math",
        emit=_Property(_PROPERTY, {"NUMBER_TO_CHECK": 0, "DIVISOR": 0}, "PROPERTY"),
        level=2,
        output="Boolean",
        inputs={"NUMBER_TO_CHECK": "Number", "DIVISOR": "Number"},
        fields={"PROPERTY": tuple(_PROPERTY)},
        toolbox=_offer(NUMBER_TO_CHECK=0),
        words=("偶数 奇数 质数 整数 正数 负数 整除", "even odd prime whole positive negative divisible"),
    ),
    _calculation(
        "math_single",
        emit_from_menu("OP", _SINGLE, NUM=0),
        2,
        ("NUM",),
        ("平方根 绝对值 相反数 对数 幂", "square root absolute ln log e^ 10^"),
        fields={"OP": tuple(_SINGLE)},
        toolbox=_offer(NUM=9),
    ),
    _calculation(
        "math_constrain",
        emit_from_inputs("min(max({VALUE}, {LOW}), {HIGH})", VALUE=0, LOW=0, HIGH=float("inf")),
        2,
        ("VALUE", "LOW", "HIGH"),
        ("限制 最低 最高 范围", "constrain low high limit clamp"),
        toolbox=_offer(VALUE=50, LOW=1, HIGH=100),
    ),
    _calculation("math_random_float", emit_from_inputs("{random}.random()"), 2, (), ("随机 小数", "random fraction")),
    Standard(
        type="math_on_list",
        drawer="math",
        emit=_OnList(_ON_LIST, {"LIST": []}, "OP", _ON_NUMBERS),
        level=2,
        output=_type_on_list,
        inputs={"LIST": "Array"},
        fields={"OP": tuple(_ON_LIST)},
        toolbox=({"inputs": {"LIST": variable("items")}},),
        words=(
            "列表 和 最小 最大 平均 中位数 众数 标准差 随机",
            "list sum min max average median mode standard deviation random",
        ),
    ),
    _calculation(
        "math_trig",
        emit_from_menu("OP", _TRIG, NUM=0),
        3,
        ("NUM",),
        ("三角 正弦 余弦 正切 角度", "sin cos tan asin acos atan angle"),
        fields={"OP": tuple(_TRIG)},
        toolbox=_offer(NUM=45),
    ),
    _calculation(
        "math_constant",
        emit_from_menu("CONSTANT", _CONSTANT),
        3,
        (),
        ("常数 圆周率 π e φ 根号 无穷", "constant pi golden ratio sqrt infinity"),
        fields={"CONSTANT": tuple(_CONSTANT)},
    ),
    _calculation(
        "math_atan2",
        emit_from_inputs("{math}.degrees({math}.atan2({Y}, {X}))", X=0, Y=0),
        3,
        ("X", "Y"),
        ("方位角 角度 坐标", "atan2 angle of point"),
        toolbox=_offer(X=1, Y=1),
    ),
    *plain.BLOCKS,
)

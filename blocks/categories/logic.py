"""Logic 逻辑: conditions and what depends on them."""

import ast

from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.spec import Standard, number
from sunmao.blocks.template import expr, literal

_COMPARISONS = {"EQ": "==", "NEQ": "!=", "LT": "<", "LTE": "<=", "GT": ">", "GTE": ">="}
_COMPARE = {name: f"{{A}} {sign} {{B}}" for name, sign in _COMPARISONS.items()}
_JOIN = {"AND": "{A} and {B}", "OR": "{A} or {B}"}
_NEUTRAL = {"AND": True, "OR": False}


def _if(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    arms = 1 + node.count_numbered("IF", "elseIfCount", "elseif", first=1)
    branches = [(gen.value(node, f"IF{i}", False), gen.body(node, f"DO{i}")) for i in range(arms)]
    otherwise = gen.body(node, "ELSE") if _has_else(node) else []
    for condition, body in reversed(branches):
        otherwise = [ast.If(condition, body, otherwise)]
    return otherwise


def _has_else(node: EmitNode) -> bool:
    said = node.extra.get("hasElse") or node.extra.get("else") not in (None, "0", 0, "")
    return bool(said) or node.type == "controls_ifelse" or node.child("ELSE") is not None


def _compare(node: EmitNode, gen: EmitContext) -> ast.expr:
    return expr(_COMPARE[node.field("OP")], A=gen.value(node, "A", 0), B=gen.value(node, "B", 0))


def _operation(node: EmitNode, gen: EmitContext) -> ast.expr:
    operator = node.field("OP")
    empty = _NEUTRAL[operator] if node.child("A") or node.child("B") else False
    return expr(_JOIN[operator], A=gen.value(node, "A", empty), B=gen.value(node, "B", empty))


def _negate(node: EmitNode, gen: EmitContext) -> ast.expr:
    return expr("not {value}", value=gen.value(node, "BOOL", True))


def _boolean(node: EmitNode, gen: EmitContext) -> ast.expr:
    return literal(node.field("BOOL") == "TRUE")


def _null(node: EmitNode, gen: EmitContext) -> ast.expr:
    return literal(None)


def _ternary(node: EmitNode, gen: EmitContext) -> ast.expr:
    return expr(
        "{yes} if {condition} else {no}",
        condition=gen.value(node, "IF", False),
        yes=gen.value(node, "THEN", None),
        no=gen.value(node, "ELSE", None),
    )


_IF_INPUTS = {"IF*": "Boolean"}
_TWO_NUMBERS = {"A": number(1), "B": number(1)}

BLOCKS = (
    Standard(
        type="controls_if",
        drawer="logic",
        emit=_if,
        inputs=_IF_INPUTS,
        bodies=("DO*", "ELSE"),
        toolbox=({}, {"extraState": {"hasElse": True}}),
        words=("如果 否则 否则如果 条件 判断", "if else elseif condition"),
    ),
    Standard(
        type="controls_ifelse",
        drawer="logic",
        emit=_if,
        inputs=_IF_INPUTS,
        bodies=("DO*", "ELSE"),
        toolbox=(),
        words=("如果 否则", "if else"),
    ),
    Standard(
        type="logic_compare",
        drawer="logic",
        emit=_compare,
        output="Boolean",
        inputs={"A": None, "B": None},
        fields={"OP": tuple(_COMPARISONS)},
        toolbox=({"inputs": _TWO_NUMBERS},),
        words=("比较 等于 不等于 大于 小于 = ≠ < > ≤ ≥", "compare equal greater less = != < > <= >="),
    ),
    Standard(
        type="logic_operation",
        drawer="logic",
        emit=_operation,
        output="Boolean",
        inputs={"A": "Boolean", "B": "Boolean"},
        fields={"OP": tuple(_JOIN)},
        words=("并且 或者 与 或", "and or both"),
    ),
    Standard(
        type="logic_negate",
        drawer="logic",
        emit=_negate,
        output="Boolean",
        inputs={"BOOL": "Boolean"},
        words=("非 不是 不成立 相反", "not opposite"),
    ),
    Standard(
        type="logic_boolean",
        drawer="logic",
        emit=_boolean,
        output="Boolean",
        fields={"BOOL": ("TRUE", "FALSE")},
        words=("真 假 对 错", "true false yes no"),
    ),
    Standard(
        type="logic_ternary",
        drawer="logic",
        emit=_ternary,
        level=2,
        output="*",
        inputs={"IF": "Boolean", "THEN": None, "ELSE": None},
        words=("如果 取 二选一", "test if true if false choose"),
    ),
    Standard(
        type="logic_null", drawer="logic", emit=_null, level=3, output="*", words=("空 没有", "null none nothing")
    ),
)

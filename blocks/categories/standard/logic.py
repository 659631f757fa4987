"""Logic 逻辑: conditions and what depends on them."""

import ast

from sunmao.blocks.constant_folding import carry_blocks, is_boolean, negate
from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.spec import Block, Standard, menu, number, of, value
from sunmao.blocks.template import expr, literal

_COMPARISONS = {"EQ": "==", "NEQ": "!=", "LT": "<", "LTE": "<=", "GT": ">", "GTE": ">="}
_MIRRORED = {"EQ": "EQ", "NEQ": "NEQ", "LT": "GT", "LTE": "GTE", "GT": "LT", "GTE": "LTE"}
_FOUND = {("GT", 0): True, ("NEQ", 0): True, ("GTE", 1): True, ("EQ", 0): False, ("LTE", 0): False, ("LT", 1): False}
_SEARCHES: dict[str, object] = {"text_indexOf": "", "lists_indexOf": []}
_COMPARE = {name: f"{{A}} {sign} {{B}}" for name, sign in _COMPARISONS.items()}
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
    searched = _find_search(node)
    if searched is not None:
        return _contain(gen, *searched)
    operator = node.field("OP")
    made = expr(_COMPARE[operator], A=gen.value(node, "A", 0), B=gen.value(node, "B", 0))
    nothing = node.child("B")
    if nothing is not None and nothing.type == "logic_null" and operator in ("EQ", "NEQ"):
        made.ops = [ast.Is() if operator == "EQ" else ast.IsNot()]  # type: ignore[attr-defined]  # a comparison
    return made


def _find_search(node: EmitNode) -> tuple[EmitNode, EmitNode, bool] | None:
    """(the search, the number, whether something was found) of a comparison that asks whether a place is not 0."""
    for search, limited, operators in (("A", "B", dict.fromkeys(_MIRRORED)), ("B", "A", _MIRRORED)):
        place, limit = node.child(search), node.child(limited)
        if place is None or limit is None or place.type not in _SEARCHES or limit.type != "math_number":
            continue
        operator = operators[node.field("OP")] or node.field("OP")
        found = _FOUND.get((operator, limit.field("NUM")))
        if found is not None:
            return place, limit, found
    return None


def _contain(gen: EmitContext, search: EmitNode, number: EmitNode, found: bool) -> ast.expr:
    """`item in items`, for a search whose place is compared with 0."""
    items = gen.value(search, "VALUE", _SEARCHES[search.type])
    item = gen.value(search, "FIND", "")
    made = expr("{item} in {items}" if found else "{item} not in {items}", item=item, items=items)
    return gen.fold(gen.fold(made, search), number)


def _operation(node: EmitNode, gen: EmitContext) -> ast.expr:
    operator = node.field("OP")
    empty = _NEUTRAL[operator] if node.child("A") or node.child("B") else False
    word = ast.And() if operator == "AND" else ast.Or()
    parts: list[ast.expr] = []
    made = ast.BoolOp(word, parts)
    for part in (gen.value(node, "A", empty), gen.value(node, "B", empty)):
        if isinstance(part, ast.BoolOp) and type(part.op) is type(word):
            parts += part.values
            carry_blocks(made, part)
        else:
            parts.append(part)
    return made


def _negate(node: EmitNode, gen: EmitContext) -> ast.expr:
    value = gen.value(node, "BOOL", True)
    if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.Not):
        made = value.operand if is_boolean(value.operand) else expr("bool({value})", value=value.operand)
        return carry_blocks(made, value)
    return negate(value)


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


def _between(node: EmitNode, gen: EmitContext) -> ast.expr:
    low, middle, high = (gen.value(node, name) for name in ("low", "middle", "high"))
    signs = [CHAINED[node.field(name)]() for name in ("first", "second")]
    return ast.Compare(low, signs, [middle, high])


def _contains(node: EmitNode, gen: EmitContext) -> ast.expr:
    return ast.Compare(gen.value(node, "item"), [_MEMBERS[node.field("where")]()], [gen.value(node, "list")])


_MEMBERS: dict[str, type[ast.cmpop]] = {"in": ast.In, "not_in": ast.NotIn, "is": ast.Is, "is_not": ast.IsNot}
CHAINED: dict[str, type[ast.cmpop]] = {
    "<": ast.Lt,
    "<=": ast.LtE,
    ">": ast.Gt,
    ">=": ast.GtE,
    "==": ast.Eq,
    "!=": ast.NotEq,
}
_SIGNS = (("<", "<", "<"), ("<=", "≤", "≤"), (">", ">", ">"), (">=", "≥", "≥"), ("==", "=", "="), ("!=", "≠", "≠"))
_PYTHONS = (
    Block(
        "logic_between",
        "比较 {low} {first} {middle} {second} {high}",
        "{low} {first} {middle} {second} {high}",
        emit=_between,
        holes=(
            value("low", None, 1),
            menu("first", "<=", *_SIGNS),
            value("middle", None, 5),
            menu("second", "<=", *_SIGNS),
            value("high", None, 10),
        ),
        gives="Boolean",
        level=2,
        help=("两个比较都成立才成立，比如在两个数之间。", "True where both comparisons hold: between two numbers."),
        words="between range chain compare 之间 范围 比较",
    ),
    Block(
        "logic_contains",
        "{item} {where} {list}",
        "{item} {where} {list}",
        emit=_contains,
        holes=(
            value("item", None, "a"),
            menu(
                "where",
                "in",
                ("in", "在里面：", "is in"),
                ("not_in", "不在里面：", "is not in"),
                ("is", "就是", "is the same thing as"),
                ("is_not", "不是同一个：", "is another thing than"),
            ),
            of("list", None, "items"),
        ),
        gives="Boolean",
        level=3,
        help=(
            "列表里有没有这一项，文本里有没有这几个字，字典里有没有这个键。",
            "Whether a list has this item, a text these letters, or a dictionary this key.",
        ),
        words="in contains has member 包含 有没有 键",
    ),
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
        fields={"OP": tuple(_NEUTRAL)},
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
    *_PYTHONS,
)

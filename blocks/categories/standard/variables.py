"""Variables 变量: names for values."""

import ast
from typing import Any

from sunmao.blocks.categories.plain_python.math import OPERATORS
from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.spec import VARIABLE, Block, Standard, menu, of, value, var
from sunmao.blocks.template import stmts


def _get(node: EmitNode, gen: EmitContext) -> ast.expr:
    name = gen.variable(node, "VAR")
    name.__dict__["variable"] = node.field("VAR").id  # for `constant_folding.is_whole`
    return name


def _set(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    return stmts("{x} = {value}", x=gen.variable(node, "VAR"), value=gen.value(node, "VALUE", 0))


def _getter(kind: str, **more: Any) -> Standard:
    return Standard(
        type=kind,
        drawer="variables",
        emit=_get,
        output="*",
        fields={"VAR": VARIABLE},
        words=("变量 取值", "variable get"),
        **more,
    )


def _setter(kind: str, **more: Any) -> Standard:
    return Standard(
        type=kind,
        drawer="variables",
        emit=_set,
        inputs={"VALUE": None},
        fields={"VAR": VARIABLE},
        sets={"VAR": "=VALUE"},
        words=("变量 赋值 设为 等于", "variable set to assign"),
        **more,
    )


def _update(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    operator = OPERATORS[node.field("operator").removesuffix("=")]()
    return [ast.AugAssign(gen.variable(node, "x"), operator, gen.value(node, "value"))]


def _update_item(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    target = ast.Subscript(gen.value(node, "list"), gen.value(node, "place"))
    operator = OPERATORS[node.field("operator").removesuffix("=")]()
    return [ast.AugAssign(target, operator, gen.value(node, "value"))]


_SIGNS = tuple((f"{sign}=", f"{sign}=", f"{sign}=") for sign in ("+", "-", "*", "/", "//", "%", "**"))
_PYTHONS = (
    Block(
        "variables_update",
        "更新 {x} {operator} {value}",
        "update {x} {operator} {value}",
        emit=_update,
        holes=(var("x", "=value"), menu("operator", "*=", *_SIGNS), value("value", None, 2)),
        level=2,
        help=(
            "*= 2 让变量变成原来的两倍，/= 2 变成一半；+= 也可以接上文本或列表。",
            "*= 2 doubles the variable, /= 2 halves it; += also adds to a text or a list.",
        ),
        words="multiply divide double half augmented 乘 除 翻倍",
    ),
    Block(
        "variables_update_item",
        "更新 {list} [ {place} ] {operator} {value}",
        "update {list} [ {place} ] {operator} {value}",
        emit=_update_item,
        holes=(
            of("list", None, "items"),
            value("place", None, 0),
            menu("operator", "+=", *_SIGNS),
            value("value", None, 1),
        ),
        level=3,
        help=(
            "改变字典里一个键的值，或者列表里的一项（从 0 数）。",
            "Changes the value of a key of a dictionary, or an item of a list, counted from 0.",
        ),
        words="count change increase dictionary list 增加 计数 键",
    ),
    Block(
        "variables_unpack",
        "把 {first}、{second} 设为 {values} 里的两个值",
        "set {first}, {second} to the two values in {values}",
        "{first}, {second} = {values}",
        holes=(var("first", None), var("second", None), of("values", None, "items")),
        level=3,
        help=(
            "一次给两个变量赋值；可以用来交换。",
            "Gives two variables their values at once, for instance to swap them.",
        ),
        words="swap tuple two assign 交换 同时 赋值",
    ),
    Block(
        "variables_unpack_three",
        "把 {first}、{second}、{third} 设为 {values} 里的三个值",
        "set {first}, {second}, {third} to the three values in {values}",
        "{first}, {second}, {third} = {values}",
        holes=(var("first", None), var("second", None), var("third", None), of("values", None, "items")),
        level=3,
        help=("一次给三个变量赋值。", "Gives three variables their values at once."),
        words="tuple three assign 同时 赋值",
    ),
)

# The dynamic ones carry a type in the variable; nothing offers them, but saved workspaces may hold them.
BLOCKS = (
    _setter("variables_set"),
    _getter("variables_get"),
    _setter("variables_set_dynamic", toolbox=()),
    _getter("variables_get_dynamic", toolbox=()),
    *_PYTHONS,
)

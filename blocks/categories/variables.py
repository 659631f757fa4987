"""Variables 变量: names for values."""

import ast
from typing import Any

from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.spec import VARIABLE, Standard
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


# The dynamic ones carry a type in the variable; nothing offers them, but saved workspaces may hold them.
BLOCKS = (
    _setter("variables_set"),
    _getter("variables_get"),
    _setter("variables_set_dynamic", toolbox=()),
    _getter("variables_get_dynamic", toolbox=()),
)

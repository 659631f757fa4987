"""Functions 函数: the child's own words."""

import ast
from collections import Counter

from sunmao.blocks.emit_types import Emit, EmitContext, EmitNode
from sunmao.blocks.spec import TEXT, Block, Standard, value
from sunmao.blocks.template import expr, stmts

_DEFINITIONS = {"procedures_defnoreturn", "procedures_defreturn"}


def _emit_definition(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    result = gen.value(node, "RETURN") if node.child("RETURN") else None
    return gen.function(
        node, gen.procedure(node.field("NAME")), _read_parameters(node, gen), gen.body(node, "STACK"), result
    )


def _read_parameters(node: EmitNode, gen: EmitContext) -> list[str]:
    """The safe names of a definition's parameters; one that comes twice is reported and left out."""
    names = gen.parameters(node)
    for name in (name for name, count in Counter(names).items() if count > 1):
        gen.problem(node, "same_parameter", name=name[:40])
    return list(dict.fromkeys(names))


def get_called_name(node: EmitNode) -> str:
    """The name of the function that a call block calls."""
    said = node.extra.get("name")
    return said if isinstance(said, str) else ""


def _emit_call(node: EmitNode, gen: EmitContext) -> ast.expr:
    name = get_called_name(node)
    definition = gen.definition(name)
    if definition is None:
        gen.problem(node, "no_function", name=name[:40])
    count = len(definition.parameters) if definition else node.count_numbered("ARG")
    arguments = [gen.value(node, f"ARG{i}", None) for i in range(count)]
    return expr("{call}(*{arguments})", call=gen.procedure(name), arguments=arguments)


def _emit_call_statement(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    return [ast.Expr(_emit_call(node, gen))]


def _emit_if_return(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    definition = _find_definition(node)
    if definition is None:
        gen.problem(node, "outside_function")
        return []
    condition = gen.value(node, "CONDITION", False)
    if definition.type == "procedures_defnoreturn":
        return stmts("if {condition}:\n    return", condition=condition)
    return stmts("if {condition}:\n    return {value}", condition=condition, value=gen.value(node, "VALUE", None))


def _emit_return(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    if _find_definition(node) is None and not gen.in_own_function(node):
        gen.problem(node, "outside_function")
        return []
    return [ast.Return(gen.value(node, "value") if node.child("value") else None)]


def _find_definition(inside: EmitNode) -> EmitNode | None:
    node: EmitNode | None = inside
    while node is not None and node.type not in _DEFINITIONS:
        node = node.surround
    return node


_WORDS = ("函数 定义 过程 返回 结果", "function define procedure return result")


# The drawer is filled by Blockly, with a call for each function; the entries here are for the search.
def _make_definition_block(kind: str, **inputs: None) -> Standard:
    return Standard(
        type=kind,
        drawer="functions",
        emit=_emit_definition,
        level=2,
        inputs=inputs,
        bodies=("STACK",),
        fields={"NAME": TEXT},
        sets={"*": None},
        definition=True,
        toolbox=({"fields": {"NAME": ("做点什么", "do something")}},),
        words=_WORDS,
    )


def _make_call_block(kind: str, emit: Emit, output: str | None) -> Standard:
    return Standard(
        type=kind,
        drawer="functions",
        emit=emit,
        level=2,
        output=output,
        inputs={"ARG*": None},
        toolbox=(),
        words=("函数 调用 运行", "function call run"),
    )


BLOCKS = (
    _make_definition_block("procedures_defnoreturn"),
    _make_definition_block("procedures_defreturn", RETURN=None),
    _make_call_block("procedures_callnoreturn", _emit_call_statement, None),
    _make_call_block("procedures_callreturn", _emit_call, "*"),
    Standard(
        type="procedures_ifreturn",
        drawer="functions",
        emit=_emit_if_return,
        level=2,
        inputs={"CONDITION": "Boolean", "VALUE": None},
        words=("如果 返回 函数", "if return function"),
    ),
    Block(
        "functions_return",
        "返回 {value}",
        "return {value}",
        emit=_emit_return,
        holes=(value("value", None, 0),),
        cap=True,
        level=2,
        help=(
            "函数到这里就结束，交回这个值；空着就什么也不交回。",
            "The function ends here and gives back this value; without one, it gives back nothing.",
        ),
        words="give back result end 结果 结束 函数",
    ),
)

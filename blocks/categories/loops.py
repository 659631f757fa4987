"""Loops 循环: doing things again."""

import ast

from sunmao.blocks.constant_folding import get_number, get_whole_number, to_whole
from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.spec import NUMBER, VARIABLE, Standard, number, variable
from sunmao.blocks.template import expr, literal, stmts

HELPERS = {
    "counting": '''
def counting(start, stop, step=1):
    """Count from start up or down to stop, both included."""
    up = start <= stop
    while start <= stop if up else start >= stop:
        yield start
        start += abs(step) if up else -abs(step)
''',
}

_FOR = "for {item} in {items}:\n    {body}"
_WHILE = {"WHILE": "while {condition}:\n    {body}", "UNTIL": "while not {condition}:\n    {body}"}
_FLOW = {"BREAK": "break", "CONTINUE": "continue"}


def _repeat(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    return _times(node, gen, gen.value(node, "TIMES", 0))


def _repeat_number(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    return _times(node, gen, literal(node.field("TIMES")))


def _times(node: EmitNode, gen: EmitContext, times: ast.expr) -> list[ast.stmt]:
    with gen.fresh("count") as count:
        return stmts(
            _FOR, item=count, items=expr("range({times})", times=to_whole(times, gen)), body=gen.body(node, "DO")
        )


def _while_until(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    return stmts(_WHILE[node.field("MODE")], condition=gen.value(node, "BOOL", False), body=gen.body(node, "DO"))


def _for(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    start, stop, step = gen.value(node, "FROM", 0), gen.value(node, "TO", 0), gen.value(node, "BY", 1)
    items = _range(get_whole_number(start), get_whole_number(stop), get_whole_number(step)) or _make_counting(
        gen, start, stop, step
    )
    return stmts(_FOR, item=gen.variable(node, "VAR"), items=items, body=gen.body(node, "DO"))


def _range(start: int | None, stop: int | None, step: int | None) -> ast.expr | None:
    """`range(…)` with both ends inside, where all three numbers are written out."""
    if start is None or stop is None or step is None:
        return None
    step = abs(step) if start <= stop else -abs(step)
    end = stop + (1 if start <= stop else -1)
    if step != 1:
        return expr("range({start}, {end}, {step})", start=start, end=end, step=step)
    return expr("range({start}, {end})", start=start, end=end) if start else expr("range({end})", end=end)


def _make_counting(gen: EmitContext, start: ast.expr, stop: ast.expr, step: ast.expr) -> ast.expr:
    bounds = [start, stop] if get_number(step) == 1 else [start, stop, step]
    return expr("{counting}(*{bounds})", counting=gen.helper("counting"), bounds=bounds)


def _for_each(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    items = gen.value(node, "LIST", [])
    return stmts(_FOR, item=gen.variable(node, "VAR"), items=items, body=gen.body(node, "DO"))


def _flow(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    if not gen.in_loop(node):
        gen.problem(node, "outside_loop")
        return []
    return stmts(_FLOW[node.field("FLOW")])


BLOCKS = (
    Standard(
        type="controls_repeat_ext",
        drawer="loops",
        emit=_repeat,
        inputs={"TIMES": "Number"},
        bodies=("DO",),
        toolbox=({"inputs": {"TIMES": number(10)}},),
        words=("重复 次数 循环", "repeat times loop"),
    ),
    Standard(
        type="controls_repeat",
        drawer="loops",
        emit=_repeat_number,
        fields={"TIMES": NUMBER},
        bodies=("DO",),
        toolbox=(),
        words=("重复 次数 循环", "repeat times loop"),
    ),
    Standard(
        type="controls_whileUntil",
        drawer="loops",
        emit=_while_until,
        inputs={"BOOL": "Boolean"},
        bodies=("DO",),
        fields={"MODE": tuple(_WHILE)},
        words=("当 直到 重复 循环 条件", "while until repeat loop condition"),
    ),
    Standard(
        type="controls_for",
        drawer="loops",
        emit=_for,
        fields={"VAR": VARIABLE},
        bodies=("DO",),
        sets={"VAR": "Number"},
        inputs={"FROM": "Number", "TO": "Number", "BY": "Number"},
        toolbox=({"inputs": {"FROM": number(1), "TO": number(10), "BY": number(1)}},),
        words=("计数 从 数到 循环", "count with from to by for loop"),
    ),
    Standard(
        type="controls_forEach",
        drawer="loops",
        emit=_for_each,
        level=2,
        fields={"VAR": VARIABLE},
        bodies=("DO",),
        inputs={"LIST": "Array"},
        sets={"VAR": None},
        toolbox=({"inputs": {"LIST": variable("items")}},),
        words=("遍历 每一项 列表 循环", "for each item in list loop"),
    ),
    Standard(
        type="controls_flow_statements",
        drawer="loops",
        emit=_flow,
        level=2,
        fields={"FLOW": tuple(_FLOW)},
        cap=True,
        words=("跳出 中断 继续 下一轮 循环", "break out continue next loop"),
    ),
)

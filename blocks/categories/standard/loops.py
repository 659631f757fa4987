"""Loops 循环: doing things again."""

import ast

from sunmao.blocks.constant_folding import add_number, carry_blocks, get_number, is_whole, negate, to_whole
from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.number_bounds import find_direction
from sunmao.blocks.spec import NUMBER, VARIABLE, Block, Standard, number, of, value, var, variable
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
    "count_by": '''
def count_by(start, stop, step):
    """Count from start to stop, both included: up, or down by a step below 0."""
    while start <= stop if step > 0 else start >= stop:
        yield start
        start += step
''',
}

_FOR = "for {item} in {items}:\n    {body}"
_WHILE = "while {condition}:\n    {body}"
_MODES = ("WHILE", "UNTIL")
DIRECTIONS = ("BOTH", "UP", "DOWN")  # of counting; BOTH: by which end is larger, as Blockly has it
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
    condition = gen.value(node, "BOOL", False)
    if node.field("MODE") == "UNTIL":
        if isinstance(condition, ast.UnaryOp) and isinstance(condition.op, ast.Not):
            condition = carry_blocks(condition.operand, condition)
        else:
            condition = negate(condition)
    return stmts(_WHILE, condition=condition, body=gen.body(node, "DO"))


def _for(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    start, stop, step = gen.value(node, "FROM", 0), gen.value(node, "TO", 0), gen.value(node, "BY", 1)
    direction = find_direction(node, gen.bounds_of)
    whole = all(is_whole(part, gen) for part in (start, step))
    if direction == "BOTH" or (node.field("DIRECTION") == "BOTH" and not (whole and is_whole(stop, gen))):
        items = _make_counting(gen, start, stop, step)
    elif whole and (end := _find_end(node, gen, stop, direction)) is not None:
        items = _make_range(start, end, _turn(step, direction))
    else:
        turned = _turn(step, direction)
        items = expr(
            "{count_by}({start}, {stop}, {step})", count_by=gen.helper("count_by"), start=start, stop=stop, step=turned
        )
    return stmts(_FOR, item=gen.variable(node, "VAR"), items=items, body=gen.body(node, "DO"))


def _find_end(node: EmitNode, gen: EmitContext, stop: ast.expr, direction: str) -> ast.expr | None:
    """The number behind the last one, for `range`; None where the last one may be no whole number."""
    if is_whole(stop, gen):
        return add_number(stop, 1 if direction == "UP" else -1)
    if direction == "UP" and gen.bounds_of(node, "FROM", 0)[0] >= 1:
        return expr("{stop} + 1", stop=to_whole(stop, gen))
    return None


def _turn(step: ast.expr, direction: str) -> ast.expr:
    """The step with the sign of its direction."""
    number = get_number(step)
    if number is not None:
        return literal(abs(number) if direction == "UP" else -abs(number))
    return step if direction == "UP" else expr("-{step}", step=step)


def _make_range(start: ast.expr, end: ast.expr, step: ast.expr) -> ast.expr:
    if get_number(step) != 1:
        return expr("range({start}, {end}, {step})", start=start, end=end, step=step)
    return (
        expr("range({start}, {end})", start=start, end=end) if get_number(start) != 0 else expr("range({end})", end=end)
    )


def _make_counting(gen: EmitContext, start: ast.expr, stop: ast.expr, step: ast.expr) -> ast.expr:
    bounds = [start, stop] if get_number(step) == 1 else [start, stop, step]
    return expr("{counting}(*{bounds})", counting=gen.helper("counting"), bounds=bounds)


def _for_each(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    items = gen.value(node, "LIST", [])
    return stmts(_FOR, item=gen.variable(node, "VAR"), items=items, body=gen.body(node, "DO"))


def _each_letter(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    return stmts(_FOR, item=gen.variable(node, "letter"), items=gen.value(node, "text"), body=gen.body(node, "body"))


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
        fields={"MODE": _MODES},
        words=("当 直到 重复 循环 条件", "while until repeat loop condition"),
    ),
    Standard(
        type="controls_for",
        drawer="loops",
        emit=_for,
        fields={"VAR": VARIABLE, "DIRECTION": DIRECTIONS},
        bodies=("DO",),
        sets={"VAR": "Number"},
        inputs={"FROM": "Number", "TO": "Number", "BY": "Number"},
        toolbox=(
            {"fields": {"DIRECTION": "UP"}, "inputs": {"FROM": number(1), "TO": number(10), "BY": number(1)}},
            {"fields": {"DIRECTION": "DOWN"}, "inputs": {"FROM": number(10), "TO": number(1), "BY": number(1)}},
        ),
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
    Block(
        "loops_each_letter",
        "对文本 {text} 的每个字 {letter}",
        "for each letter {letter} of {text}",
        emit=_each_letter,
        holes=(value("text", "String", "abc"), var("letter", "String")),
        shape="loop",
        level=2,
        help=("里面的积木对每个字各运行一次。", "The blocks inside run once for each letter."),
        words="character text string 字符 遍历 循环",
    ),
    Block(
        "loops_each_pair",
        "对 {list} 里的每一对 {first}、{second}",
        "for each pair {first}, {second} in {list}",
        "for {first}, {second} in {list}:\n    {body}",
        holes=(of("list", "Array", "items"), var("first", None), var("second", None)),
        shape="loop",
        level=3,
        help=(
            "每一项是一对：带编号的项，或者字典的键和值。",
            "Each item is a pair: a numbered item, or a key and its value.",
        ),
        words="enumerate zip items pair 一对 编号 遍历 循环",
    ),
)

"""Start & events 开始与事件: everything a program starts with and waits for."""

import ast

from sunmao.blocks.assigned_values import MAX_CLAUSES, SUITE
from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.shared_inputs import make_least_confidence
from sunmao.blocks.spec import TEXT, Block, Items, Standard, code, menu, of, value, var


def _call(node: EmitNode, gen: EmitContext) -> ast.expr:
    return _fill_call(node, gen, gen.own_path(node, "function"))


def _call_method(node: EmitNode, gen: EmitContext) -> ast.expr:
    return _fill_call(node, gen, ast.Attribute(gen.value(node, "object"), gen.own_name(node, "method")))


def _fill_call(node: EmitNode, gen: EmitContext, function: ast.expr) -> ast.expr:
    """The call with what stands in its holes; behind what has a name, all must have one."""
    made = ast.Call(function, [], [])
    for place in range(node.count_numbered("item", "items")):
        item = node.child(f"item{place}")
        if item is not None and item.type == "program_keyword":
            value = gen.fold(gen.value(item, "value"), item)
            made.keywords.append(ast.keyword(gen.own_name(item, "name"), value))
        elif made.keywords:
            gen.problem(node, "bad_python", cause="positional argument follows keyword argument")
        else:
            made.args.append(gen.value(node, f"item{place}"))
    return made


def _set_attribute(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    target = ast.Attribute(gen.value(node, "object"), gen.own_name(node, "name"))
    return [ast.Assign([target], gen.value(node, "value"))]


BLOCKS = (
    Block(
        "program_start",
        "程序开始时",
        "when the program starts",
        "{body}",
        shape="hat",
        help=(
            "点“运行”以后，下面的积木从上到下一块一块地运行。",
            "After Run, the blocks below run one after the other, from top to bottom.",
        ),
        words="main run begin 主程序 运行 启动",
    ),
    Block(
        "program_forever",
        "一直重复",
        "forever",
        "while running():\n    {body}",
        module="sunmao",
        shape="loop",
        cap=True,
        endless=True,
        help=(
            "里面的积木一遍又一遍地运行，直到你点“停止”。事件也会被听到。",
            "What is inside runs again and again until Stop. Events are heard meanwhile.",
        ),
        words="loop repeat while true 循环 永远",
    ),
    Block(
        "program_wait",
        "等待 {seconds} 秒",
        "wait {seconds} seconds",
        "wait({seconds})",
        module="sunmao",
        holes=(value("seconds", "Number", 1, least=0),),
        waits=True,
        help=("停一会儿再往下走。", "The program rests for a while, then goes on."),
        words="sleep pause delay 延时 暂停 睡眠",
    ),
    Block(
        "program_when_pressed",
        "当 {button} {event} 时",
        "when {button} is {event}",
        "@{button}.{event}\ndef {handler}():\n    {body}",
        holes=(
            of("button", "Button"),
            menu(
                "event",
                "when_pressed",
                ("when_pressed", "按下", "pressed"),
                ("when_released", "松开", "released"),
                ("when_held", "按住", "held down"),
            ),
        ),
        shape="hat",
        handler="{button}_{event}",
        help=(
            "每按一次按钮，下面的积木运行一次。按得再快也不会漏。",
            "The blocks below run once for each press. A short press is never missed.",
        ),
        words="button press key event 按键 按钮 事件",
    ),
    Block(
        "program_every",
        "每过 {seconds} 秒",
        "every {seconds} seconds",
        "@every({seconds})\ndef {handler}():\n    {body}",
        module="sunmao",
        holes=(value("seconds", "Number", 5, least=0.02),),
        shape="hat",
        handler="on_time",
        level=2,
        help=(
            "每过这么多秒，下面的积木运行一次。写得太长，别的事件就要等。",
            "The blocks below run once every so many seconds. A long handler makes the other events wait.",
        ),
        words="timer interval 定时 间隔 事件",
    ),
    Block(
        "program_when",
        "每当 {condition}",
        "whenever {condition}",
        "@when(lambda: {condition})\ndef {handler}():\n    {body}",
        module="sunmao",
        holes=(value("condition", "Boolean"),),
        shape="hat",
        handler="on_condition",
        level=2,
        help=(
            "条件从不成立变成成立时，下面的积木运行一次。",
            "The blocks below run once each time the condition turns from false to true.",
        ),
        words="event condition 事件 条件 如果",
    ),
    Block(
        "program_when_seen",
        "当 {model} 在 {camera} 里认出 {label} 时，记作 {result}",
        "when {model} recognizes {label} in {camera}, call it {result}",
        "@{camera}.when_seen(model={model}, label={label}, **{more})\ndef {handler}({result}):\n    {body}",
        holes=(
            of("model", "Model"),
            of("camera", "Camera"),
            value("label", "String", "3", picker="label"),
            var("result", "Result"),
        ),
        optional_inputs=(make_least_confidence(0.8),),
        shape="hat",
        handler="on_seen",
        level=2,
        help=(
            "摄像头里出现它时，下面的积木运行一次；消失以后再出现，就再运行一次。",
            "The blocks below run once when it comes into sight, and again only after it was gone.",
        ),
        words="camera recognize see appear event 摄像头 认出 看见 出现 事件",
    ),
    Block(
        "program_wait_until",
        "等到 {condition}",
        "wait until {condition}",
        "wait_until(lambda: {condition}, **{more})",
        module="sunmao",
        holes=(value("condition", "Boolean"),),
        optional_inputs=(value("timeout", "Number", 10, least=0, label=("最多等几秒", "at most seconds")),),
        waits=True,
        level=2,
        help=("条件成立以前一直等。", "The program rests until the condition holds."),
        words="sleep 直到 条件",
    ),
    Block(
        "program_clock",
        "现在的 {part}",
        "{part} now",
        "clock(part={part})",
        module="sunmao",
        holes=(
            menu(
                "part",
                "timer",
                ("timer", "程序已运行秒数", "seconds since the start"),
                ("hour", "时", "hour"),
                ("minute", "分", "minute"),
                ("second", "秒", "second"),
                ("year", "年", "year"),
                ("month", "月", "month"),
                ("day", "日", "day"),
            ),
        ),
        gives="Number",
        level=2,
        help=(
            "钟表上的一个数，或者程序运行了几秒。",
            "A number from the clock, or the seconds since the program began.",
        ),
        words="time date timer 时间 日期 计时器",
    ),
    Block(
        "program_stop",
        "停止程序",
        "stop the program",
        "stop()",
        module="sunmao",
        cap=True,
        level=2,
        help=("程序到这里就结束。", "The program ends here."),
        words="end exit quit 结束 退出",
    ),
    Block(
        "program_python",
        "Python：{code}",
        "Python: {code}",
        holes=(code("code", "pass"),),
        emit=lambda node, gen: gen.own_statements(node, "code"),
        level=3,
        help=("直接写 Python，原样放进程序。", "Python as you type it, put into the program exactly so."),
        words="code 代码 程序",
    ),
    Standard(
        type=SUITE,
        drawer="program",
        emit=lambda node, gen: gen.own_suite(node),
        level=3,
        bodies=("BODY*",),
        fields={f"HEAD{place}": TEXT for place in range(MAX_CLAUSES)},
        toolbox=({"fields": {"HEAD0": "with open('a.txt') as file:"}},),
        words=("Python 代码 程序 语句", "code with try class def"),
    ),
    Block(
        "program_python_value",
        "Python 值：{code}",
        "Python value: {code}",
        holes=(code("code", "0"),),
        emit=lambda node, gen: gen.own_value(node, "code"),
        gives="*",
        level=3,
        help=(
            "直接写一个 Python 表达式，可以放进任何位置。",
            "A Python expression as you type it; it fits every hole.",
        ),
        words="code expression 代码 表达式",
    ),
    Block(
        "program_evaluate",
        "执行 {value}",
        "do {value}",
        emit=lambda node, gen: [ast.Expr(gen.value(node, "value"))],
        holes=(value("value", None, 0),),
        level=3,
        help=(
            "算出这个值，不留下它：用来调用一个函数。",
            "Works out the value and does not keep it: for what a call does.",
        ),
        words="evaluate expression call 表达式 调用",
    ),
    Block(
        "program_call",
        "调用 {function} {items}",
        "call {function} {items}",
        emit=_call,
        holes=(code("function", "len"),),
        items=Items(least=0),
        gives="*",
        level=3,
        help=(
            "调用 Python 自己或模块里的函数，比如 time.time。",
            "Calls a function of Python's own or of a module, such as time.time.",
        ),
        words="function module library 函数 模块",
    ),
    Block(
        "program_keyword",
        "参数 {name} = {value}",
        "argument {name} = {value}",
        emit=lambda node, gen: gen.value(node, "value"),
        holes=(code("name", "end"), value("value", None, 0)),
        gives="*",
        level=3,
        help=(
            "放进“调用”里：函数用这个名字认它。",
            "Goes into a call, where the function knows it by this name.",
        ),
        words="keyword named argument 参数 名字",
    ),
    Block(
        "program_name",
        "Python 的 {name}",
        "Python's {name}",
        emit=lambda node, gen: gen.own_path(node, "name"),
        holes=(code("name", "len"),),
        gives="*",
        level=3,
        help=(
            "Python 自己或模块里的东西，不调用它：比如 math.tau。",
            "Something of Python's own or of a module, which is not called: such as math.tau.",
        ),
        words="name module function constant 名字 模块 函数 常量",
    ),
    Block(
        "program_method",
        "让 {object} 做 {method} {items}",
        "{object} does {method} {items}",
        emit=_call_method,
        holes=(of("object", None, "items"), code("method", "copy")),
        items=Items(least=0),
        gives="*",
        level=3,
        help=(
            "调用一个东西会做的事（方法），在 Python 里写在点后面。",
            "Calls what a thing can do, its method: Python writes it behind a point.",
        ),
        words="method object dot 方法 对象",
    ),
    Block(
        "program_attribute",
        "{object} 的属性 {name}",
        "{name} of {object}",
        emit=lambda node, gen: ast.Attribute(gen.value(node, "object"), gen.own_name(node, "name")),
        holes=(of("object", None, "thing"), code("name", "name")),
        gives="*",
        level=3,
        help=("一个东西的属性，在 Python 里写在点后面。", "What a thing has: Python writes it behind a point."),
        words="attribute property object dot 属性 对象",
    ),
    Block(
        "program_set_attribute",
        "把 {object} 的属性 {name} 设为 {value}",
        "set {name} of {object} to {value}",
        emit=_set_attribute,
        holes=(of("object", None, "thing"), code("name", "name"), value("value", None, 1)),
        level=3,
        help=("改变一个东西的属性。", "Changes what a thing has."),
        words="attribute property object dot 属性 对象",
    ),
    Block(
        "program_import",
        "导入 {modules}",
        "import {modules}",
        emit=lambda node, gen: gen.own_import(node),
        holes=(code("modules", "time"),),
        level=3,
        help=("下面可以用这个模块里的东西。", "What is below may use this module."),
        words="module library 模块 库",
    ),
    Block(
        "program_import_from",
        "从 {module} 导入 {names}",
        "from {module} import {names}",
        emit=lambda node, gen: gen.own_import(node),
        holes=(code("module", "time"), code("names", "sleep")),
        level=3,
        help=("下面可以直接用模块里的这些名字。", "What is below may use these names of the module."),
        words="module library 模块 库",
    ),
)

"""Programs of blocks that fail while they run: each with the block of the stack and the value block that must be ringed.

`row` marks the block of the stack, `wrong` the value block; where the stack's block itself fails, it alone is marked.
"""

from collections.abc import Iterable
from typing import NamedTuple

from tests.support.blocks import workspace_builder as w
from tests.support.blocks.workspace_builder import Block, block

ROW, WRONG = "row", "wrong"


class FailingProgram(NamedTuple):
    """A workspace, the exception that it must end with, what is typed to its questions, and whether it loads torch."""

    workspace: dict
    error: str
    typed: str = ""
    training: bool = False


def row(statement: Block) -> Block:
    """The block of the stack in which it happens."""
    return statement | {"id": ROW}


def wrong(value: Block) -> Block:
    """The value block that fails."""
    return value | {"id": WRONG}


def fails(
    error: str, *statements: Block, functions: Iterable[Block] = (), typed: str = "", training: bool = False
) -> FailingProgram:
    return FailingProgram(w.program(list(statements), functions), error, typed, training)


def calculate(op: str, a: Block, b: Block) -> Block:
    return block("math_arithmetic", {"OP": op}, A=a, B=b)


def compare(op: str, a: Block, b: Block) -> Block:
    return block("logic_compare", {"OP": op}, A=a, B=b)


def single(op: str, value: Block) -> Block:
    return block("math_single", {"OP": op}, NUM=value)


def item(items: Block, at: Block) -> Block:
    return block("lists_getIndex", {"MODE": "GET", "WHERE": "FROM_START"}, VALUE=items, AT=at)


def on_list(op: str, items: Block) -> Block:
    return block("math_on_list", {"OP": op}, LIST=items)


def join(*parts: Block) -> Block:
    inputs = {f"ADD{place}": part for place, part in enumerate(parts)}
    return block("text_join", None, {"itemCount": len(parts)}, **inputs)


def when(condition: Block, *body: Block) -> Block:
    return block("controls_if", IF0=condition, DO0=list(body))


def repeat(times: Block, *body: Block) -> Block:
    return block("controls_repeat_ext", TIMES=times, DO=list(body))


def each(name: str, items: Block, *body: Block) -> Block:
    return block("controls_forEach", {"VAR": {"id": f"id_{name}"}}, LIST=items, DO=list(body))


def count_to(name: str, last: Block, *body: Block) -> Block:
    return block(
        "controls_for", {"VAR": {"id": f"id_{name}"}}, FROM=w.number(1), TO=last, BY=w.number(1), DO=list(body)
    )


def define(name: str, parameter: str, *body: Block, result: Block | None = None) -> Block:
    kind = "procedures_defreturn" if result else "procedures_defnoreturn"
    extra = {"params": [{"name": parameter, "id": f"id_{parameter}"}]} if parameter else None
    return block(kind, {"NAME": name}, extra, STACK=list(body), RETURN=result)


def call(name: str, *arguments: Block) -> Block:
    inputs = {f"ARG{place}": argument for place, argument in enumerate(arguments)}
    extra = {"name": name, "params": [f"p{place}" for place in range(len(arguments))]}
    return block("procedures_callreturn", None, extra, **inputs)


def ask(kind: str) -> Block:
    return block("text_prompt_ext", {"TYPE": kind}, TEXT=w.text("？"))


def python(code: str) -> Block:
    return block("program_python", {"code": code})


def python_value(code: str) -> Block:
    return block("program_python_value", {"code": code})


def model(kind: str = "model_classification", backbone: str = "LeNet") -> Block:
    return w.set_variable("模型", block(kind, {"backbone": backbone}))


def the_model() -> Block:
    return w.variable("模型")


def names() -> Block:
    return w.texts("小明", "小红")


def nothing() -> Block:
    return block("lists_create_empty")


def every(*body: Block) -> Block:
    return w.stack([block("program_every", seconds=w.number(0.02)), *body])


def whenever(condition: Block, *body: Block) -> Block:
    return w.stack([block("program_when", condition=condition), *body])


def seen(label: str, *body: Block) -> Block:
    hat = block("program_when_seen", {"result": {"id": "id_结果"}}, model=the_model(), camera=w.variable("摄像头"))
    hat["inputs"]["label"] = {"block": w.text(label)}
    return w.stack([hat, *body])


def divide() -> Block:
    return wrong(calculate("DIVIDE", w.number(1), w.variable("n")))


def zero() -> Block:
    return w.set_variable("n", w.number(0))


def forever() -> Block:
    return block("program_forever", body=w.say(w.text("好")))


NO_TRUTH = "import numpy\nn = numpy.zeros(3)"
FILM = """from sunmao.cameras.label_watcher import LabelWatcher
from sunmao.runtime import event_loop
class Film:
    def look(self, after):
        return after + 1, 0
    def when_seen(self, model, label, confidence=0.8):
        self.watcher = LabelWatcher(self.look)
        event_loop.add_listener(self.watcher, first=False)
        return self.watcher.register(model, label, confidence)
class Answer:
    classes = ['猫']
    def has(self, label, confidence):
        return label == '猫'
class Model:
    def inference(self, image):
        return Answer()
摄像头 = Film()
模型 = Model()"""

SMALL = """import os
import numpy
from sunmao.pictures import save_image
os.makedirs('data/small/training_set/猫')
save_image(image=numpy.zeros((32, 32, 3), 'uint8'), path='data/small/training_set/猫/1.png')"""

PROGRAMS: dict[str, FailingProgram] = {
    "a position too far": fails(
        "IndexError",
        w.set_variable("名单", names()),
        row(w.say(join(w.text("你好"), wrong(item(w.variable("名单"), w.number(5)))))),
    ),
    "a position from a variable in a loop": fails(
        "IndexError",
        w.set_variable("名单", names()),
        count_to("k", w.number(4), row(w.say(wrong(item(w.variable("名单"), w.variable("k")))))),
    ),
    "a position that is text": fails(
        "TypeError",
        w.set_variable("k", w.text("二")),
        row(w.say(wrong(item(w.numbers(1, 2), w.variable("k"))))),
    ),
    "the first of an empty list": fails(
        "IndexError",
        w.set_variable("名单", nothing()),
        row(w.say(wrong(block("lists_getIndex", {"MODE": "GET", "WHERE": "FIRST"}, VALUE=w.variable("名单"))))),
    ),
    "taking from an empty list": fails(
        "IndexError",
        w.set_variable("名单", nothing()),
        row(w.say(wrong(block("lists_getIndex", {"MODE": "GET_REMOVE", "WHERE": "LAST"}, VALUE=w.variable("名单"))))),
    ),
    "taking by chance from an empty list": fails(
        "ValueError",
        w.set_variable("名单", nothing()),
        row(w.say(wrong(block("lists_getIndex", {"MODE": "GET_REMOVE", "WHERE": "RANDOM"}, VALUE=w.variable("名单"))))),
    ),
    "setting an item too far": fails(
        "IndexError",
        w.set_variable("名单", names()),
        row(
            block(
                "lists_setIndex",
                {"MODE": "SET", "WHERE": "FROM_START"},
                LIST=w.variable("名单"),
                AT=w.number(7),
                TO=w.text("小刚"),
            )
        ),
    ),
    "division by zero in a condition": fails(
        "ZeroDivisionError",
        w.set_variable("人数", w.number(0)),
        row(
            when(
                compare("GT", wrong(calculate("DIVIDE", w.number(10), w.variable("人数"))), w.number(2)),
                w.say(w.text("多")),
            )
        ),
    ),
    "division by zero in a sum": fails(
        "ZeroDivisionError",
        w.set_variable("总分", w.number(90)),
        row(
            w.set_variable(
                "平均分",
                calculate(
                    "ADD",
                    w.number(1),
                    wrong(calculate("DIVIDE", w.variable("总分"), calculate("MINUS", w.number(2), w.number(2)))),
                ),
            )
        ),
    ),
    "the rest of a division by zero": fails(
        "ZeroDivisionError",
        w.set_variable("n", w.number(0)),
        row(w.say(wrong(block("math_modulo", DIVIDEND=w.number(7), DIVISOR=w.variable("n"))))),
    ),
    "divisible by a variable that is zero": fails(
        "ZeroDivisionError",
        w.set_variable("n", w.number(0)),
        row(
            when(
                wrong(
                    block(
                        "math_number_property",
                        {"PROPERTY": "DIVISIBLE_BY"},
                        '<mutation divisor_input="true"></mutation>',
                        NUMBER_TO_CHECK=w.number(7),
                        DIVISOR=w.variable("n"),
                    )
                ),
                w.say(w.text("能")),
            )
        ),
    ),
    "a number that was asked for": fails(
        "ValueError", row(w.set_variable("年龄", calculate("ADD", wrong(ask("NUMBER")), w.number(1)))), typed="十二\n"
    ),
    "text minus a number": fails(
        "TypeError",
        w.set_variable("年龄", ask("TEXT")),
        row(w.say(join(w.text("明年"), wrong(calculate("MINUS", w.variable("年龄"), w.number(1)))))),
        typed="12\n",
    ),
    "text plus a number": fails(
        "TypeError",
        w.set_variable("年龄", ask("TEXT")),
        row(w.say(wrong(calculate("ADD", w.variable("年龄"), w.number(1))))),
        typed="12\n",
    ),
    "text compared with a number": fails(
        "TypeError",
        w.set_variable("年龄", ask("TEXT")),
        row(
            when(
                block(
                    "logic_operation",
                    {"OP": "AND"},
                    A=wrong(compare("GT", w.variable("年龄"), w.number(10))),
                    B=w.boolean(True),
                ),
                w.say(w.text("大")),
            )
        ),
        typed="12\n",
    ),
    "a list times a list": fails(
        "TypeError",
        w.set_variable("名单", names()),
        row(w.say(wrong(calculate("MULTIPLY", w.variable("名单"), w.variable("名单"))))),
    ),
    "a list and a number": fails(
        "TypeError",
        w.set_variable("名单", names()),
        row(w.say(wrong(calculate("ADD", w.variable("名单"), w.number(1))))),
    ),
    "a variable without a value": fails(
        "NameError", row(w.say(calculate("ADD", w.number(1), wrong(w.variable("分数")))))
    ),
    "a variable that is set only sometimes": fails(
        "NameError",
        when(w.boolean(False), w.set_variable("分数", w.number(3))),
        row(when(compare("GT", wrong(w.variable("分数")), w.number(2)), w.say(w.text("多")))),
    ),
    "raising a variable that holds text": fails(
        "TypeError",
        w.set_variable("分数", w.text("十")),
        row(block("math_change", {"VAR": {"id": "id_分数"}}, DELTA=w.number(1))),
    ),
    "a function without a result": fails(
        "TypeError",
        row(w.say(wrong(calculate("MULTIPLY", call("两倍", w.number(4)), w.number(2))))),
        functions=[define("两倍", "数", result=block("logic_null"))],
    ),
    "what a function gives back": fails(
        "ZeroDivisionError",
        w.say(call("平均", w.number(0))),
        functions=[
            define(
                "平均",
                "人数",
                w.set_variable("总分", w.number(90)),
                result=wrong(calculate("DIVIDE", w.variable("总分"), w.variable("人数"))),
            ),
        ],
    ),
    "what an early return gives back": fails(
        "TypeError",
        w.say(call("加一", w.text("三"))),
        functions=[
            define(
                "加一",
                "数",
                row(
                    block(
                        "procedures_ifreturn",
                        None,
                        '<mutation value="1"></mutation>',
                        CONDITION=w.boolean(True),
                        VALUE=wrong(calculate("ADD", w.variable("数"), w.number(1))),
                    )
                ),
                result=w.variable("数"),
            ),
        ],
    ),
    "a function that calls itself": fails(
        "RecursionError",
        w.say(call("阶乘", w.number(3))),
        functions=[
            define(
                "阶乘",
                "数",
                result=row(
                    calculate(
                        "MULTIPLY",
                        w.variable("数"),
                        wrong(call("阶乘", calculate("MINUS", w.variable("数"), w.number(1)))),
                    )
                ),
            )
        ],
    ),
    "the largest of an empty list": fails(
        "ValueError",
        w.set_variable("分数", nothing()),
        row(w.say(join(w.text("最高"), wrong(on_list("MAX", w.variable("分数")))))),
    ),
    "by chance from an empty list": fails(
        "IndexError", w.set_variable("名单", nothing()), row(w.say(wrong(on_list("RANDOM", w.variable("名单")))))
    ),
    "the sum of names": fails(
        "TypeError",
        w.set_variable("名单", names()),
        row(w.set_variable("和", wrong(on_list("SUM", w.variable("名单"))))),
    ),
    "the spread of names": fails(
        "TypeError",
        w.set_variable("名单", names()),
        row(w.set_variable("差", wrong(on_list("STD_DEV", w.variable("名单"))))),
    ),
    "the mean of a number": fails(
        "TypeError", w.set_variable("分数", w.number(2)), row(w.say(wrong(on_list("AVERAGE", w.variable("分数")))))
    ),
    "the mean of an empty list": fails(
        "TypeError",
        w.set_variable("分数", nothing()),
        row(when(wrong(compare("GT", on_list("AVERAGE", w.variable("分数")), w.number(60))), w.say(w.text("好")))),
    ),
    "the root of a negative number": fails(
        "ValueError",
        w.set_variable("边", w.number(-4)),
        row(w.say(block("math_round", {"OP": "ROUND"}, NUM=wrong(single("ROOT", w.variable("边")))))),
    ),
    "the logarithm of zero": fails(
        "ValueError", w.set_variable("边", w.number(0)), row(w.set_variable("y", wrong(single("LN", w.variable("边")))))
    ),
    "a power too large": fails(
        "OverflowError",
        w.set_variable("x", w.number(2.5)),
        repeat(w.number(20), row(w.set_variable("x", wrong(calculate("POWER", w.variable("x"), w.number(2)))))),
    ),
    "random numbers from a range turned round": fails(
        "ValueError",
        w.set_variable("大", w.number(10)),
        row(w.set_variable("骰子", wrong(block("math_random_int", FROM=w.variable("大"), TO=w.number(1))))),
    ),
    "counting up to text": fails(
        "TypeError",
        w.set_variable("次数", ask("TEXT")),
        row(count_to("i", w.variable("次数"), w.say(w.variable("i")))),
        typed="3\n",
    ),
    "repeating as often as a word says": fails(
        "ValueError",
        w.set_variable("次数", ask("TEXT")),
        row(repeat(w.variable("次数"), w.say(w.text("好")))),
        typed="三\n",
    ),
    "going through a number": fails(
        "TypeError",
        w.set_variable("名单", w.number(2)),
        row(each("名字", w.variable("名单"), w.say(w.variable("名字")))),
    ),
    "the length of a number": fails(
        "TypeError",
        w.set_variable("名单", w.number(2)),
        row(w.say(calculate("ADD", wrong(block("lists_length", VALUE=w.variable("名单"))), w.number(1)))),
    ),
    "the capitals of a number": fails(
        "AttributeError",
        w.set_variable("名字", w.number(2)),
        row(w.say(wrong(block("text_changeCase", {"CASE": "UPPERCASE"}, TEXT=w.variable("名字"))))),
    ),
    "a letter too far": fails(
        "IndexError",
        w.set_variable("词", w.text("榫卯")),
        row(w.say(wrong(block("text_charAt", {"WHERE": "FROM_START"}, VALUE=w.variable("词"), AT=w.number(3))))),
    ),
    "a key that is missing": fails(
        "KeyError",
        python("电话 = {'小明': 110}"),
        each("名字", w.texts("小明", "小红"), row(w.say(join(w.variable("名字"), wrong(python_value("电话[名字]")))))),
    ),
    "a file that is missing": fails(
        "FileNotFoundError", row(w.set_variable("文件", wrong(python_value("open('日记.txt').read()"))))
    ),
    "text that is no JSON": fails(
        "JSONDecodeError",
        python("import json"),
        row(w.set_variable("数据", wrong(python_value("json.loads('{小明: 1}')")))),
    ),
    "a library that is missing": fails("ModuleNotFoundError", row(python("import 天气预报"))),
    "Python that is no Python": fails("SyntaxError", row(python("eval('1 +')"))),
    "a pin that there is not": fails(
        "PinUnsupported",
        block("board_use", {"name": "simulated"}),
        w.set_variable("脚", w.number(99)),
        row(w.set_variable("灯", wrong(block("board_output", {"kind": "LED"}, pin=w.variable("脚"))))),
    ),
    "a pin that cannot be dimmed": fails(
        "PinUnsupported",
        block("board_use", {"name": "simulated"}),
        w.set_variable("脚", w.number(2)),
        w.set_variable("灯", block("board_output", {"kind": "LED"}, pin=w.variable("脚"))),
        row(block("board_brightness", device=w.variable("灯"), value=w.number(0.5))),
    ),
    "a camera that there is not": fails(
        "BadValue",
        w.set_variable("号", w.number(77)),
        row(w.set_variable("摄像头", wrong(block("camera_open", source=w.variable("号"))))),
    ),
    "a picture that is missing": fails(
        "FileMissing",
        w.set_variable("名字", w.text("猫.png")),
        row(w.set_variable("图", wrong(block("image_load", path=w.variable("名字"))))),
    ),
    "a model file that is missing": fails(
        "FileMissing",
        w.set_variable("文件", w.text("models/猫狗.onnx")),
        row(w.set_variable("模型", wrong(block("deploy_workflow", checkpoint=w.variable("文件"))))),
    ),
    "a data set that is missing": fails(
        "DataNotFound",
        model(),
        w.set_variable("文件夹", w.text("data/猫狗")),
        row(block("model_load_dataset", model=the_model(), path=w.variable("文件夹"))),
        training=True,
    ),
    "a data set that is too small": fails(
        "BadData",
        python(SMALL),
        model(),
        row(block("model_load_dataset", model=the_model(), path=w.text("data/small"))),
        training=True,
    ),
    "training without data": fails(
        "DatasetNotLoaded",
        model(),
        row(block("model_train", {"validate": True}, model=the_model(), epochs=w.number(1))),
        training=True,
    ),
    "a model that has learned nothing": fails(
        "NotTrained",
        model(),
        python("import numpy\n图 = numpy.zeros((32, 32, 3), 'uint8')"),
        row(
            w.say(
                block(
                    "result_label",
                    result=wrong(block("result_inference", model=the_model(), image=w.variable("图"))),
                )
            )
        ),
        training=True,
    ),
    "weights of another model": fails(
        "BadModelFile",
        model(),
        python("import torch\ntorch.save({'state_dict': {'fc.weight': torch.zeros(3)}}, 'other.pth')"),
        row(block("model_load_checkpoint", model=the_model(), checkpoint=w.text("other.pth"))),
        training=True,
    ),
    "a handler of time": fails("ZeroDivisionError", zero(), functions=[every(row(w.say(divide())))]),
    "a handler beside a loop": fails("ZeroDivisionError", zero(), forever(), functions=[every(row(w.say(divide())))]),
    "a handler during a wait": fails(
        "ZeroDivisionError",
        zero(),
        block("program_wait", seconds=w.number(1)),
        functions=[every(row(w.say(divide())))],
    ),
    "a handler of a condition": fails(
        "ZeroDivisionError", zero(), functions=[whenever(w.boolean(True), row(w.say(divide())))]
    ),
    "the condition of a handler": fails(
        "ZeroDivisionError",
        zero(),
        functions=[row(whenever(compare("GT", divide(), w.number(1)), w.say(w.text("好"))))],
    ),
    "a condition that is neither true nor false": fails(
        "ValueError",
        python(NO_TRUTH),
        forever(),
        functions=[row(whenever(compare("GT", w.variable("n"), w.number(1)), w.say(w.text("好"))))],
    ),
    "a condition that is waited for": fails(
        "ZeroDivisionError",
        zero(),
        row(block("program_wait_until", condition=compare("GT", divide(), w.number(1)))),
    ),
    "a helper in a handler": fails(
        "TypeError",
        w.set_variable("名单", names()),
        functions=[every(row(w.say(wrong(on_list("SUM", w.variable("名单"))))))],
    ),
    "a function in a handler": fails(
        "ZeroDivisionError",
        zero(),
        functions=[every(w.say(call("平均"))), define("平均", "", w.say(w.text("好")), result=divide())],
    ),
    "a handler of what a camera sees": fails(
        "ZeroDivisionError",
        python(FILM),
        zero(),
        functions=[seen("猫", row(w.say(divide())))],
    ),
    "a label that the model does not have": fails(
        "BadValue", python(FILM), forever(), functions=[row(seen("狗", w.say(w.text("好"))))]
    ),
}

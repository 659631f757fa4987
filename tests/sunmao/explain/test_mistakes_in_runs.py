"""The commonest mistakes in real runs: the sentence, what to try, the child's own line, and the traceback of their file
alone.
"""

import pytest

from sunmao.codegen import compile_workspace
from tests.support.blocks.failing_programs import PROGRAMS, ROW, WRONG

pytestmark = pytest.mark.process

FILES = {"words.txt": "one\n", "gbk.txt": ""}
# program, line, title in Chinese, what the English hint offers, the misspelled word and the one that was meant
MISTAKES = {
    "a misspelled name": (
        "成绩 = 1\nprint(成积)",
        2,
        "没有叫“成积”的变量或函数。",
        "Did you mean “成绩”?",
        ("成积", "成绩"),
    ),
    "text and number": (
        "age = input('?')\nprint('next year: ' + 13)",
        2,
        "文字和数不能直接相加。",
        "str(number)",
        ("", ""),
    ),
    "a position too far": (
        "rows = [1, 2]\nfor n in range(3):\n    print(rows[n])",
        3,
        "没有这个位置：“rows”的长度是 2。",
        "the length minus 1",
        ("", ""),
    ),
    "no number": ("int('十二')", 1, "“十二”不是用数字写的整数。", "such as 3", ("", "")),
    "divided by zero": (
        "def mean(rows):\n    return sum(rows) / len(rows)\nmean([])",
        2,
        "不能除以 0。",
        "why it is 0",
        ("", ""),
    ),
    "a misspelled method": (
        "rows = []\nrows.apend(1)",
        2,
        "列表没有“apend”。",
        "Did you mean “append”?",
        ("apend", "append"),
    ),
    "nothing there": (
        "rows = [3, 1].sort()\nprint(rows[0])",
        2,
        "这里是空的（None），没有东西可以取。",
        "list.sort()",
        ("", ""),
    ),
    "no such key": (
        "size = {'height': 1}\nprint(size['hieght'])",
        2,
        "字典里没有“hieght”这一项。",
        "Did you mean “height”?",
        ("hieght", "height"),
    ),
    "no such file": (
        "open('word.txt')",
        1,
        "找不到文件或文件夹“word.txt”。",
        "Did you mean “words.txt”?",
        ("word.txt", "words.txt"),
    ),
    "a Chinese sign": ("x = 1\nprint（x）", 2, "第 2 行用了中文标点。", "Replace （ with (", ("", "")),
    "too few arguments": (
        "def area(a, b):\n    return a * b\narea(3)",
        3,
        "调用“area”时少给了参数：b。",
        "inside the brackets",
        ("", ""),
    ),
    "no picture": (
        "import cv2\nimage = cv2.imread('no.png')\nprint(image.shape)",
        3,
        "这里没有图片：前面没有读到。",
        "Check the picture's name",
        ("", ""),
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_it_is_told_in_the_run(studio, name):
    source, line, title, hint, misspelled = MISTAKES[name]
    told = studio.run(source, files=FILES)
    if "input" in source:
        told.until(lambda told: told.kind("ask"))
        assert told.answer("12")
    [error] = told.ends().kind("error")
    assert (told.states()[-1], error["line"], error["title"]["zh"]) == ("error", line, title)
    assert hint in error["hint"]["en"] and error["hint"]["zh"] and error["title"]["en"]
    assert (error["written"], error["meant"]) == misspelled
    assert str(told.folder) not in error["traceback"] and f"line {line}" in error["traceback"]
    kinds = [event["kind"] for event in told.events if event["kind"] in ("error", "state")]
    assert kinds[-2:] == ["error", "state"], "the sentence comes before the end is said"


LESSONS = {
    "no such data": ("model.load_dataset('data/digit')", "找不到文件夹“data/digit”。"),
    "no data yet": ("model.train(epochs=1)", "模型还没有数据。"),
}


def test_mistakes_of_a_lesson_are_told_in_runs(studio):
    begin = "from sunmao.vision import Classification\nmodel = Classification(backbone='LeNet')\n"
    runs = {name: studio.run(begin + source, files=FILES) for name, (source, _) in LESSONS.items()}
    for name, told in runs.items():
        [error] = told.ends().kind("error")
        assert error["title"]["zh"] == LESSONS[name][1], name
        assert error["hint"]["zh"] and error["hint"]["en"], name
        assert error["line"] == begin.count("\n") + LESSONS[name][0].count("\n") + 1, name


def test_the_value_block_is_named_in_the_run(studio):
    case = PROGRAMS["division by zero in a sum"]
    program = compile_workspace(case.workspace)
    [error] = studio.run(program.python, lines=program.lines, compiled=program).ends().kind("error")
    assert (error["block"], program.lines[error["line"] - 1]) == (WRONG, ROW)
    [error] = studio.run(program.python, lines=program.lines).ends().kind("error")
    assert error["block"] == "" and len(error["span"]) == 4, "who gives no blocks gets the line, as in older logs"

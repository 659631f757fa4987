"""The digits program, dragged block by block with a real mouse, run, watched, converted, used, exported, run again
alone.
"""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import Hands, wait_for
from tests.e2e.strokes import draw_digit
from tests.support.limits import HANG_TIMEOUT

DRAWN_RIGHT = 7  # of the ten digits drawn with the mouse


@pytest.fixture(scope="module")
def preloads() -> bool:
    """As pupils have it: the training engine is loaded ahead while the blocks are dragged."""
    return True


@pytest.fixture
def project(page: Page) -> Page:
    """A new, empty project, with the blocks of level 2."""
    page.get_by_role("button", name="新建项目").click()
    expect(page.locator(".blocklyBlockCanvas .program_start")).to_be_visible()
    page.get_by_role("button", name="更多", exact=True).click()
    page.get_by_role("menuitemradio", name="更多").click()
    return page


@pytest.mark.long
def test_digits_from_blocks_to_onnx(project, tmp_path, studio):
    page, hands = project, Hands(project)
    drag_program(hands)
    expect(page.locator(".code")).to_contain_text(
        re.compile(r"模型文件 = Workflow\(checkpoint='models/[^/']+\.onnx'\)")
    )
    expect(page.locator(".problem-strip, .prob").first).to_contain_text("没有发现问题")

    page.locator("#run").click()
    expect(page.locator("#run")).to_contain_text("停止")
    expect(page.locator(".blocklyBlockCanvas .ring.run")).to_be_visible()
    expect(page.locator(".prog .bar")).to_be_visible()
    page.reload()
    expect(page.locator("#run")).to_contain_text("停止")
    expect(page.locator(".curve canvas").first).to_be_visible()

    expect(page.locator(".board")).to_be_visible()
    answers = [draw(page, digit) for digit in range(10)]
    expect(page.locator("#run")).to_contain_text("运行")
    right = sum(f"我看是 {digit}" in answer for digit, answer in enumerate(answers))
    print(f"drawn with the mouse: {right} of 10 right: {answers}")
    assert right >= DRAWN_RIGHT, answers
    expect(page.locator(".prog.ok")).to_contain_text(re.compile(r"训练好了。大考：360 道题答对 3[3-6]\d 道"))

    folder = next(studio.projects.glob("*/models/*.onnx")).parents[1]
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").first.click()
    exported = tmp_path / "main.py"
    download.value.save_as(exported)
    assert exported.read_bytes() == (folder / "main.py").read_bytes()
    runs_alone(exported, next(folder.glob("data/digits/test_set/3/*.png")))


def drag_program(hands: Hands) -> None:
    """Build the program of the digits example, with the drawing asked for ten times."""
    start = hands.page.evaluate("Blockly.getMainWorkspace().getTopBlocks(true)[0].id")
    last = hands.drag("variables_set", (start, "next"), drawer="数据集", inner="data_sample")
    last = hands.drag("variables_set", (last, "next"), drawer="训练", inner="model_classification")
    last = hands.drag("model_load_dataset", (last, "next"), drawer="训练")
    last = hands.drag("model_save_fold", (last, "next"), drawer="训练")
    last = hands.drag("model_train", (last, "next"), drawer="训练")
    last = hands.drag("show_content", (last, "next"), drawer="考一考", inner="test_model")
    last = hands.drag("variables_set", (last, "next"), drawer="认一认", inner="result_inference")
    last = hands.drag("show_print", (last, "next"), drawer="看与问")
    hands.drag("result_label", (last, "item0"), drawer="认一认")
    hands.drag("result_confidence", (last, "item1"), drawer="认一认")
    last = hands.drag("deploy_convert", (last, "next"), drawer="带出去")
    last = hands.drag("variables_set", (last, "next"), drawer="带出去", inner="deploy_workflow")
    last = hands.drag("controls_repeat_ext", (last, "next"), drawer="循环")
    inner = hands.drag("variables_set", (last, "DO"), drawer="看与问", inner="show_ask_picture")
    inner = hands.drag("variables_set", (inner, "next"), drawer="认一认", inner="result_inference")
    hands.choose(hands.inside(inner, "VALUE", "model"), "模型文件")
    hands.drag("variables_get", (hands.inside(inner, "VALUE"), "image"), drawer="变量", variable="图片")
    inner = hands.drag("text_print", (inner, "next"), drawer="看与问")
    joined = hands.drag("text_join", (inner, "TEXT"), drawer="文本")
    hands.type_into(hands.drag("text", (joined, "ADD0"), drawer="文本"), "我看是 ")
    hands.drag("result_label", (joined, "ADD1"), drawer="认一认")


def draw(page: Page, digit: int) -> str:
    """Draw one digit on the board, hand it in, and return the line that the program printed."""
    before = len(guesses(page))
    draw_digit(page, digit)
    page.get_by_role("button", name="就用这张").click()
    wait_for(page, "n => document.querySelector('.con').textContent.split('我看是').length - 1 > n", before)
    return guesses(page)[before]


def guesses(page: Page) -> list[str]:
    """Return the guesses about drawings that the program printed (textContent: the log skips the layout of what is out
    of sight).
    """
    return re.findall(r"我看是 \S+", page.locator(".con").evaluate("element => element.textContent"))


def runs_alone(program, picture) -> None:
    """The exported file in an empty folder, by plain Python; the pictures are named on its input."""
    done = subprocess.run(
        [sys.executable, program.name],
        cwd=program.parent,
        input=f"{picture}\n" * 10,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=HANG_TIMEOUT,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("我看是 3") == 10
    assert any((program.parent / "models").glob("*.onnx"))

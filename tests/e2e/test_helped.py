"""Help where it is needed, in a real browser: mistakes mended on their blocks, and the check-up of a computer with
broken parts.
"""

import shutil
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import ended, enter, layout_faults, make, program, run
from tests.support.studio import start_studio, stop_studio

BROKEN = {
    "cv2": "raise ImportError('libGL.so.1: cannot open shared object file: No such file or directory')",
    "torch": "raise ModuleNotFoundError(\"No module named 'torch'\")",
}


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A folder of packages that cannot be imported, of a name that was never there: what once worked is remembered."""
    folder = tmp_path_factory.mktemp(f"broken-{uuid4().hex}")
    for name, code in BROKEN.items():
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(code)
    return folder


@pytest.fixture(scope="module")
def studio(tmp_path_factory, broken):
    """A studio on a computer where these packages do not work."""
    running = start_studio(tmp_path_factory.mktemp("projects"), more={"PYTHONPATH": str(broken)})
    yield running
    stop_studio(running)


@pytest.mark.long
def test_a_misspelled_name_is_mended_on_its_block(page: Page, studio):
    enter(page, make(studio, program("成绩单 = [90, 85]", "print(sum(成积单))")))
    run(page)
    bubble = page.locator(".bubble")
    expect(bubble.locator(".bubble-title")).to_have_text("没有叫“成积单”的变量或函数。")
    expect(bubble).to_contain_text("你是不是想写“成绩单”？")
    cause = bubble.locator("pre")
    expect(cause).to_be_hidden()
    bubble.get_by_text("技术原因").click()
    expect(cause).to_contain_text("NameError")
    bubble.get_by_role("button", name="改成成绩单").click()
    expect(page.locator(".lines")).to_contain_text("sum(成绩单)")
    run(page)
    ended(page)
    expect(page.get_by_text("175").first).to_be_visible()
    expect(bubble).to_have_count(0)


def test_what_is_no_python_is_explained_before_it_runs(page: Page, studio):
    enter(page, make(studio, program("x = 1\nif x > 0\n    print(x)")))
    expect(page.locator(".prob")).to_contain_text("第 2 行少了一个冒号。在这一行的末尾加上英文的冒号 :")
    page.locator(".problem-mark circle").click()
    expect(page.locator(".bubble-title")).to_contain_text("第 2 行少了一个冒号。")


@pytest.mark.long
def test_the_check_up_gives_a_command_and_looks_again(page: Page, studio, broken):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = page.locator(".computer")
    card.get_by_role("button", name="全面体检").click()
    rows = card.locator(".findings > li")
    expect(rows.first).to_contain_text("opencv-python 用不了")
    expect(rows.nth(1)).to_contain_text("没有训练引擎")
    expect(card.locator(".repair")).to_have_count(2)
    rows.first.get_by_text("技术原因").click()
    expect(rows.first).to_contain_text("libGL.so.1")
    assert layout_faults(page) == []
    rows.nth(1).get_by_role("button", name="复制命令").click()
    command = rows.nth(1).locator("code").inner_text()
    assert "sunmao[train]" in command
    wait_for(page, "async command => await navigator.clipboard.readText() === command", command)
    for word in ("不需要网络", "摄像头", "开发板", "端口", "个部分都能用"):
        expect(card).to_contain_text(word)

    shutil.rmtree(broken / "cv2")  # the repair was made
    card.get_by_role("button", name="再检查一次").click()
    expect(card.locator(".repair")).to_have_count(1)
    expect(rows.first).to_contain_text("没有训练引擎")
    card.get_by_role("button", name="收起").click()
    expect(card).to_contain_text("项目存在")

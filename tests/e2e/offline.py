"""The page where no network is: `test_offline.py` runs these in a namespace that has only its own loopback. Examples
that come to an end by themselves run without a page in tests/server/examples/test_strange_homes.py.
"""

import socket

import pytest
from playwright.sync_api import expect

from tests.e2e.rooms import ended, run, stop

# By the title of each: where it says that it is under way, and what.
ENDLESS = {
    "看见数字，转动舵机": (".con", "第 1 轮"),
    "红绿灯": (".stage-panel", "速度"),
    "石头剪刀布": (".ask", "摄像头"),
    "叫一声就来的小狗": (".ask", "话筒"),
    "魔法棒": (".banner", "动作传感器"),
}


def test_the_network_is_cut():
    with socket.socket() as knocking, pytest.raises(OSError):
        knocking.connect(("192.0.2.1", 80))


def test_hello_to_its_end(page):
    page.get_by_text("你好，积木").first.click()
    run(page)
    page.locator(".ask input").fill("小明")
    page.keyboard.press("Enter")
    ended(page)
    expect(page.locator(".con")).to_contain_text("你好，小明")
    expect(page.locator(".state-wide")).to_contain_text("完成")


@pytest.mark.parametrize("title", ENDLESS)
def test_an_endless_example_begins(page, title):
    page.locator(".card").filter(has_text=title).first.click()
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
    run(page)
    where, said = ENDLESS[title]
    expect(page.locator(where)).to_contain_text(said)
    stop(page)
    expect(page.locator(".state-wide")).to_contain_text("已停止")

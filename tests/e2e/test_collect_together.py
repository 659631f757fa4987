"""Devices of one room collect into one data set at the same time: one list, each picture kept, each device by its name."""

import re
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import visit
from tests.support.studio import FAKE_CAMERA, launch_chromium, start_studio, stop_studio

HOLD_MS = 3_000


@pytest.fixture(scope="module")
def open_studio(tmp_path_factory):
    """A studio that lets other devices in."""
    running = start_studio(tmp_path_factory.mktemp("projects"))
    yield running
    stop_studio(running)


@pytest.fixture
def devices(browser, open_studio):
    """One new project on the page of the studio's own computer, and on two tablets that came in by the shown address."""
    running = launch_chromium(browser.browser_type, FAKE_CAMERA, "--use-fake-ui-for-media-stream")
    with ExitStack() as stack:
        stack.callback(running.close)
        page = stack.enter_context(visit(running, open_studio, permissions=["camera"]))
        page.locator(".hero .btn.pri").click()
        expect(page.locator(".teach-card")).to_have_count(3)
        page.get_by_role("button", name="更多").first.click()
        page.get_by_role("menuitem", name="在平板上用").click()
        page.get_by_role("checkbox", name="让同一个网络里的设备进来").click()
        code = page.get_by_role("dialog").locator("code").first
        expect(code).to_contain_text("token")
        tablets = []
        for _ in range(2):
            context = running.new_context(
                viewport={"width": 1024, "height": 768}, has_touch=True, locale="zh-CN", ignore_https_errors=True
            )
            context.grant_permissions(["camera"])
            tablets.append(context.new_page())
            tablets[-1].goto(code.inner_text())
            tablets[-1].evaluate("hash => { location.hash = hash }", page.url.partition("#")[2])
            expect(tablets[-1].locator(".teach-card")).to_have_count(3)
        page.keyboard.press("Escape")
        yield page, *tablets


def press_hold(page: Page) -> None:
    box = page.locator(".teach-hold").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()


@pytest.mark.long
def test_three_pages_take_pictures_at_once(devices, open_studio):
    page, *tablets = devices
    expect(tablets[1].locator(".device-name")).to_contain_text("平板 2")
    tablets[0].locator(".device-name").click()
    tablets[0].get_by_role("textbox", name="设备的名字").fill("小明")
    tablets[0].keyboard.press("Enter")
    expect(tablets[0].locator(".device-name")).to_contain_text("小明")
    everyone = [page, *tablets]
    for each in everyone:
        press_hold(each)
    page.wait_for_timeout(HOLD_MS)
    for each in everyone:
        each.mouse.up()
    for each in everyone:
        expect(each.locator(".teach-hold:not(.held)")).to_be_visible()
    files = list(Path(open_studio.projects).glob("*/data/*/training_set/*/*.jpg"))
    for each in everyone:
        expect(each.locator(".teach-card.active header .num")).to_contain_text(str(len(files)))
        for name in ("小明", "平板 2"):
            expect(each.locator(".teach-card.active")).to_contain_text(re.compile(rf"{name}：\d+ 张"))
    brought = [int(each) for each in re.findall(r"：(\d+) 张", page.locator(".teach-card.active").inner_text())]
    assert all(brought) and 0 < sum(brought) < len(files), (brought, len(files))
    assert sorted(int(file.stem) for file in files) == list(range(1, len(files) + 1))

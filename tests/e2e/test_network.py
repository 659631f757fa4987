"""The studio on a tablet: a real browser comes in by HTTPS, works there, and the window on the computer shows the way."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import ended, enter, make, program, run
from tests.support.studio import FAKE_CAMERA, launch_chromium, start_studio, stop_studio

AT_ONCE = 8  # requests of the first page: each meets the certificate that nobody has signed, see static/build.mjs
FAKE = [FAKE_CAMERA, "--use-fake-ui-for-media-stream"]


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    """A studio that the page opens for other devices."""
    running = start_studio(tmp_path_factory.mktemp("projects"))
    yield running
    stop_studio(running)


@pytest.fixture
def tablet(browser):
    """The browser of a tablet that was told to go on: it looks at no certificate, and its camera is a fake one."""
    running = launch_chromium(browser.browser_type, *FAKE)
    context = running.new_context(
        viewport={"width": 1024, "height": 768}, has_touch=True, locale="zh-CN", ignore_https_errors=True
    )
    context.grant_permissions(["camera"])
    page = context.new_page()
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.on(
        "console",
        lambda said: page.wrong.append(f"{said.text} ({said.location['url']})") if said.type == "error" else None,
    )
    yield page
    running.close()


@pytest.mark.long
def test_a_tablet_comes_in_by_the_shown_address(page, tablet, studio):
    project = make(studio, program("print('你好', input('名字？'))"))
    enter(page, project)
    page.get_by_role("button", name="更多").first.click()
    page.get_by_role("menuitem", name="在平板上用").click()
    window = page.get_by_role("dialog", name="在平板或别的电脑上用")
    expect(window).to_contain_text("只有这台电脑能打开")
    window.get_by_role("checkbox", name="让同一个网络里的设备进来").click()
    code = window.get_by_role("img", name="二维码")
    expect(code).to_be_visible()
    assert code.evaluate("image => image.naturalWidth > 100")
    address, fingerprint = window.locator("code").first.inner_text(), window.locator("code").last.inner_text()
    assert re.fullmatch(r"https://\S+/\?token=[\w-]{43}", address) and re.fullmatch(
        r"([0-9A-F]{2}:){31}[0-9A-F]{2}", fingerprint
    )
    expect(window).to_contain_text("谁有这个地址，谁就能打开")
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)

    seen: list[str] = []
    tablet.on("websocket", lambda socket: seen.append(socket.url))
    asked: list[str] = []
    tablet.on("request", lambda request: asked.append(request.url))
    tablet.goto(address)
    assert len([url for url in asked if "/assets/" in url]) <= AT_ONCE, asked
    assert "token" not in tablet.url and tablet.evaluate("isSecureContext")
    enter(tablet, project)
    wait_for(tablet, "() => document.querySelector('#run.go') && !document.querySelector('#run.go').disabled")
    run(tablet)
    expect(page.locator(".ask input")).to_be_visible()
    tablet.locator(".ask input").fill("平板")
    tablet.keyboard.press("Enter")
    ended(tablet)
    ended(page)
    for each in (page, tablet):
        expect(each.locator(".con")).to_contain_text("你好 平板")
    assert seen and all(url.startswith("wss://") for url in seen)
    assert (
        tablet.evaluate(
            "navigator.mediaDevices.getUserMedia({ video: true }).then(stream => stream.getVideoTracks().length)"
        )
        == 1
    )
    assert tablet.wrong == []

    page.get_by_role("button", name="更多").first.click()
    page.get_by_role("menuitem", name="在平板上用").click()
    devices = window.get_by_role("region", name="进来的设备")
    expect(devices.get_by_role("listitem")).to_have_count(1)
    expect(devices).to_contain_text("Chrome")
    devices.get_by_role("button", name="让它离开").click()
    expect(devices).to_contain_text("还没有设备进来")
    expect(window.locator("code").first).not_to_contain_text(address)
    expect(tablet.locator(".banner")).to_contain_text("这台设备要重新进来")
    tablet.reload()
    expect(tablet.locator("h1").first).to_contain_text("再扫一次那台电脑上的二维码")
    tablet.goto(window.locator("code").first.inner_text())
    enter(tablet, project)
    expect(devices.get_by_role("listitem")).to_have_count(1)

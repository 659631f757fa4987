"""A real studio, and a real Chromium to use it with."""

import os

import pytest
from playwright.sync_api import expect

from tests.e2e.screenshots import shoot
from tests.support.limits import HANG_TIMEOUT_MS
from tests.support.studio import (
    NO_PRELOADING,
    ApiClient,
    Studio,
    find_chromium,
    launch_chromium,
    start_studio,
    stop_studio,
)

expect.set_options(timeout=HANG_TIMEOUT_MS)


def pytest_itemcollected(item):
    """Run a test of every language at every size in one language a size, in turn: the other combinations are long."""
    indices = item.callspec.indices if hasattr(item, "callspec") else {}
    if indices.get("lang", 0) and indices["lang"] != indices.get("size", 0) % 2:
        item.add_marker(pytest.mark.long)
    if "size" in indices and indices.get("lang") == 0 and indices["size"] % 2:
        item.add_marker(pytest.mark.long)


@pytest.fixture(scope="module")
def preloads() -> bool:
    """Whether the studio has libraries loaded ahead of a program. Files that follow a pupil from end to end say yes."""
    return False


@pytest.fixture(scope="module")
def studio(tmp_path_factory, preloads):
    """One studio for a file of tests, with an empty projects folder."""
    running = start_studio(tmp_path_factory.mktemp("projects"), before="" if preloads else NO_PRELOADING)
    yield running
    stop_studio(running)


@pytest.fixture(scope="session")
def chromium():
    """The path of a Chromium on this machine; tests never download one."""
    found = find_chromium()
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Chromium")
        pytest.skip("no Chromium on this machine (set SUNMAO_CHROMIUM to its path)")
    return found


@pytest.fixture(scope="session")
def browser(chromium):
    """One headless browser for the whole session."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = launch_chromium(playwright.chromium)
        yield running
        running.close()


@pytest.fixture
def outside():
    """The addresses outside this machine that pages asked for: must stay empty."""
    return []


@pytest.fixture
def page(browser, studio, outside):
    """A page of the studio's home, 1366×768, in Chinese; console errors and outside requests fail the test. It moves
    nothing for show, which takes a quarter of a browser's processor time where no graphics card draws.
    """
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    errors = []
    page.on("console", lambda message: errors.append(describe_error(message)) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: outside.append(request.url) if not local(request.url, studio) else None)
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})  # a test before may have left another language
    with page.expect_response("**/api/projects"):  # else the first page shows pictures that a fixture is still moving
        page.goto(studio.url)
    yield page
    shoot(page, "last")
    context.close()
    assert not errors, errors
    assert not outside, outside


def describe_error(message) -> str:
    """Return an error of the console with its address: a failed request's text alone names none."""
    return f"{message.text} ({message.location['url']})"


def local(url: str, studio: Studio) -> bool:
    """Whether an address is the studio's own or needs no network."""
    return url.startswith((studio.base, studio.base.replace("http", "ws", 1), "data:", "blob:"))

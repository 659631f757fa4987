"""One project in two windows while it runs: each sees the same, and what one does the other is told."""

import pytest
from playwright.sync_api import expect

from tests.e2e.rooms import ended, enter, make, program, run, visit

ASKS = program("print('hello', input('名字？'))")


@pytest.fixture
def windows(browser, studio):
    """Two windows of one project that waits for an answer, and its address; the first has pressed Run."""
    project = make(studio, ASKS)
    with visit(browser, studio) as first, visit(browser, studio) as second:
        enter(first, project)
        enter(second, project)
        run(first)
        expect(second.locator(".ask input")).to_be_visible()
        yield first, second, f"{studio.base}/#/project/{project}"


def test_a_question_stays_open_until_the_first_answer(windows):
    first, second, address = windows
    first.goto("about:blank")
    second.reload()
    expect(second.locator(".ask input")).to_be_visible()
    first.goto(address)
    expect(first.locator(".ask input")).to_be_visible()
    second.locator(".ask input").fill("小明")
    second.keyboard.press("Enter")
    for page in (first, second):
        ended(page)
        expect(page.locator(".ask input")).to_have_count(0)
        expect(page.locator(".con")).to_contain_text("hello 小明")


def test_a_run_of_one_window_is_stopped_in_the_other(windows):
    windows[1].locator("#run.stop").click()
    for page in windows[:2]:
        ended(page)
        expect(page.locator(".state-wide")).to_contain_text("已停止")
        expect(page.locator(".ask input")).to_have_count(0)

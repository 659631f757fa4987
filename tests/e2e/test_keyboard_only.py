"""From the first page to a result without a mouse: every step has a key, and one sees where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import WORKSPACE, wait_for
from tests.e2e.rooms import make, program
from tests.support.studio import ApiClient, Studio

MAX_TABS = 60
FOCUSED = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  return { words: (at.getAttribute('aria-label') ?? at.textContent).trim(), ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what has these words; on the way, every stop can be seen."""
    for _ in range(MAX_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["ring"], f"no ring on {focused['words']}"
        if words in focused["words"]:
            return
    raise AssertionError(f"Tab does not reach {words}")


def test_from_home_to_a_result(page: Page, studio: Studio):
    make(studio, program("print('begun')", "import time", "for i in range(600):\n    time.sleep(0.1)"), "键盘")
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})
    page.reload()
    expect(page.get_by_role("heading", name="我的项目")).to_be_visible()
    tab_to(page, "键盘")
    page.keyboard.press("Enter")
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
    page.keyboard.press("F8")
    expect(page.locator(".con")).to_contain_text("begun")
    page.keyboard.press("Shift+F8")
    expect(page.locator(".state-wide")).to_contain_text("已停止")
    expect(page.locator("#run.go")).to_be_visible()
    page.keyboard.press("Control+b")
    page.keyboard.press("4")
    expect(page.locator(".results :focus")).to_have_count(1)
    page.get_by_role("tab", name="全部").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="文字")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".con")).to_contain_text("begun")
    leave_by_keys(page)


def leave_by_keys(page: Page) -> None:
    """To another section and home again; the menus open, move and close by keys."""
    page.keyboard.press("Control+b")
    page.keyboard.press("6")
    tab_to(page, "训练")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="先训练一次")).to_have_count(0)
    expect(page.locator("#view")).to_contain_text("先训练一次")
    page.locator(".name-button").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    expect(page.locator(".menu-item:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".menu")).to_have_count(0)
    expect(page.locator(".name-button")).to_be_focused()
    page.locator(".brand").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="我的项目")).to_be_visible()


@pytest.mark.long
def test_a_block_is_placed_and_a_project_ended_by_keys(page: Page, studio: Studio):
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})
    page.reload()
    expect(page.get_by_role("heading", name="我的项目")).to_be_visible()
    tab_to(page, "新建项目")
    page.keyboard.press("Enter")
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
    page.keyboard.press("Control+b")
    page.keyboard.press("2")
    expect(page.locator(".blocklyKeyboardNavigation .blocklyActiveFocus").first).to_be_visible()
    page.keyboard.press("t")
    expect(page.get_by_role("treeitem", name="开始与事件")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("treeitem", name="看与问")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".blocklyFlyout .blocklyActiveFocus")).to_be_attached()
    page.keyboard.press("Enter")  # taken
    wait_for(page, f"() => {WORKSPACE}.isDragging()")
    page.keyboard.press("ArrowDown")  # moved below the start
    page.keyboard.press("Enter")  # put down
    wait_for(page, f"() => !{WORKSPACE}.isDragging()")
    expect(page.locator(".lines")).to_contain_text("show(")
    page.locator(".name-button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu-item:focus")).to_have_text("改名")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".menu-item:focus")).to_have_text("放进回收站")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="我的项目")).to_be_visible()
    tab_to(page, "回收站")
    page.keyboard.press("Enter")
    expect(page.locator(".bin-row")).to_have_count(1)
    tab_to(page, "彻底删除")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="取消")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".bin-row")).to_have_count(0)
    expect(page.locator(".bin .btn").first).to_be_focused()

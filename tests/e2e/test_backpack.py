"""The backpack keeps blocks for every project and tab, also over a reload; undo goes on after a reload, too."""

import json
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import TWO_FRAMES, WORKSPACE, wait_for
from tests.e2e.rooms import GO, enter, make, program
from tests.e2e.test_blocks_together import CHAIN, COUNT, box, drag, press, undo
from tests.support.limits import poll_until
from tests.support.studio import ApiClient, Studio

BACKPACK = ".backpack"
FLYOUT = f"() => {WORKSPACE}.getFlyout().getWorkspace().getTopBlocks(true).map(block => block.type)"


def center(page: Page, selector: str) -> tuple[float, float]:
    left, top, width, height = page.locator(selector).bounding_box().values()
    return left + width / 2, top + height / 2


def count_packed(page: Page, number: int) -> None:
    expect(page.locator(".backpack-count")).to_have_text(str(number))


@pytest.fixture
def two(page, studio: Studio):
    """A page with a start and two blocks below it."""
    enter(page, make(studio, program("a = 1", "b = 2")))
    expect(page.locator(BACKPACK)).to_be_visible()
    return page


def wait_until_saved(page: Page, studio: Studio, code: str) -> None:
    """Wait until the studio has the program whose Python this is."""
    project = unquote(page.url.split("/project/")[1])
    visitor = ApiClient(studio)
    poll_until(
        lambda: visitor.ask("GET", f"/api/projects/{quote(project)}")["program"]["python"].strip() == code,
        "it is saved",
        lambda: page.evaluate(TWO_FRAMES),
    )


def test_blocks_dropped_on_it_stay_and_come_out_in_another_project(two, studio: Studio):
    left, top, _, bottom = box(two, "p1")
    drag(two, (left + 5, (top + bottom) / 2), center(two, BACKPACK))
    count_packed(two, 1)
    assert two.evaluate(CHAIN) == ["start", "p0", "p1"]
    two.evaluate(GO, make(studio, program("z = 0")))
    wait_for(two, f"() => ({COUNT})() === 1")
    two.reload()
    count_packed(two, 1)
    two.locator(BACKPACK).click()
    wait_for(two, f"() => ({FLYOUT})().join() === 'program_python'")
    two.locator(".blocklyToolboxFlyout .blocklyDraggable").first.click(position={"x": 5, "y": 14})
    wait_for(two, f"() => ({COUNT})() === 2")
    assert two.evaluate(f"() => {WORKSPACE}.getBlocksByType('program_python').map(b => b.getFieldValue('code')).sort()") == [
        "b = 2",
        "z = 0",
    ]  # fmt: skip


@pytest.mark.long
def test_its_menu_puts_in_and_takes_out(two):
    left, top, _, bottom = box(two, "p0")
    two.mouse.click(left + 5, (top + bottom) / 2, button="right")
    two.get_by_role("menuitem", name="放进背包").click()
    count_packed(two, 1)
    two.locator(BACKPACK).click()
    block = two.locator(".blocklyToolboxFlyout .blocklyDraggable").first
    block.click(position={"x": 5, "y": 14}, button="right")
    two.get_by_role("menuitem", name="从背包里拿掉").click()
    expect(two.locator(".backpack-count")).to_have_count(0)
    two.keyboard.press("Escape")


@pytest.mark.long
def test_a_full_backpack_says_so(two):
    two.evaluate("texts => localStorage.setItem('sunmao:backpack', texts)", json.dumps(["{}"] * 30))
    left, top, _, bottom = box(two, "p0")
    two.mouse.click(left + 5, (top + bottom) / 2, button="right")
    two.get_by_role("menuitem", name="放进背包").click()
    expect(two.get_by_text("背包满了，最多 30 份")).to_be_visible()


@pytest.mark.long
def test_undo_goes_on_after_a_reload(two, studio: Studio):
    press(two, "p1")
    two.keyboard.press("Delete")
    two.evaluate(TWO_FRAMES)
    left, top, _, bottom = box(two, "p0")
    drag(two, (left + 5, (top + bottom) / 2), (left + 200, bottom + 120))
    assert two.evaluate(CHAIN) == ["start"]
    wait_until_saved(two, studio, "")
    two.reload()
    expect(two.locator(BACKPACK)).to_be_visible()
    expect(two.get_by_role("button", name="撤销", exact=True)).to_be_enabled()
    press(two, "start")
    undo(two)
    assert two.evaluate(CHAIN) == ["start", "p0"]
    undo(two)
    assert two.evaluate(CHAIN) == ["start", "p0", "p1"]
    two.keyboard.press("Control+Shift+z")
    two.evaluate(TWO_FRAMES)
    assert two.evaluate(CHAIN) == ["start", "p0"]


@pytest.mark.long
def test_a_program_that_changed_elsewhere_begins_anew_and_says_so(page, studio: Studio):
    project = make(studio, program("a = 1", "b = 2"))
    enter(page, project)
    expect(page.locator(BACKPACK)).to_be_visible()
    press(page, "p1")
    page.keyboard.press("Delete")
    wait_until_saved(page, studio, "a = 1")
    expect(page.get_by_text("已保存")).to_be_visible()
    page.goto("about:blank")
    visitor = ApiClient(studio)
    version = visitor.ask("GET", f"/api/projects/{project}")["version"]
    visitor.ask("PUT", f"/api/projects/{project}/workspace", {"workspace": program("c = 3"), "base": version})
    page.goto(f"{studio.url.split('#')[0]}#/project/{project}")
    expect(page.get_by_text("以前的步骤不能再撤销")).to_be_visible()
    expect(page.get_by_role("button", name="撤销", exact=True)).to_be_disabled()

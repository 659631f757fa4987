"""Several blocks are chosen, and moved, copied, switched off and deleted together; each time one undo takes it back."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import TWO_FRAMES, WORKSPACE, wait_for
from tests.e2e.rooms import enter, make, program, visit
from tests.support.studio import Studio

BOX = f"""id => {{
  const path = {WORKSPACE}.getBlockById(id).getSvgRoot().querySelector(':scope > .blocklyPath').getBoundingClientRect();
  return [path.left, path.top, path.right, path.bottom];
}}"""
CHAIN = f"""() => {{
  const ids = [];
  for (let block = {WORKSPACE}.getBlockById('start'); block; block = block.getNextBlock()) ids.push(block.id);
  return ids;
}}"""
COUNT = f"() => {WORKSPACE}.getBlocksByType('program_python').length"
CHOSEN = "() => [...document.querySelectorAll('.blocklyBlockCanvas .chosen')].map(block => block.dataset.id).sort()"


def box(page: Page, block: str) -> list[float]:
    return page.evaluate(BOX, block)


def press(page: Page, block: str, *modifiers: str) -> None:
    """Press a block at its left end."""
    left, top, _, bottom = box(page, block)
    for key in modifiers:
        page.keyboard.down(key)
    page.mouse.click(left + 5, (top + bottom) / 2)
    for key in modifiers:
        page.keyboard.up(key)


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 8, start[1] + 8, steps=2)
    page.mouse.move(*end, steps=10)
    page.evaluate(TWO_FRAMES)
    page.mouse.move(end[0] + 1, end[1])
    page.evaluate(TWO_FRAMES)
    page.mouse.up()
    page.evaluate(TWO_FRAMES)


def draw_box(page: Page, first: str, last: str) -> None:
    """Draw a box from right of one block, on the empty canvas, over the left half of another."""
    _, top, right, _ = box(page, first)
    left, _, _, bottom = box(page, last)
    drag(page, (right + 40, top + 6), (left + 8, bottom - 6))


# Blockly tells of changes in a task after the next frame.
TOLD = f"async () => {{ await ({TWO_FRAMES})(); await new Promise(done => setTimeout(done)); }}"


def undo(page: Page) -> None:
    page.evaluate(TOLD)  # only then is what was done in the history
    page.keyboard.press("Control+z")
    page.evaluate(TOLD)


@pytest.fixture
def four(page, studio: Studio):
    """A page with a start and four blocks below it."""
    enter(page, make(studio, program("a = 1", "b = 2", "c = 3", "d = 4")))
    expect(page.locator(".backpack")).to_be_visible()
    return page


def test_a_box_with_shift_chooses_and_they_move_together(four):
    four.keyboard.down("Shift")
    draw_box(four, "p1", "p2")
    four.keyboard.up("Shift")
    assert four.evaluate(CHOSEN) == ["p1", "p2"]
    expect(four.get_by_role("toolbar", name="选中的积木")).to_contain_text("选中 2 块")
    left, top, _, bottom = box(four, "p2")
    drag(four, (left + 5, (top + bottom) / 2), (left + 260, bottom + 120))
    assert four.evaluate(CHAIN) == ["start", "p0", "p3"]
    assert four.evaluate(f"() => {WORKSPACE}.getBlockById('p1').getNextBlock().id") == "p2"
    assert box(four, "p1")[0] == pytest.approx(left + 255, abs=12)
    undo(four)
    assert four.evaluate(CHAIN) == ["start", "p0", "p1", "p2", "p3"]


@pytest.mark.long
def test_shift_and_a_press_add_and_take_away(four):
    press(four, "p0")
    press(four, "p2", "Shift")
    press(four, "p3", "Shift")
    assert four.evaluate(CHOSEN) == ["p0", "p2", "p3"]
    press(four, "p3", "Shift")
    assert four.evaluate(CHOSEN) == ["p0", "p2"]
    four.keyboard.press("Delete")
    four.evaluate(TWO_FRAMES)
    assert four.evaluate(CHAIN) == ["start", "p1", "p3"]
    undo(four)
    assert four.evaluate(CHAIN) == ["start", "p0", "p1", "p2", "p3"]
    press(four, "p1")
    assert four.evaluate(CHOSEN) == []


@pytest.mark.long
def test_blocks_that_stood_apart_are_dropped_as_one_stack(four):
    press(four, "p0")
    press(four, "p2", "Shift")
    left, top, _, bottom = box(four, "p0")
    _, upper, _, lower = box(four, "p2")  # where the last one ends, when these two are taken out
    drag(four, (left + 5, (top + bottom) / 2), (left + 5, (upper + lower) / 2))
    assert four.evaluate(CHAIN) == ["start", "p1", "p3", "p0", "p2"]
    undo(four)
    assert four.evaluate(CHAIN) == ["start", "p0", "p1", "p2", "p3"]


def test_the_keys_choose_copy_and_cut(four):
    press(four, "p0")
    four.keyboard.press("Shift+ArrowDown")
    four.keyboard.press("Shift+ArrowDown")
    assert four.evaluate(CHOSEN) == ["p0", "p1", "p2"]
    four.keyboard.press("Control+x")
    four.evaluate(TWO_FRAMES)
    assert four.evaluate(CHAIN) == ["start", "p3"]
    press(four, "p3")
    four.keyboard.press("Control+v")  # within a frame: the block that was pressed comes to the front after the copy
    wait_for(four, f"() => ({COUNT})() === 4")
    four.evaluate(TWO_FRAMES)  # Blockly notes what can be undone a frame later
    undo(four)
    undo(four)
    assert four.evaluate(CHAIN) == ["start", "p0", "p1", "p2", "p3"]
    four.keyboard.press("Control+a")
    assert len(four.evaluate(CHOSEN)) == 5
    four.keyboard.press("Escape")
    assert four.evaluate(CHOSEN) == []


@pytest.mark.long
def test_the_menu_switches_all_off_and_escape_brings_a_drag_back(four):
    press(four, "p1")
    press(four, "p2", "Shift")
    left, top, _, bottom = box(four, "p1")
    four.mouse.click(left + 5, (top + bottom) / 2, button="right")
    four.get_by_role("menuitem", name="停用选中的 2 块").click()
    enabled = f"() => ['p0', 'p1', 'p2', 'p3'].map(id => {WORKSPACE}.getBlockById(id).isEnabled())"
    wait_for(four, f"() => ({enabled})().join() === 'true,false,false,true'")  # an entry acts once the menu is gone
    undo(four)
    assert all(four.evaluate(enabled))
    four.keyboard.press("m")
    four.keyboard.press("Control+ArrowRight")
    four.keyboard.press("Escape")
    four.evaluate(TWO_FRAMES)
    assert four.evaluate(CHAIN) == ["start", "p0", "p1", "p2", "p3"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.long
def test_by_touch_taps_choose(browser, studio, lang):
    with visit(browser, studio, "tablet", lang) as page:
        enter(page, make(studio, program("a = 1", "b = 2", "c = 3")))
        expect(page.locator(".backpack")).to_be_visible()
        page.mouse.click(500, 500, button="right")
        page.get_by_role("menuitem", name={"zh": "选多块积木", "en": "Choose several blocks"}[lang]).click()
        for block in ("p0", "p1"):
            left, top, right, bottom = box(page, block)
            page.touchscreen.tap((left + right) / 2, (top + bottom) / 2)
        assert page.evaluate(CHOSEN) == ["p0", "p1"]
        bar = page.get_by_role("toolbar", name={"zh": "选中的积木", "en": "Chosen blocks"}[lang])
        bar.get_by_role("button", name={"zh": "再来一份", "en": "Duplicate"}[lang], exact=True).tap()
        wait_for(page, f"() => ({COUNT})() === 5")
        bar.get_by_role("button", name={"zh": "删掉", "en": "Delete"}[lang], exact=True).tap()
        wait_for(page, f"() => ({COUNT})() === 3")
        bar.get_by_role("button", name={"zh": "不选了", "en": "Choose no more"}[lang], exact=True).tap()
        expect(bar).to_have_count(0)


@pytest.mark.long
def test_a_finger_that_rests_and_is_dragged_draws_a_box(browser, studio):
    """Moved at once, it moves the canvas."""
    with visit(browser, studio, "tablet") as page:
        enter(page, make(studio, program("a = 1", "b = 2", "c = 3")))
        expect(page.locator(".backpack")).to_be_visible()
        touch = page.context.new_cdp_session(page)

        def send(kind: str, *points: tuple[float, float]) -> None:
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

        def go(start: tuple[float, float], end: tuple[float, float]) -> None:
            for step in range(1, 9):
                send("touchMove", tuple(a + (b - a) * step / 8 for a, b in zip(start, end, strict=True)))
            send("touchEnd")
            page.evaluate(TWO_FRAMES)

        before, (_, top, right, _), (left, _, _, bottom) = box(page, "p0"), box(page, "p0"), box(page, "p1")
        start, end = (right + 40, top + 6), (left + 8, bottom - 6)
        send("touchStart", start)
        go(start, (start[0] + 60, start[1]))
        assert box(page, "p0")[0] == pytest.approx(before[0] + 60, abs=9) and page.evaluate(CHOSEN) == []
        start, end = (start[0] + 60, start[1]), (end[0] + 60, end[1])
        send("touchStart", start)
        expect(page.get_by_role("menuitem", name="选多块积木")).to_be_visible()
        go(start, end)
        assert page.evaluate(CHOSEN) == ["p0", "p1"]
        expect(page.get_by_role("toolbar", name="选中的积木")).to_contain_text("选中 2 块")
        expect(page.get_by_role("menuitem")).to_have_count(0)


TOPS = "() => ['.toast', '.chosen-bar'].map(part => document.querySelector(part).getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])"


@pytest.mark.parametrize("size", ["laptop", "tablet", "phone"])
@pytest.mark.long
def test_a_toast_leaves_the_bar_of_the_chosen_blocks_alone(browser, studio, size):
    with visit(browser, studio, "tablet" if size == "phone" else size) as page:
        if size == "phone":
            page.set_viewport_size({"width": 600, "height": 800})
        enter(page, make(studio, program("a = 1", "b = 2")))
        expect(page.locator(".backpack")).to_be_visible()
        press(page, "p0")
        press(page, "p1", "Shift")
        page.get_by_role("toolbar", name="选中的积木").get_by_role("button", name="放进背包").click()
        expect(page.locator(".toast")).to_be_visible()
        toast, bar = page.evaluate(TOPS)
        assert toast[1] <= bar[0]

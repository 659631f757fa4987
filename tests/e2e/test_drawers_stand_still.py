"""Targets of the hand stay where they are: drawers, sections, the canvas as a drag begins; and a block let go on its
place holds there, however fast the hand was.
"""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from sunmao.blocks.drawers import DRAWERS
from tests.e2e.hands import TWO_FRAMES, WHERE_IS_HOLE, WORKSPACE, Hands, wait_for
from tests.e2e.rooms import LANGUAGES, enter, make, program, stop, visit
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

ROWS = "() => [...document.querySelectorAll('.blocklyToolboxCategory')].filter(row => row.offsetHeight).map(row => [row.textContent, row.getBoundingClientRect().top])"
TABS = (
    "() => [...document.querySelectorAll('.section')].map(tab => [tab.textContent, tab.getBoundingClientRect().left])"
)
VIEW = f"() => [{WORKSPACE}.scrollX, {WORKSPACE}.scrollY]"
COVERED = """() => {
  const edge = document.querySelector('.blocklyToolboxFlyout .blocklyFlyoutBackground').getBoundingClientRect().right;
  const parts = ['.blocklyBlockCanvas .program_start > .blocklyPath', '.canvas-hint'];
  return parts.map(part => document.querySelector(part).getBoundingClientRect()).filter(box => box.left < edge).length;
}"""


@pytest.fixture
def empty(page: Page, studio):
    """The id of the start block of an open project with nothing else."""
    enter(page, ApiClient(studio).ask("POST", "/api/projects", {"title": "站好", "lang": "zh"})["id"])
    return page.evaluate(f"{WORKSPACE}.getTopBlocks(true)[0].id")


def test_the_drawers_stay_while_a_program_grows(page, empty):
    hands = Hands(page)
    before = page.evaluate(ROWS)
    last = hands.drag("variables_set", (empty, "next"), drawer="数据集", inner="data_sample")
    assert page.evaluate(ROWS) == before, "variables are in use now, and have no row of their own yet"
    box = page.get_by_role("searchbox", name="找积木")
    box.fill("计算")
    expect(page.locator(".blocklyFlyout").get_by_text("块积木")).to_be_visible()
    box.press("Escape")
    hands.drag("variables_set", (last, "next"), drawer="训练", inner="model_classification")
    assert page.evaluate(ROWS) == before
    size = page.viewport_size
    for height in (size["height"] - 60, size["height"]):  # as when the window changes while a program runs
        page.set_viewport_size({**size, "height": height})
        page.evaluate(TWO_FRAMES)
    wait_for(page, f"before => JSON.stringify(({ROWS})()) === JSON.stringify(before)", before)


def test_the_sections_stay_when_teaching_comes_to_fit(page, empty):
    hands = Hands(page)
    before = page.evaluate(TABS)
    last = hands.drag("variables_set", (empty, "next"), drawer="数据集", inner="data_open")
    last = hands.drag("variables_set", (last, "next"), drawer="训练", inner="model_classification")
    hands.drag("model_train", (last, "next"), drawer="训练")
    expect(page.locator(".section")).to_have_count(len(before) + 1)
    after = page.evaluate(TABS)
    assert after[: len(before)] == before
    expect(page.locator(".section").last).to_have_attribute("title", re.compile("有这一页，是因为"))
    page.reload()
    expect(page.locator(".section")).to_have_count(len(after))
    assert page.evaluate(TABS) == after, "also when it is opened again"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("height", [768, 625, 560])
def test_basic_drawers_do_not_wait_under_more_while_others_are_shown(browser, studio, lang, height):
    with visit(browser, studio, lang=lang) as page:
        page.set_viewport_size({"width": 1366, "height": height})
        project = make(studio, line(0))
        ApiClient(studio).ask("PATCH", f"/api/projects/{quote(project)}", {"level": 3})
        enter(page, project)
        expect(page.locator(".drawer-more")).to_be_visible()
        basic, others = ({getattr(one, lang) for one in DRAWERS if one.rank == rank} for rank in (1, 2))
        shown = {name for name, _ in page.evaluate(ROWS)}
        assert basic <= shown or not shown & others
        assert height < 768 or basic <= shown


@pytest.mark.parametrize(("size", "lang", "drawer"), [("laptop", "zh", "看与问"), ("laptop", "en", "Show & ask")])
def test_a_drawer_does_not_cover_where_its_first_block_goes(browser, studio, size, lang, drawer):
    with visit(browser, studio, size, lang) as page:
        enter(page, ApiClient(studio).ask("POST", "/api/projects", {"title": f"空 {lang}", "lang": lang})["id"])
        Hands(page).open_drawer(drawer)
        wait_for(page, f"() => ({COVERED})() === 0")


# How far the statements of the program stand right of the open drawer, how much room that leaves them, and the scroll.
SEEN = f"""() => {{
  const edge = document.querySelector('.blocklyToolboxFlyout .blocklyFlyoutBackground').getBoundingClientRect().right;
  const blocks = {WORKSPACE}.getAllBlocks(false).filter(block => !block.outputConnection);
  const lefts = blocks.map(block => block.getSvgRoot().querySelector(':scope > .blocklyPath').getBoundingClientRect().left);
  return [Math.min(...lefts) - edge, document.querySelector('.canvas').getBoundingClientRect().right - Math.min(...lefts)];
}}"""
WIDE = {"zh": ("摄像头", "数据集", "训练"), "en": ("Camera", "Data sets", "Train")}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [1366, 1024, 600])
def test_the_program_stays_in_sight_beside_every_drawer(browser, studio, width, lang):
    """Also beside the widest; it is back in its place when they close, and a block put where one was stays in sight."""
    with visit(browser, studio, lang=lang) as page:
        page.set_viewport_size({"width": width, "height": 768})
        enter(page, make(studio, line(0)))
        hands, view = Hands(page), page.evaluate(VIEW)
        for drawer in WIDE[lang]:
            hands.open_drawer(drawer)
            wait_for(page, f"() => {{ const [gap, room] = ({SEEN})(); return gap >= 4 && room > 100; }}")
        page.keyboard.press("Escape")
        wait_for(page, f"() => !{WORKSPACE}.getFlyout().isVisible()")
        assert page.evaluate(VIEW) == pytest.approx(view)
        hands.open_drawer(WIDE[lang][2])
        x, y = hands._in_view(["model_train", None, None])["grab"]
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 12, y + 40, steps=3)
        page.mouse.move(x, y + 60, steps=3)
        page.mouse.up()
        page.evaluate(TWO_FRAMES)
        box = page.evaluate(PATH_BOX, "model_train")
        assert box[0] >= page.evaluate("document.querySelector('.canvas-overlay').getBoundingClientRect().left")


PATH_BOX = f"""type => {{
  const box = {WORKSPACE}.getBlocksByType(type)[0].getSvgRoot().querySelector('.blocklyPath').getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
}}"""


def test_a_drawer_opens_at_the_first_press_after_a_search(page, empty):
    page.get_by_role("searchbox", name="找积木").fill("拍照")
    expect(page.locator(".blocklyFlyout").get_by_text("块积木")).to_be_visible()
    page.get_by_role("treeitem", name="训练", exact=True).click()
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(f"{WORKSPACE}.getFlyout().isVisible()")
    expect(page.get_by_role("searchbox", name="找积木")).to_have_value("")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_search_lies_over_nothing_that_it_finds(browser, studio, lang):
    with visit(browser, studio, "tablet", lang) as page:
        enter(page, make(studio, line(0)))
        field = page.locator(".canvas-find-input")
        field.tap()
        page.keyboard.type("说话" if lang == "zh" else "say")
        first = page.locator(".blocklyFlyoutLabel").first
        expect(first).to_be_visible()
        assert first.bounding_box()["y"] >= field.bounding_box()["y"] + field.bounding_box()["height"] + 12


HINT_BOX = """() => { const box = document.querySelector('.canvas-hint').getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"""
LABEL_BOX = f"""type => {{
  const block = {WORKSPACE}.getFlyout().getWorkspace().getTopBlocks().find(one => one.type === type);
  const box = block.getSvgRoot().querySelector('.blocklyPath').getBoundingClientRect();
  return [box.left, box.top, box.right, box.bottom];
}}"""
TOPS = f"() => {WORKSPACE}.getTopBlocks(false).map(block => block.type)"


@pytest.mark.parametrize("corner", ["left", "middle", "right"])
def test_a_block_let_go_on_the_hint_attaches(page, empty, corner):
    """Wherever the hand holds it, and wherever in the hint the hand is then."""
    hands = Hands(page)
    view = page.evaluate(VIEW)
    hands.open_drawer("摄像头")
    wait_for(page, f"() => ({COVERED})() === 0")
    left, top, right, bottom = page.evaluate(HINT_BOX)
    x = {"left": left + 4, "middle": (left + right) / 2, "right": right - 4}[corner]
    place = hands._in_view(["variables_set", "camera_open", None])
    page.mouse.move(*place["grab"])
    page.mouse.down()
    page.mouse.move(place["grab"][0] + 10, place["grab"][1], steps=2)
    page.mouse.move(x, bottom - 4, steps=6)
    page.evaluate(TWO_FRAMES)
    page.mouse.up()
    assert page.evaluate(TOPS) == ["program_start"]
    expect(page.locator(".code")).to_contain_text("Camera(")
    assert page.evaluate(VIEW) == pytest.approx(view), "the program is where it was before the drawer opened"
    page.locator(".canvas-tools").get_by_role("button", name="撤销").click()
    expect(page.locator(".canvas-hint")).to_be_visible()
    assert page.evaluate(VIEW) == pytest.approx(view)


@pytest.mark.parametrize("moved", [(0, 0), (-20, -40)], ids=["press", "pan"])
def test_a_drawer_closed_on_the_canvas_leaves_the_program_where_it_was(page, empty, moved):
    """But for what the hand itself has moved it by; and nothing is left over for a later press."""
    hands, (across, down) = Hands(page), moved
    x, y = page.evaluate(VIEW)
    hands.open_drawer("摄像头")
    wait_for(page, f"() => ({COVERED})() === 0")
    page.mouse.move(850, 600)
    page.mouse.down()
    page.mouse.move(850 + across, 600 + down, steps=5)
    page.mouse.up()
    wait_for(page, f"() => !{WORKSPACE}.getFlyout().isVisible()")
    page.evaluate(TWO_FRAMES)
    after = page.evaluate(VIEW)
    assert after[0] == pytest.approx(x + across, abs=1)
    assert after[1] <= y
    page.mouse.click(850, 600)
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(VIEW) == pytest.approx(after)


def test_what_goes_before_a_block_is_offered_beside_it(page, empty):
    """A collection needs a camera before it: the button covers no block."""
    Hands(page).drag("variables_set", (empty, "next"), drawer="数据集", inner="data_collect_classes")
    button = page.get_by_role("button", name="先打开摄像头")
    expect(button).to_be_visible()
    covered = "button => { const at = button.getBoundingClientRect(); return [...document.querySelectorAll('.blocklyBlockCanvas .blocklyPath')].map(one => one.getBoundingClientRect()).some(box => box.bottom > at.top && box.top < at.bottom && box.right > at.left && box.left < at.right); }"
    assert not button.evaluate(covered)
    button.click()
    expect(button).to_be_hidden()
    assert (
        page.evaluate(f"id => {WORKSPACE}.getBlockById(id).getNextBlock().getChildren()[0].type", empty)
        == "camera_open"
    )


def test_a_press_in_a_drawer_never_covers_the_program(page, empty):
    """The first block goes to the start; another below all that is there, also by a press on one of its fields."""
    hands = Hands(page)
    for drawer in ("摄像头", "数据集", "带出去"):
        hands.open_drawer(drawer)
        kind = page.evaluate(f"() => {WORKSPACE}.getFlyout().getWorkspace().getTopBlocks(true)[0].type")
        left, top, right, bottom = page.evaluate(LABEL_BOX, kind)
        page.mouse.click(right - 60, (top + bottom) / 2)
        page.evaluate(TWO_FRAMES)
    boxes = page.evaluate(
        f"() => {WORKSPACE}.getTopBlocks(true).map(block => block.getBoundingRectangle()).map(({{ top, bottom }}) => [top, bottom])"
    )
    assert page.evaluate(TOPS)[0] == "program_start" and len(boxes) == 3
    assert all(above[1] < below[0] for above, below in zip(boxes, boxes[1:], strict=False))
    assert page.evaluate(f"id => {WORKSPACE}.getBlockById(id).getNextBlock().type", empty) == "variables_set"


def line(x: int) -> dict:
    """A start away from the canvas's origin, with loops that make room on the way."""
    wait = {"type": "program_wait", "id": "last"}
    for name in ("second", "first"):
        wait = {"type": "controls_repeat_ext", "id": name, "next": {"block": wait}}
    start = {"type": "program_start", "id": "start", "x": x, "y": 0, "next": {"block": wait}}
    return {"blocks": {"languageVersion": 0, "blocks": [start]}}


@pytest.mark.parametrize("moves", [1, 3, 12, 40])
@pytest.mark.parametrize("target", ["first", "second", "last"])
def test_a_straight_fast_drag_attaches(page, studio, target, moves):
    """Down along the stack and let go with the last move, without a rest."""
    enter(page, make(studio, line(250)))
    hands, before = Hands(page), page.evaluate(VIEW)
    hands.open_drawer("开始与事件")
    place = hands._in_view(["program_wait", None, None])
    view = page.evaluate(VIEW)
    grip = [grab - own for grab, own in zip(place["grab"], place["own"], strict=True)]
    above, goal = (
        [at + more for at, more in zip(page.evaluate(WHERE_IS_HOLE, [block, "next"]), grip, strict=True)]
        for block in ("start", target)
    )
    page.mouse.move(*place["grab"])
    page.mouse.down()
    page.mouse.move(place["grab"][0] + 8, place["grab"][1])
    page.mouse.move(goal[0], above[1] - 20)
    page.evaluate(TWO_FRAMES)
    page.mouse.move(*goal, steps=moves)
    assert page.evaluate(VIEW) == view, "nothing moves below a hand that carries a block"
    page.mouse.up()
    wait_for(page, f"before => JSON.stringify(({VIEW})()) === JSON.stringify(before)", before)
    assert page.evaluate(f"id => {WORKSPACE}.getBlockById(id).getNextBlock().type", target) == "program_wait"
    assert page.evaluate(f"{WORKSPACE}.getTopBlocks(false).length") == 1


@pytest.mark.parametrize("width", [1200, 1280, 1366, 1920])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sections_stay_whatever_the_program_does(browser, studio, lang, width):
    """Ready, waiting, paused and over; the sections of the steps are the most that there are."""
    visitor = ApiClient(studio)
    project = visitor.ask("POST", "/api/projects", {"title": "站好", "example": "guide", "lang": lang})
    asked = {"workspace": program("input('?')", "print(1)"), "base": project["version"]}
    visitor.ask("PUT", f"/api/projects/{quote(project['id'])}/workspace", asked)
    with visit(browser, studio, lang=lang) as page:
        page.set_viewport_size({"width": width, "height": 768})
        enter(page, project["id"])
        before = page.evaluate(TABS)
        assert len(before) == 7
        page.locator("#run.go").click()
        expect(page.locator(".ask input")).to_be_visible()
        assert page.evaluate(TABS) == before
        stop(page)
        assert page.evaluate(TABS) == before
        page.keyboard.press("F9")
        expect(page.locator(".steps .btn.pri")).to_be_visible()
        assert page.evaluate(TABS) == before
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        stop(page)

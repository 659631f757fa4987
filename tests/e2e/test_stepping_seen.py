"""A program by steps, as a child sees it: Step, Next, values on blocks, pauses, slow motion, a reload in the middle,
two windows.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import ended, enter, make, program, run, stop, visit

RINGED = """block => {
  const ring = document.querySelector('.ring.still > .ring-inner')?.getAttribute('d');
  return ring === Blockly.getMainWorkspace().getBlockById(block).pathObject.svgPath.getAttribute('d');
}"""
CHIPS = """wanted => {
  const words = one => (one.matches('.changed') ? '*' : '') + one.querySelector('text').textContent;
  const places = [...document.querySelectorAll('.value')].map(one => [one.getBoundingClientRect(), words(one)]);
  places.sort(([a], [b]) => Math.abs(a.top - b.top) > 8 ? a.top - b.top : a.left - b.left);
  return JSON.stringify(places.map(([, said]) => said)) === JSON.stringify(wanted);
}"""
COVERED = """() => {
  const boxes = query => [...document.querySelectorAll(query)].map(one => one.getBoundingClientRect());
  const words = boxes('.blocklyBlockCanvas .blocklyText');
  return boxes('.value').filter(a => words.some(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length;
}"""
PLACES = "() => Blockly.getMainWorkspace().getAllBlocks(false).map(b => b.getRelativeToSurfaceXY().toString())"


def number(value: int) -> dict:
    return {"shadow": {"type": "math_number", "fields": {"NUM": value}}}


def variable(name: str) -> dict:
    return {"block": {"type": "variables_get", "fields": {"VAR": {"id": name}}}}


def stack(*blocks: dict) -> dict:
    """These blocks, each below the one before."""
    first, *rest = blocks
    return {**first, "next": {"block": stack(*rest)}} if rest else first


def adding(rounds: int) -> dict:
    """总和 = 0; for i from 1: 总和 += i, print 总和; print 'over'. Lines 1 to 5."""
    body = stack(
        {"type": "math_change", "id": "add", "fields": {"VAR": {"id": "sum"}}, "inputs": {"DELTA": variable("i")}},
        {"type": "text_print", "id": "say", "inputs": {"TEXT": variable("sum")}},
    )
    blocks = stack(
        {"type": "program_start", "id": "start", "x": 40, "y": 24},
        {"type": "variables_set", "id": "set", "fields": {"VAR": {"id": "sum"}}, "inputs": {"VALUE": number(0)}},
        {
            "type": "controls_for",
            "id": "loop",
            "fields": {"VAR": {"id": "i"}},
            "inputs": {"FROM": number(1), "TO": number(rounds), "BY": number(1), "DO": {"block": body}},
        },
        {
            "type": "text_print",
            "id": "over",
            "inputs": {"TEXT": {"shadow": {"type": "text", "fields": {"TEXT": "over"}}}},
        },
    )
    return {
        "blocks": {"languageVersion": 0, "blocks": [blocks]},
        "variables": [{"id": "sum", "name": "总和"}, {"id": "i", "name": "i"}],
    }


def paused(page: Page, line: int, block: str, values: dict[str, str], changed: set[str]) -> None:
    """Chip, line band, ring and the table of variables all say the same."""
    expect(page.locator(".state-wide.paused.amber")).to_have_text("暂停中")
    expect(page.locator(".ln.run")).to_have_attribute("data-line", str(line))
    expect(page.locator(".variables tbody tr")).to_have_text(
        [f"{name}{value}{'刚变了' if name in changed else ''}" for name, value in values.items()]
    )
    wait_for(page, RINGED, block)


def place_of(page: Page, block: str) -> tuple[float, float]:
    """Return the point at which a hand grips a block: on its first word."""
    box = page.locator(f'[data-id="{block}"] > .blocklyPath').first.bounding_box()
    return box["x"] + 12, box["y"] + box["height"] / 2


def menu(page: Page, block: str, entry: str) -> None:
    """Choose an entry of a block's context menu."""
    page.mouse.click(*place_of(page, block), button="right")
    page.get_by_role("menuitem", name=entry).click()


def click_number(page: Page, line: int) -> None:
    box = page.locator(f"#line-{line}").bounding_box()
    page.mouse.click(box["x"] + 24, box["y"] + box["height"] / 2)


@pytest.mark.long
def test_step_by_step(page, studio):
    enter(page, make(studio, adding(3)))
    place = page.locator("#run").bounding_box()
    places = page.evaluate(PLACES)
    page.locator("#step").click()
    paused(page, 1, "set", {}, set())
    assert page.locator("#run.stop").bounding_box() == place
    expect(page.locator("#step")).to_have_text("下一步")
    expect(page.locator("#step")).to_be_focused()
    page.keyboard.press("F9")
    paused(page, 2, "loop", {"总和": "0"}, {"总和"})
    wait_for(page, CHIPS, ["*总和 = 0"])
    page.keyboard.press("F9")
    paused(page, 3, "add", {"总和": "0", "i": "1"}, {"i"})
    wait_for(
        page, CHIPS, ["总和 = 0", "*i = 1", "*i = 1", "总和 = 0"]
    )  # on the blocks that gave them, and on the one that uses both
    page.locator("#step").click()
    paused(page, 4, "say", {"总和": "1", "i": "1"}, {"总和"})
    wait_for(page, CHIPS, ["i = 1", "*总和 = 1", "*总和 = 1"])
    assert page.evaluate(COVERED) == 0
    assert page.evaluate(PLACES) == places
    page.keyboard.press("F8")
    ended(page)
    expect(page.locator(".con")).to_have_text("1\n3\n6\nover\n", use_inner_text=True)
    wait_for(page, CHIPS, [])
    expect(page.locator(".variables.past tbody tr")).to_have_count(2)
    assert page.locator("#run.go").bounding_box() == place
    page.keyboard.press("F8")
    expect(page.locator(".variables")).to_have_count(0)
    ended(page)


@pytest.mark.long
def test_pauses_on_blocks(page, studio):
    project = make(studio, adding(9))
    enter(page, project)
    menu(page, "say", "在这里暂停")
    expect(page.locator(".stop-mark")).to_have_count(1)
    expect(page.locator(".ln.stop-here")).to_have_attribute("data-line", "4")
    for _ in range(9):  # to the last line, wherever the choice was left
        page.locator(".lines").press("ArrowDown")
    expect(page.locator(".ln[aria-selected=true]")).to_have_attribute("data-line", "5")
    for marks in (2, 1):  # on by keyboard, and off again
        page.keyboard.press("p")
        expect(page.locator(".ln.stop-here")).to_have_count(marks)
    page.keyboard.press("F8")
    paused(page, 4, "say", {"总和": "1", "i": "1"}, {"总和", "i"})
    wait_for(page, CHIPS, ["*i = 1", "*总和 = 1", "*总和 = 1"])
    page.keyboard.press("F8")
    paused(page, 4, "say", {"总和": "3", "i": "2"}, {"总和", "i"})

    page.reload()  # all is there again, the pauses of this browser as well
    expect(page.locator(".ring.still")).to_be_visible()
    paused(page, 4, "say", {"总和": "3", "i": "2"}, {"总和", "i"})
    wait_for(page, CHIPS, ["*i = 2", "*总和 = 3", "*总和 = 3"])
    expect(page.locator(".stop-mark")).to_have_count(1)

    other = page.context.new_page()
    other.goto(studio.url)
    enter(other, project)
    paused(other, 4, "say", {"总和": "3", "i": "2"}, {"总和", "i"})
    click_number(page, 3)  # changed while it is paused: it stays so
    expect(page.locator(".stop-mark")).to_have_count(2)
    expect(other.locator(".stop-mark")).to_have_count(2)
    paused(page, 4, "say", {"总和": "3", "i": "2"}, {"总和", "i"})
    other.bring_to_front()
    other.locator(".go-on").click()
    paused(other, 3, "add", {"总和": "3", "i": "3"}, {"i"})
    page.bring_to_front()
    paused(page, 3, "add", {"总和": "3", "i": "3"}, {"i"})
    other.close()
    click_number(page, 3)
    menu(page, "say", "不在这里暂停")
    expect(page.locator(".stop-mark")).to_have_count(0)
    expect(page.locator(".ln.stop-here")).to_have_count(0)
    page.keyboard.press("F8")
    ended(page)
    expect(page.locator(".con")).to_contain_text("over")


def test_a_run_does_not_pause_at_a_block_that_was_deleted_meanwhile(page, studio):
    enter(page, make(studio, adding(9)))
    menu(page, "say", "在这里暂停")
    expect(page.locator(".stop-mark")).to_have_count(1)
    page.keyboard.press("F8")
    paused(page, 4, "say", {"总和": "1", "i": "1"}, {"总和", "i"})
    page.mouse.click(*place_of(page, "say"))
    page.keyboard.press("Delete")
    expect(page.locator(".stop-mark")).to_have_count(0)
    page.keyboard.press("F8")
    ended(page)


@pytest.mark.long
def test_slow_motion_pause_and_stop(page, studio):
    enter(page, make(studio, adding(500)))
    slow = page.get_by_role("button", name="慢动作")
    slow.click()
    expect(slow).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("F8")
    expect(page.locator(".state-wide.running")).to_be_visible()
    expect(page.locator(".value").first).to_be_visible()
    expect(page.locator(".ring.run .ring-mark")).to_be_attached()
    expect(page.locator(".variables:not(.past) tbody tr")).to_have_count(2)
    page.locator("#step").click()  # Pause
    expect(page.locator(".state-wide.paused")).to_be_visible()
    expect(page.locator(".ring.still")).to_be_attached()
    page.keyboard.press("F8")
    expect(page.locator(".state-wide.running")).to_be_visible()
    page.mouse.click(*place_of(page, "say"))
    page.keyboard.press("p")  # a pause that is set while it runs is met
    expect(page.locator(".ln.run")).to_have_attribute("data-line", "4")
    expect(page.locator(".state-wide.paused")).to_be_visible()
    page.keyboard.press("p")
    slow.click()
    page.keyboard.press("Shift+F8")  # Stop out of a pause
    ended(page)
    expect(page.locator(".state-wide")).to_have_text("已停止")
    expect(page.locator(".value, .ring.still, .ring.run, .stop-mark")).to_have_count(0)


@pytest.mark.long
def test_threads_have_thinner_rings(page, studio):
    work = "import threading\nimport time\n\ndef work():\n    while True:\n        time.sleep(0.05)\n\nthreading.Thread(target=work, daemon=True).start()"
    enter(page, make(studio, program(work, "time.sleep(3600)")))
    run(page)
    expect(page.locator(".ring.run")).to_have_count(1)
    expect(page.locator(".ring.also")).to_have_count(1)
    outer = page.locator(".ring-outer").evaluate_all(
        "all => all.map(e => [e.parentNode.classList.contains('run'), parseFloat(getComputedStyle(e).strokeWidth)])"
    )
    assert dict(map(tuple, outer)) == {True: 10, False: 5}
    assert page.locator(".ring.also .ring-mark").count() == 0
    stop(page)
    expect(page.locator(".ring")).to_have_count(0)


@pytest.mark.parametrize("size", ["tablet", "enlarged"])
@pytest.mark.long
def test_steps_on_small_pages(browser, studio, size):
    with visit(browser, studio, size=size) as page:
        enter(page, make(studio, adding(2)))
        page.locator(".top .menu-root > button").last.click()
        page.get_by_role("menuitem", name="单步").click()
        expect(page.locator(".state-small.paused")).to_be_visible()
        page.locator("#step").click()
        wait_for(page, "() => document.querySelector('.ln.run')?.dataset.line === '2'")
        page.locator(".go-on").click()
        ended(page)
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")

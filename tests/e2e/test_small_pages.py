"""Small pages: the newest text stays in sight, the sheet never covers the controls, an accidental double click stops
nothing.
"""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import ended, enter, make, program, run, stop, visit

DRAWING = program(
    "for i in range(30):\n    print('line', i)",
    "from sunmao import ask_picture\nask_picture('画一个数字')",
    "print('seen')",
)
LOG_AT_END = "() => (e => e.scrollHeight - e.scrollTop - e.clientHeight < 24)(document.querySelector('.con'))"


def inside(page: Page, inner: str, outer: str) -> bool:
    """Whether one element lies wholly in another."""
    a, b = page.locator(inner).first.bounding_box(), page.locator(outer).first.bounding_box()
    return (
        a["x"] >= b["x"]
        and a["y"] >= b["y"] - 1
        and a["x"] + a["width"] <= b["x"] + b["width"] + 1
        and a["y"] + a["height"] <= b["y"] + b["height"] + 1
    )


@pytest.mark.parametrize("size", ["laptop", "school", "tablet"])
@pytest.mark.long
def test_the_last_lines_are_seen_beside_the_drawing_board(browser: Browser, studio, size):
    with visit(browser, studio, size) as page:
        enter(page, make(studio, DRAWING))
        run(page)
        expect(page.locator(".board")).to_be_visible()
        assert inside(page, ".board", ".upper") and inside(page, ".pad-side .btn.pri", ".upper")
        wait_for(page, "() => document.querySelector('.con').clientHeight >= 60")
        wait_for(page, LOG_AT_END)
        stop(page)


@pytest.mark.long
def test_the_log_is_at_its_end_after_the_board_has_gone(page: Page, studio):
    enter(page, make(studio, DRAWING))
    run(page)
    box = page.locator(".board").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 90, steps=4)
    page.mouse.up()
    page.locator(".pad .btn.pri").click()
    ended(page)
    expect(page.locator(".con")).to_contain_text("seen")
    expect(page.locator(".new-lines")).to_have_count(0)
    wait_for(page, LOG_AT_END)


@pytest.mark.long
def test_a_page_at_200_percent(browser: Browser, studio):
    with visit(browser, studio, "enlarged") as page:
        enter(page, make(studio, DRAWING))
        run(page)
        expect(page.locator(".board")).to_be_visible()
        assert page.locator("#run").bounding_box()["y"] >= 0
        assert page.evaluate("document.scrollingElement.scrollTop + document.getElementById('app').scrollTop") == 0
        stop(page)
        enter(page, make(studio, program("x = 1 / 0"), "Error"))
        run(page)
        expect(page.locator(".bubble")).to_be_visible()
        expect(page.locator(".dock.sheet-low")).to_be_visible()
        assert inside(page, ".bubble-title", ".canvas-host")
        ended(page)
        page.locator(".sheet-handle").get_by_role("button", name="结果").click()
        expect(page.locator(".con-bad")).to_be_visible()
        page.locator(".sheet-handle").get_by_role("button", name="Python").click()
        expect(page.locator(".ln.bad")).to_be_visible()


def test_a_double_click_on_run_does_not_stop(page: Page, studio):
    enter(page, make(studio, program("import time\ntime.sleep(1)", "print('whole')")))
    page.locator("#run").dblclick()
    ended(page)
    expect(page.locator(".con")).to_contain_text("whole")
    expect(page.locator(".state-wide")).to_contain_text("完成")


@pytest.mark.long
def test_a_chart_is_whole_on_a_low_screen(browser: Browser, studio):
    with visit(browser, studio, "school") as page:
        enter(
            page,
            make(
                studio, program("from sunmao import plot\nfor i in range(9):\n    plot('x', i)\n    print('line', i)")
            ),
        )
        run(page)
        ended(page)
        expect(page.locator(".plot canvas")).to_be_visible()
        assert inside(page, ".plot canvas", ".plot") and inside(page, ".plot", ".upper")

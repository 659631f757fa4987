"""Collecting class after class in the page: nothing is taken before the child is ready, and all that is said is seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.rooms import ended, enter, make, program, run, stop, visit

pytestmark = pytest.mark.long

LONG = "一个特别特别长的名字的东西还带着一把小雨伞"
COLLECT = """from sunmao.cameras import Camera
from sunmao.data import collect_dataset
with Camera('simulated') as camera:
    collect_dataset('data/NAME', 'LABELS', n=COUNT, camera=camera, interval=0, countdown=1)
"""
# The words below the preview, and what hides a part of them: the panel's edge, or the text below it.
CUT = """() => {
  const words = document.querySelector('.live-tile figcaption').getBoundingClientRect();
  const panel = document.querySelector('.upper').getBoundingClientRect();
  const text = document.querySelector('.con-frame')?.getBoundingClientRect().top ?? innerHeight;
  return Math.max(words.bottom - Math.min(panel.bottom, text), panel.top - words.top, words.right - panel.right) > 1;
}"""


def collect(labels: str, name: str, count: int) -> dict:
    return program(COLLECT.replace("LABELS", labels).replace("NAME", name).replace("COUNT", str(count)))


def see_whole(page: Page, words: str) -> None:
    """Words below the preview, none of them cut."""
    expect(page.locator(".live-tile figcaption")).to_contain_text(words)
    assert not page.evaluate(CUT), words


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", ["laptop", "school", "tablet"])
def test_each_class_waits_and_all_that_is_said_is_seen(browser, studio, size, lang):
    first, rest, ready, waits = {
        "zh": ("第一类：", "下一类：", "准备好了", "才开拍"),
        "en": ("First: ", "Next: ", "Ready", "when you press Ready"),
    }[lang]
    with visit(browser, studio, size, lang) as page:
        enter(page, make(studio, collect(f"五, {LONG}", f"own-{size}-{lang}", 2)))
        run(page)
        for name, called in (("五", first), (LONG, rest)):
            expect(page.locator(".ask")).to_contain_text(called + name)
            see_whole(page, waits)
            expect(page.locator(".live-tile figcaption")).not_to_contain_text(name)
            page.locator(".ask").get_by_role("button", name=ready).click()
            see_whole(page, name)
        ended(page)
        assert len(list(studio.projects.glob(f"*/data/own-{size}-{lang}/*/*.jpg"))) == 4


def test_nothing_is_taken_of_who_is_not_ready(page: Page, studio):
    """Stop ends the wait, and nothing was taken."""
    enter(page, make(studio, collect("a, b", "patient", 2)))
    run(page)
    expect(page.locator(".ask")).to_contain_text("第一类：a")
    stop(page)
    expect(page.locator(".ask")).to_be_hidden()
    assert not list(studio.projects.glob("*/data/patient/*/*.jpg"))

"""Own pictures become a detector that answers, from the first page by Data: every press is counted."""

import random
from pathlib import Path

import cv2
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.filming import filmed
from tests.e2e.rooms import layout_faults, visit
from tests.e2e.test_teach_own_boxes import Child, box_what_is_shown
from tests.support.drawn_caps import draw_caps, write_film

pytestmark = [pytest.mark.training, pytest.mark.long]

PICTURES, BOXED, MAX_ACTIONS = 8, 5, 12


@pytest.fixture
def page(browser, studio, tmp_path):
    write_film(tmp_path / "caps.mjpeg")
    with filmed(browser, tmp_path / "caps.mjpeg") as running, visit(running, studio, permissions=["camera"]) as page:
        yield page


@pytest.fixture
def pictures(tmp_path) -> list[Path]:
    draw, made = random.Random(5), [tmp_path / f"{number}.png" for number in range(PICTURES)]
    for path in made:
        cv2.imwrite(str(path), draw_caps(draw)[0])
    return made


def test_own_pictures_answer_after_twelve_actions(page: Page, studio, pictures):
    child = Child(page)
    with page.expect_file_chooser() as chooser:
        child.press(".section-head .btn:has-text('导入图片')")
    chooser.value.set_files(pictures)
    child.actions += 1
    child.press(".import-tile:has-text('以后画框')")
    expect(page.locator(".import-foot .btn.pri")).to_be_focused()
    expect(page.locator(".import-name input")).to_have_value("图片")
    assert layout_faults(page) == []
    child.press(".import-foot .btn.pri")
    expect(page.locator(".label-strip")).to_be_visible()
    folder = next(studio.projects.glob("*/data/图片"))
    box_what_is_shown(child, folder, "瓶盖")
    for _ in range(BOXED - 1):
        expect(page.locator(".labeling .btn.pri")).to_have_text("下一张")
        before = page.locator(".label-tile[aria-current]").get_attribute("title")
        child.press(".label-next")
        expect(page.locator(".label-tile[aria-current]")).not_to_have_attribute("title", before)
        box_what_is_shown(child, folder)
    expect(page.locator(".labeling .btn.pri")).to_have_text("用它训练")
    child.press(".label-train .btn.pri")
    expect(page.locator(".prog.ok")).to_be_visible()
    child.press(".prog.ok .btn:has-text('试一试')")
    child.press(".btn:has-text('打开摄像头')")
    expect(page.locator(".try-place .over .thing").first).to_be_visible()
    assert child.actions <= MAX_ACTIONS, child.actions

"""The steps for pictures with several labels and for painted ones: from a zip to the mark, the file and its use."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.archives import bring_in, pack
from tests.e2e.rooms import layout_faults, visit
from tests.e2e.screenshots import shoot
from tests.support.drawn_masks import draw_painted
from tests.support.drawn_tags import draw_tagged

pytestmark = [pytest.mark.training, pytest.mark.long]

STEP_BY_STEP = {"zh": "按步骤做", "en": "Go step by step"}
# Where the task stands, what draws pictures for it, and its mark in words.
KINDS = {
    "multi_label": (
        2,
        draw_tagged,
        {"zh": r"24 张图片，标签全对的有 \d+ 张", "en": r"\d+ of 24 pictures with exactly"},
    ),
    "semantic": (3, draw_painted, {"zh": r"[\d.]+% 的点涂对了", "en": r"[\d.]+% of the spots painted right"}),
}


def go_on(page: Page) -> None:
    page.locator(".guide-foot .btn.pri").click()


@pytest.mark.parametrize(
    ("kind", "size", "lang"), [("multi_label", "tablet", "zh"), ("semantic", "laptop", "en")], ids=["tags", "paint"]
)
def test_the_other_kinds_go_the_same_way(browser, studio, tmp_path, kind, size, lang):
    place, draw, mark = KINDS[kind]
    draw(tmp_path / "beach")
    with visit(browser, studio, size, lang) as page:
        page.get_by_role("button", name=STEP_BY_STEP[lang]).click()
        expect(page.locator(".guide-task")).to_have_count(6)
        page.locator(".guide-task").nth(place).click()
        assert layout_faults(page) == []
        shoot(page, f"guide-task-{kind}-{lang}")
        go_on(page)
        bring_in(page, pack(tmp_path / "beach"))
        expect(page.locator(".guide-set.chosen b")).to_have_text("beach")
        go_on(page)
        expect(page.locator(".guide-method")).to_have_count(3)
        choose_one_epoch(page)
        assert layout_faults(page) == []
        shoot(page, f"guide-method-{kind}-{lang}")
        go_on(page)
        page.locator(".guide-train-go.pri").click()
        expect(page.locator(".guide-stop[aria-current] .sr")).to_be_attached()  # the step is done
        go_on(page)
        expect(page.locator(".guide-score")).to_have_text(re.compile(mark[lang]))
        assert layout_faults(page) == []
        shoot(page, f"guide-test-{kind}-{lang}")
        go_on(page)
        expect(page.locator(".guide-file b").first).to_have_text("beach.onnx")
        go_on(page)
        expect(page.locator(".guide-step .try")).to_be_visible()


def choose_one_epoch(page: Page) -> None:
    """The whole network, for one epoch."""
    page.locator(".guide-method").nth(2).click()
    page.locator(".guide-own .btn.link").click()
    epochs = page.locator(".guide-own input")
    epochs.fill("1")
    epochs.press("Tab")
    expect(page.locator(".guide-now .mini").last).to_have_text(re.compile(r"训练 1 轮|train for 1 epoch"))

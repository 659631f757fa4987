"""A detector that is given pictures without boxes: its block and the data both lead to drawing them."""

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import WORKSPACE
from tests.e2e.rooms import enter, make, visit
from tests.support.blocks.workspace_builder import block, program, set_variable, variable
from tests.support.studio import Studio

pytestmark = pytest.mark.long

WORDS = {"zh": ("给这些图片画方框", "画方框"), "en": ("Draw boxes in these pictures", "Draw boxes")}


@pytest.fixture
def project(studio: Studio) -> str:
    """A detector that is to learn from two classes of pictures."""
    given = block("model_load_dataset", model=variable("model"), path=block("pick_dataset", {"value": "data/own"}))
    made = make(studio, program([set_variable("model", block("model_detection")), given]))
    for number, label in enumerate(("cat", "dog")):
        folder = studio.projects / made / "data/own/training_set" / label
        folder.mkdir(parents=True)
        cv2.imwrite(str(folder / "1.png"), np.full((48, 64, 3), 60 + 90 * number, np.uint8))
    return made


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_block_leads_to_the_boxes(browser, studio, project, lang):
    with visit(browser, studio, lang=lang) as page:
        enter(page, project)
        page.locator(".prob .btn.link").click()
        page.locator(".bubble").get_by_role("button", name=WORDS[lang][0]).click()
        need_board(page)
        page.locator("nav.sections a").nth(0).click()
        picked = (
            f"() => {WORKSPACE}.getAllBlocks(false).find(one => one.type === 'pick_dataset').getFieldValue('value')"
        )
        page.wait_for_function(f"() => ({picked})() !== 'data/own'")
        assert page.evaluate(picked).startswith("data/own-")
        expect(page.locator(".prob")).not_to_contain_text("data/own ")


def test_so_does_its_data(browser, studio, project):
    with visit(browser, studio) as page:
        enter(page, project)
        page.evaluate("location.hash += '/data/own'")
        page.locator(".data-tools").get_by_role("button", name=WORDS["zh"][1]).click()
        need_board(page)
    assert len(list((studio.projects / project / "data/own").rglob("*.png"))) == 2, "it stays as it is"


def need_board(page: Page) -> None:
    """The pictures of the copy are being boxed."""
    expect(page.locator(".label-strip")).to_be_visible()
    assert "/label" in page.evaluate("() => decodeURIComponent(location.hash)")

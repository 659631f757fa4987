"""Teaching to find and count: the built-in shapes or an imported set, training, test, boxes; its blocks do the same."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.archives import CELLS, bring_in, pack_cells
from tests.e2e.hands import wait_for
from tests.e2e.rooms import layout_faults, visit
from tests.support.limits import HANG_TIMEOUT_MS
from tests.support.studio import Studio

pytestmark = [pytest.mark.training, pytest.mark.long]


def begin(page: Page) -> None:
    """From the first page to finding, where other pictures than own ones can be chosen."""
    page.locator(".hero .btn.pri").click()
    page.locator(".teach-kinds button").nth(1).click()
    page.locator(".find-other").click()
    expect(page.locator(".guide-set")).not_to_have_count(0)


def choose_shapes(page: Page) -> None:
    """The set of shapes that comes along."""
    page.locator(".guide-set").filter(has=page.locator(".pill")).first.click()
    expect(page.locator(".find-pictures li svg")).to_have_count(6)


def test_the_ways_in_stay_in_their_place_while_a_set_is_read(browser, studio: Studio):
    """The button for the next act does not move below the fold when the pictures of the set come."""
    with visit(browser, studio) as page:
        begin(page)
        page.evaluate("""() => {
          window.seen = [];
          const look = () => {
            const button = document.querySelector('.teach-cards > .guide-ways .btn');
            if (button) window.seen.push(Math.round(button.getBoundingClientRect().top));
            requestAnimationFrame(look);
          };
          look();
        }""")
        choose_shapes(page)
        expect(page.locator(".guide-doctor, .guide-parts li").first).to_be_visible()
        places = page.evaluate("() => [...new Set(window.seen)]")
        assert len(places) == 1 and 0 < places[0] < 400


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_takes_the_shapes_and_goes_back_to_recognizing(browser, studio: Studio, lang):
    with visit(browser, studio, lang=lang) as page:
        begin(page)
        choose_shapes(page)
        expect(page.locator(".find-classes li")).to_have_count(4)
        assert all(int(number.split(" ")[0]) > 0 for number in page.locator(".find-classes .num").all_inner_texts())
        expect(page.locator(".guide-train-go.pri")).to_be_enabled()
        expect(page.locator(".teach-strip .mini")).to_have_count(5)
        assert layout_faults(page) == []
        page.locator(".teach-kinds button").nth(0).click()
        expect(page.locator(".teach-card")).to_have_count(3)
        expect(page.locator(".teach-strip .mini")).to_have_count(5)
        page.locator(".teach-kinds button").nth(1).click()
        expect(page.locator(".find")).to_be_visible()


def test_it_finds_what_an_imported_set_has_boxes_of(browser, studio: Studio, tmp_path):
    with visit(browser, studio) as page:
        begin(page)
        bring_in(page, pack_cells(tmp_path))
        expect(page.locator(".find .teach-card header b")).to_have_text("cells")
        expect(page.locator(".guide-parts li .num")).to_have_text([str(count) for count in CELLS.values()])
        page.locator(".guide-train-go.pri").click()
        # A hundred epochs of a detector: some minutes of one core.
        expect(page.locator(".find .guide-score")).to_contain_text("个里找对", timeout=4 * HANG_TIMEOUT_MS)
        expect(page.locator("#teach-kind-find")).to_have_attribute("aria-selected", "true")
        look_at_a_picture_of_the_test(page)
        assert layout_faults(page) == []
        look_at_its_blocks(page)


def look_at_a_picture_of_the_test(page: Page) -> None:
    """Boxes are drawn as soon as they count as found; the slider is the number in the block."""
    page.locator("#try-picture").click()
    page.locator(".try-samples button").first.click()
    slider = page.locator(".find .try-slider input")
    slider.fill("0.05")
    expect(page.locator(".find .try-place .thing").first).to_be_attached()
    boxes = page.locator(".find .try-place .thing").count()
    assert int(page.locator(".find .try-winner").get_attribute("data-count")) == boxes
    slider.fill("0.95")
    wait_for(page, f"() => document.querySelectorAll('.find .try-place .thing').length < {boxes}")


def look_at_its_blocks(page: Page) -> None:
    """They are the same program, and the tab leads back to the model that was learned."""
    page.locator(".teach-strip .btn.pri").click()
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
    said = page.locator(".code").inner_text()
    assert "Detection(" in said and ".train(epochs=" in said and "evaluate()" in said
    recognize = "() => Blockly.getMainWorkspace().getBlockById('recognize').toString()"
    assert "0.95" in page.evaluate(recognize)
    page.locator("nav.sections a").first.click()
    expect(page.locator(".find .guide-score")).to_be_visible()

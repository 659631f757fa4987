"""Pictures of which the model is unsure come back: kept while the camera runs, named by a press, and one more of its
class.
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.filming import filmed
from tests.e2e.hands import wait_for
from tests.e2e.rooms import layout_faults, visit
from tests.e2e.things import Child, write_things

pytestmark = [pytest.mark.training, pytest.mark.long]
COUNTED = "name => [...document.querySelectorAll('.teach-card')].find(card => card.ariaLabel === name)?.innerText.match(/(\\d+) 张/)?.[1]"


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    path = tmp_path_factory.mktemp("camera") / "things.mjpeg"
    return path, write_things(path)


@pytest.fixture(scope="module")
def seeing(browser, film):
    with filmed(browser, film[0]) as running:
        yield running


def test_unsure_pictures_are_kept_and_named(seeing, studio, film):
    with visit(seeing, studio, permissions=["camera"]) as page:
        child = Child(page, film[1])
        child.press(".hero .btn.pri")
        for card in range(3):
            if card:
                child.press(f".teach-card:nth-child({card + 1}) .btn.ghost.ic")
                child.until_shown(card)
            child.hold(".teach-hold")
            expect(page.locator(".teach-hold:not(.held)")).to_be_visible()
        child.press(".teach-go")
        wait_for(page, "() => document.querySelector('.try-winner:not(.waiting)')")
        expect(page.get_by_text("这张它拿不准")).to_have_count(0)
        # From now on nothing is sure enough.
        page.get_by_role("slider").evaluate(
            "slider => { slider.value = 1; slider.dispatchEvent(new Event('change', { bubbles: true })) }"
        )
        page.get_by_role("checkbox", name="把拿不准的收下来").check()
        expect(page.get_by_text("最多 100 张，只存在这台电脑上")).to_be_visible()
        card = page.get_by_role("region", name="这张它拿不准，是什么？")
        expect(card.get_by_role("img")).to_be_visible()
        expect(card.get_by_text("还有")).to_be_visible()
        assert layout_faults(page) == []
        page.get_by_role("checkbox", name="把拿不准的收下来").uncheck()
        page.wait_for_timeout(1_500)
        name = page.locator(".teach-card").first.get_attribute("aria-label")
        before, seen = int(page.evaluate(COUNTED, name)), card.get_by_role("img").get_attribute("src")
        card.get_by_role("button", name=name).click()
        wait_for(page, f"([name, count]) => ({COUNTED})(name) === String(count)", [name, before + 1])
        assert not card.count() or card.get_by_role("img").get_attribute("src") != seen
        while card.count():
            left = card.get_by_role("img").get_attribute("src")
            card.get_by_role("button", name="扔掉").click()
            wait_for(page, "src => document.querySelector('.teach-unsure-card img')?.getAttribute('src') !== src", left)
        assert int(page.evaluate(COUNTED, name)) == before + 1
